"""Written times → instants. Whether 3/5 is March or May is worked out over all rows of a source, not row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from pipeline.errors import ExitCode, Problem, SourceError
from pipeline.fetch.field_words import DAY_FIRST_TITLES
from pipeline.fetch.time_shapes import TimeShape, full_year, shape_of
from pipeline.fetch.time_zones import zone_of
from pipeline.fetch.titles import normalised
from pipeline.model.submission import Precision

_YEARS = range(1900, 2200)
_DEFAULT_ORDER = "MDY"

Stamp = tuple[datetime | None, Precision]
_UNREADABLE: Stamp = (None, Precision.SECOND)


@dataclass(frozen=True, slots=True)
class Times:
    """The times of a source.

    Attributes:
        stamps: per table, per row: the instant (aware UTC, None if unreadable) and how exactly it is known.
        remarks: what had to be assumed.
    """

    stamps: tuple[tuple[Stamp, ...], ...]
    remarks: tuple[Problem, ...] = ()


def read_times(
    columns: Sequence[Sequence[str]], *, timezone: str, date_order: str, where: str, titles: Sequence[str] = ()
) -> Times:
    """Read the time columns of all tables of one source.

    Args:
        columns: one per table, in the order of its rows.
        timezone: IANA zone of times that name none; the hour repeated in autumn is its first pass.
        date_order: `MDY`, `DMY` or `YMD`, or "" to work it out.
        where: the source, for remarks.
        titles: of the time columns; their language tells how the form writes dates.

    Raises:
        SourceError: there is no such time zone.
    """
    own = _own_zone(timezone, where)
    shapes = [[shape_of(text) for text in column] for column in columns]
    day_first = bool(titles) and all(normalised(title) in DAY_FIRST_TITLES for title in titles)
    order, certain = date_order_of(shapes, date_order, day_first=day_first)
    unknown: dict[str, None] = {}
    stamps = tuple(tuple(_stamp(shape, order, own, unknown) for shape in column) for column in shapes)
    remarks = [] if certain else [_assumed_order(where)]
    remarks += [_assumed_zone(where, mark, timezone) for mark in unknown]
    return Times(stamps, tuple(remarks))


def date_order_of(
    shapes: Sequence[Sequence[TimeShape | None]], wanted: str, *, day_first: bool = False
) -> tuple[str, bool]:
    """Return the order of numeric dates, and whether anything speaks for it.

    In this order: a number over 12 somewhere; what the settings say; the one order in which times never go backwards;
    the language of the titles, if it is one in which the day comes first.
    """
    columns = [[shape for shape in column if shape and shape.ambiguous] for column in shapes]
    dates = {shape.date[:2] for column in columns for shape in column}
    if wanted == "YMD" or all(first == second for first, second in dates):
        return wanted or _DEFAULT_ORDER, True
    spoken = {"DMY"} if day_first else set[str]()
    for orders in (_proven(dates), {wanted} - {""}, _going_forward(columns), spoken):
        if len(orders) == 1:
            return orders.pop(), True
    return _DEFAULT_ORDER, False


def _proven(dates: Iterable[tuple[int, ...]]) -> set[str]:
    """Return the orders that numbers over 12 prove; both where differently written files were put together."""
    return {("DMY", "MDY")[place] for date in dates for place, number in enumerate(date) if number > 12}


def _going_forward(columns: Sequence[Sequence[TimeShape]]) -> set[str]:
    """Return the orders in which no table's times ever go backwards."""
    return {order for order in ("MDY", "DMY") if all(_never_backwards(column, order) for column in columns)}


def _never_backwards(shapes: Iterable[TimeShape], order: str) -> bool:
    """Tell whether the rows are in the order of their times if dates are read so."""
    moments = [(_numbers(shape, order), shape.clock) for shape in shapes]
    return all(earlier <= later for earlier, later in pairwise(moments))


def _numbers(shape: TimeShape, order: str) -> tuple[int, int, int]:
    """Return year, month, day; a number over 12 is a day whatever the order says."""
    if not shape.ambiguous:
        return shape.date
    first, second, third = shape.date
    if order == "YMD" and third <= 31:
        return full_year(first), second, third
    day_first = first > 12 or (order == "DMY" and second <= 12)
    year = full_year(third)
    return (year, second, first) if day_first else (year, first, second)


def _stamp(shape: TimeShape | None, order: str, own: tzinfo, unknown: dict[str, None]) -> Stamp:
    """Return the instant of one time; marks that nobody can place are collected in `unknown`."""
    if shape is None:
        return _UNREADABLE
    year, month, day = _numbers(shape, order)
    try:
        local = datetime(year, month, day) + shape.clock  # noqa: DTZ001 - it gets its zone below
    except ValueError:
        return _UNREADABLE
    if local.year not in _YEARS:
        return _UNREADABLE
    zone = zone_of(shape.zone, local, own) if shape.zone else own
    if zone is None:
        unknown[shape.zone] = None
    return local.replace(tzinfo=zone or own).astimezone(UTC), shape.precision


def _own_zone(timezone: str, where: str) -> ZoneInfo:
    """Return the zone of times that name none."""
    try:
        return ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        raise SourceError(
            f'{where}: there is no time zone "{timezone}"; write one such as timezone = "Europe/Zurich".'
        ) from None


def _assumed_order(where: str) -> Problem:
    """Return the remark that month and day could not be told apart."""
    return Problem(
        where=where,
        message="Its dates can be read month first or day first, and nothing tells which; they were read month first.",
        next_step='If that is wrong, write in its [[sources]] block: date_order = "DMY"',
        exit_code=ExitCode.DONE,
        key="date-order",
    )


def _assumed_zone(where: str, mark: str, timezone: str) -> Problem:
    """Return the remark about letters that stand for no one zone."""
    return Problem(
        where=where,
        message=f'The time zone "{mark}" has several meanings or none; these times were read as {timezone}.',
        next_step='If that is wrong, write in its [[sources]] block the right one: timezone = "…"',
        exit_code=ExitCode.PARTLY,
    )
