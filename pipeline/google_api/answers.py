"""From an HTTP answer to a kind of failure, or to none. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.google_api.faults import Fault, Kind
from pipeline.google_api.places import answers_in_json

_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<\?xml[^>]*>\s*<html)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: header names in lower case, the body decoded."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """The body of a refusal, in whichever of Google's two forms.

    Attributes:
        reasons: machine words: `rateLimitExceeded`, `SERVICE_DISABLED`, `RESOURCE_EXHAUSTED`.
        words: Google's message.
        link: the page where an API is switched on, where one is named.
    """

    reasons: frozenset[str] = frozenset()
    words: str = ""
    link: str = ""


# Reasons of Drive's errors and of the other services' details, whatever the status is.
_REASONS = {
    "rateLimitExceeded": Kind.RATE,
    "userRateLimitExceeded": Kind.RATE,
    "RATE_LIMIT_EXCEEDED": Kind.RATE,
    "RESOURCE_EXHAUSTED": Kind.RATE,
    "dailyLimitExceeded": Kind.DAILY_QUOTA,
    "quotaExceeded": Kind.DAILY_QUOTA,
    "sharingRateLimitExceeded": Kind.DAILY_QUOTA,
    "accessNotConfigured": Kind.API_OFF,
    "SERVICE_DISABLED": Kind.API_OFF,
    "insufficientPermissions": Kind.SCOPE,
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": Kind.SCOPE,
    "storageQuotaExceeded": Kind.STORAGE,
    "teamDriveFileLimitExceeded": Kind.STORAGE,
    "domainPolicy": Kind.POLICY,
    "appNotAuthorizedToFile": Kind.NOT_PICKED,
    "exportSizeLimitExceeded": Kind.TOO_LARGE,
    "fileNotDownloadable": Kind.NO_DOWNLOAD,
    "cannotDownloadFile": Kind.NO_DOWNLOAD,
}
# The order of looking: a daily limit is also said with RESOURCE_EXHAUSTED, and a missing scope with PERMISSION_DENIED.
_ORDER = {reason: place for place, reason in enumerate(_REASONS)}
_LAST = {"RESOURCE_EXHAUSTED"}

# Words of a 400, where Google gives no reason.
_WORDS = (
    (re.compile(r"not supported for this document"), Kind.OFFICE_FILE),
    (re.compile(r"protected cell or object"), Kind.PROTECTED),
    (re.compile(r"required revision id", re.IGNORECASE), Kind.REVISION),
    (re.compile(r"already (?:exists|has|present|been)|duplicate|is not unique", re.IGNORECASE), Kind.EXISTS),
)
# What proxies and Google itself also say with a page for people; any other page is not from the service we asked.
_MET_AS_PAGES = frozenset({401, 407, 408, 429})
_STATUSES = {
    401: Kind.TOKEN_REFUSED,
    403: Kind.FORBIDDEN,
    404: Kind.NOT_FOUND,
    407: Kind.PROXY_LOGIN,
    408: Kind.SERVER,
    409: Kind.EXISTS,
    410: Kind.NOT_FOUND,
    413: Kind.TOO_LARGE,
    429: Kind.RATE,
}


def fault_of_answer(url: str, method: str, answer: Answer) -> Fault | None:
    """Return why an answer is a failure, or None if it is what was asked for."""
    if answer.status < 400:
        return _of_success(url, method, answer)
    if answer.status in {401, 403} and urlsplit(url).hostname == "docs.google.com":
        return Fault(Kind.SIGN_IN, answer.status)
    if answer.status not in _MET_AS_PAGES and answer.status < 500 and _is_page(url, answer):
        return Fault(Kind.NOT_DATA, answer.status, _looks(answer))
    refusal = read_refusal(answer.body)
    kind = _of_reasons(refusal) or _of_words(answer.status, refusal.words) or _of_status(answer.status)
    return Fault(kind, answer.status, refusal.link if kind is Kind.API_OFF and refusal.link else refusal.words)


def _is_page(url: str, answer: Answer) -> bool:
    return answers_in_json(url) and bool(_HTML.match(answer.body))


def read_refusal(body: bytes) -> Refusal:
    """Return what a refusal says; nothing where it is a page of a proxy or damaged."""
    said = read_json(body)
    error = said.get("error") if isinstance(said, dict) else None
    if not isinstance(error, dict):
        return Refusal()
    words = error.get("message")
    reasons = {str(part["reason"]) for part in _parts(error) if "reason" in part} | {str(error.get("status", ""))}
    return Refusal(frozenset(reasons), words if isinstance(words, str) else "", _switch_on(error))


def read_json(body: bytes) -> object:
    """Return what a body holds, or None where it is no JSON."""
    try:
        found: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found


def _parts(error: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    for key in ("errors", "details"):
        found = error.get(key)
        yield from (part for part in (found if isinstance(found, list) else ()) if isinstance(part, dict))


def _switch_on(error: Mapping[str, object]) -> str:
    """Return the page where an API is switched on, from the details or else from the message."""
    said = json.dumps(error)
    found = re.search(r"https://console\.(?:developers|cloud)\.google\.com/[\w./?=&%-]+[\w/]", said)
    return found[0] if found else ""


def _of_success(url: str, method: str, answer: Answer) -> Fault | None:
    leads_to = urlsplit(answer.headers.get("location", ""))
    if leads_to.hostname == "accounts.google.com":
        return Fault(Kind.SIGN_IN, answer.status)
    if not answers_in_json(url):
        is_page = answer.status < 300 and _HTML.match(answer.body)
        return Fault(Kind.SIGN_IN, answer.status) if is_page else None
    if answer.status == 308 or method in {"HEAD", "DELETE"} or answer.status == 204:
        return None
    if answer.status < 300 and not answer.body and "location" in answer.headers:  # an upload in parts begins
        return None
    return None if isinstance(read_json(answer.body), dict) else Fault(Kind.NOT_DATA, answer.status, _looks(answer))


def _looks(answer: Answer) -> str:
    """Return what an answer is that is no data."""
    if _HTML.match(answer.body):
        return "a web page"
    return f"{len(answer.body)} bytes that are no whole JSON" if answer.body else "nothing"


def _of_reasons(refusal: Refusal) -> Kind | None:
    known = sorted(refusal.reasons & _ORDER.keys(), key=lambda reason: (reason in _LAST, _ORDER[reason]))
    return _REASONS[known[0]] if known else None


def _of_words(status: int, words: str) -> Kind | None:
    return next((kind for pattern, kind in _WORDS if status == 400 and pattern.search(words)), None)


def _of_status(status: int) -> Kind:
    return _STATUSES.get(status, Kind.SERVER if status >= 500 else Kind.REFUSED)
