"""The shapes a time is written in: a table of patterns, each giving the same plain fields."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.model.submission import Precision

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_TIME = (
    r"(?:[T,]?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"\s*(?P<zone>Z|[A-Z]{2,5}|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?)?(?:\s*\([^()]*\))?)?"
)
_DATES = (
    r"(?P<year>\d{4})(?P<sign>[-/.])\s?(?P<month>\d{1,2})(?P=sign)\s?(?P<day>\d{1,2})\.?",
    r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})",
    r"(?P<first>\d{1,2})(?P<sign>[-/])(?P<second_>\d{1,2})(?P=sign)(?P<third>\d{4}|\d{2})",
    r"(?:[A-Z]{3},?\s)?(?P<name>[A-Z]{3})[A-Z]*\.?\s(?P<day>\d{1,2}),?\s(?P<year>\d{4})",
    r"(?:[A-Z]{3},?\s)?(?P<day>\d{1,2})\s(?P<name>[A-Z]{3})[A-Z]*\.?\s(?P<year>\d{4})",
)
_SHAPES = tuple(re.compile(rf"{date_part}(?:\s|(?=[T,])|\Z){_TIME}", re.IGNORECASE) for date_part in _DATES)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_START = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial has no zone; it gets the source's
_SERIALS = (20_000, 80_000)  # the years 1954 to 2119
_LONGEST = 200  # characters; a time has fewer
_MARKS = {ord(mark): None for mark in "\u200b\u200e\u200f\u202a\u202c\ufeff"} | {ord("\u2212"): "-"}


@dataclass(frozen=True, slots=True)
class TimeShape:
    """A time taken apart, before anyone knows which of its numbers is the month.

    Attributes:
        date: (year, month, day); for an ambiguous one its three numbers as written (05/03/23 → 5, 3, 23).
        ambiguous: the first two numbers may be month and day, or day and month.
        clock: time since midnight.
        precision: how exactly it was written.
        zone: the mark behind it, "" for none.
    """

    date: tuple[int, int, int]
    ambiguous: bool
    clock: timedelta
    precision: Precision
    zone: str = ""


def shape_of(text: str) -> TimeShape | None:
    """Take a written time apart; None if it is in no known shape."""
    if len(text) > _LONGEST:
        return None
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_MARKS).split())
    if _SERIAL.fullmatch(plain):
        return _from_serial(float(plain))
    for shape in _SHAPES:
        found = shape.fullmatch(plain)
        if found:
            return _from_match(found.groupdict())
    return None


def _from_match(found: dict[str, str | None]) -> TimeShape | None:
    """Turn a pattern's groups into fields."""
    date = _date(found)
    clock = _clock(found)
    if date is None or clock is None:
        return None
    precision = Precision.SECOND if found["second"] else Precision.MINUTE if found["hour"] else Precision.DAY
    if found["fraction"]:
        precision = Precision.MILLISECOND
    return TimeShape(date, found.get("first") is not None, clock, precision, found["zone"] or "")


def _date(found: dict[str, str | None]) -> tuple[int, int, int] | None:
    """Return the date's numbers: year, month, day, or as written if their order is open."""
    if found.get("first") is not None:
        return int(found["first"] or 0), int(found["second_"] or 0), int(found["third"] or 0)
    name = found.get("name")
    month = _MONTHS.get(name.lower()) if name else int(found.get("month") or 0)
    year = found["year"] or ""
    return (int(year) if len(year) > 2 else full_year(int(year)), month, int(found["day"] or 0)) if month else None


def full_year(year: int) -> int:
    """Return a year in full; 0 to 99 mean 1970 to 2069."""
    if year > 99:
        return year
    return year + (1900 if year >= 70 else 2000)


def _clock(found: dict[str, str | None]) -> timedelta | None:
    """Return the time since midnight; None if there is no such time."""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = (found["half"] or "")[:1].lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half == "a":
        return None
    if hour > 23 or minute > 59 or second > 59:
        return None
    milliseconds = int((found["fraction"] or "").ljust(3, "0")[:3])
    return timedelta(hours=hour, minutes=minute, seconds=second, milliseconds=milliseconds)


def _from_serial(days: float) -> TimeShape | None:
    """Return the time of a spreadsheet serial: days since the end of 1899."""
    if not _SERIALS[0] <= days < _SERIALS[1]:
        return None
    moment = _SERIAL_START + timedelta(milliseconds=round(days * 86_400_000))
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    clock = moment - midnight
    precision = Precision.MILLISECOND if clock.microseconds else Precision.SECOND if clock else Precision.DAY
    return TimeShape((moment.year, moment.month, moment.day), ambiguous=False, clock=clock, precision=precision)
