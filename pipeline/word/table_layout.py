"""Which cell of a table covers which place of its grid: Word names every place, also those that a cell reaches into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.rich_text.rich_text import Cell, Table

_MOST_COLUMNS = 63  # that Word takes


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in a row.

    Attributes:
        cell: what stands there; None if it is a cell from above, or nothing.
        columns: how many it is wide.
        begins: the cell reaches into the row below.
        continues: a cell from above reaches into it.
    """

    cell: Cell | None
    columns: int
    begins: bool = False
    continues: bool = False


def column_count(table: Table) -> int:
    """Return how many columns the grid of a table has, at least one."""
    return max((sum(one.columns for one in row) for row in _rows(table)), default=1) or 1


def placed_rows(table: Table) -> Iterator[list[Placed]]:
    """Yield the rows of a table with every place named, all of them equally wide."""
    width = column_count(table)
    for row in _rows(table):
        missing = width - sum(one.columns for one in row)
        yield [*row, Placed(None, missing)] if missing else row


def _rows(table: Table) -> Iterator[list[Placed]]:
    """Yield the rows as far as cells reach; a table without cells has one empty place."""
    reaching: dict[int, tuple[int, int]] = {}  # column → (rows still to come, columns)
    for cells in table.rows:
        row, column = [], 0
        waiting = list(cells)
        while waiting or any(start >= column for start in reaching):
            if column in reaching:
                placed = Placed(None, reaching[column][1], continues=True)
            elif waiting:
                cell = waiting.pop(0)
                placed = Placed(cell, min(max(cell.columns, 1), _MOST_COLUMNS), begins=cell.rows > 1)
            else:
                placed = Placed(None, 1)
            row.append(placed)
            column += placed.columns
        reaching = _reaching_on(row, reaching)
        yield row or [Placed(None, 1)]


def _reaching_on(row: list[Placed], reaching: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Return which cells reach from this row into the next one."""
    following: dict[int, tuple[int, int]] = {}
    column = 0
    for placed in row:
        rows = reaching[column][0] if placed.continues else placed.cell.rows - 1 if placed.cell else 0
        if rows > (1 if placed.continues else 0):
            following[column] = (rows - 1 if placed.continues else rows, placed.columns)
        column += placed.columns
    return following
