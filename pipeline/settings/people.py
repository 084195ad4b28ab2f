"""One text with several lecturers in it: "Anna Berg and Ben Cole". Each needs initials of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COMMA = re.compile(r" ?, ?")
_WORDS_FOR_AND = ((" and ", 1), (" & ", 1), (" und ", 1), (" et ", 2), (" y ", 2), (" e ", 2))
"""With the words a name must have on either side: "Ramón y Cajal" and "Eça e Queirós" are one person each."""

_SUFFIXES = frozenset(
    "phd md dr prof jr sr msc bsc ma ba mba mphil dphil dphd frs esq habil drhabil drrernat drphil dipl-ing ii iii "
    "iv".split()
)
_TITLES = frozenset("prof professor dr mr mrs ms mx sir dame herr frau pd".split())
_PARTICLES = frozenset("van von der den de del della di da dos du le la el al bin ter zu".split())


def several_people(text: str) -> tuple[str, ...]:
    """Return the people a text names if they are several, otherwise nothing.

    "Smith, PhD", "Heinrich, Lukas" and "Anna Berg, CERN" are one person each.
    """
    people = [
        person for part in text.split(";") for half in _halves(" ".join(part.split())) for person in _listed(half)
    ]
    return tuple(people) if len(people) > 1 else ()


def _halves(text: str) -> Sequence[str]:
    """Return what "and" joins, if those are names."""
    for word, least in _WORDS_FOR_AND:
        parts = [part.strip(" ,") for part in text.split(word)]
        if len(parts) > 1 and all(_is_name(part, least) for part in parts):
            return parts
    return [text] if text else []


def _listed(text: str) -> Sequence[str]:
    """Return what commas part, if those are whole names, or more than the surname and given name of one person."""
    parts = [part for part in _COMMA.split(text) if part and not _is_suffix(part)]
    least = 1 if len(parts) > 2 else 2
    return parts if len(parts) > 1 and all(_is_name(part, least) for part in parts) else [text]


def _is_suffix(text: str) -> bool:
    """Tell whether this is what stands behind a name: PhD, Jr., M.D."""
    return text.replace(".", "").replace(" ", "").casefold() in _SUFFIXES


def _is_name(text: str, least: int) -> bool:
    """Tell whether this may be a name of at least so many words; an acronym is an institute."""
    words = [word.strip(",") for word in text.split()]
    names = [word for word in words if word.strip(".").casefold() not in _TITLES | _PARTICLES]
    return len(names) >= least and all(word[:1].isupper() and not (len(word) > 2 and word.isupper()) for word in names)
