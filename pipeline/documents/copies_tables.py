"""Text that is a table: which sign parts its cells, and what stands in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

DELIMITERS = ",;\t"
_SUFFIXES = (".csv", ".tsv", ".tab")
LARGEST = 32 << 20  # bytes
_LOOKED_AT = 50_000  # characters that tell whether a text is a table
_LEAST_CELLS = 3  # of two columns is many a letter whose lines hold a comma
_MARKED = ((b"\xef\xbb\xbf", ("utf-8-sig",)), (b"\xff\xfe", ("utf-16",)), (b"\xfe\xff", ("utf-16",)))
_UNMARKED = ("utf-8", "cp1252")  # Excel writes the second in Western Europe

Table = Sequence[Sequence[str]]


def is_table(content: bytes, name: str) -> bool:
    """Tell whether a text file is a table: by its rows, or by its name if they leave a doubt."""
    text = text_of(content)
    rows = _best(text[:_LOOKED_AT])
    if not rows or name.lower().endswith(_SUFFIXES):
        return bool(rows)
    alike = sum(len(row) == len(rows[0]) for row in rows)
    return len(rows[0]) >= _LEAST_CELLS and len(rows) >= 2 and 2 * alike > len(rows)


def table_of(content: bytes) -> Table:
    """Return the rows of a table saved as text, blank ones left out; none if it is no text."""
    return _best(text_of(content))


def _best(text: str) -> Table:
    """Return the rows by the sign that parts most of them alike."""
    return max((_rows(text, delimiter) for delimiter in DELIMITERS), key=_evenness)


def _rows(text: str, delimiter: str) -> Table:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return ()
    return [row for row in rows if any(cell.strip() for cell in row)]


def _evenness(rows: Table) -> tuple[int, int]:
    """Return how many rows have as many cells as the first one, and how many that are."""
    width = len(rows[0]) if rows else 0
    return (sum(len(row) == width for row in rows) if width > 1 else 0, width)


def text_of(content: bytes) -> str:
    """Return a file as text, "" if it is none or too large: Unicode, or else what Excel writes in Western Europe."""
    codings = next((codings for mark, codings in _MARKED if content.startswith(mark)), _UNMARKED)
    for coding in codings if len(content) <= LARGEST else ():
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        return "" if "\0" in text else text
    return ""
