"""Words by which an author says that an answer is not for readers yet. Pure."""

from __future__ import annotations

import re

from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import RichText

_ALONE = re.compile(r"(?i)(?P<mark>todo|tbc|\?{2,})[\s.:!…]*")
_BEGINNING = re.compile(r"(?i)(?P<mark>\[(?:draft|private)\])")


def unfinished(words: RichText) -> str:
    """Return the mark by which a text says that it is not finished, as typed; "" if it has none."""
    text = plain(words).strip()
    found = _ALONE.fullmatch(text) or _BEGINNING.match(text)
    return found["mark"] if found else ""
