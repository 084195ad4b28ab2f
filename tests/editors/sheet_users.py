"""People who answer in the spreadsheet: typed in Excel's way, sorted, moved, hidden, renamed, saved as text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from openpyxl import load_workbook
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import EMPTY
from tests.documents import sheets
from tests.editors.answers import PLAIN, said
from tests.editors.editor import Answers, Editor, Left
from tests.editors.questions import COUNT

_FAMILY = "spreadsheets"
_SHEET = "answers.xlsx"
_ANSWER = 5  # the column
_DELETED = (5, 6, 26)
_HELLO = ("Dear organisers, here are my answers.", "More tomorrow!")
_LIKE_FORMULAS = {
    1: said("=a+b holds, as slide 3 shows."),
    8: said("-5 % at most, I think."),
    9: said("+1 from me for this question!"),
    16: said("@Anna has computed this: 12,000 of them."),
    22: said("'Quoted', and a_x0041_b too."),
    23: said("31"),
    24: said("3-5 of them, or 2/3."),
}
FORMULAS = tuple(_LIKE_FORMULAS.get(number, answer) for number, answer in enumerate(PLAIN, 1))
_LIKE_A_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
Change = Callable[[Worksheet], object]


def edited(change: Change, content: bytes) -> bytes:
    """Return an answer sheet after a change, saved as Excel does: what looks like its code for a character marked."""

    def saved(sheet: Worksheet) -> None:
        change(sheet)
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "_x" in cell.value:
                    cell.value = _LIKE_A_CODE.sub("_x005F_", cell.value)

    return sheets.edited(saved, content)


def _type(sheet: Worksheet, answers: Answers) -> None:
    """Type the answers as text, line ends as Alt and Enter give them."""
    for row, answer in enumerate(answers, 2):
        cell = sheet.cell(row, _ANSWER)
        cell.value = plain(answer)
        cell.data_type = "s"


def _typed(change: Change) -> Callable[[bytes, Answers], Left]:
    """Return the habit of typing the answers and then doing something to the sheet."""

    def edit(blank: bytes, answers: Answers) -> Left:
        def both(sheet: Worksheet) -> None:
            _type(sheet, answers)
            change(sheet)

        return Left(edited(both, blank), tuple(answers))

    return edit


def _as_it_is(sheet: Worksheet) -> None:
    """Save the sheet as it was typed."""


def _rows(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def _write(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    """Write the cells anew, everything as text."""
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = value  # type: ignore[assignment] # what was read from a cell
            if isinstance(value, str):
                cell.data_type = "s"


def _sorted_by(column: int) -> Change:
    """Return the habit of sorting the rows by a column."""

    def change(sheet: Worksheet) -> None:
        head, *rows = _rows(sheet)
        _write(sheet, [head, *sorted(rows, key=lambda row: str(row[column]), reverse=True)])

    return change


def _filtered(sheet: Worksheet) -> None:
    """Filter the rows, so that most are hidden."""
    sheet.auto_filter.ref = sheet.dimensions
    sheet.auto_filter.add_filter_column(1, ["Slide 12."])
    for row in range(2, COUNT + 2):
        sheet.row_dimensions[row].hidden = sheet.cell(row, 2).value != "Slide 12."


def _moved(sheet: Worksheet) -> None:
    """Move the answers to the left and the ids to the right."""
    _write(sheet, [[row[4], *row[1:4], row[0]] for row in _rows(sheet)])


def _hidden(sheet: Worksheet) -> None:
    """Hide all columns but question and answer."""
    for letter in "ABD":
        sheet.column_dimensions[letter].hidden = True


def _renamed(sheet: Worksheet) -> None:
    """Call the columns something else."""
    for column, title in enumerate(("Nr", "Folie", "Frage", "wann", "Antwort"), 1):
        sheet.cell(1, column).value = title


def _translated(sheet: Worksheet) -> None:
    """Call the column of answers by one's own name."""
    sheet.cell(1, _ANSWER).value = "Answers (Lukas)"


def _rows_inserted(blank: bytes, answers: Answers) -> Left:
    """Insert rows: empty ones, a greeting above the header and one between the questions."""

    def change(sheet: Worksheet) -> None:
        _type(sheet, answers)
        head, *rows = _rows(sheet)
        none: list[object] = [None] * 5
        hello: list[list[object]] = [[None, None, _HELLO[0], None, None], [None, None, None, None, _HELLO[1]]]
        _write(sheet, [hello[0], none, head, *rows[:9], none, none, hello[1], *rows[9:]])

    return Left(edited(change, blank), tuple(answers), own=_HELLO)


def _rows_deleted(blank: bytes, answers: Answers) -> Left:
    """Delete the rows of some questions."""

    def change(sheet: Worksheet) -> None:
        _type(sheet, answers)
        for number in sorted(_DELETED, reverse=True):
            sheet.delete_rows(number + 1)

    kept = tuple(EMPTY if number in _DELETED else answer for number, answer in enumerate(answers, 1))
    return Left(edited(change, blank), kept, gone=frozenset(_DELETED))


def _without_ids(sheet: Worksheet) -> None:
    """Delete the column of ids, which says nothing to a lecturer."""
    sheet.delete_cols(1)


def _as_table(sheet: Worksheet) -> None:
    """Turn the rows into a table."""
    sheet.auto_filter.ref = None
    sheet.add_table(Table(displayName="Answers", ref=f"A1:E{COUNT + 1}"))


def _columns_added(blank: bytes, answers: Answers) -> Left:
    """Add a column for oneself before the answers, and use it."""

    def change(sheet: Worksheet) -> None:
        _type(sheet, answers)
        rows = _rows(sheet)
        _write(sheet, [[*row[:4], "x" if number else "Done", row[4]] for number, row in enumerate(rows)])

    return Left(edited(change, blank), tuple(answers), own=("x",))


def _first_of_two(blank: bytes, answers: Answers) -> Left:
    """Answer every second question."""
    half = tuple(answer if number % 2 else EMPTY for number, answer in enumerate(answers, 1))
    return Left(edited(lambda sheet: _type(sheet, half), blank), half)


def _text(delimiter: str, coding: str) -> Callable[[bytes, Answers], Left]:
    """Return the habit of saving the sheet as delimited text."""

    def edit(blank: bytes, answers: Answers) -> Left:
        sheet = load_workbook(io.BytesIO(blank), rich_text=True).worksheets[0]
        _type(sheet, answers)
        target = io.StringIO(newline="")
        csv.writer(target, delimiter=delimiter).writerows(_rows(sheet))
        return Left(target.getvalue().encode(coding), tuple(answers))

    return edit


def _cells(blank: bytes, answers: Answers) -> Left:
    """Open the blank sheet: the answers are typed there."""
    return Left(blank, tuple(answers))


_CHANGES: dict[str, Change] = {
    "line breaks in cells": _as_it_is,
    "sorted by question": _sorted_by(2),
    "sorted by answer": _sorted_by(4),
    "filtered": _filtered,
    "columns moved": _moved,
    "columns hidden": _hidden,
    "all columns renamed": _renamed,
    "column of answers renamed": _translated,
    "column of ids deleted": _without_ids,
    "turned into a table": _as_table,
}
_PLAIN_SHEET = Editor("", _FAMILY, _cells, answers=PLAIN, begins_as="xlsx", name_sent=_SHEET)
_ROUTES = (("xlsx",), ("ods", "xlsx"), ("xls", "xlsx"), ("csv",))
EDITORS = (
    *(replace(_PLAIN_SHEET, name=name, edit=_typed(change)) for name, change in _CHANGES.items()),
    replace(_PLAIN_SHEET, name="texts like formulas and dates", edit=_typed(_as_it_is), answers=FORMULAS),
    replace(_PLAIN_SHEET, name="rows inserted", edit=_rows_inserted),
    replace(_PLAIN_SHEET, name="rows deleted", edit=_rows_deleted),
    replace(_PLAIN_SHEET, name="a column added", edit=_columns_added),
    replace(_PLAIN_SHEET, name="every second row answered", edit=_first_of_two),
    replace(_PLAIN_SHEET, name="saved as text, semicolons", edit=_text(";", "utf-8-sig"), name_sent="answers.csv"),
    replace(_PLAIN_SHEET, name="saved as Unicode text, tabs", edit=_text("\t", "utf-16"), name_sent="answers.txt"),
    *(
        replace(
            _PLAIN_SHEET,
            name=f"LibreOffice, saved as {', '.join(route)}",
            edit=_typed(_as_it_is),
            answers=FORMULAS,
            route=route,
            name_sent=f"answers.{route[-1]}",
        )
        for route in _ROUTES
    ),
    replace(_PLAIN_SHEET, name="LibreOffice, typed by macro", route=("xlsx",), manner="cells"),
    replace(_PLAIN_SHEET, name="LibreOffice, typed and sorted by macro", route=("xlsx",), manner="sorted"),
)
