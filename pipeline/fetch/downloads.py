"""A downloaded file, looked at for the first time."""

from __future__ import annotations

from pipeline.fetch.field_proposals import propose_fields
from pipeline.fetch.form_fields import find_columns
from pipeline.fetch.located import cell_of
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
    place = find_columns(table.header, title)[0]
    cells = (cell_of(row, place).strip() for row in table.rows)
    return tuple(dict.fromkeys(cell for cell in cells if cell))
