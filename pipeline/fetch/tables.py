"""One file → its tables as text, whatever format it is in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Problem, SourceError
from pipeline.fetch.archives import Archive
from pipeline.fetch.delimited import read_delimited
from pipeline.fetch.file_bytes import RawFile, read_bytes
from pipeline.fetch.file_format import FileFormat, recognise, recognise_archive
from pipeline.fetch.grid import HEADER_WITHIN, Grid, Progress
from pipeline.fetch.spreadsheet import read_workbook

_NOT_OURS = ("__macosx/", "._")  # what one system's packer adds beside each file


@dataclass(frozen=True, slots=True)
class Table:
    """A table as somebody sees it who does not know its columns yet.

    Attributes:
        name: as a person names it.
        header: the most likely row of titles.
        rows: what stands under it, without empty rows.
        remarks: what is odd about the table.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[Problem, ...] = ()


def read_table(path: str) -> Table:
    """Read a file to look at it, as `init` does: of several tables the longest.

    Raises:
        SourceError: the file cannot be read or holds no table.
    """
    file = Path(path)
    grids = read_grids(RawFile(file.name, read_bytes(file, file.name)), lambda _: None)
    grid = max((grid for group in grids for grid in group), key=lambda grid: len(grid.rows))
    filled = [tuple(row) for row in grid.rows if any(cell.strip() for cell in row)]
    if not filled:
        raise SourceError(f"{grid.name} has no rows: download the responses again.")
    widths = [sum(bool(cell.strip()) for cell in row) for row in filled[:HEADER_WITHIN]]
    header = next(place for place, width in enumerate(widths) if width * 2 > max(widths))
    return Table(grid.name, filled[header], tuple(filled[header + 1 :]), grid.remarks)


def read_grids(file: RawFile, progress: Progress) -> tuple[tuple[Grid, ...], ...]:
    """Return a file's tables: each inner tuple must be read, by the first of its grids that has the fields.

    A delimited file is one table, a zip one per .csv in it, a workbook one that stands on any of its sheets.

    Raises:
        SourceError: the file is not a table, damaged, or over a bound.
    """
    if recognise(file.content, file.name) is FileFormat.DELIMITED:
        return ((read_delimited(file.content, file.name, progress),),)
    archive = Archive(file.content, file.name)
    if recognise_archive(archive.names(), file.name) is FileFormat.ZIP:
        return tuple((grid,) for grid in _packed(archive, file.name, progress))
    sheets = read_workbook(file.content, archive, file.name, progress)
    if not sheets:
        raise SourceError(f"{file.name} is a workbook without any filled cell: download the responses again.")
    return (sheets,)


def _packed(archive: Archive, name: str, progress: Progress) -> list[Grid]:
    """Return the tables of a zip: exactly its .csv entries."""
    archive.refuse_nested()
    grids = []
    for entry, content in archive.unpack(".csv"):
        if not entry.lower().startswith(_NOT_OURS):
            recognise_text(content, f"{name}/{entry}")
            grids.append(read_delimited(content, f"{name}/{entry}", progress))
    if not grids:
        held = ", ".join(archive.names()[:5]) or "nothing"
        raise SourceError(f"{name} holds no .csv file, but {held}: use the zip that the form downloads.")
    return grids


def recognise_text(content: bytes, name: str) -> None:
    """Raise SourceError unless the content may be delimited text."""
    if recognise(content, name) is not FileFormat.DELIMITED:
        raise SourceError(f"{name} is called .csv but is an archive: unpack the zip and use the file inside.")
