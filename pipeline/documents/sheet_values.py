"""What stands in a cell besides text, as a person reads it: numbers, dates, truth values, errors, formulas. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

_TRUTH = {"0": "FALSE", "1": "TRUE", "false": "FALSE", "true": "TRUE"}
_LONGEST_EXACT = 15  # digits that a spreadsheet keeps


def formula_text(formula: str) -> str:
    """Return a formula as it is typed."""
    return f"={formula.strip().removeprefix('=')}"


def formula_link(formula: str) -> tuple[str, str]:
    """Return words and target of a formula that is a link, ("", "") for any other."""
    found = _LINK_FORMULA.fullmatch(formula.strip())
    if found is None:
        return "", ""
    target = found["target"].replace('""', '"')
    return (found["words"] or found["target"]).replace('""', '"'), target


_STRING = r'"(?P<{}>(?:[^"]|"")*)"'
_LINK_FORMULA = re.compile(
    rf"=?\s*HYPERLINK\(\s*{_STRING.format('target')}\s*(?:[,;]\s*{_STRING.format('words')}\s*)?\)", re.IGNORECASE
)


def value_text(kind: str, value: str, number_format: str, *, from_1904: bool = False) -> str:
    """Return a value as text.

    Args:
        kind: the letters the file gives the value: `b`, `e`, `d`, `str`; anything else is a number.
        value: as it stands in the file.
        number_format: of the cell.
        from_1904: whether days are counted from 1904.
    """
    if kind == "b":
        return _TRUTH.get(value.strip().lower(), value)
    if kind in {"e", "str", "d"}:
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    if is_date_format(number_format):
        return _moment(number, from_1904=from_1904) or _plain(number)
    if "%" in number_format:
        return f"{_plain(number * 100)} %"
    return value.strip() if value.strip().lstrip("-").isdigit() else _plain(number)


def _plain(number: float) -> str:
    """Return a number without the noise of its last binary digits."""
    text = f"{number:.{_LONGEST_EXACT}g}"
    return f"{number:.0f}" if "e+" in text and abs(number) < 1e21 else text


def _moment(number: float, *, from_1904: bool) -> str:
    """Return a number of days as a date, a time, or both; "" if it is out of the calendar."""
    try:
        found = from_excel(number, CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return ""
    if isinstance(found, datetime):
        is_day = found.time() == time()
        return found.date().isoformat() if is_day else found.isoformat(" ", "seconds").removesuffix(":00")
    if isinstance(found, time):
        return found.isoformat("seconds").removesuffix(":00")
    return found.isoformat() if isinstance(found, date) else str(found) if isinstance(found, timedelta) else ""
