"""Workbooks (.xlsx), cell by cell: what the spreadsheet program made of a typed text is told, not hidden."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Protocol, cast

from openpyxl import load_workbook

from pipeline.errors import SourceError
from pipeline.fetch.archives import Archive
from pipeline.fetch.grid import Grid, Progress

MAX_ROWS = 1_048_576
MAX_CELLS = 20_000_000
_PROGRESS_EVERY = 1_000
_XML_PARTS = (".xml", ".rels", ".vml")


class _Cell(Protocol):
    """What is looked at of a cell."""

    @property
    def value(self) -> object:
        """The value, for a formula the one it had when the file was saved."""

    @property
    def data_type(self) -> str:
        """The letter the file format gives the value; `e` is an error."""


class _Sheet(Protocol):
    """What is used of a sheet opened for reading only."""

    title: str

    def reset_dimensions(self) -> None:
        """Forget the size the file claims."""

    def iter_rows(self) -> Iterator[tuple[_Cell, ...]]:
        """Yield the rows as they are parsed, missing ones as empty tuples."""


def read_workbook(content: bytes, archive: Archive, name: str, progress: Progress) -> tuple[Grid, ...]:
    """Return all sheets that have a cell, in the order of their tabs.

    Raises:
        SourceError: the file is damaged, has a document type declaration, or is beyond all bounds.
    """
    _refuse_declarations(archive, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on styles and extensions, which are not read
            return tuple(_sheets(content, name, progress))
    except SourceError:
        raise
    except Exception:  # noqa: BLE001 - a damaged part makes openpyxl raise nearly anything
        raise SourceError(f"{name} is damaged: open it, save it again as .xlsx, and use that file.") from None


def _refuse_declarations(archive: Archive, name: str) -> None:
    """Raise if a part declares entities; no program writes that into a workbook, and it can exhaust memory."""
    for entry, part in archive.unpack():
        if entry.lower().endswith(_XML_PARTS) and b"<!DOCTYPE" in part.replace(b"\0", b""):
            raise SourceError(f"{name}: its part {entry} has a document type declaration; it is not read.")


def _sheets(content: bytes, name: str, progress: Progress) -> Iterator[Grid]:
    """Yield the sheets that have a cell."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = cast("list[_Sheet]", book.worksheets)
        for sheet in sheets:
            title = name if len(sheets) == 1 else f"{name}, sheet {sheet.title}"
            grid = _grid(sheet, title, progress)
            if any(any(row) for row in grid.rows):
                yield grid
    finally:
        book.close()


def _grid(sheet: _Sheet, title: str, progress: Progress) -> Grid:
    """Return one sheet as text."""
    sheet.reset_dimensions()  # the size a file claims for itself is often wrong
    rows: list[list[str]] = []
    errors: set[tuple[int, int]] = set()
    cells = 0
    for row in islice(sheet.iter_rows(), MAX_ROWS + 1):
        errors.update((len(rows), column) for column, cell in enumerate(row) if cell.data_type == "e")
        rows.append(_trimmed(_text(cell) for cell in row))
        cells += len(row)
        if cells > MAX_CELLS or len(rows) > MAX_ROWS:
            raise SourceError(f"{title} is larger than any form: more than {MAX_ROWS} rows or {MAX_CELLS} cells.")
        if len(rows) % _PROGRESS_EVERY == 0:
            progress(len(rows))
    return Grid(title, rows, errors=frozenset(errors))


def _trimmed(texts: Iterable[str]) -> list[str]:
    """Return the cells without the empty ones at the end."""
    row = list(texts)
    while row and not row[-1]:
        row.pop()
    return row


def _text(cell: _Cell) -> str:
    """Return a cell as text; a real date becomes ISO text, so that a slide `3-5` turned date is recognisable."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _instant_text(value, getattr(cell, "number_format", "") or "")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).replace("_x000D_\n", "\n")


def _instant_text(value: datetime, number_format: str) -> str:
    """Return `2023-05-03`, or with the time of day if the cell shows one."""
    if "h" in number_format.lower() or value.time() != time():
        return value.isoformat(sep=" ", timespec="milliseconds" if value.microsecond else "seconds")
    return value.date().isoformat()
