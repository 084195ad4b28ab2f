"""Small real files and sources for the tests of fetch."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from pipeline.fetch import open_source
from pipeline.model.source import FieldTitles, SourceSpec
from pipeline.model.submission import Reading

HEADER = ("Timestamp", "Lecture", "Slide", "Question")
FIELDS = FieldTitles(question="Question", slide="Slide", lecture="Lecture")


def spec_of(
    path: Path | str,
    *fields: FieldTitles,
    timezone: str = "Europe/Zurich",
    timestamp: str = "",
    date_order: str = "",
) -> SourceSpec:
    """Return a source of kind `file`, by default with the fields of HEADER."""
    return SourceSpec(
        "form", "file", str(path), fields or (FIELDS,), timezone, timestamp=timestamp, date_order=date_order
    )


def read(spec: SourceSpec) -> Reading:
    """Read a source through the front door."""
    return open_source(spec).read(lambda _: None)


def csv_text(rows: Sequence[Sequence[str]], dialect: str = "forms") -> str:
    """Return rows as CSV, as a Forms download, a sheet export or Excel writes it."""
    stream = io.StringIO(newline="")
    options = {
        "forms": {"quoting": csv.QUOTE_ALL, "lineterminator": "\n"},
        "sheet": {"quoting": csv.QUOTE_MINIMAL, "lineterminator": "\r\n"},
        "excel": {"quoting": csv.QUOTE_MINIMAL, "lineterminator": "\r\n", "delimiter": ";"},
    }[dialect]
    csv.writer(stream, **options).writerows(rows)  # type: ignore[arg-type]  # one table of options of several types
    return ("\ufeff" if dialect == "excel" else "") + stream.getvalue()


def write_csv(path: Path, *rows: Sequence[str], header: Sequence[str] = HEADER, dialect: str = "forms") -> Path:
    """Write a CSV file with a header and return its path."""
    path.write_bytes(csv_text([header, *rows], dialect).encode())
    return path
