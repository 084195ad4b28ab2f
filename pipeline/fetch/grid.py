"""A table as text: what every file format is turned into before anyone looks for columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.errors import Problem

HEADER_WITHIN = 20  # rows in which the titles are sought

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: the cells of `rows[i]` stand in row i + 1 of the file, empty rows included.

    Attributes:
        name: as a person names it: `responses.csv`, `download.zip/Form.csv`, `book.xlsx, sheet Form Responses 1`.
        rows: cells as text; a row may be shorter or longer than others.
        remarks: what is odd about the table as a whole.
        widths: how many cells each row has in the file, where the format allows rows to differ; `rows` hold no more
            than the first rows have, and may be padded.
        filled: likewise, up to which cell any is filled.
        cut: 0-based row → its cells as they stand in the file, quotes included; of rows wider than others.
        delimiter: what parts them there.
        errors: 0-based (row, column) of cells that hold an error of a spreadsheet program instead of a text.
    """

    name: str
    rows: Sequence[Sequence[str]]
    remarks: tuple[Problem, ...] = ()
    widths: Sequence[int] = ()
    filled: Sequence[int] = ()
    cut: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    delimiter: str = ","
    errors: frozenset[tuple[int, int]] = frozenset()


def in_rows(numbers: Sequence[int]) -> str:
    """Return `row 4`, or `rows 4, 5, 9 and 12 more`, for messages."""
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    shown = ", ".join(str(number) for number in numbers[:5])
    return f"rows {shown} and {len(numbers) - 5} more" if len(numbers) > 5 else f"rows {shown}"
