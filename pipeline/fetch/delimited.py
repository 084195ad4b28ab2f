"""Comma, semicolon and tab: which one it is, whether every quote is closed; pandas then reads the cells as text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.errors import SourceError
from pipeline.fetch.grid import HEADER_WITHIN, Grid, Progress
from pipeline.fetch.surplus import Cut, cut_rows
from pipeline.fetch.text_encoding import to_utf8

MAX_COLUMNS = 2_000
_CELLS_A_CHUNK = 1_000_000
_DELIMITERS = (b",", b";", b"\t")
_NEWLINE = re.compile(rb"\r\n|\n|\r")
_CELL = b'"'  # stands for a quoted cell with something in it
_EMPTY = b"\1"  # stands for a quoted cell without anything in it
_OPEN = b"\0"  # stands for a quote that is never closed; NULs were refused before
_SEPARATOR_LINE = re.compile(rb"\s*sep=([,;\t])\r?\n", re.IGNORECASE)
_HEAD_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class _Layout:
    """The shape of a text: its delimiter, and per row how many cells there are, and up to which one one is filled."""

    delimiter: str
    widths: tuple[int, ...]
    filled: tuple[int, ...]


def read_delimited(content: bytes, name: str, progress: Progress) -> Grid:
    """Return the table of a delimited text, every cell exactly as it stands there.

    Raises:
        SourceError: it cannot be decoded, a quote is not closed, or a row has absurdly many cells.
    """
    text, remarks = to_utf8(content, name)
    layout = _layout(text, name)
    rows: list[tuple[str, ...]] = []
    try:
        for chunk in _chunks(text, layout):
            rows.extend(chunk.itertuples(index=False, name=None))
            progress(len(rows))
    except pd.errors.ParserError:
        rows.clear()
    if len(rows) != len(layout.widths):  # whatever the two ways of reading disagree about, no row may get lost
        raise SourceError(f"{name} cannot be read as a table for certain: save it again as CSV UTF-8, or as .xlsx.")
    return Grid(name, rows, remarks, layout.widths, layout.filled, _cut(text, layout), layout.delimiter)


def _cut(text: bytes, layout: _Layout) -> Mapping[int, Cut]:
    """Return the cells, as they stand in the file, of rows that may turn out to have more of them than titles."""
    narrowest = min(layout.widths[:HEADER_WITHIN])  # the titles stand in one of these rows
    wide = {row for row, filled in enumerate(layout.filled) if filled > narrowest}
    if not wide:
        return {}
    delimiter = layout.delimiter.encode()
    bare = _quoted(delimiter).sub(lambda quoted: _CELL * len(quoted.group().decode()), text)
    return cut_rows(text.decode(), bare.decode(), layout.delimiter, wide)


def _chunks(text: bytes, layout: _Layout) -> Iterator[pd.DataFrame]:
    """Yield the table in pieces of bounded size, every cell as text."""
    titled = list(range(max(layout.widths[:HEADER_WITHIN])))  # what stands farther right has no title
    with pd.read_csv(
        io.BytesIO(text),
        sep=layout.delimiter,
        names=titled,
        usecols=titled,
        header=None,
        index_col=False,
        dtype=str,
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
        encoding="utf-8",
        chunksize=max(_CELLS_A_CHUNK // max(layout.widths), HEADER_WITHIN),
    ) as chunks:
        yield from chunks


def _layout(text: bytes, name: str) -> _Layout:
    """Find delimiter and widths by counting outside quotes."""
    delimiter = _delimiter(text)
    records = _bare_records(text, delimiter)
    for number, record in enumerate(records, start=1):
        if _OPEN in record:
            raise SourceError(
                f'{name}, row {number}: a cell begins with a quote (") that is never closed; '
                "close it or download the file again."
            )
    counts = tuple(record.count(delimiter) + 1 for record in records)
    width = max(counts)
    if width > MAX_COLUMNS:
        row = counts.index(width) + 1
        raise SourceError(
            f"{name}, row {row}: {width} cells; a form has at most {MAX_COLUMNS}. Is a quote missing there?"
        )
    filled = tuple(len(record.rstrip(delimiter + _EMPTY).split(delimiter)) for record in records)
    return _Layout(delimiter.decode(), counts, filled)


def _delimiter(text: bytes) -> bytes:
    """Return the delimiter of the first line that has one outside quotes; the most frequent one there."""
    declared = _SEPARATOR_LINE.match(text)
    if declared:
        return declared.group(1)
    for record in _bare_records(text, b"".join(_DELIMITERS), HEADER_WITHIN):
        best = max(_DELIMITERS, key=record.count)
        if best in record:
            return best
    return _DELIMITERS[0]


def _bare_records(text: bytes, delimiters: bytes, limit: int = 0) -> list[bytes]:
    """Return the (first) rows without what their quoted cells say: what is left of delimiters and newlines is real.

    A quote opens a cell only at its beginning; within a quoted cell two quotes stand for one.
    """
    quoted = _quoted(delimiters)
    size = _HEAD_BYTES if limit else len(text)
    while True:
        bare = quoted.sub(_stand_in, text[:size])
        records = _NEWLINE.split(bare)
        if size >= len(text) or len(records) > limit + 1:
            break
        size *= 4
    if not records[-1] and len(records) > 1:
        records.pop()
    return records[:limit] if limit else records


def _quoted(delimiters: bytes) -> re.Pattern[bytes]:
    """Return the pattern of a quoted cell."""
    return re.compile(rb"(?<![^" + delimiters + rb'\r\n])"[^"]*+(?:""[^"]*+)*+("|\Z)')


def _stand_in(quoted: re.Match[bytes]) -> bytes:
    """Return what is left of a quoted cell."""
    if not quoted.group(1):
        return _OPEN
    return _CELL if len(quoted.group()) > 2 else _EMPTY
