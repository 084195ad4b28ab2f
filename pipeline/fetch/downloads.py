"""A downloaded file, looked at for the first time."""

from __future__ import annotations

from pipeline.fetch.field_proposals import propose_fields
from pipeline.fetch.tables import Table, read_table
from pipeline.model.download import Download


def read_download(path: str) -> Download:
    """Return the file's columns, what they seem to be, and the values of the lecture column.

    Raises:
        SourceError: the file cannot be read or holds no table.
    """
    table = read_table(path)
    fields = propose_fields(table.header, table.rows)
    lectures = _values(table, fields[0].lecture) if fields and fields[0].lecture else ()
    return Download(table.header, table.rows, fields, lectures)


def _values(table: Table, title: str) -> tuple[str, ...]:
    """Return the different values of a column in the order they first appear."""
    place = [" ".join(cell.split()) for cell in table.header].index(" ".join(title.split()))
    cells = (row[place].strip() for row in table.rows if place < len(row))
    return tuple(dict.fromkeys(cell for cell in cells if cell))
