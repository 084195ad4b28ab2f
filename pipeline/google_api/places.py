"""From an address on the wire to the thing a person knows: which form, sheet or folder, and how it is shared. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Place:
    """What a call is about.

    Attributes:
        service: the name Google gives the service.
        noun: `form`, `spreadsheet`, `document`, `Drive file`; "" where the call is about no single thing.
        id: of that thing.
        changes: the call changes something there.
        link: where a person opens it.
        host: that the call goes to.
    """

    service: str
    noun: str = ""
    id: str = ""
    changes: bool = False
    link: str = ""
    host: str = ""

    @property
    def name(self) -> str:
        """Return what a sentence calls it: `the form 1FAI…`, or the service."""
        return f"the {self.noun} {self.id}" if self.id else self.service

    @property
    def right(self) -> str:
        """Return the right we need there, in the words of Google's own pages."""
        return "Editor" if self.changes or self.noun == "form" else "Viewer"


@dataclass(frozen=True, slots=True)
class _Kind:
    host: str
    path: re.Pattern[str]
    service: str
    noun: str
    link: str


_ID = "([A-Za-z0-9_-]+)"
_KINDS = (
    _Kind(
        "forms.googleapis.com",
        re.compile(rf"/v1/forms/?{_ID}?"),
        "the Google Forms API",
        "form",
        "https://docs.google.com/forms/d/{}/edit",
    ),
    _Kind(
        "sheets.googleapis.com",
        re.compile(rf"/v4/spreadsheets/?{_ID}?"),
        "the Google Sheets API",
        "spreadsheet",
        "https://docs.google.com/spreadsheets/d/{}/edit",
    ),
    _Kind(
        "docs.googleapis.com",
        re.compile(rf"/v1/documents/?{_ID}?"),
        "the Google Docs API",
        "document",
        "https://docs.google.com/document/d/{}/edit",
    ),
    _Kind(
        "www.googleapis.com",
        re.compile(rf"(?:/upload)?/drive/v\d/files/?{_ID}?"),
        "the Google Drive API",
        "Drive file",
        "https://drive.google.com/open?id={}",
    ),
    _Kind(
        "docs.google.com",
        re.compile(rf"/spreadsheets/d/{_ID}"),
        "Google Sheets",
        "spreadsheet",
        "https://docs.google.com/spreadsheets/d/{}/edit",
    ),
)
TOKEN_HOSTS = frozenset({"oauth2.googleapis.com", "accounts.google.com"})
_WORLDWIDE = ".googleapis.com"
_REPEATABLE = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
_READING_POST = re.compile(r"(?:ByDataFilter|:search)$")


def place_of(method: str, url: str) -> Place:
    """Return what a call is about, from its method and address."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in TOKEN_HOSTS:
        return Place("Google's sign-in", host=host)
    changes = method.upper() not in {"GET", "HEAD"} and not _READING_POST.search(parts.path)
    for kind in _KINDS:
        if host == kind.host and (found := kind.path.match(parts.path)):
            name = found[1] or ""
            return Place(kind.service, kind.noun, name, changes, kind.link.format(name) if name else "", host)
    return Place("Google" if is_google(host) else host, changes=changes, host=host)


def is_google(host: str) -> bool:
    """Tell whether a host is one of the services that our token is for."""
    return host.endswith(_WORLDWIDE) and host not in TOKEN_HOSTS


def answers_in_json(url: str) -> bool:
    """Tell whether the answer must be JSON: a service answers so unless a file's content is asked for."""
    parts = urlsplit(url)
    content = parts.path.endswith("/export") or parse_qs(parts.query).get("alt") == ["media"]
    return (is_google(parts.hostname or "") or parts.hostname in TOKEN_HOSTS) and not content


def is_repeatable(method: str, url: str, headers: Mapping[str, str]) -> bool:
    """Tell whether a call does no harm when it is made twice, whatever it says."""
    parts = urlsplit(url)
    reads = headers.get("x-http-method-override", "").upper() == "GET" or _READING_POST.search(parts.path)
    return method.upper() in _REPEATABLE or bool(reads) or parts.hostname in TOKEN_HOSTS
