"""Responses as comparing sees them (pure): what is known of a source beside what was just read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pipeline.model.submission import Content, Entry, Precision, Submission

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_PERIODS = {precision: int(precision.value * 1000) for precision in Precision}
_LAST = 1 << 62  # sorts after every time


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A response in the store: its number, milliseconds since 1970 (or None), what its precision spans, its pairs."""

    response: int
    time: int | None
    period: int
    parts: tuple[Content, ...]

    def order(self) -> tuple[int, int]:
        """Return what known responses are sorted by: time, then number."""
        return _LAST if self.time is None else self.time, self.response


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """An entry of the reading, with the same fields."""

    entry: Entry
    time: int | None
    period: int
    parts: tuple[Content, ...]

    def order(self) -> tuple[object, ...]:
        """Return what entries are sorted by: time, then texts; precision and place tell equal ones apart."""
        texts = tuple(_texts(part) for part in self.parts)
        time = _LAST if self.time is None else self.time
        return time, texts, self.period, self.entry.file, self.entry.row, self.entry.other


def _texts(part: Content) -> tuple[str, ...]:
    """Return a pair in a form that can be ordered."""
    slide = ("", "") if part.slide is None else ("slide", part.slide)
    return (part.question, *slide, part.lecture, part.name, part.email, part.notify, part.may_publish)


def read_of(entry: Entry) -> Read:
    """Return an entry as comparing sees it."""
    return Read(entry, _milliseconds(entry.instant), _PERIODS[entry.precision], entry.parts)


def known_of(submissions: Iterable[Submission], source: str) -> tuple[list[Known], list[Known]]:
    """Return the responses of a source that are there, and those that were withdrawn."""
    grouped = defaultdict[int, list[Submission]](list)
    for submission in submissions:
        if submission.source == source:
            grouped[submission.response].append(submission)
    live: list[Known] = []
    gone: list[Known] = []
    for response, parts in grouped.items():
        there = [part for part in parts if not part.withdrawn]
        (live if there else gone).append(_known(response, there or parts))
    return live, gone


def _known(response: int, submissions: list[Submission]) -> Known:
    """Put the pairs of one response together."""
    ordered = sorted(submissions, key=lambda submission: submission.part)
    first = ordered[0]
    parts = tuple(submission.content for submission in ordered)
    return Known(response, _milliseconds(first.instant), _PERIODS[first.precision], parts)


def _milliseconds(instant: datetime | None) -> int | None:
    """Return milliseconds since 1970."""
    return None if instant is None else (instant - _EPOCH) // _MILLISECOND


def question_text(parts: tuple[Content, ...]) -> str:
    """Return all questions of a response, without what white space there is around."""
    return "\n".join(part.question.strip() for part in parts).strip()


def lecture_of(parts: tuple[Content, ...]) -> str:
    """Return the lecture a response names; case and blanks do not count."""
    return " ".join(parts[0].lecture.split()).casefold()


def address_of(parts: tuple[Content, ...]) -> str:
    """Return the address a response names."""
    return parts[0].email.strip().casefold()
