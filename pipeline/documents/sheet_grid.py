"""A sheet as rows of cells, whichever kind of file it came from; rows are read when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from openpyxl.utils import column_index_from_string

from pipeline.documents.sheet_rows import Place
from pipeline.documents.sheet_text import SheetCell, plain_cell

_LAST_COLUMN = 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_NO_PLACE: Place = (0, 0, 0, 0)


class CellSource(Protocol):
    """Knows what stands in the rows of one sheet."""

    def cells(self, place_of: Place) -> Mapping[int, SheetCell]:
        """Return the cells of a row that hold words."""


class SheetRow:
    """One row: its number, and its cells by the numbers of their columns, all from 1."""

    __slots__ = ("_cells", "_place", "_source", "number")

    def __init__(
        self,
        number: int,
        cells: Mapping[int, SheetCell] | None = None,
        source: CellSource | None = None,
        place_of: Place = _NO_PLACE,
    ) -> None:
        """Make a row of these cells, or of those that a source has for it."""
        self.number = number
        self._cells = cells
        self._source = source
        self._place = place_of

    @property
    def cells(self) -> Mapping[int, SheetCell]:
        """The cells that hold words."""
        if self._cells is None:
            self._cells = self._source.cells(self._place) if self._source else {}
        return self._cells

    def text(self, column: int) -> str:
        """Return the words in a column, "" if there are none."""
        cell = self.cells.get(column)
        return cell.text if cell else ""


ColumnTexts = Callable[[int], Iterable[tuple[int, str]]]


def no_texts(_column: int) -> Iterable[tuple[int, str]]:
    """Return no text at all."""
    return ()


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One sheet.

    Attributes:
        title: on its tab.
        rows: those that hold anything.
        comments: in each row by its number.
        column: gives the texts in a column as they are written, each with the number of its row: those that can be
            had without reading rows.
    """

    title: str
    rows: tuple[SheetRow, ...]
    comments: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    column: ColumnTexts = no_texts


def place(reference: str, otherwise: tuple[int, int]) -> tuple[int, int]:
    """Return row and column of `B7`, or the other ones if it is no such reference."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return otherwise
    column = column_index_from_string(found[1])
    return (int(found[2]), column) if column <= _LAST_COLUMN else otherwise


def text_rows(lines: Iterable[Sequence[str]]) -> tuple[SheetRow, ...]:
    """Return the lines of a table saved as text as rows of plain cells."""
    return tuple(
        SheetRow(number, {column: plain_cell(cell) for column, cell in enumerate(line, 1) if cell.strip()})
        for number, line in enumerate(lines, 1)
    )
