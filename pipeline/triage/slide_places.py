"""Slides that are named, not numbered: first, last, title, backup; and Roman numerals."""

from __future__ import annotations

import re

from pipeline.model.slide_reference import SlideKind, SlideReference
from pipeline.triage.slide_runs import token_at
from pipeline.triage.slide_tokens import Token
from pipeline.triage.slide_words import Role

_KINDS = (
    (Role.TITLE, SlideKind.TITLE),
    (Role.BACKUP, SlideKind.BACKUP),
    (Role.LAST, SlideKind.LAST),
    (Role.FIRST, SlideKind.FIRST),
)
_SILENT = frozenset({Role.SLIDE, Role.PAGE, Role.FILLER, Role.OF, Role.LECTURE, Role.SIGN})
_ROMAN = re.compile(r"x{0,3}(?:l?x{0,3}|xl)(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def read_place(tokens: list[Token]) -> SlideReference | None:
    """Read "the last slide", "Titelfolie", "backup"; None if the tokens do not name such a slide."""
    if any(token.value is not None and Role.FIRST not in token.roles and token.text != "one" for token in tokens):
        return _first_few(tokens)
    for role, kind in _KINDS:
        at = next((at for at, token in enumerate(tokens) if role in token.roles), None)
        if at is not None:
            return _only(tokens, role, kind) or _beside_slide(tokens, at, kind)
    return _spare(tokens)


def _first_few(tokens: list[Token]) -> SlideReference | None:
    """Read "the first 3 slides", always to be looked at."""
    for token, count, word in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if count.value is None or Role.SLIDE not in word.roles or Role.ORDINAL in count.roles:
            continue
        if Role.FIRST in token.roles:
            return SlideReference(SlideKind.NUMBERS, ((1, max(1, count.value)),), review="the first few slides")
    return None


def _only(tokens: list[Token], role: Role, kind: SlideKind) -> SlideReference | None:
    """Return the place if nothing else is said."""
    hedged = False
    for token in tokens:
        if role in token.roles or token.is_sign or token.roles & _SILENT or token.text == "one":
            hedged = hedged or token.text == "?"
        elif token.roles & {Role.HEDGE, Role.BESIDE}:
            hedged = True
        else:
            return None
    plural = any(Role.MANY in token.roles for token in tokens) and kind in {SlideKind.FIRST, SlideKind.LAST}
    return SlideReference(
        kind, review="the participant was not sure" if hedged else "how many slides?" if plural else ""
    )


def _beside_slide(tokens: list[Token], at: int, kind: SlideKind) -> SlideReference | None:
    """Return the place, to be looked at, if a slide word touches it: "title slide: who is on the photo?"."""
    token, after = tokens[at], token_at(tokens, at + 1)
    slide_here = Role.SLIDE in token.roles
    slide_next = Role.SLIDE in after.roles
    if not slide_here and not slide_next:
        return None
    following = token_at(tokens, at + 2 if slide_next else at + 1)
    if following.roles & {Role.ABOUT, Role.BESIDE}:
        return None
    if any(other.roles & {Role.BESIDE, Role.SECTION} for other in tokens):
        return SlideReference(kind, review="not simply this slide")
    clear = kind in {SlideKind.TITLE, SlideKind.BACKUP} or following.is_sign
    return SlideReference(kind, review="" if clear and following.is_sign else "more is said than the slide")


def _spare(tokens: list[Token]) -> SlideReference | None:
    """Read "extra slides" and the like, where the word means backup only beside a slide word."""
    if any(Role.SPARE in token.roles for token in tokens) and any(Role.SLIDE in token.roles for token in tokens):
        silent = _SILENT | {Role.SPARE}
        if all(token.is_sign or token.roles & silent for token in tokens):
            return SlideReference(SlideKind.BACKUP)
    return None


def read_roman(tokens: list[Token]) -> SlideReference | None:
    """Read "XII", "slide IV", "slides IV-VI": always to be looked at."""
    anchored = any(token.roles & {Role.SLIDE, Role.PAGE} and len(token.text) > 1 for token in tokens)
    numbers: list[int] = []
    ranged = False
    for token in tokens:
        value = _roman(token.text) if anchored or len(token.text) > 1 else 0
        if value:
            numbers.append(value)
        elif Role.TO in token.roles and numbers:
            ranged = True
        elif not (token.is_sign or token.roles & (_SILENT | {Role.AND, Role.HEDGE})):
            return None
    if not numbers:
        return None
    pairs = ((numbers[0], numbers[1]),) if ranged and len(numbers) == 2 and numbers[0] < numbers[1] else None
    return SlideReference(
        SlideKind.NUMBERS,
        pairs or tuple((number, number) for number in dict.fromkeys(numbers)),
        review="Roman numerals",
    )


def _roman(word: str) -> int:
    """Return the value of a Roman numeral of up to 89, 0 if it is none."""
    if not word or len(word) > 9 or not _ROMAN.fullmatch(word):
        return 0
    total = 0
    for letter, following in zip(word, [*word[1:], ""], strict=True):
        value = _ROMAN_VALUES[letter]
        total += -value if _ROMAN_VALUES.get(following, 0) > value else value
    return total
