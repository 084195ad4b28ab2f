"""The words of a copy, and whether a question is among them."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from pipeline.documents.reading_expected import expected_of, letters
from pipeline.documents.reading_find import SIMILAR
from pipeline.model.reading import KnownQuestion

_SHORTEST = 15  # letters; below, a question must fill a paragraph or a cell, its slide included
_SHORTEST_ALIKE = 8  # letters; below, nothing is alike
_MOST_COMPARISONS = 2_000_000
_A_LITTLE_LONGER = 1.2


class CopyWords:
    """The letters of a copy, paragraph by paragraph or cell by cell."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = tuple(dict.fromkeys(block for block in blocks if block))
        self._whole = frozenset(self._blocks)
        self._all = "\n".join(self._blocks)

    @property
    def most_comparable(self) -> int:
        """How many questions may be compared with all the words before it takes too long."""
        return max(1, _MOST_COMPARISONS // max(1, len(self._blocks)))

    def hold(self, question: KnownQuestion) -> bool:
        """Tell whether a question stands there, in its words or in similar ones."""
        return self.hold_exactly(question) or self.hold_alike(question)

    def hold_exactly(self, question: KnownQuestion) -> bool:
        """Tell whether a question stands there letter by letter."""
        return any(self._hold_letters(text, question) for text in _forms(question))

    def _hold_letters(self, text: str, question: KnownQuestion) -> bool:
        whole = letters(question.label) + text
        if whole in self._whole or whole + letters(question.note) in self._whole:
            return True
        return len(text) >= _SHORTEST and text in self._all

    def hold_alike(self, question: KnownQuestion) -> bool:
        """Tell whether a question stands there in nearly its words, with others behind them or not."""
        label = letters(question.label)
        return any(self._hold_alike(wanted) for text in _forms(question) for wanted in {label + text, text})

    def _hold_alike(self, wanted: str) -> bool:
        if len(wanted) < _SHORTEST_ALIKE:
            return False
        longest = int(_A_LITTLE_LONGER * len(wanted))
        cut = (block if len(block) <= longest else block[: len(wanted)] for block in self._blocks)
        return process.extractOne(wanted, cut, scorer=fuzz.ratio, score_cutoff=SIMILAR) is not None


def _forms(question: KnownQuestion) -> set[str]:
    """Return the letters of a question as a document shows it, without its formulas, and as a sheet does, with them."""
    shown = expected_of(KnownQuestion(question.id, "", question.text)).printed
    return {letters(shown), letters(question.text)} - {""}
