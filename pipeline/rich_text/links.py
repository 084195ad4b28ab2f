"""Web addresses in running text: where they begin and end, and the target a program will accept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import quote, urlsplit

# Word and Excel refuse targets much beyond this length; such an address stays plain text.
_LONGEST_TARGET = 2000

# An address begins where no word does; a blank, an angle bracket, a straight quote, or CJK punctuation and closing
# quotes end it. The first letter comes first: a search for one of a few letters is several times as fast.
_CANDIDATE = re.compile(
    r"[HhWwMm](?<![A-Za-z0-9].)(?:(?<=[Hh])(?i:ttps?)://|(?<=[Ww])ww\.|(?<=W)WW\.|(?<=[Mm])ailto:)"
    r"[^\s<>\"\u00bb\u201c\u201d\u3000-\u3002\u300c-\u3011\uff01\uff08\uff09\uff0c\uff1b\uff1f]+",
)
_CLOSING = {")": "(", "]": "[", "}": "{"}
_TRAILING = frozenset(".,;:!?'*_|\u2018\u2019\u2026")
_MAY_TRAIL = _TRAILING | _CLOSING.keys()
# Most addresses are like this, and are their own target but for the scheme that some lack.
_SIMPLE = re.compile(
    r"https?://(?:[a-z0-9][a-z0-9-]{0,20}\.){1,6}[a-z]{2,20}(?:/[A-Za-z0-9_./~-]*(?:\?[A-Za-z0-9_./~=&-]+)?)?"
).fullmatch
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST_LABEL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,62}")
_LONGEST_HOST = 253
_MAIL_TARGET = re.compile(r"[^@\s]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class LinkPiece:
    """An address as typed, and what it points to: ASCII, percent-encoded, with its scheme."""

    text: str
    target: str


def may_hold_link(text: str) -> bool:
    """Tell at a glance whether it is worth looking for links: never wrongly no, seldom wrongly yes."""
    # A single character is found ten times as fast as three.
    return (":" in text and ("://" in text or "ailto:" in text)) or ("." in text and ("ww." in text or "WW." in text))


def split_links(text: str) -> tuple[str | LinkPiece, ...]:
    """Return the text in pieces, in order: plain strings and links. Joined they are the text again.

    `http:`, `https:`, `mailto:` and `www.` begin a link; a bare e-mail address does not.
    """
    if not may_hold_link(text):
        return (text,) if text else ()
    pieces: list[str | LinkPiece] = []
    done = 0
    for match in _CANDIDATE.finditer(text):
        typed = _without_trailing(match.group())
        target = _target(typed)
        if target:
            pieces += [text[done : match.start()], LinkPiece(typed, target)]
            done = match.start() + len(typed)
    pieces.append(text[done:])
    return tuple(piece for piece in pieces if piece)


def _without_trailing(typed: str) -> str:
    """Return the address without the punctuation and the unopened brackets that belong to the sentence."""
    if typed[-1] not in _MAY_TRAIL:
        return typed
    end = len(typed)
    excess = {mark: typed.count(mark) - typed.count(opening) for mark, opening in _CLOSING.items()}
    while end and (typed[end - 1] in _TRAILING or excess.get(typed[end - 1], 0) > 0):
        end -= 1
        if typed[end] in excess:
            excess[typed[end]] -= 1
    return typed[:end]


def _target(typed: str) -> str:
    """Return where the address leads, or "" if no program would accept it."""
    whole = f"http://{typed}" if typed.startswith("www.") else typed
    if _SIMPLE(whole) and _fits(whole):
        return whole
    if typed[:7].lower() == "mailto:":
        target = "mailto:" + quote(typed[7:], safe="@%?&=+,;:._~-")
        return target if _MAIL_TARGET.match(target[7:]) and _fits(target) else ""
    try:
        address = urlsplit(typed if "://" in typed[:8] else f"http://{typed}")
        host, port = _host(address.hostname or ""), address.port
    except ValueError:
        return ""
    if not host:
        return ""
    place = f"{address.scheme}://{_user(address.netloc)}{host}" + (f":{port}" if port is not None else "")
    target = place + _encoded(address.path, "")
    target += f"?{_encoded(address.query, '?')}" if address.query else ""
    target += f"#{_encoded(address.fragment, '?')}" if address.fragment else ""
    return target if _fits(target) else ""


def _fits(target: str) -> bool:
    """Tell whether the target is of a length that every program takes."""
    return len(target) <= _LONGEST_TARGET


def _user(place: str) -> str:
    """Return the part before an @ with it, encoded; usually ""."""
    user, at, _ = place.rpartition("@")
    return f"{_encoded(user, '')}@" if at else ""


def _host(name: str) -> str:
    """Return the host in ASCII, or "" if it is none."""
    if len(name) > _LONGEST_HOST or "%" in name:
        return ""
    if ":" in name:
        try:
            return f"[{IPv6Address(name)}]"
        except AddressValueError:
            return ""
    ascii_name = name if name.isascii() else name.encode("idna").decode("ascii")
    labels = ascii_name.removesuffix(".").split(".")
    return ascii_name if all(_HOST_LABEL.fullmatch(label) for label in labels) else ""


def _encoded(part: str, more: str) -> str:
    """Return a part of an address in percent-encoding; what is encoded already stays as it is."""
    return quote(_STRAY_PERCENT.sub("%25", part), safe="/%:=&~+!$,;'@()*" + more)
