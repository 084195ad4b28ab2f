"""One sheet of a spreadsheet: rows and columns that keep their identity, cells between them, and people at work."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, Literal

from tests.google.a1 import Box, column_number, read_range, write_range
from tests.google.typed import shown, typed
from tests.google.wire import Json, RefusedError

Dimension = Literal["ROWS", "COLUMNS"]
_IDS: Final = itertools.count(1)
_ERRORS: Final = {"#ERROR!": "ERROR", "#NAME?": "NAME"}
PROTECTED: Final = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection "
    "if you need to edit."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is in a cell. `tag` is what Google remembers of a row of a form."""

    entered: Json = field(default_factory=dict)
    format: Json = field(default_factory=dict)
    note: str = ""
    tag: str = ""
    more: Json = field(default_factory=dict)

    @property
    def number_format(self) -> Json:
        """Return how numbers are shown."""
        found: Json = self.format.get("numberFormat", {})
        return found

    @property
    def formula(self) -> str:
        """Return the formula, if it is one."""
        return str(self.entered.get("formulaValue", ""))

    @property
    def value(self) -> str | float | bool | None:
        """Return what the cell is worth; the fake calculates nothing, so a formula is an error."""
        if self.formula:
            return "#ERROR!" if self.formula[1:2] in {"+", "-"} else "#NAME?"
        value: str | float | bool | None = next(iter(self.entered.values()), None)
        return value

    @property
    def effective(self) -> Json:
        """Return the value as the interface gives it."""
        if self.formula:
            return {"errorValue": {"type": _ERRORS[str(self.value)], "message": "Formula parse error."}}
        return self.entered


EMPTY: Final = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column; wherever it is moved, its id stays. `cell` is what a whole column was formatted as."""

    id: int = field(default_factory=lambda: next(_IDS))
    hidden: bool = False
    pixels: int = 100
    cell: Cell = EMPTY


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a grid that follows its lines; None is all of them."""

    rows: frozenset[int] | None
    columns: frozenset[int] | None
    about: Json


@dataclass(slots=True)
class FakeTab:
    """A sheet as people see it. Rows are numbered from 1 in what people do, as on the screen."""

    id: int
    title: str
    locale: str
    year: int
    owner: str
    lines: dict[Dimension, list[Line]]
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    frozen: int = 0
    hidden: bool = False
    extra: Json = field(default_factory=dict)
    protected: list[Area] = field(default_factory=list)
    filters: list[Area] = field(default_factory=list)
    tables: list[Area] = field(default_factory=list)
    on_sort: Callable[[dict[int, int]], None] | None = None

    @property
    def height(self) -> int:
        """Return how many rows there are."""
        return len(self.lines["ROWS"])

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return len(self.lines["COLUMNS"])

    def snapshot(self) -> FakeTab:
        """Return a copy that no later change reaches."""
        held = copy.copy(self)
        held.lines = {dimension: list(lines) for dimension, lines in self.lines.items()}
        held.cells, held.extra = dict(self.cells), copy.deepcopy(self.extra)
        held.protected, held.filters, held.tables = list(self.protected), list(self.filters), list(self.tables)
        return held

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, counted from 0; an empty one, formatted as its column, if there is nothing."""
        line = self.lines["COLUMNS"][column]
        return self.cells.get((self.lines["ROWS"][row].id, line.id), line.cell)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Set a cell, counted from 0."""
        self.cells[self.lines["ROWS"][row].id, self.lines["COLUMNS"][column].id] = cell

    def enter(self, row: int, column: int, text: str) -> None:
        """Type into a cell, counted from 0: what looks like a date or number becomes one, unless formatted as text."""
        before = self.cell(row, column)
        if before.number_format.get("type") == "TEXT":
            self.put(row, column, replace(before, entered={"stringValue": text} if text else {}))
            return
        entered, number_format = typed(text, self.locale, self.year)
        shown_as = {"numberFormat": number_format} if number_format else {}
        self.put(row, column, replace(before, entered=entered, format=before.format | shown_as))

    def used(self) -> tuple[int, int]:
        """Return how many rows and columns hold something, counted to the last."""
        rows = {line.id: at for at, line in enumerate(self.lines["ROWS"], 1)}
        columns = {line.id: at for at, line in enumerate(self.lines["COLUMNS"], 1)}
        full = [place for place, cell in self.cells.items() if cell.entered]
        return max((rows[row] for row, _ in full), default=0), max((columns[column] for _, column in full), default=0)

    def clamp(self, box: Box) -> Box:
        """Return a box with its open ends at the edges.

        Raises:
            RefusedError: it begins outside.
        """
        if box.top >= self.height or box.left >= self.width:
            limits = f"Max rows: {self.height}, max columns: {self.width}"
            place = write_range(self.title, Box(box.top, box.left, box.top + 1, box.left + 1))
            raise RefusedError(400, f"Range ({place}) exceeds grid limits. {limits}")
        bottom = min(self.height if box.bottom is None else box.bottom, self.height)
        return Box(box.top, box.left, bottom, min(self.width if box.right is None else box.right, self.width))

    # What people do.

    def type(self, place: str, text: str) -> None:
        """Type a text into a cell such as `B3`."""
        _, box = read_range(place, [])
        self.enter(box.top, box.left, text)

    def shown(self, place: str) -> str:
        """Return what the screen shows in a cell such as `B3`."""
        _, box = read_range(place, [])
        return self.shown_at(box.top, box.left)

    def shown_at(self, row: int, column: int) -> str:
        """Return what the screen shows in a cell, counted from 0."""
        cell = self.cell(row, column)
        return shown(cell.value, cell.number_format, self.locale)

    def texts(self) -> list[list[str]]:
        """Return everything that the screen shows, down to the last row that is used."""
        rows, columns = self.used()
        return [[self.shown_at(row, column) for column in range(columns)] for row in range(rows)]

    def insert(self, dimension: Dimension, at: int, count: int = 1) -> list[Line]:
        """Put new lines before the line `at`, counted from 0."""
        new = [Line() for _ in range(count)]
        self.lines[dimension][at:at] = new
        return new

    def delete(self, dimension: Dimension, start: int, count: int = 1) -> set[int]:
        """Take lines out, counted from 0, and return their ids."""
        gone = {line.id for line in self.lines[dimension][start : start + count]}
        del self.lines[dimension][start : start + count]
        side = 0 if dimension == "ROWS" else 1
        self.cells = {place: cell for place, cell in self.cells.items() if place[side] not in gone}
        return gone

    def move(self, dimension: Dimension, start: int, count: int, to: int) -> None:
        """Move lines before the line `to`, all counted from 0 before the move."""
        lines = self.lines[dimension]
        moved = lines[start : start + count]
        rest_before = [line for line in lines[:to] if line not in moved]
        self.lines[dimension] = rest_before + moved + [line for line in lines[to:] if line not in moved]

    def hide_column(self, letters: str) -> None:
        """Hide a column."""
        at = column_number(letters)
        self.lines["COLUMNS"][at] = replace(self.lines["COLUMNS"][at], hidden=True)

    def sort(self, letters: str, *, descending: bool = False, first: int = 2, last: int | None = None) -> None:
        """Sort rows, by default all below the header, by a column: contents move, rows stay."""
        bottom = last or self.used()[0]
        self.reorder(Box(first - 1, 0, bottom, self.width), [(column_number(letters), descending)])

    def reorder(self, box: Box, keys: Sequence[tuple[int, bool]]) -> None:
        """Sort the rows of a box by columns; empty cells come last, numbers before texts."""
        rows = list(range(box.top, box.bottom or box.top))
        columns = [line.id for line in self.lines["COLUMNS"][box.left : box.right]]
        order = rows
        for column, descending in reversed(keys):
            full = [row for row in order if self.cell(row, column).entered]
            full.sort(key=partial(self._place_when_sorted, column), reverse=descending)
            order = full + [row for row in order if not self.cell(row, column).entered]
        ids = [line.id for line in self.lines["ROWS"]]
        moved = {(ids[old], column): self.cells.pop((ids[old], column), None) for old in rows for column in columns}
        went = {ids[old]: ids[new] for new, old in zip(rows, order, strict=True)}
        self.cells |= {(went[row], column): cell for (row, column), cell in moved.items() if cell is not None}
        if self.on_sort:
            self.on_sort(went)

    def _place_when_sorted(self, column: int, row: int) -> tuple[int, float, str]:
        """Return where a row stands when rows are sorted by a column."""
        return _sort_key(self.cell(row, column))

    # Parts that follow their lines.

    def area(self, grid_range: Json, about: Json) -> Area:
        """Return the lines that a GridRange means now."""
        return Area(self._ids("ROWS", "Row", grid_range), self._ids("COLUMNS", "Column", grid_range), about)

    def _ids(self, dimension: Dimension, name: str, grid_range: Json) -> frozenset[int] | None:
        """Return the ids of the lines on one side, None for all."""
        start, end = grid_range.get(f"start{name}Index"), grid_range.get(f"end{name}Index")
        if start is None and end is None:
            return None
        return frozenset(line.id for line in self.lines[dimension][start or 0 : end])

    def grid_range(self, area: Area) -> Json:
        """Return where an area is now."""
        found: Json = {"sheetId": self.id}
        sides: Iterable[tuple[Dimension, str, frozenset[int] | None]] = (
            ("ROWS", "Row", area.rows),
            ("COLUMNS", "Column", area.columns),
        )
        for dimension, name, ids in sides:
            at = [index for index, line in enumerate(self.lines[dimension]) if ids is not None and line.id in ids]
            if ids is not None:
                found |= {f"start{name}Index": min(at, default=0), f"end{name}Index": max(at, default=-1) + 1}
        return found

    def check_protected(self, email: str, row: int, column: int) -> None:
        """Refuse to change a cell that others protected from everybody; a warning stops only people.

        Raises:
            RefusedError: as Google does.
        """
        if not self.protected:
            return
        place = self.lines["ROWS"][row].id, self.lines["COLUMNS"][column].id
        for area in self.protected:
            inside = all(ids is None or line in ids for ids, line in zip((area.rows, area.columns), place, strict=True))
            editors = area.about.get("editors", {}).get("users", [])
            if inside and not area.about.get("warningOnly") and email not in {self.owner, *editors}:
                raise RefusedError(400, PROTECTED)


def _sort_key(cell: Cell) -> tuple[int, float, str]:
    """Return where a value stands when rows are sorted."""
    value = cell.value
    return (1, 0.0, value.casefold()) if isinstance(value, str) else (0, float(value or 0), "")
