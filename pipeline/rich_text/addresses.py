"""E-mail addresses and phone numbers in running text: found and masked, so that no document shows them. Pure.

Only certain shapes count: `A @ B`, `139.1`, run numbers, dates and identifiers stay. Links keep an `@` of theirs.
"""

from __future__ import annotations

import re

_AT = r"(?:@|\s?[(\[{]\s?at\s?[)\]}]\s?)"
_DOT = r"(?:\.|\s?[(\[{]\s?dot\s?[)\]}]\s?)"
_MAIL = rf"[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}}"
_SPOKEN_MAIL = r"\b[\w.+-]{1,64} at [\w-]{1,63}(?: dot [\w-]{1,63}){1,3}\b"
_DIGITS = r"(?:[\s()/.-]{0,2}\d){7,14}"
_PHONE_WORD = r"(?i:\b(?:tel|phone|mobile|cell|call me (?:at|on)|telefon|handy)[.:]?)"
_PHONE = rf"(?<![\w+])\+\d{_DIGITS}(?![\w])|{_PHONE_WORD}\s?\d{_DIGITS}"
_LINK = r"https?://\S+|www\.\S+"
_FOUND = re.compile(rf"(?P<link>{_LINK})|(?P<address>{_MAIL}|{_SPOKEN_MAIL}|{_PHONE})")
_MAY_HOLD = re.compile(r"@|\bat\b|\+\d|(?i:tel|phone|mobile|cell|call me|handy)")


def mask_addresses(text: str, instead: str) -> str:
    """Return the text with `instead` in the place of every e-mail address and phone number."""
    if not _MAY_HOLD.search(text):
        return text
    return _FOUND.sub(lambda found: found["link"] or instead, text)
