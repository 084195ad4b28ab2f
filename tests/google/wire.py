"""What passes over the wire: a request as it came, a reply as it leaves, and the shapes of Google's refusals."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

Json = dict[str, Any]
Value = Any  # any JSON

_STATUS_NAMES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}
_USAGE_REASONS = {"rateLimitExceeded", "userRateLimitExceeded", "accessNotConfigured", "dailyLimitExceeded"}


class Ending(enum.Enum):
    """How a connection ends after a reply."""

    WHOLE = "the whole reply is sent and the connection stays open"
    CLOSED = "the whole reply is sent and the connection is closed"
    TRUNCATED = "the head promises the whole body, half of it comes, and the connection is cut"
    SILENT = "the connection is closed without one byte"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came through the tunnel; header names are in small letters."""

    verb: str
    host: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """Return the path, still quoted."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        """Return all query parameters; a name may repeat."""
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True)


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply, how its connection ends and how long it is kept back."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    ending: Ending = Ending.WHOLE
    seconds: float = 0.0


class RefusedError(Exception):
    """The service refuses; the style of the body depends on the interface that was asked."""

    def __init__(self, status: int, message: str, reason: str = "", details: list[Json] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.reason = reason
        self.details = details or []


def json_reply(status: int, content: object, headers: dict[str, str] | None = None) -> Reply:
    """Return a reply that holds JSON, as Google writes it."""
    text = json.dumps(content, indent=2, ensure_ascii=False)
    kind = {"content-type": "application/json; charset=UTF-8"}
    return Reply(status, text.encode(), kind | (headers or {}))


def html_reply(status: int, title: str, headers: dict[str, str] | None = None) -> Reply:
    """Return a page for people, where a program expected JSON."""
    page = f"<!DOCTYPE html>\n<html lang=en>\n<title>{title}</title>\n<p><b>{status}.</b> <ins>{title}</ins>\n"
    return Reply(status, page.encode(), {"content-type": "text/html; charset=UTF-8"} | (headers or {}))


def refusal(host: str, error: RefusedError) -> Reply:
    """Return the body of a refusal: Drive lists `errors`, the younger interfaces name a `status`."""
    headers = {"www-authenticate": 'Bearer realm="https://accounts.google.com/"'} if error.status == 401 else {}
    body = _drive_error(error) if host == "www.googleapis.com" else _platform_error(error)
    return json_reply(error.status, {"error": body}, headers)


def _drive_error(error: RefusedError) -> Json:
    """Return Drive's shape: a list of errors, each with domain and reason."""
    domain = "usageLimits" if error.reason in _USAGE_REASONS else "global"
    first: Json = {"message": error.message, "domain": domain, "reason": error.reason or "badRequest"}
    if error.reason == "notFound":
        first |= {"location": "fileId", "locationType": "parameter"}
    body: Json = {"code": error.status, "message": error.message, "errors": [first]}
    if error.details:
        body |= {"status": _STATUS_NAMES[error.status], "details": error.details}
    return body


def _platform_error(error: RefusedError) -> Json:
    """Return the shape of Forms, Sheets and Docs: code, message, status and perhaps details."""
    status = "FAILED_PRECONDITION" if error.reason == "failedPrecondition" else _STATUS_NAMES[error.status]
    body: Json = {"code": error.status, "message": error.message, "status": status}
    if error.details:
        body["details"] = error.details
    return body


def error_info(reason: str, **metadata: str) -> list[Json]:
    """Return the `details` that name a reason."""
    kind = "type.googleapis.com/google.rpc.ErrorInfo"
    return [{"@type": kind, "reason": reason, "domain": "googleapis.com", "metadata": metadata}]
