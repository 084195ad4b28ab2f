"""Where the titles of a table stand, which columns they give, and which rows count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.fetch.field_words import TIMESTAMP_TITLES
from pipeline.fetch.form_fields import FieldMap, MissingFieldError, map_fields
from pipeline.fetch.grid import HEADER_WITHIN, Grid
from pipeline.fetch.surplus import with_surplus_joined
from pipeline.fetch.time_shapes import shape_of
from pipeline.fetch.titles import normalised
from pipeline.model.source import SourceSpec
from pipeline.model.submission import Precision

_LOOK_AT = 50


@dataclass(frozen=True, slots=True)
class Located:
    """A table whose columns are known.

    Attributes:
        grid: the table.
        header: 0-based row of the titles.
        fields: where the mapped fields stand.
        time: column of the time, None if there is none.
        rows: 0-based rows that are entries.
        joined: those of them that had more cells than there are titles.
    """

    grid: Grid
    header: int
    fields: FieldMap
    time: int | None
    rows: tuple[int, ...]
    joined: frozenset[int] = frozenset()

    def times(self) -> list[str]:
        """Return the time cells of its entries."""
        return ["" if self.time is None else cell_of(self.grid.rows[row], self.time) for row in self.rows]

    def time_title(self) -> str:
        """Return the title of the time column, "" without one."""
        return "" if self.time is None else cell_of(self.grid.rows[self.header], self.time)

    def taken(self) -> frozenset[int]:
        """Return the columns that have a role."""
        return self.fields.mapped() | ({self.time} if self.time is not None else frozenset())


def locate(grids: Sequence[Grid], spec: SourceSpec) -> Located:
    """Find the titles in the first of these tables that has the required fields.

    Raises:
        MissingFieldError: none has them; the message is about the likeliest row of titles.
    """
    failures: list[MissingFieldError] = []
    for grid in grids:
        for place, row in enumerate(grid.rows[:HEADER_WITHIN]):
            try:
                fields = map_fields(row, spec, grid.name)
            except MissingFieldError as failure:
                failures.append(failure)
            else:
                return _located(grid, place, fields)
    raise _likeliest(failures)


def _likeliest(failures: Sequence[MissingFieldError]) -> MissingFieldError:
    """Return the failure of the row that looks most like the titles: the first full one, for people's words follow."""
    best = max(failure.found for failure in failures)
    candidates = [failure for failure in failures if failure.found == best]
    fullest = max(failure.titles for failure in candidates)
    return next(failure for failure in candidates if failure.titles * 2 >= fullest)


def _located(grid: Grid, header: int, fields: FieldMap) -> Located:
    """Choose the rows that count: those with a time or anything in a mapped column."""
    grid, joined = with_surplus_joined(grid, header)
    body = range(header + 1, len(grid.rows))
    time = fields.timestamp[0] if fields.timestamp else _time_column(grid, header, fields.mapped())
    asked = sorted(fields.mapped() | ({time} if time is not None else set()))
    rows = tuple(row for row in body if any(cell_of(grid.rows[row], column).strip() for column in asked))
    return Located(grid, header, fields, time, rows, joined)


def _time_column(grid: Grid, header: int, mapped: frozenset[int]) -> int | None:
    """Recognise the column of the times: by its title, else as the first one that is full of times of day."""
    free = [column for column in range(len(grid.rows[header])) if column not in mapped]
    for column in free:
        if normalised(grid.rows[header][column]) in TIMESTAMP_TITLES:
            return column
    sample = grid.rows[header + 1 : header + 1 + _LOOK_AT]
    return next((column for column in free if holds_times(cell_of(row, column) for row in sample)), None)


def holds_times(cells: Iterable[str]) -> bool:
    """Tell whether nearly all filled cells are times of day."""
    shapes = [shape_of(cell) for cell in cells if cell.strip()]
    timed = sum(shape is not None and shape.precision is not Precision.DAY for shape in shapes)
    return bool(shapes) and timed >= 0.8 * len(shapes)


def cell_of(cells: Sequence[str], column: int) -> str:
    """Return a cell; "" where the row is shorter."""
    return cells[column] if column < len(cells) else ""
