"""The whole fake: one object that a test holds, one function that answers every request."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from tests.google import drive, schema, uploads
from tests.google.certificates import write_bundle
from tests.google.cloud import Call, Cloud, Service
from tests.google.docs import SERVICES as DOCS
from tests.google.drive_sharing import SERVICES as SHARING
from tests.google.faults import Faults, after, instead
from tests.google.field_mask import check_mask, masked, read_mask
from tests.google.forms import SERVICES as FORMS
from tests.google.people import People
from tests.google.proxy import Proxy
from tests.google.sheet_edits import SERVICES as SHEET_EDITS
from tests.google.sheet_reading import SERVICES as SHEETS
from tests.google.sheet_values import SERVICES as VALUES
from tests.google.token import ENDPOINT, Tokens
from tests.google.web import HOSTS, web_page
from tests.google.wire import Ending, Json, RefusedError, Reply, Request, Value, error_info, json_reply, refusal

_SERVICES: Final[dict[str, Service]] = FORMS | VALUES | SHEETS | SHEET_EDITS | drive.SERVICES | SHARING | DOCS
_TOKEN_HOST: Final = urlsplit(ENDPOINT).netloc
_READ_BY_POST: Final = {
    "token",
    "sheets.spreadsheets.getByDataFilter",
    "sheets.spreadsheets.developerMetadata.search",
    "sheets.spreadsheets.values.batchGetByDataFilter",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that came in: which method it meant, and what became of it."""

    method: str
    request: Request
    body: object
    status: int
    fault: str = ""

    @property
    def writes(self) -> bool:
        """Return whether the request would change something."""
        return self.request.verb != "GET" and self.method not in _READ_BY_POST


class Google:
    """Google as a program meets it: an address of a proxy, a file with its authority, and the world behind."""

    def __init__(self, folder: Path) -> None:
        self.cloud = Cloud()
        self.clock = self.cloud.clock
        self.tokens = Tokens()
        self.faults = Faults()
        self.people = People(self.cloud)
        self.seen: list[Seen] = []
        self.complaints: list[str] = []
        self.ca_bundle = write_bundle(folder / "authority.pem")
        self._lock = threading.RLock()
        self._proxy = Proxy(self.answer)
        self.proxy = self._proxy.url

    def close(self) -> None:
        """Stop answering."""
        self._proxy.close()

    def calls(self, method: str = "*") -> list[Seen]:
        """Return the requests to a method, such as `forms.*`; without a name, all but those for tokens."""
        with self._lock:
            asked = [seen for seen in self.seen if fnmatchcase(seen.method, method)]
        return [seen for seen in asked if method != "*" or seen.method not in {"token", "background"}]

    def writes(self) -> list[Seen]:
        """Return the requests that would change something."""
        return [seen for seen in self.calls() if seen.writes]

    def answer(self, request: Request) -> Reply:
        """Answer one request, whatever it is."""
        with self._lock:
            try:
                return self._answer(request)
            except Exception as error:  # noqa: BLE001 - a fault of the fake itself must fail the test, not hang it
                self.complaints.append(f"the fake broke at {request.verb} {request.target}: {error!r}")
                return Reply(500, b"", ending=Ending.CLOSED)

    def _answer(self, request: Request) -> Reply:
        """Find out who is asked: the token endpoint, a page or an interface."""
        if request.host == "iamcredentials.googleapis.com":
            # google-auth asks in the background where its tokens are allowed; without an answer it goes on.
            return self._note("background", request, None, Reply(404, b"", ending=Ending.CLOSED))
        if request.host == _TOKEN_HOST:
            return self._perhaps("token", request, None, lambda: self.tokens.answer(request))
        if request.host not in schema.APIS:
            return self._answer_browser(request)
        return self._answer_method(request)

    def _answer_browser(self, request: Request) -> Reply:
        """Answer what needs no account."""
        if request.host not in HOSTS:
            self.complaints.append(f"the fake is no {request.host}")
            return self._note("web", request, None, Reply(404, b"", ending=Ending.CLOSED))
        return self._perhaps("web", request, None, lambda: web_page(self.cloud, request))

    def _answer_method(self, request: Request) -> Reply:
        """Answer a request to one of the interfaces."""
        if "upload_id" in request.query:
            return self._perhaps("drive.upload", request, None, lambda: self._take_piece(request))
        found = schema.find(request.host, request.verb, request.path)
        if found is None or found[0].name not in _SERVICES:
            self.complaints.append(f"the fake does not know {request.verb} {request.host}{request.path}")
            return self._note(
                "unknown", request, None, refusal(request.host, RefusedError(404, "Not Found", "notFound"))
            )
        method, path = found
        body = _body(request)
        return self._perhaps(method.name, request, body, lambda: self._serve(method, path, request, body))

    def _perhaps(self, method: str, request: Request, body: object, work: Callable[[], Reply]) -> Reply:
        """Do the work, unless a fault was asked for."""
        taken = self.faults.take(method)
        if taken is None:
            return self._note(method, request, body, work())
        kind, fault = taken
        reply = after(fault, work()) if fault.works else instead(fault, request.host)
        return self._note(method, request, body, reply, kind)

    def _note(self, method: str, request: Request, body: object, reply: Reply, fault: str = "") -> Reply:
        """Remember a request."""
        self.seen.append(Seen(method, request, body, reply.status, fault))
        return reply

    def _serve(self, method: schema.Method, path: dict[str, str], request: Request, body: Json | None) -> Reply:
        """Check a request, let the service answer, check the answer."""
        try:
            call, mask = self._checked(method, path, request, body)
            answer = _SERVICES[method.name](self.cloud, call)
        except RefusedError as error:
            return refusal(request.host, error)
        if isinstance(answer, Reply):
            return answer
        faults = schema.body_faults(method.api, method.declared.get("response"), answer)
        self.complaints += [f"wrong answer of {method.name}: {fault}" for fault in faults]
        return json_reply(200, masked(read_mask(mask), answer))

    def _take_piece(self, request: Request) -> Reply:
        """Take a piece of an upload that was begun before."""
        try:
            self.tokens.identify(request)
            taken = uploads.take_piece(self.cloud, request)
            return taken if isinstance(taken, Reply) else json_reply(200, drive.piece_answer(self.cloud, taken))
        except RefusedError as error:
            return refusal(request.host, error)

    def _checked(
        self, method: schema.Method, path: dict[str, str], request: Request, body: Json | None
    ) -> tuple[Call, str]:
        """Return a call that may be made, and the mask of its answer.

        Raises:
            RefusedError: the caller is unknown, the token too weak, or the request is wrong; the last fails the test.
        """
        who = self.tokens.identify(request)
        if not method.scopes & who.scopes:
            text = "Request had insufficient authentication scopes."
            raise RefusedError(403, text, "insufficientPermissions", error_info("ACCESS_TOKEN_SCOPE_INSUFFICIENT"))
        parameters, faults = schema.read_parameters(method, request.query)
        if body is not None:
            faults += schema.body_faults(method.api, method.declared.get("request"), body)
        if faults:
            self.complaints += [f"wrong request to {method.name}: {fault}" for fault in faults]
            raise RefusedError(400, f"Invalid JSON payload received. {'; '.join(faults)}", "badRequest")
        mask = parameters.get("fields", "")
        check_mask(read_mask(mask), schema.document(method.api)["schemas"], method.declared.get("response", {}))
        return Call(method.name, path | parameters, body or {}, who, request, frozenset(method.scopes)), mask


def _body(request: Request) -> Json | None:
    """Return the JSON of a request; media and uploads in parts are read by Drive."""
    if request.headers.get("content-type", "").startswith("multipart/"):
        return uploads.split_parts(request)[0]
    if not request.body or "json" not in request.headers.get("content-type", ""):
        return None
    read: Json = _without_null(json.loads(request.body))
    return read


def _without_null(value: Value) -> Value:
    """Return JSON without the fields that are null, which mean nothing; in a list a null stays."""
    if isinstance(value, dict):
        return {name: _without_null(inner) for name, inner in value.items() if inner is not None}
    return [_without_null(inner) for inner in value] if isinstance(value, list) else value
