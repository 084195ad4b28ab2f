"""Where links lead: relations, and HYPERLINK fields as LibreOffice and older programs write them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

_LONGEST = 2_000
_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "ftps", "tel", "doi"})
# Words of a field: a quoted string, a switch, or anything without blanks.
_WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"|(\\\w)|(\S+)')
_KEPT = "%/:=&?~+!$,;'@()*[]#-._"
_UNBROKEN = re.compile(r"[\x00-\x20\x7f]")
_GOOGLE = "/url"


def link_target(address: str) -> str:
    """Return an address as an absolute URL in ASCII, or "" if readers should not be led there."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or _UNBROKEN.search(address.replace(" ", "")):
        return ""
    if host == "www.google.com" and parts.path == _GOOGLE:
        # Google's export sends its own links round by a page of theirs.
        wanted = parse_qs(parts.query).get("q", [""])[0]
        return link_target(wanted) if wanted and "google.com/url" not in wanted else ""
    target = quote(address, safe=_KEPT)
    return target if len(target) <= _LONGEST else ""


def field_target(instruction: str) -> str | None:
    r"""Return where a field `HYPERLINK "https://…" \l "part"` leads; None if it is another field."""
    words = [(quoted or bare, switch) for quoted, switch, bare in _WORDS.findall(instruction)]
    if not words or words[0][0].upper() != "HYPERLINK":
        return None
    address, part, expected = "", "", ""
    for word, switch in words[1:]:
        if switch:
            expected = switch.lower()
        elif expected == r"\l":
            part, expected = word, ""
        elif expected in {r"\o", r"\t"}:
            expected = ""
        else:
            address = address or word
    return link_target(f"{address}#{part}" if address and part else address)
