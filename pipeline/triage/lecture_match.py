"""Which lecture a participant means: by title, alias, lecturer, number, then fuzzily with a margin.

A wrong lecture is worse than a held submission, so a number that disagrees always rules a lecture out, and a
fuzzy match needs both a high score and a clear distance to the second best.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.model.question import HoldReason
from pipeline.model.series import Lecture

_ENOUGH = 86.0  # of 100; below it two short titles of one school look alike
_MARGIN = 8.0  # to the second best
_SHORTEST = 7  # characters; in a shorter name one letter makes another word: Beta, Betta
_LECTURE_WORDS = frozenset(
    "lecture lectures lec lect l talk session class course part no nr number "
    "vorlesung teil stunde cours lecon seance clase sesion curso lezione sessione aula college wyklad".split()
)
_NOT_ALPHANUMERIC = re.compile(r"[^\w]+|_")
_LETTER_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_NUMBER_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}


@dataclass(frozen=True, slots=True)
class LectureMatch:
    """The lecture that was meant; or None with the reason, and the ids that came near."""

    lecture: str | None
    reason: HoldReason | None = None
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    """One way to call a lecture, as plain words."""

    lecture: str
    words: tuple[str, ...]

    @property
    def marks(self) -> frozenset[str]:
        return _marks(self.words)


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents and punctuation; `L2` as `l 2`, `Lecture II` as `lecture 2`."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = _LETTER_DIGIT.sub(" ", _NOT_ALPHANUMERIC.sub(" ", bare)).split()
    return tuple(_as_number(word, words[index - 1] if index else "") for index, word in enumerate(words))


def _as_number(word: str, before: str) -> str:
    if word.isdigit():
        return str(int(word))
    if before in _LECTURE_WORDS or len(word) > 1:
        return _ROMAN.get(word, _NUMBER_WORDS.get(word, word))
    return word


class LectureNames:
    """Every name of every lecture of a series, ready to be matched."""

    def __init__(self, lectures: tuple[Lecture, ...]) -> None:
        self._ids = tuple(lecture.id for lecture in lectures)
        self._names = tuple(dict.fromkeys(name for lecture in lectures for name in _names_of(lecture)))
        self._known: dict[str, LectureMatch] = {}
        self._by_words: dict[tuple[str, ...], list[str]] = {}
        for name in self._names:
            owners = self._by_words.setdefault(name.words, [])
            if name.lecture not in owners:
                owners.append(name.lecture)

    def match(self, text: str) -> LectureMatch:
        """Return the lecture that the text names, if exactly one is meant."""
        if text not in self._known:
            self._known[text] = self._decide(plain_words(text))
        return self._known[text]

    def _decide(self, words: tuple[str, ...]) -> LectureMatch:
        if not words:
            only = self._ids[0] if len(self._ids) == 1 else None
            return LectureMatch(only, None if only else HoldReason.UNKNOWN_LECTURE)
        exact = self._by_words.get(words)
        if exact:
            return _one_of(exact)
        holding = self._holding(words)
        if holding:
            return _one_of(holding)
        return self._fuzzy(words)

    def _holding(self, words: tuple[str, ...]) -> list[str]:
        """Return lectures one of whose names is made of the same words in any order, lecture words aside."""
        wanted = _telling(words)
        found = [name.lecture for name in self._names if wanted and _telling(name.words) == wanted]
        return list(dict.fromkeys(found))

    def _fuzzy(self, words: tuple[str, ...]) -> LectureMatch:
        scores = self._scores(words)
        if not scores:
            return LectureMatch(None, HoldReason.UNKNOWN_LECTURE, self._near(words))
        best = max(scores, key=lambda lecture: scores[lecture])
        second = max((score for lecture, score in scores.items() if lecture != best), default=0.0)
        if scores[best] < _ENOUGH:
            return LectureMatch(None, HoldReason.UNKNOWN_LECTURE, self._near(words))
        if scores[best] - second < _MARGIN:
            near = tuple(lecture for lecture in self._ids if scores.get(lecture, 0.0) > scores[best] - _MARGIN)
            return LectureMatch(None, HoldReason.AMBIGUOUS_LECTURE, near)
        return LectureMatch(best)

    def _scores(self, words: tuple[str, ...]) -> dict[str, float]:
        text = " ".join(words)
        marks = _marks(words)
        scores: dict[str, float] = {}
        for name in self._names:
            called = " ".join(name.words)
            if marks == name.marks and min(len(text), len(called)) >= _SHORTEST:
                scores[name.lecture] = max(fuzz.token_sort_ratio(text, called), scores.get(name.lecture, 0.0))
        return scores

    def _near(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the one nearest lecture, numbers aside: a suggestion for a person, never a decision."""
        text = " ".join(words)
        ranked = sorted(self._names, key=lambda name: -fuzz.token_set_ratio(text, " ".join(name.words)))
        return tuple(name.lecture for name in ranked[:1])


def _marks(words: tuple[str, ...]) -> frozenset[str]:
    """Return what tells one lecture of a row from the next, so that it must agree: numbers and single letters."""
    return frozenset(word for word in words if word.isdigit() or len(word) == 1)


def _one_of(lectures: list[str]) -> LectureMatch:
    if len(lectures) == 1:
        return LectureMatch(lectures[0])
    return LectureMatch(None, HoldReason.AMBIGUOUS_LECTURE, tuple(lectures))


def _telling(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word in words if word not in _LECTURE_WORDS)


def _names_of(lecture: Lecture) -> Iterable[_Name]:
    title = plain_words(lecture.title)
    people = [plain_words(person) for person in lecture.lecturers]
    yield from _named(lecture, [title, plain_words(lecture.id), *map(plain_words, lecture.aliases)])
    yield from _named(lecture, [plain_words(old) for old in lecture.was])
    calls = [*people, *(person[-1:] for person in people)]
    if len(people) > 1:
        calls += [sum(people, ()), sum((person[-1:] for person in people), ())]
    yield from _named(lecture, calls)
    yield from _named(lecture, [(*call, *title) for call in calls])
    numbers = tuple(word for word in title if word.isdigit())
    if len(numbers) == 1:
        yield from _named(lecture, [numbers, *((*call, *numbers) for call in calls)])


def _named(lecture: Lecture, names: Iterable[tuple[str, ...]]) -> Iterable[_Name]:
    return (_Name(lecture.id, words) for words in names if words)
