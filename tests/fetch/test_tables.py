"""Looking at a file nobody described yet, and choosing among several downloads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from pipeline.errors import SourceError
from pipeline.fetch.delimited import read_delimited
from pipeline.fetch.overlaps import FileEntries, without_older_downloads
from pipeline.fetch.tables import read_table
from pipeline.model.submission import Content, Entry, Precision
from tests.fetch.samples import HEADER, csv_text, write_csv

START = datetime(2023, 8, 9, tzinfo=UTC)


def file_of(name: str, *seconds: int) -> FileEntries:
    """Return a file with an entry at each of these seconds."""
    return FileEntries(
        name,
        tuple(Entry(START + timedelta(seconds=each), Precision.SECOND, (Content(f"{each}?"),)) for each in seconds),
    )


def test_a_table_is_shown_with_its_likely_titles(tmp_path: Path) -> None:
    """`init` sees titles and rows without knowing any of them."""
    path = write_csv(
        tmp_path / "x.csv", HEADER, ("", "", "", ""), ("1", "2", "3", "4"), header=("Our school", "", "", "")
    )
    table = read_table(str(path))
    assert (table.header, table.rows) == (HEADER, (("1", "2", "3", "4"),))


def test_of_several_sheets_the_longest_is_shown(tmp_path: Path) -> None:
    """Notes stand on the first sheet, the responses on another."""
    book = Workbook()
    book.create_sheet("Notes").append(["a note"])
    responses = book.create_sheet("Responses")
    responses.append(list(HEADER))
    responses.append(["x", "y", "z", "?"])
    book.save(tmp_path / "x.xlsx")
    assert read_table(str(tmp_path / "x.xlsx")).header == HEADER


def test_a_table_without_rows_cannot_be_shown(tmp_path: Path) -> None:
    """Delimiters alone are no table."""
    (tmp_path / "x.csv").write_text(",,\n,,\n")
    with pytest.raises(SourceError, match="has no rows"):
        read_table(str(tmp_path / "x.csv"))


@pytest.mark.parametrize(
    ("files", "kept"),
    [
        ([file_of("a", 1, 2), file_of("b", 1, 2, 3)], ["b"]),
        ([file_of("a", 1, 2, 3), file_of("b", 1, 2)], ["a"]),
        ([file_of("a", 1, 2, 3, 4), file_of("b", 4, 5, 6)], ["a", "b"]),  # one of three shared: two forms
        ([file_of("a", 1, 2, 3, 4), file_of("b", 3, 4, 5, 6)], ["b"]),
        ([file_of("a", 1), file_of("b", 2)], ["a", "b"]),
        ([file_of("a", 1, 2), file_of("b", 1, 2)], ["b"]),
        ([file_of("a", 1), file_of("b", 1, 2), file_of("c", 1, 2, 3), file_of("d", 9)], ["c", "d"]),
        ([FileEntries("a", ()), FileEntries("b", ())], ["a", "b"]),
    ],
)
def test_older_downloads_of_one_form_are_left_out(files: list[FileEntries], kept: list[str]) -> None:
    """The later one stands for both if they share half of the smaller one's entries."""
    chosen, remarks = without_older_downloads(files)
    assert [file.name for file in chosen] == kept
    assert len(remarks) == len(files) - len(kept)


def test_entries_without_times_prove_nothing() -> None:
    """Two forms may both hold the question "Why?"."""
    entry = Entry(None, Precision.SECOND, (Content("Why?"),))
    assert len(without_older_downloads([FileEntries("a", (entry,)), FileEntries("b", (entry,))])[0]) == 2


CELL = st.text(st.characters(exclude_characters="\0\r", codec="utf-8"), max_size=6)


@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6))
def test_ragged_rows_keep_their_numbers_and_cells(rows: list[list[str]]) -> None:
    """Rows of any length, in a text that quotes everything: each is there, in its place, with its first cells."""
    text = csv_text([list("abcde"), *rows]).encode()
    grid = read_delimited(text, "x", lambda _: None)
    assert [list(row) for row in grid.rows[1:]] == [row + [""] * (5 - len(row)) for row in rows]
    assert list(grid.widths[1:]) == [len(row) for row in rows]


@given(st.binary(max_size=200) | st.text('ab,;\t"\n\r ', max_size=40).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """No text stops a run by a fault of ours, and no row is lost between counting and reading."""
    try:
        grid = read_delimited(b"a" + content, "x", lambda _: None)
    except SourceError:
        return
    assert len(grid.rows) == len(grid.widths) > 0
