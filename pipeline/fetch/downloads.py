"""A downloaded file, looked at for the first time."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.fetch.field_proposals import propose_fields
from pipeline.fetch.form_fields import find_columns
from pipeline.fetch.located import cell_of
from pipeline.fetch.tables import Table, read_table
from pipeline.model.download import Download

_LONGEST_CHOICE = 300  # characters; no form has a longer choice in a menu
_BETWEEN_CHOICES = (";", ",")  # what a form, and its sheet, put between the boxes somebody ticked


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
    """Return the different values of a column in the order they first appear, each choice of a menu for itself."""
    place = find_columns(table.header, title)[0]
    cells = (cell_of(row, place).strip() for row in table.rows)
    values = dict.fromkeys(cell for cell in cells if 0 < len(cell) <= _LONGEST_CHOICE)
    return tuple(value for value in values if not any(_is_made_of(value, values, mark) for mark in _BETWEEN_CHOICES))


def _is_made_of(value: str, choices: Collection[str], mark: str) -> bool:
    """Tell whether a value is nothing but several of the choices; a choice may itself have the mark in it."""
    pieces = value.split(mark)
    ends = {0}  # after so many pieces a choice may be over
    for end in range(1, len(pieces) + 1):
        joined = (mark.join(pieces[begin:end]).strip() for begin in ends)
        if any(choice != value and choice in choices for choice in joined):
            ends.add(end)
    return len(pieces) > 1 and len(pieces) in ends
