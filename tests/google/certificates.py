"""A certificate authority made on the fly, so that clients can check real host names."""

from __future__ import annotations

import ssl
import threading
from functools import cache
from pathlib import Path

import trustme

_LOCK = threading.Lock()


@cache
def authority() -> trustme.CA:
    """Return the one authority of this test run."""
    return trustme.CA(organization_name="Authority of the tests")


@cache
def _context(host: str) -> ssl.SSLContext:
    """Return what a server needs to answer as this host."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(host).configure_cert(context)
    return context


def server_context(host: str) -> ssl.SSLContext:
    """Return what a server needs to answer as this host; made once, however many threads ask."""
    with _LOCK:
        return _context(host)


def write_bundle(path: Path) -> Path:
    """Write the authority as the file that `google.ca_bundle` or `REQUESTS_CA_BUNDLE` names."""
    path.write_bytes(authority().cert_pem.bytes())
    return path
