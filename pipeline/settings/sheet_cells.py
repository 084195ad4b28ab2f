"""What a cell of a timetable may hold beside what the settings file may: dates as spreadsheets print them."""

from __future__ import annotations

import re
from datetime import date, datetime

from pipeline.settings.people import several_people

_DOTTED = re.compile(
    r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})"
    r"(?:,? (?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?)?"
)
_FORMS = {"date": "2024-05-03 or 03.05.2024", "closes": "2024-05-03 18:00 or 03.05.2024 18:00"}
_LISTS = frozenset({"lecturer", "initials", "aliases", "was"})


def read_cell(column: str, cell: str) -> object:
    """Return the value of a filled cell as the settings file would have it.

    Raises:
        ValueError: it can be read in two ways or in none; the sentence says how to write it.
    """
    if column in _FORMS:
        return _time(column, " ".join(cell.split()))
    if column not in _LISTS:
        return cell
    separated = [part.strip() for part in cell.replace("\n", ";").split(";")]
    if len(separated) > 1:
        return [part for part in separated if part]
    people = several_people(cell) if column == "lecturer" else ()
    if people:
        raise ValueError(f'is "{cell}"; put a semicolon between several people: {"; ".join(people)}')
    return cell


def _time(column: str, text: str) -> date:
    """Return a day, or a day and a time for `closes`; with dots the day comes first, as it always does."""
    found = _DOTTED.fullmatch(text)
    try:
        moment = _moment(found) if found else datetime.fromisoformat(text)
    except ValueError:
        why = ": with slashes nobody can tell the day from the month" if "/" in text else ""
        raise ValueError(f'is "{text}"; write it as {_FORMS[column]}{why}') from None
    if (":" in text or (found is not None and found["hour"] is not None)) is not (column == "closes"):
        alone = "the day and the time" if column == "closes" else "the day without a time"
        raise ValueError(f'is "{text}"; write {alone}, as {_FORMS[column]}')
    return moment if column == "closes" else moment.date()


def _moment(found: re.Match[str]) -> datetime:
    """Return the time of a dotted date; midnight if it has none."""
    return datetime(**{unit: int(number) for unit, number in found.groupdict().items() if number})  # type: ignore[arg-type]  # noqa: DTZ001 - its zone comes later
