"""Links, addresses, phone numbers and long numbers in a slide field: none of their digits is a slide."""

from __future__ import annotations

import re

_LINK = re.compile(
    r"(?:https?://|www\.)\S{1,480}"
    r"|\b(?:[\w-]{1,63}\.){1,4}(?:com|org|net|edu|gov|int|io|ch|de|at|fr|it|es|uk|eu|nl|be|pl|ru|pt|se)/\S{1,480}"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?:\+|\b0)\d{0,3}(?:[ ./()-]{0,2}\d){7,14}\b")
_LONG = re.compile(r"\d{6,}")
_FRAGMENT = re.compile(r"#(?:page|slide)=(?:id\.)?(\d{1,4})\b")


def without_links(text: str) -> str:
    """Return the text to print without links, addresses and phone numbers."""
    for pattern in (_LINK, _MAIL, _PHONE):
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def without_strangers(text: str) -> tuple[str, list[str]]:
    """Take out links, addresses, phone numbers and long numbers; return the rest and what was there."""
    found: list[str] = []
    fragment = _FRAGMENT.search(text)
    for pattern, what in (
        (_LINK, "a link"),
        (_MAIL, "an address"),
        (_PHONE, "a phone number"),
        (_LONG, "a long number"),
    ):
        text, count = pattern.subn(" ", text)
        if count:
            found.append(f"there was {what} in it")
    if fragment is not None:
        text = f"{text} page {fragment[1]}"
    return text, found
