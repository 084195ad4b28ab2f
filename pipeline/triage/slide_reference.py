"""Where a question points: the reading of the slide field, and of the question text where the field says nothing.

Readings are tried in a fixed order; the first that fits wins: nothing said, damage by a spreadsheet, the whole
lecture, named places, numbers, Roman numerals, a description. Whatever is doubtful is in `review`: a wrong reading
that does not say so is the worst outcome.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from pipeline.model.slide_reference import UNSPECIFIED, SlideKind, SlideReference
from pipeline.triage.slide_characters import folded, shown
from pipeline.triage.slide_damage import read_damage
from pipeline.triage.slide_decision import read_numbers
from pipeline.triage.slide_description import read_description
from pipeline.triage.slide_from_end import DOUBT, read_last_few, without_end_counts
from pipeline.triage.slide_in_question import read_question
from pipeline.triage.slide_nothing import is_general, is_only_slide_words, is_several, says_nothing
from pipeline.triage.slide_parts import without_parts
from pipeline.triage.slide_places import read_place, read_roman
from pipeline.triage.slide_strangers import without_links, without_strangers
from pipeline.triage.slide_tokens import Token, tokens_of
from pipeline.triage.slide_words import Role

LONGEST = 500
"""A longer cell is a text, not the answer to "Which slide?"."""

_THOUSANDS = re.compile(r"(?<!\d)\d{1,3},\d{3}(?!\d)")  # 1,234
_TOO_LONG = SlideReference(SlideKind.UNSPECIFIED, review=f"more than {LONGEST} characters in the slide field")
_NOT_UNDERSTOOD = SlideReference(SlideKind.UNSPECIFIED, review="not understood")


def read_slide_reference(field: str | None, question: str = "") -> SlideReference | None:
    """Read the slide field; where it says nothing, read the question text.

    Args:
        field: as typed; None if the form has no slide field.
        question: the question's text, looked at only where the field says nothing, and only for a number behind a
            slide word.

    Returns:
        the reading, or None if there is no slide field and the question names no slide.
    """
    if field is None:
        return read_question(question)
    if len(field) < 5 and field.isascii() and field.isdigit() and 0 < (number := int(field)) < 1900:
        return SlideReference(SlideKind.NUMBERS, ((number, number),))
    if len(field) > LONGEST and len(shown(field)) > LONGEST:
        return _as_typed(_TOO_LONG, field)
    reading = _read_field(field)
    return _as_typed(reading, field) if reading is not None else read_question(question) or UNSPECIFIED


def _as_typed(reading: SlideReference, field: str) -> SlideReference:
    """Return a doubtful reading with the words it was made from, so that nothing that was typed gets lost."""
    if reading.kind is SlideKind.NUMBERS and not reading.review and _THOUSANDS.search(field):
        reading = replace(reading, review="two slides, or one number above a thousand?")
    if not reading.review or reading.kind is SlideKind.DESCRIPTION:
        return reading
    return replace(reading, text=" ".join(field.split()))


@lru_cache(maxsize=4096)  # many write "slide 12" about one slide, and all are read again at every run with news
def _read_field(field: str) -> SlideReference | None:
    """Read a field; None if it says nothing."""
    text = shown(field).lstrip("='").strip()
    cell = folded(text)
    has_number = any(map(str.isdigit, cell))
    if (damaged := read_damage(cell)) is not None:
        return damaged
    if not has_number:
        if says_nothing(cell):
            return None
        if is_general(cell):
            return SlideReference(SlideKind.GENERAL)
        if is_only_slide_words(cell):
            return None
        if is_several(cell):
            return SlideReference(SlideKind.GENERAL, review="several slides, without saying which")
    return _read_words(text, cell)


def _read_words(text: str, cell: str) -> SlideReference:
    """Read a field that has words or numbers to understand."""
    cell, strangers = without_strangers(cell)
    remainder = without_parts(tokens_of(cell))
    if remainder.time and not any(map(_may_be_a_slide, remainder.tokens)):
        return SlideReference(SlideKind.UNSPECIFIED, review="no slide, but a time")
    tokens, from_end = without_end_counts(remainder.tokens)
    if from_end and not any(token.is_digits and token.value is not None for token in tokens):
        reading = None
    else:
        remainder = replace(remainder, tokens=tokens)
        reading = read_last_few(tokens) or read_place(tokens) or read_numbers(remainder) or read_roman(tokens)
    if reading is None:
        doubts = [*strangers, *[DOUBT] * from_end]
        if (remainder.part or remainder.lecture or remainder.section) and not any(
            token.is_plain_word for token in remainder.tokens
        ):
            doubts.append("a part of a slide, but not which slide")
        return read_description(without_links(text), remainder.tokens, doubts) or _NOT_UNDERSTOOD
    if from_end or strangers:
        review = "; ".join([*filter(None, [reading.review]), *strangers, *[DOUBT] * from_end])
        return SlideReference(reading.kind, reading.ranges, reading.text, review, reading.hints)
    return reading


def _may_be_a_slide(token: Token) -> bool:
    """Tell whether a token beside a time says more than the time."""
    return token.value is not None or token.is_plain_word or Role.TITLE in token.roles
