"""Rows with more cells than titles: a comma that nobody quoted cut the last cell, and here it is put together again."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from pipeline.fetch.grid import Grid

Cut = tuple[str, ...]
_NEWLINE = re.compile("\r\n|\n|\r")


def cut_rows(text: str, bare: str, delimiter: str, wanted: Collection[int]) -> Mapping[int, Cut]:
    """Return the cells of some rows as they stand in the file, quotes included.

    Args:
        text: the whole file.
        bare: the same, as long, with something harmless in place of every quoted cell.
        delimiter: what parts the cells.
        wanted: 0-based rows.
    """
    cut: dict[int, Cut] = {}
    begin = 0
    for row, newline in enumerate([*_NEWLINE.finditer(bare), None]):
        end = newline.start() if newline else len(bare)
        if row in wanted:
            cut[row] = tuple(_pieces(text[begin:end], bare[begin:end], delimiter))
        begin = newline.end() if newline else end
    return cut


def _pieces(text: str, bare: str, delimiter: str) -> list[str]:
    """Cut a text where the delimiters of its bare form stand."""
    lengths = [len(piece) for piece in bare.split(delimiter)]
    pieces, begin = [], 0
    for length in lengths:
        pieces.append(text[begin : begin + length])
        begin += length + len(delimiter)
    return pieces


def with_surplus_joined(grid: Grid, header: int) -> tuple[Grid, frozenset[int]]:
    """Put what stands beyond the titles back behind the last cell, exactly as it was written.

    Returns:
        the table, and the rows that had more in them than there are titles.
    """
    titled = grid.widths[header] if grid.widths else 0
    joined = {
        row: (*grid.rows[row][: titled - 1], _last_cell(grid, row, titled))
        for row, cells in grid.cut.items()
        if row > header and any(_plain(cell).strip() for cell in cells[titled:])
    }
    if not joined:
        return grid, frozenset()
    rows = [joined.get(row, cells) for row, cells in enumerate(grid.rows)]
    return replace(grid, rows=rows), frozenset(joined)


def _last_cell(grid: Grid, row: int, titled: int) -> str:
    """Return the last titled cell and all that follows; empty cells at the end, as some programs add them, do not."""
    last, *beyond = grid.cut[row][titled - 1 :]
    while beyond and not _plain(beyond[-1]).strip():
        beyond.pop()
    return grid.delimiter.join([_plain(last), *beyond])


def _plain(cell: str) -> str:
    """Return what a cell says that may be quoted."""
    return cell[1:-1].replace('""', '"') if cell.startswith('"') and cell.endswith('"') and len(cell) > 1 else cell
