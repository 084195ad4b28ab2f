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
_BRACKETED_AT = re.compile(r"[(\[{]\s?at\s?[)\]}]")
_EIGHT_DIGITS = re.compile(rf"\d{_DIGITS}")


def mask_addresses(text: str, instead: str) -> str:
    """Return the text with `instead` in the place of every e-mail address and phone number."""
    if not _may_hold(text):
        return text
    return _FOUND.sub(lambda found: found["link"] or instead, text)


def _may_hold(text: str) -> bool:
    """Tell at a glance whether it is worth looking: never wrongly no, seldom wrongly yes."""
    spelled = " at " in text and " dot " in text
    return "@" in text or spelled or bool(_EIGHT_DIGITS.search(text) or _BRACKETED_AT.search(text))
