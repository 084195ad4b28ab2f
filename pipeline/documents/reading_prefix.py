"""The initials before an answer, however a lecturer leaves them: `LH:`, `lh -`, `L.H. :`, `LH, MK:` or alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model.words import BUILT_IN

_BLANK = "[ \\t\u00a0\u202f\u2009]"
_EDGE = "[\\s\u00a0\u202f\u200b\u200e\u200f\ufeff]*"
_WHITE = "".join(sign for sign in map(chr, range(128)) if sign.isspace())
_JOINERS = r"(?:,|;|&|/|\+|and|und|et|y|e)"
_COLON = "[:\uff1a\ufe55]"  # the colons of Chinese and Japanese keyboards too
_DASHES = "[-\u2010-\u2015\u2212]"
# `LH-norm` is a word: a dash counts if there is a blank beside it. Initials alone on a line count too.
_ENDS = f"(?:{_BLANK}*{_COLON}|{_BLANK}+{_DASHES}|{_DASHES}(?=\\s|$)|\\.?{_BLANK}*(?=\\n|$))"


class Prefixes:
    """The initials of one document's lecturers; without any, the word for "answer" in each language."""

    def __init__(self, initials: Sequence[str]) -> None:
        names = [letters for letters in map(_letters, initials) if letters]
        words = {letters for one in BUILT_IN.values() if (letters := _letters(one.answer))}
        self._all = frozenset(names)
        one = "|".join(sorted(map(_spelled, names or words), key=len, reverse=True))
        # A single letter is a word or an item's mark in many texts: it needs its colon.
        ends = _ENDS if names and min(map(len, names)) > 1 else f"{_BLANK}*{_COLON}"
        joined = f"(?P<names>(?:{one})(?:{_BLANK}*{_JOINERS}{_BLANK}*(?:{one}))*)"
        self._pattern = re.compile(f"{_EDGE}{joined}{ends}{_EDGE}", re.IGNORECASE)
        self._name = re.compile(one, re.IGNORECASE)
        # What initials may begin with; a text that begins with another letter of ASCII need not be looked at.
        firsts = "".join(name[0] for name in names or words)
        self._firsts = frozenset(firsts + firsts.lower() + _WHITE) if firsts.isascii() else None
        self._speakers: dict[str, frozenset[str]] = {}

    def length(self, text: str) -> int:
        """Return how many characters at the beginning of a text are initials with what ends them; 0 for none."""
        first = text[:1]
        if self._firsts is not None and first not in self._firsts and first.isascii():
            return 0
        found = self._pattern.match(text)
        return found.end() if found else 0

    def is_alone(self, text: str) -> bool:
        """Tell whether a text is nothing but initials: a slot that nobody wrote into."""
        return bool(text) and self.length(text) == len(text)

    def speakers(self, text: str) -> frozenset[str]:
        """Return whose initials stand before a text; empty for none."""
        found = self._pattern.match(text)
        if not found:
            return frozenset()
        names = found["names"]
        if names not in self._speakers:
            self._speakers[names] = frozenset(map(_letters, self._name.findall(names)))
        return self._speakers[names]

    def is_slot(self, text: str) -> bool:
        """Tell whether a text begins as we wrote the slots, with the initials of all lecturers."""
        speakers = self.speakers(text)
        return bool(speakers) and (speakers == self._all or not self._all)


def _letters(name: str) -> str:
    """Return initials as bare capitals."""
    return "".join(letter for letter in name if letter.isalnum()).upper()


def _spelled(letters: str) -> str:
    """Return the pattern of initials with or without full stops and blanks between them."""
    return rf"\.?{_BLANK}?".join(map(re.escape, letters)) + r"\.?(?!\w)"
