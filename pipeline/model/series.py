"""A series (one school) and its lectures, as the settings describe them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Lecture:
    """One lecture of the series.

    Attributes:
        id: `[a-z0-9-]`, at most 24 characters; also the first half of question ids.
        title: as printed, `Lecture 2`.
        lecturers: full names in order; empty if the lecture names nobody.
        initials: one per lecturer, all different; printed in the slot as `LH: ` or `LH, MK: `.
        aliases: other names participants use for it.
        was: former ids.
        day: the day it is given, if known.
        closes: questions later than this instant are taken and marked late.
    """

    id: str
    title: str
    lecturers: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    day: date | None = None
    closes: datetime | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One school: its title, BCP 47 language, IANA time zone, and its lectures in order."""

    title: str
    language: str
    timezone: str
    lectures: tuple[Lecture, ...]

    def lecture(self, lecture_id: str) -> Lecture | None:
        """Return the lecture with this id (present or former), or None."""
        for lecture in self.lectures:
            if lecture_id == lecture.id or lecture_id in lecture.was:
                return lecture
        return None
