"""Workbooks are read cell by cell, and what a program made of a typed text is visible."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.fetch.samples import HEADER, read, spec_of

SENT = datetime(2023, 8, 9, 9, 2, 11)  # noqa: DTZ001 - a cell has no zone


def write_book(path: Path, *rows: tuple[object, ...], sheet: str = "Form Responses 1") -> Path:
    """Write a workbook: an empty sheet, one of notes, then the responses."""
    book = Workbook()
    notes = book.create_sheet("Notes")
    notes.append(["Nothing", "here"])
    responses = book.create_sheet(sheet)
    for row in rows:
        responses.append(list(row))
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("31", "31"),
        (31, "31"),
        (31.0, "31"),
        (31.5, "31.5"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2023, 5, 3), "2023-05-03"),
        (datetime(2023, 5, 3, 14, 30), "2023-05-03 14:30:00"),  # noqa: DTZ001 - a cell has no zone
        (time(3, 30), "03:30:00"),
        ("NA", "NA"),
        (" 3 ", " 3 "),
        ("a\nb", "a\nb"),
        (None, ""),
    ],
)
def test_a_slide_cell_shows_what_became_of_it(cell: object, text: str, tmp_path: Path) -> None:
    """A slide `3-5` that the program turned into a date comes as ISO text, so that it is known as damaged."""
    path = write_book(tmp_path / "x.xlsx", HEADER, (SENT, "L", cell, "Why?"))
    (entry,) = read(spec_of(path)).entries
    assert entry.parts[0].slide == text
    assert entry.instant == datetime(2023, 8, 9, 7, 2, 11, tzinfo=UTC)


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    """Somebody renamed it to .csv."""
    path = write_book(tmp_path / "x.csv", HEADER, (SENT, "L", 1, "Why?"))
    (entry,) = read(spec_of(path)).entries
    assert entry.file == "x.csv, sheet Form Responses 1"


def test_an_error_cell_is_kept_and_told(tmp_path: Path) -> None:
    """A question beginning with = became #NAME?; the person can put it right."""
    path = write_book(tmp_path / "x.xlsx", HEADER, (SENT, "L", 1, "#NAME?"))
    reading = read(spec_of(path))
    assert reading.entries[0].parts[0].question == "#NAME?"
    assert [(problem.key, problem.where) for problem in reading.problems] == [
        ("error", "x.xlsx, sheet Form Responses 1, row 2")
    ]


def test_rows_keep_their_numbers(tmp_path: Path) -> None:
    """Gaps and rows above the titles count as rows."""
    rows = [("Our school",), (), HEADER, (), (SENT, "L", 1, "Why?")]
    assert [entry.row for entry in read(spec_of(write_book(tmp_path / "x.xlsx", *rows))).entries] == [5]


def test_a_serial_number_is_a_time(tmp_path: Path) -> None:
    """A time column that lost its format holds days since 1899."""
    path = write_book(tmp_path / "x.xlsx", HEADER, (45890.5, "L", 1, "Why?"))
    assert read(spec_of(path, timezone="UTC")).entries[0].instant == datetime(2025, 8, 21, 12, tzinfo=UTC)
