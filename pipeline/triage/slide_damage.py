"""What spreadsheets do to slide numbers, and numbers that are none: whole cells that need no grammar.

A sheet turns "3-5" into 3-May, 05/03/2023, an ISO date or a serial number. The range it was is {day, month}, sorted;
a person must always look, because a month first and a day first look alike.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.model.slide_reference import SlideKind, SlideReference
from pipeline.triage.slide_characters import folded

_MONTHS = (
    "jan january januar jänner janvier janv enero ene gennaio gen janeiro januari styczeń sty stycznia январь января",
    "feb february februar février févr fév febrero febbraio fevereiro fev februari luty lut lutego февраль фев февраля",
    "mar march märz mär maerz mars marzo março mrt maart marzec marca март мар марта",
    "apr april avril avr abril abr aprile kwiecień kwi kwietnia апрель апр апреля",
    "may mai mayo maggio mag maio mei maj май мая",
    "jun june juni juin junio giugno giu junho czerwiec cze czerwca июнь июн июня",
    "jul july juli juillet juil julio luglio lug julho lipiec lip lipca июль июл июля",
    "aug august août aou agosto ago augustus sierpień sie sierpnia август авг августа augusti",
    "sep sept september septembre septiembre settembre set setembro wrzesień wrz września сентябрь сен сентября",
    "oct october oktober okt octobre octubre ottobre ott outubro out październik paź października октябрь окт октября",
    "nov november novembre noviembre novembro listopad lis listopada ноябрь ноя ноября",
    "dec december dezember dez décembre déc diciembre dic dicembre dezembro grudzień gru grudnia декабрь дек декабря",
)
MONTHS = {folded(name): number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Folded name or short form of a month → 1 to 12."""

_CLOCK_TIME = r"(?:[ t]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?: ?[ap]m)?)?"
_TIME = _CLOCK_TIME + r"(?: ?(?:z|gmt|utc|[+-]\d{2}:?\d{2})){0,2}(?: ?\(.{0,60}\))?"
_NAME = r"(?P<name>[^\W\d_]{3,10})\.?"
_DATES = tuple(
    re.compile(pattern + _TIME)
    for pattern in (
        r"(?P<year>\d{4})[-/.](?P<a>\d{1,2})[-/.](?P<b>\d{1,2})",
        r"(?P<a>\d{1,2})[-/.] ?(?P<b>\d{1,2})[-/.] ?(?P<year>(?:19|20)\d{2})",
        r"(?P<a>\d{1,2})(?:st|nd|rd|th|\.)?[-/. ]{1,2}" + _NAME + r"(?:[-/., ]{1,2}(?P<year>\d{4}|\d{2}))?",
        _NAME + r"[-/. ]{1,2}(?P<a>\d{1,2})(?:st|nd|rd|th)?(?:[-/., ]{1,2}(?P<year>\d{4}))?",
        r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? " + _NAME + r" (?P<a>\d{1,2}),? (?P<year>\d{4})",
        r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? (?P<a>\d{1,2}) " + _NAME + r" (?P<year>\d{4})",
        r"(?P<a>0\d)[-/.](?P<b>\d{2})\.?|(?P<c>\d{2})[-/.](?P<d>0\d)\.?",
    )
)
_FLOAT = re.compile(r"(\d{1,5})[.,]0{1,6}")
_PAIR = re.compile(r"(\d{1,3})([.:])(\d{1,3})\.?")
_CLOCK = re.compile(r"(?:at |um |a |minute )?\d{1,2}:[0-5]\d(?::[0-5]\d)?(?: ?(?:h|uhr|am|pm|min))?")
_LETTERED = re.compile(r"([a-gi-km-z]) ?[-.]? ?(\d{1,3})")
_BROKEN_CELL = re.compile(r"#(?:ref|value|name|num|div/0|error)[!?]?")
_SERIALS = range(43_831, 49_675)  # 2020 to 2035, the years a sheet may guess
_DATE_DOUBT = "the spreadsheet turned it into a date"


def read_damage(cell: str) -> SlideReference | None:
    """Read a whole folded cell that a spreadsheet damaged or that is a time; None if it is neither."""
    cell = cell.strip(" '\"")
    if not any(map(str.isdigit, cell)):
        return _nothing("the spreadsheet put an error here") if _BROKEN_CELL.fullmatch(cell) else None
    return _float(cell) or _dates(cell) or _two_parts(cell) or _lettered(cell)


def _nothing(why: str) -> SlideReference:
    """Return an unspecified reading that a person must look at."""
    return SlideReference(SlideKind.UNSPECIFIED, review=why)


def _float(cell: str) -> SlideReference | None:
    """Read "31.0", and serial numbers of days."""
    match = _FLOAT.fullmatch(cell)
    number = int(match[1]) if match else int(cell) if len(cell) == 5 and cell.isdigit() else 0
    if number in _SERIALS:
        day = date(1899, 12, 30) + timedelta(days=number)
        return _date_range([_sorted(day.day, day.month)])
    if match is None or not 0 < number <= 2000:
        return None
    thousand = len(cell) - len(match[1]) == 4  # "1.000" may be a thousand
    return SlideReference(SlideKind.NUMBERS, ((number, number),), review="1 or 1000?" if thousand else "")


def _sorted(one: int, other: int) -> tuple[int, int]:
    """Return the two numbers as a range."""
    return min(one, other), max(one, other)


def _date_range(ranges: list[tuple[int, int]]) -> SlideReference:
    """Return the ranges that were damaged into dates."""
    return SlideReference(SlideKind.NUMBERS, tuple(dict.fromkeys(ranges)), review=_DATE_DOUBT)


def _dates(cell: str) -> SlideReference | None:
    """Read one date, or a list of dates and numbers."""
    whole = _date(cell)
    if whole is not None:
        return _date_range([whole])
    pieces = re.split(r"[,;&]| and | und | et | y | e ", cell)[:50]
    ranges = [_date(piece.strip()) or _number(piece.strip()) for piece in pieces]
    dated = any(_date(piece.strip()) for piece in pieces)
    return _date_range([pair for pair in ranges if pair]) if dated and all(ranges) else None


def _number(piece: str) -> tuple[int, int] | None:
    """Return a plain number as a range."""
    return (int(piece), int(piece)) if piece.isdigit() and len(piece) <= 4 else None


def _date(cell: str) -> tuple[int, int] | None:
    """Return day and month, sorted, if the text is one date."""
    if len(cell) > 120:
        return None
    for pattern in _DATES:
        match = pattern.fullmatch(cell)
        if match is None:
            continue
        found = match.groupdict()
        if "name" in found and found["name"] not in MONTHS:
            continue
        one = int(found.get("a") or found.get("c") or 0)
        other = MONTHS[found["name"]] if "name" in found else int(found.get("b") or found.get("d") or 0)
        if 1 <= min(one, other) <= 12 and max(one, other) <= 99:
            return _sorted(one, other)
    return None


def _two_parts(cell: str) -> SlideReference | None:
    """Read "2.31" and "2:31": a lecture and a slide most likely; or a time."""
    match = _PAIR.fullmatch(cell)
    clock = match is not None and match[2] == ":" and (int(match[1]) > 5 or match[3].startswith("0"))
    if match is not None and not clock:
        first, second = int(match[1]), int(match[3])
        number, hint = (second, first) if second > first else (first, second)
        doubt = f"{cell}: a lecture and a slide, or two slides?"
        return SlideReference(SlideKind.NUMBERS, ((number, number),), review=doubt, hints=(hint,))
    return _nothing("this looks like a time") if _CLOCK.fullmatch(cell) else None


def _lettered(cell: str) -> SlideReference | None:
    """Read "A5" and "B-3", a numbering of its own; not S, P and F, which mean slide or page."""
    match = _LETTERED.fullmatch(cell)
    if match is None or match[1] in "spf" or int(match[2]) == 0:
        return None
    number = int(match[2])
    return SlideReference(SlideKind.NUMBERS, ((number, number),), review=f"{cell.upper()}: a numbering with letters")
