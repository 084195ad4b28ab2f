"""From what the network library raises to a kind of failure. Pure; no text of an exception is ever passed on."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator

import requests
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from pipeline.google_api.faults import Fault, Kind

_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_PROXY_ANSWERS = {"407": Kind.PROXY_LOGIN, "403": Kind.PROXY_FORBIDS, "405": Kind.PROXY_FORBIDS}
_UNTRUSTED = (
    ("not yet valid", "it is not valid yet"),
    ("expired", "it is no longer valid"),
    ("ostname mismatch", "it belongs to another host"),
    ("self-signed", "its authority is not known here"),
    ("self signed", "its authority is not known here"),
    ("unable to get", "its authority is not known here"),
)


def fault_of_exception(error: BaseException) -> Fault:
    """Return why there is no answer; an error met before anything was sent is told from one met later."""
    causes = tuple(_causes(error))
    certificate = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
    if certificate is not None:
        return Fault(Kind.CERTIFICATE, words=_why_untrusted(str(certificate)))
    tunnel = next((found[1] for cause in causes if (found := _TUNNEL.search(str(cause)))), "")
    if tunnel:
        return Fault(_PROXY_ANSWERS.get(tunnel, Kind.PROXY_DOWN))
    if any(isinstance(cause, NewConnectionError | ConnectTimeoutError) for cause in causes):
        return Fault(Kind.PROXY_DOWN if isinstance(error, requests.exceptions.ProxyError) else Kind.NO_NETWORK)
    # A tunnel that is cut after the request was sent is a ProxyError too: the request may have been carried out.
    return Fault(Kind.TIMED_OUT if isinstance(error, requests.exceptions.Timeout) else Kind.CUT)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all those wrapped in it, the way requests and urllib3 wrap them."""
    waiting, seen = [error], set[int]()
    while waiting:
        found = waiting.pop()
        if id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        inner = (found.__cause__, found.__context__, getattr(found, "reason", None), *found.args)
        waiting.extend(cause for cause in inner if isinstance(cause, BaseException))


def _why_untrusted(said: str) -> str:
    return next((words for sign, words in _UNTRUSTED if sign in said), "it does not prove who it is for")
