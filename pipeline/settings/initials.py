"""Initials of lecturers, as they stand in the answer slot: `LH: ` or `LH, MK: `."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_TITLES = frozenset("prof dr mr mrs ms mx sir dame ing dipl phd md msc bsc jr sr".split())
_PARTS = re.compile(r"[^\W\d_]+")


def initials_of(names: Sequence[str]) -> tuple[str, ...]:
    """Return initials for the names, all different.

    "Maria-José van der Berg" gives MJB: particles and academic titles do not count. Where two people of one
    lecture have the same, theirs grow from the surname, LHe and LHi, then from the first name, AdBee and AlBee; people
    of the same name are numbered.
    """
    words = [_name_words(name) for name in names]
    grown = [1] * len(words)
    while True:
        made = [_initials(parts, length) for parts, length in zip(words, grown, strict=True)]
        clashing = [at for at, one in enumerate(made) if made.count(one) > 1]
        growing = [at for at in clashing if grown[at] < len(words[at][-1])]
        growing = growing or [at for at in clashing if grown[at] < _letters(words[at])]
        if not growing:
            return _numbered(made)
        for at in growing:
            grown[at] += 1


def _letters(words: Sequence[str]) -> int:
    """Return how far initials can grow: through the surname, then through the first name."""
    return len(words[-1]) + (len(words[0]) - 1 if len(words) > 1 else 0)


def _initials(words: Sequence[str], letters: int) -> str:
    """Return the first letter of each given name and the first ones of the surname, then more of the first name."""
    *given, surname = words
    first = "".join(word[0].upper()[:1] for word in given)
    beyond = max(0, letters - len(surname))
    if beyond:
        first = given[0][: 1 + beyond].capitalize() + first[1:]
    return first + surname[0].upper()[:1] + surname[1 : letters - beyond].lower()


def _name_words(name: str) -> list[str]:
    """Return the words of a name that give a letter; "A" for a name without letters."""
    if name.count(",") == 1:  # "Heinrich, Lukas"
        surname, given = name.split(",")
        name = f"{given} {surname}"
    words = [word for word in _PARTS.findall(unicodedata.normalize("NFC", name)) if word.lower() not in _TITLES]
    capital = [word for word in words if not word[0].islower()]
    return capital or words or ["A"]


def _numbered(made: Sequence[str]) -> tuple[str, ...]:
    """Return the initials with a counter behind those that are still equal."""
    unique: list[str] = []
    for one in made:
        number, candidate = 1, one
        while candidate in unique:
            number += 1
            candidate = f"{one}{number}"
        unique.append(candidate)
    return tuple(unique)
