"""Characters that may stand in a document: what a participant typed, less what would damage or mislead."""

from __future__ import annotations

import re

# Line ends of every system and of Unicode; a form field may hold any of them.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# Two halves of one character that arrived as separate code points.
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

_NON_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))

# Controls (but tab and newline), bidi embeddings, overrides and isolates, the byte order mark, annotation
# marks, lone surrogates and non-characters: invisible at best, and an override turns the rest of a line round.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ud800-\udfff"
    + _NON_CHARACTERS
    + "]+"
)

_MANY_LINE_ENDS = re.compile(r"\n(?:[ \t]*\n){2,}")


def clean(text: str) -> str:
    """Return the text with the line feed as its only line end, without unprintable characters and without blank edges.

    More than one empty line in a row becomes one. Cleaning twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _LINE_END.sub("\n", text)
    text = _SURROGATE_PAIR.sub(_joined, text)
    text = _UNPRINTABLE.sub("", text)
    return _MANY_LINE_ENDS.sub("\n\n", text).strip()


def one_line(text: str) -> str:
    """Return the cleaned text with every run of white space as one blank: for titles, headers and properties."""
    return " ".join(clean(text).split())


def _joined(pair: re.Match[str]) -> str:
    """Return the one character that two surrogates stand for."""
    return pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")
