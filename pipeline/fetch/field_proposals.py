"""Which column is what (pure): a first guess for the settings, from the words of the titles and from the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.fetch.field_words import ROLE_PATTERNS, TIMESTAMP_TITLES
from pipeline.fetch.located import cell_of, holds_times
from pipeline.fetch.titles import normalised, spaced
from pipeline.model.source import FieldTitles

_LOOK_AT = 200  # rows
_LOOK_INTO = 2_000  # characters of a cell
_DIGITS = re.compile(r"\d+")
_BRACKETS = re.compile(r"\([^()]*+\)")
_ADDRESS = re.compile(r"(?<=\S)@[^\s@]{1,250}\.[^\s@]")  # looks no farther than the next @, so that it stays linear
_FREE_TEXT = 20  # characters that a question has on average, at the least
_LONGEST_CHOICE = 100  # characters that most values of a menu have, at the most
_FEW = 3  # answers that may all be different though they come from a menu


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as its title and its first filled cells show it."""

    title: str
    key: str
    cells: tuple[str, ...]

    def says(self, role: str) -> bool:
        """Tell whether the title has a word of this role."""
        return ROLE_PATTERNS[role].search(self.key) is not None

    def share(self, pattern: re.Pattern[str]) -> float:
        """Return the share of cells in which the pattern stands."""
        return sum(pattern.search(normalised(cell)) is not None for cell in self.cells) / max(len(self.cells), 1)

    def length(self) -> float:
        """Return the mean length of its cells."""
        return sum(map(len, self.cells)) / max(len(self.cells), 1)

    def family(self) -> str:
        """Return the title without its numbers: `Question 1` and `Question 2` are of one family.

        What stands in brackets beside a number only explains it: `Question for lecture 1 (Berg)`.
        """
        plain = _BRACKETS.sub("", self.key) if self.number() else self.key
        return _DIGITS.sub("#", plain).strip()

    def number(self) -> str:
        """Return the number in the title, if any."""
        found = _DIGITS.search(self.key)
        return found.group() if found else ""


def propose_fields(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[FieldTitles, ...]:
    """Return the likely fields, one FieldTitles per question/slide pair; empty if nothing looks like a question.

    Args:
        header: the row of titles.
        rows: what stands under it; may be empty, then the titles alone decide.
    """
    left = [column for column in _columns(header, rows) if not _is_time(column)]
    email = _take(left, _email_likeness)
    notify = _take(left, lambda column: float(column.says("notify")))
    may_publish = _take(left, lambda column: float(column.says("may_publish")))
    questions = _family(left, _question_likeness)
    if not questions:
        return ()
    slides = _family(left, _slide_likeness)
    lecture = _take(left, _lecture_likeness)
    name = _take(left, lambda column: float(column.says("name")))
    entry = (lecture, name, email, notify, may_publish)
    first = FieldTitles(questions[0].title, _partner(questions[0], 0, slides), *(_title(column) for column in entry))
    return (
        first,
        *(
            FieldTitles(question.title, _partner(question, place, slides))
            for place, question in enumerate(questions[1:], start=1)
        ),
    )


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[_Column]:
    """Return the columns that have a title."""
    looked_at = rows[:_LOOK_AT]
    return [
        _Column(
            spaced(title),
            normalised(title),
            tuple(cell for row in looked_at if (cell := cell_of(row, place)[:_LOOK_INTO].strip())),
        )
        for place, title in enumerate(header)
        if normalised(title)
    ]


def _is_time(column: _Column) -> bool:
    """Tell whether a column holds the times."""
    return column.key in TIMESTAMP_TITLES or holds_times(column.cells)


def _take(left: list[_Column], likeness: Callable[[_Column], float]) -> _Column | None:
    """Take the likeliest column out of those left; the first of equals, none if nothing speaks for any."""
    best = max(left, key=likeness, default=None)
    if best is None or likeness(best) <= 0:
        return None
    left.remove(best)
    return best


def _family(left: list[_Column], likeness: Callable[[_Column], float]) -> list[_Column]:
    """Take the likeliest column and all that differ from it by their number only, in the order of the form."""
    order = list(left)
    best = _take(left, likeness)
    if best is None:
        return []
    family = [column for column in order if column.family() == best.family()]
    left[:] = [column for column in left if column not in family]
    return family


def _email_likeness(column: _Column) -> float:
    """Cells decide where there are any."""
    if column.cells:
        addresses = column.share(_ADDRESS)
        return addresses if addresses >= 0.5 else 0
    return float(column.says("email") and not column.says("notify"))


def _question_likeness(column: _Column) -> float:
    """The longest free text under a title that speaks of questions; a title about slides or lectures speaks against."""
    about = sum((column.says("question"), not column.says("slide"), not column.says("lecture")))
    if column.says("question"):
        return about + min(column.length() / _FREE_TEXT, 20)
    return about + column.length() / _FREE_TEXT / 10 - 2 if column.length() >= _FREE_TEXT else 0


def _slide_likeness(column: _Column) -> float:
    """Only the title tells."""
    return float(column.says("slide"))


def _lecture_likeness(column: _Column) -> float:
    """The title, or cells that speak of lectures; few different values speak for it."""
    if not _may_be_a_menu(column):
        return 0
    told = 2 * column.says("lecture") + (column.share(ROLE_PATTERNS["lecture"]) >= 0.5)
    variety = len(set(column.cells)) / max(len(column.cells), 1)
    return told - variety / 2 if told else 0


def _may_be_a_menu(column: _Column) -> bool:
    """Tell whether the lecture may be chosen here.

    "Which lecture is your question about?" asks for the lecture; "Question for lecture 2" and "Lecture 2: your
    question" ask for a question. So where the title speaks of both, the lecture comes first, no number says which
    one, and answers are given again and again.
    """
    if median(map(len, column.cells or [""])) > _LONGEST_CHOICE:
        return False
    question, lecture = (ROLE_PATTERNS[role].search(column.key) for role in ("question", "lecture"))
    if question is None:
        return True
    repeated = len(set(column.cells)) < len(column.cells)
    asks_for_it = lecture is not None and lecture.start() < question.start() and not column.number()
    return asks_for_it and (repeated or len(column.cells) <= _FEW)


def _partner(question: _Column, place: int, slides: Sequence[_Column]) -> str:
    """Return the slide title of a question: the one with its number, else the one at its place."""
    for slide in slides:
        if question.number() and slide.number() == question.number():
            return slide.title
    return slides[place].title if place < len(slides) else ""


def _title(column: _Column | None) -> str:
    """Return the title of a column that may not be there."""
    return column.title if column else ""
