"""What a spreadsheet makes of a text that somebody types, and what it shows of a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from tests.google.wire import Json

_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's times have no zone
_DAY: Final = timedelta(days=1)
_COMMA_DECIMALS: Final = {"de", "fr", "es", "it", "pl", "pt", "nl", "ru"}
_NUMBER: Final = re.compile(
    r"([$€£]?)([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d*)?|[+-]?\.\d+)(e[+-]?\d+)?( ?%)?", re.IGNORECASE
)
_TIME: Final = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([ap])m)?", re.IGNORECASE)
_ISO: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_SHORT: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?")
_PATTERN: Final = re.compile(r"yyyy|MM|M|dd|d|HH|H|mm|ss|\W+")
_STAMPS: Final = {"en_US": "M/d/yyyy H:mm:ss", "de": "dd.MM.yyyy HH:mm:ss", "pl": "dd.MM.yyyy HH:mm:ss"}


def serial(local: datetime) -> float:
    """Return a local time as a spreadsheet counts: days since the end of 1899."""
    return (local - _EPOCH) / _DAY


def stamp_pattern(locale: str) -> str:
    """Return how a locale writes date and time."""
    return _STAMPS.get(locale) or _STAMPS.get(locale[:2], "dd/MM/yyyy HH:mm:ss")


def typed(text: str, locale: str, year: int) -> tuple[Json, Json]:
    """Return the value that a typed text becomes, and the number format that comes with it."""
    if not text:
        return {}, {}
    if text.startswith("'"):
        return {"stringValue": text[1:]}, {}
    if text.upper() in {"TRUE", "FALSE"}:
        return {"boolValue": text.upper() == "TRUE"}, {}
    for found in _readings(text.strip(), locale, year):
        return found
    if text[0] == "=" or (text[0] in "+-" and text[1:2].strip()):
        return {"formulaValue": text if text[0] == "=" else f"={text}"}, {}
    return {"stringValue": text}, {}


def _readings(text: str, locale: str, year: int) -> Iterator[tuple[Json, Json]]:
    """Yield what a text is besides text: a date, a time or a number."""
    day = _read_date(text, locale, year)
    if day:
        yield {"numberValue": serial(day[0])}, {"type": "DATE", "pattern": day[1]}
    clock = _TIME.fullmatch(text)
    if clock:
        hour = int(clock[1]) % 12 + 12 * (clock[4].lower() == "p") if clock[4] else int(clock[1])
        seconds = hour * 3600 + int(clock[2]) * 60 + int(clock[3] or 0)
        yield {"numberValue": seconds / 86400}, {"type": "TIME", "pattern": "H:mm:ss" if clock[3] else "H:mm"}
    number = _NUMBER.fullmatch(text.translate(str.maketrans(",.", ".,")) if locale[:2] in _COMMA_DECIMALS else text)
    if number:
        yield _read_number(number)


def _read_number(found: re.Match[str]) -> tuple[Json, Json]:
    """Return a number with the format that its writing asks for."""
    value = float(found[2].replace(",", "") + (found[3] or ""))
    if found[4]:
        return {"numberValue": value / 100}, {"type": "PERCENT", "pattern": "0%"}
    if found[1]:
        return {"numberValue": value}, {"type": "CURRENCY", "pattern": f"{found[1]}#,##0"}
    return {"numberValue": value}, {"type": "NUMBER", "pattern": "#,##0"} if "," in found[2] else {}


def _read_date(text: str, locale: str, year: int) -> tuple[datetime, str] | None:
    """Return a date and the pattern it was typed in, or nothing."""
    iso, short = _ISO.fullmatch(text), _SHORT.fullmatch(text)
    try:
        if iso:
            return datetime(int(iso[1]), int(iso[3]), int(iso[4])), iso[2].join(["yyyy", "MM", "dd"])  # noqa: DTZ001
        if short and (short[2] != "." or locale[:2] in _COMMA_DECIMALS):
            month, day = (1, 3) if locale == "en_US" else (3, 1)
            full = int(short[4]) + (2000 if len(short[4]) == 2 else 0) if short[4] else year
            names = ["M", "d"] if locale == "en_US" else ["d", "M"]
            pattern = short[2].join([*names, "yyyy"] if short[4] else names)
            return datetime(full, int(short[month]), int(short[day])), pattern  # noqa: DTZ001
    except ValueError:
        return None
    return None


def shown(value: object, number_format: Json, locale: str) -> str:
    """Return what the screen shows of a value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if not isinstance(value, float | int):
        return str(value)
    if number_format.get("type") in {"DATE", "TIME", "DATE_TIME"}:
        return _shown_time(float(value), number_format.get("pattern") or stamp_pattern(locale))
    text = _shown_number(float(value), number_format)
    return text.translate(str.maketrans(",.", ".,")) if locale[:2] in _COMMA_DECIMALS else text


def _shown_number(value: float, number_format: Json) -> str:
    """Return a number as an English sheet shows it."""
    if number_format.get("type") == "PERCENT":
        return f"{value * 100:.0f}%"
    if "#,##0" in number_format.get("pattern", ""):
        return f"{number_format['pattern'][:-5]}{value:,.0f}"
    if abs(value) >= 1e15:
        return f"{value:.2E}"
    return f"{value:.10g}"


def _shown_time(value: float, pattern: str) -> str:
    """Return a serial number as date and time."""
    local = _EPOCH + timedelta(seconds=round(value * 86400))
    parts = {
        "yyyy": f"{local.year:04}",
        "MM": f"{local.month:02}",
        "M": str(local.month),
        "dd": f"{local.day:02}",
        "d": str(local.day),
        "HH": f"{local.hour:02}",
        "H": str(local.hour),
        "mm": f"{local.minute:02}",
        "ss": f"{local.second:02}",
    }
    return "".join(parts.get(piece, piece) for piece in _PATTERN.findall(pattern))
