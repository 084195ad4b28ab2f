"""Answer sheets in use: whatever a lecturer does to one, its answers are read and new questions go in below."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.rich_text.rich_text import Paragraph, Run
from pipeline.store import open_store
from tests.documents.sheets import book_of, edited, type_into, typed
from tests.documents.untouched_sheet import compare
from tests.whole.series import ROWS, SILENT, Row, Series, small
from tests.whole.test_copies import SHEETS, accepted, answered, answers, history, put, sheet

NEW = Row("And at night?", "8", "Tides", minute=61)
ANSWERS = {"tides-01": "it does", "tides-03": "=far away"}
Change = Callable[[Worksheet], object]


@pytest.fixture
def begun(tmp_path: Path) -> Series:
    """Return a series after its first run: waves are answered in Word, tides in a sheet."""
    series = small(tmp_path / "school", settings=SHEETS)
    assert series.run() == SILENT
    return series


def _sorted(table: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in table.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            table.cell(number, column).value = value


def _filtered(table: Worksheet) -> None:
    table.auto_filter.add_filter_column(4, ["it does"], blank=False)
    for number in (3, 4):
        table.row_dimensions[number].hidden = True


def _hidden(table: Worksheet) -> None:
    table.column_dimensions["A"].hidden = True
    table.row_dimensions[2].hidden = True


def _renamed(table: Worksheet) -> None:
    for column, title in enumerate(("Nr", "Where", "They ask", "How often", "What I say"), 1):
        table.cell(1, column).value = title


def _rows_put_in(table: Worksheet) -> None:
    table.insert_rows(3)
    table.insert_rows(5)


def _columns_put_in(table: Worksheet) -> None:
    table.insert_cols(3)
    table.cell(1, 3).value = "My notes"
    table.cell(2, 3).value = "ask Ada"


def _answers_first(table: Worksheet) -> None:
    table.insert_cols(1)
    for number in range(1, table.max_row + 1):
        table.cell(number, 1).value = table.cell(number, 6).value
        table.cell(number, 6).value = None


def _title_above(table: Worksheet) -> None:
    table.insert_rows(1, 2)
    table.cell(1, 1).value = "Tides, Ben Cole"


def _coloured(table: Worksheet) -> None:
    for row in table.iter_rows(min_row=2):
        row[2].fill = PatternFill("solid", fgColor="FF00FF00")
    table.cell(3, 3).comment = Comment("look this up", "Ben")
    table.column_dimensions["E"].width = 20
    table.protection.disable()


def _as_table(table: Worksheet) -> None:
    table.auto_filter = AutoFilter()
    table.add_table(Table(displayName="Mine", ref="A1:E4"))


def _sheets_moved(table: Worksheet) -> None:
    book_of(table).move_sheet(table, 1)
    table.title = "Tides"


CHANGES: dict[str, Change] = {
    "nothing else": lambda _: None,
    "sorted": _sorted,
    "filtered": _filtered,
    "hidden": _hidden,
    "renamed": _renamed,
    "rows put in": _rows_put_in,
    "columns put in": _columns_put_in,
    "answers first": _answers_first,
    "a title above": _title_above,
    "coloured": _coloured,
    "made a table": _as_table,
    "sheets moved": _sheets_moved,
}


def _changed(series: Series, change: Change) -> bytes:
    """Let a lecturer answer in the sheet, change it, and save it; return the file."""
    content = edited(change, typed(ANSWERS, sheet(series).read_bytes()))
    sheet(series).write_bytes(content)
    return content


def _without(question: str) -> Change:
    """Return what deletes the row of a question."""
    return lambda table: table.delete_rows(next(row[0].row for row in table.iter_rows() if row[0].value == question))


def _answer_below(content: bytes, question: str, words: str) -> bytes:
    """Return the file with an answer typed in the row of a question, in the column where the others stand."""
    book = load_workbook(io.BytesIO(content))
    table = next(one for one in book.worksheets for row in one.values if question in row)
    rows = [list(row) for row in table.values]
    below = next(number for number, row in enumerate(rows, 1) if question in row)
    beside = next(row.index("it does") for row in rows if "it does" in row)
    table.cell(below, beside + 1).value = words
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_answers_are_read_and_new_questions_go_below(begun: Series, change: Change) -> None:
    """Each answer is its question's; only a row is added, and what is typed there later is read as well."""
    before = _changed(begun, change)
    begun.has(*ROWS, NEW)
    assert begun.run() == SILENT
    assert sheet(begun).read_bytes() == before
    assert begun.later(hours=1).run() == SILENT
    assert answers(begun, "tides-01", "tides-02", "tides-03") == ["it does", "", "=far away"]
    after = sheet(begun).read_bytes()
    found = compare(before, after)
    assert (found.problems, found.filled, found.replaced, found.emptied) == ((), (), (), ())
    (row,) = found.inserted
    assert "tides-04" in row
    assert "And at night?" in row
    assert begun.later(hours=2).run() == SILENT
    assert sheet(begun).read_bytes() == after
    sheet(begun).write_bytes(_answer_below(after, "tides-04", "more so"))
    assert [begun.later(hours=3).run(), begun.later(hours=4).run()] == [SILENT, SILENT]
    assert answers(begun, "tides-01", "tides-03", "tides-04") == ["it does", "=far away", "more so"]


def test_bold_words_in_a_cell_stay_bold(begun: Series) -> None:
    """In the store, and in the file when a row is added to it."""
    words = CellRichText("it ", TextBlock(InlineFont(b=True), "does"))
    sheet(begun).write_bytes(edited(lambda table: type_into(table, {"tides-01": words}), sheet(begun).read_bytes()))
    before = sheet(begun).read_bytes()
    begun.has(*ROWS, NEW)
    assert [begun.run(), begun.later(hours=1).run()] == [SILENT, SILENT]
    with open_store(begun.output / "state") as store:
        said = store.answers.current()["tides-01"].words
    assert said.blocks == (Paragraph((Run("it "), Run("does", bold=True))),)
    assert compare(before, sheet(begun).read_bytes()).problems == ()


def test_a_deleted_row_is_told_and_stays_out(begun: Series) -> None:
    """It was seen, so it was a person's will; its question stays open until somebody declines it."""
    _changed(begun, lambda _: None)
    begun.run()
    sheet(begun).write_bytes(edited(_without("tides-02"), sheet(begun).read_bytes()))
    said = begun.run("-v")
    assert said.code == 0
    assert "tides-02 is no longer in the file" in said.err
    before = sheet(begun).read_bytes()
    assert [begun.later(hours=1).run(), begun.later(hours=2).run()] == [SILENT, SILENT]
    assert sheet(begun).read_bytes() == before


def test_what_is_in_no_row_of_ours_is_told(begun: Series) -> None:
    """A remark below the table, with addresses masked; nothing of it is anybody's answer."""

    def remark(table: Worksheet) -> None:
        table.cell(9, 5).value = "Write to ben@hill.example if this is unclear"

    sheet(begun).write_bytes(edited(remark, typed(ANSWERS, sheet(begun).read_bytes())))
    said = begun.run("-v")
    assert said.code == 0
    assert "belongs to no question" in said.err
    assert "if this is unclear" in said.err
    assert "ben@" not in said.err
    begun.later(hours=1).run()
    assert answers(begun, "tides-01", "tides-02", "tides-03") == ["it does", "", "=far away"]


def test_an_answer_taken_out_is_cleared_and_can_be_restored(begun: Series) -> None:
    """An emptied cell is an edit like any other."""
    _changed(begun, lambda _: None)
    begun.run()
    begun.later(hours=1).run()
    sheet(begun).write_bytes(typed({"tides-01": None}, sheet(begun).read_bytes()))
    assert [begun.later(hours=2).run(), begun.later(hours=3).run()] == [SILENT, SILENT]
    assert [event for event, _, _ in history(begun, "tides-01")] == ["draft", "accepted", "draft", "cleared"]
    assert begun.call("answers", "restore", "tides-01", "1").code == 0
    assert answers(begun, "tides-01") == ["it does"]
    assert begun.later(hours=4).run() == SILENT


def test_an_open_sheet_waits(begun: Series) -> None:
    """It is read, but not written, while a program has it open."""
    before = _changed(begun, lambda _: None)
    mark = put(begun, f".~lock.{sheet(begun).name}#", b"Ben", "documents")
    begun.has(*ROWS, NEW)
    assert [begun.later(hours=hours).run() for hours in (0, 1)] == [SILENT, SILENT]
    assert answers(begun, "tides-01") == ["it does"]
    assert sheet(begun).read_bytes() == before
    mark.unlink()
    assert begun.later(hours=2).run() == SILENT
    assert len(compare(before, sheet(begun).read_bytes()).inserted) == 1


def test_a_declined_row_is_emptied_if_nobody_touched_it(begun: Series) -> None:
    """Of an answered one only the question's words give way."""
    before = _changed(begun, lambda _: None)
    begun.run()
    for question in ("tides-01", "tides-02"):
        assert begun.call("decide", "decline", question, "--reason", "off topic").code == 0
    assert begun.later(hours=1).run() == SILENT
    found = compare(before, sheet(begun).read_bytes())
    assert (found.problems, found.inserted, found.filled) == ((), (), ())
    assert [text.partition(": ")[2] for text in found.replaced] == ["[question removed by the organisers]"]
    assert any("What is a spring tide?" in text for text in found.emptied)
    assert begun.later(hours=2).run() == SILENT


def test_a_lecture_may_be_answered_in_both_kinds_of_document(begun: Series) -> None:
    """After a change from Word to a sheet both are read; where they disagree a person is told, until they agree."""
    later = accepted(begun, "one")
    later.says(SHEETS.replace('lecturer = "Ada Brook"\n', 'lecturer = "Ada Brook"\nanswers_in = "xlsx"\n'))
    assert later.run() == SILENT
    (beside,) = later.documents.glob("*Waves.xlsx")
    assert "one" in [row[4] for row in load_workbook(beside).worksheets[0].values]
    later.document().write_bytes(answered(later.document().read_bytes(), "one and a half"))
    assert [later.later(hours=1).run(), later.later(hours=2).run()] == [SILENT, SILENT]
    assert answers(later, "waves-01") == ["one and a half"]
    beside.write_bytes(typed({"waves-01": "one, roughly"}, beside.read_bytes()))
    assert [later.later(hours=3).run().code, later.later(hours=4).run().code] == [0, 3]
    beside.write_bytes(typed({"waves-01": "one and a half"}, beside.read_bytes()))
    assert "This is over" in later.later(hours=5).run().err
    assert [later.later(hours=6).run(), later.later(hours=7).run()] == [SILENT, SILENT]
    assert answers(later, "waves-01") == ["one and a half"]
