"""Finds the questions of a document again: by bookmark, then by their words, then by their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from pipeline.documents.reading_expected import Expected, Questions, letters
from pipeline.documents.reading_units import Unit
from pipeline.model.reading import FoundBy

SIMILAR = 80.0  # per cent of equal letters, from which on a text is the same question
KINDRED = 50.0  # what a bookmark's or a place's word is believed for
_SHORTEST = 8  # letters; below, only the whole text tells questions apart
_MOST_COMPARISONS = 2_000_000
_MOST_DOUBTED = 1_000  # questions, up to which a strange bookmark is checked against all others
_A_LITTLE_LONGER = 1.2


@dataclass(slots=True)
class Found:
    """Which question each unit is, and how that was known."""

    places: dict[int, tuple[int, FoundBy]] = field(default_factory=dict)
    questions: dict[int, int] = field(default_factory=dict)

    def claim(self, unit: int, question: int, found_by: FoundBy) -> None:
        """Note that a unit is a question."""
        self.places[unit] = (question, found_by)
        self.questions[question] = unit

    def is_free(self, unit: int, question: int) -> bool:
        """Tell whether neither of both has found its like."""
        return unit not in self.places and question not in self.questions


def find_questions(units: Sequence[Unit], questions: Questions, looks_like_one: Callable[[Unit], bool]) -> Found:
    """Return which units are which questions.

    Args:
        units: the document.
        questions: to be found.
        looks_like_one: tells whether a paragraph is set as a question, whatever it says.
    """
    found = Found()
    _by_bookmark(units, questions, found)
    if len(found.questions) < len(questions.all):
        _by_whole_text(units, questions, found)
    if len(found.questions) < len(questions.all):
        _by_likeness(units, questions, found, looks_like_one)
    if len(found.questions) < len(questions.all):
        _by_place(units, questions, found, looks_like_one)
        _by_empty_bookmark(units, questions, found)
    return found


def likeness(question: str, text: str) -> float:
    """Return how alike two texts in letters are, in per cent; words added behind the question do not count."""
    whole = fuzz.ratio(question, text)
    if len(text) <= _A_LITTLE_LONGER * len(question):
        return whole
    return max(whole, fuzz.ratio(question, text[: len(question)]))


def _by_bookmark(units: Sequence[Unit], questions: Questions, found: Found) -> None:
    """Claim what a bookmark names; the first of several counts."""
    known = questions.by_bookmark
    for index, unit in enumerate(units):
        names = unit.bookmarks
        if not names or unit.is_table:
            continue
        for name in names:
            question = known.get(name)
            if question is not None and found.is_free(index, question) and _is_believed(unit, question, questions):
                found.claim(index, question, FoundBy.BOOKMARK)


def _is_believed(unit: Unit, question: int, questions: Questions) -> bool:
    """Tell whether a bookmark may be right: not if there are no words, or those of another question."""
    expected = questions.all[question]
    if unit.text == expected.printed or unit.key.startswith(expected.key):
        return True
    if not unit.key or unit.key in questions.by_key:
        return False
    text = letters(unit.text)
    own = likeness(letters(expected.printed), text)
    if own >= KINDRED or len(questions.all) > _MOST_DOUBTED:
        return True
    others = [letters(one.printed) for one in questions.all]
    return process.extractOne(text, others, scorer=fuzz.ratio, score_cutoff=SIMILAR) is None


def _by_whole_text(units: Sequence[Unit], questions: Questions, found: Found) -> None:
    """Claim what has the words of a question and no others."""
    for index, unit in enumerate(units):
        for question in questions.by_key.get(unit.key, ()) if not unit.is_table else ():
            if found.is_free(index, question):
                found.claim(index, question, FoundBy.TEXT)


def _by_likeness(
    units: Sequence[Unit], questions: Questions, found: Found, looks_like_one: Callable[[Unit], bool]
) -> None:
    """Claim what has nearly the words of a question, or those and more behind them; the likest first.

    Where other bookmarks stand, a question without one may have been taken out, and a line like it may be part of an
    answer: only what is set as a question, or begins with its label, is one.
    """
    has_anchors = any(found_by is FoundBy.BOOKMARK for _, found_by in found.places.values())
    missing = [index for index in range(len(questions.all)) if index not in found.questions]
    free = [index for index, unit in enumerate(units) if _may_be(unit) and index not in found.places]
    texts = [letters(units[index].text) for index in free]
    matches: list[tuple[float, int, int]] = []
    for question in missing[: max(1, _MOST_COMPARISONS // max(1, len(free)))]:
        matches += [(score, question, free[at]) for score, at in _likest(questions, question, texts)]
    order = _order(found)
    for _, question, unit in sorted(matches, key=lambda one: (-round(one[0]), abs(order(one[1]) - one[2]), one[1:])):
        is_meant = not has_anchors or looks_like_one(units[unit]) or _has_label(units[unit], questions.all[question])
        if is_meant and found.is_free(unit, question):
            found.claim(unit, question, FoundBy.TEXT)


def _may_be(unit: Unit) -> bool:
    return bool(unit.key) and not unit.is_table


def _likest(questions: Questions, question: int, texts: Sequence[str]) -> list[tuple[float, int]]:
    """Return the texts that are like enough, with how like they are; the slide may have been corrected."""
    expected = questions.all[question]
    found: dict[int, float] = {}
    for wanted in dict.fromkeys((letters(expected.printed), letters(expected.text))):
        if len(wanted) < _SHORTEST:
            continue
        longest = int(_A_LITTLE_LONGER * len(wanted))
        cut = [text if len(text) <= longest else text[: len(wanted)] for text in texts]
        for _, score, at in process.extract(wanted, cut, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=5):
            found[at] = max(score, found.get(at, 0.0))
    return [(score, at) for at, score in found.items()]


def _order(found: Found) -> Callable[[int], int]:
    """Return what tells where a question should stand: behind the nearest one before it that was found."""
    known = sorted(found.questions.items())

    def expected_place(question: int) -> int:
        before = [unit for index, unit in known if index < question]
        return before[-1] + 1 if before else 0

    return expected_place


def _by_place(
    units: Sequence[Unit], questions: Questions, found: Found, looks_like_one: Callable[[Unit], bool]
) -> None:
    """Claim what is set as a question where one is missing, if nothing else can be meant."""
    missing = [index for index in range(len(questions.all)) if index not in found.questions]
    for question in missing:
        before, after = found.questions.get(question - 1, -1), found.questions.get(question + 1, len(units))
        alone = question - 1 not in missing and question + 1 not in missing
        free = [at for at in range(before + 1, after) if at not in found.places and _may_be(units[at])]
        meant = [at for at in free if _is_kindred(units[at], questions.all[question], looks_like_one)]
        if alone and len(meant) == 1:
            found.claim(meant[0], question, FoundBy.ORDER)


def _is_kindred(unit: Unit, expected: Expected, looks_like_one: Callable[[Unit], bool]) -> bool:
    """Tell whether a text could be a question in other words: by its slide, its style and half its letters."""
    has_label = _has_label(unit, expected)
    is_near = likeness(letters(expected.printed), letters(unit.text)) >= KINDRED
    return (has_label or is_near) if looks_like_one(unit) else (has_label and is_near)


def _has_label(unit: Unit, expected: Expected) -> bool:
    return bool(expected.label) and letters(unit.text).startswith(letters(expected.label))


def _by_empty_bookmark(units: Sequence[Unit], questions: Questions, found: Found) -> None:
    """Claim empty paragraphs that still have the bookmark of a question whose words are nowhere else."""
    for index, unit in enumerate(units):
        for name in unit.bookmarks if unit.is_empty else ():
            question = questions.by_bookmark.get(name)
            if question is not None and found.is_free(index, question):
                found.claim(index, question, FoundBy.BOOKMARK)
