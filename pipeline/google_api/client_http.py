"""What googleapiclient takes for an `httplib2.Http`, over our session: it opens no socket and sends nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import httplib2
import requests

# requests sets these itself; googleapiclient's would be wrong or are httplib2's.
_OURS = frozenset({"user-agent", "accept-encoding", "content-length"})
# The body is handed on as it reads, not as it was packed on the wire.
_WIRE_ONLY = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class _Readable(Protocol):
    def read(self) -> bytes: ...


class SessionHttp:
    """The part of `httplib2.Http` that googleapiclient calls."""

    def __init__(self, session: requests.Session) -> None:
        self._session = session

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: str | bytes | _Readable | None = None,
        headers: Mapping[str, str] | None = None,
        redirections: int = 0,  # noqa: ARG002 - the session follows them
        connection_type: object = None,  # noqa: ARG002 - the session has its own
    ) -> tuple[httplib2.Response, bytes]:
        """Return the answer as googleapiclient reads it; a failed one is raised, in our words."""
        sent = {name: value for name, value in (headers or {}).items() if name.lower() not in _OURS}
        whole = body if body is None or isinstance(body, str | bytes) else body.read()
        encoded = whole.encode() if isinstance(whole, str) else whole
        answer = self._session.request(method, uri, data=encoded, headers=sent)
        kept = {name: value for name, value in answer.headers.items() if name.lower() not in _WIRE_ONLY}
        return httplib2.Response(kept | {"status": str(answer.status_code)}), answer.content

    def close(self) -> None:
        """Leave the session open: it belongs to more than one library."""
