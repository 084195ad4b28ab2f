"""New rows are spliced into an answer sheet that people work in; nothing else of it changes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.documents.answer_sheet import SheetWriter
from pipeline.documents.sheet_update import update_sheet
from pipeline.errors import DocumentError
from pipeline.model.document import QuestionBlock
from pipeline.model.update import NewBlock
from tests.documents.sheets import DOCUMENT, IDS, SHEET, answers_of, edited, read, type_into, typed
from tests.documents.untouched_sheet import compare
from tests.word.packages import zipped

BLOCKS = (
    QuestionBlock("heinrich-2-05", "Slide 11.", "=cmd|' /C calc'!A0 & <b> a_x0041_\nwhy?", "asked by 2"),
    QuestionBlock("heinrich-2-06", "Slide 13.", "New\x07 too"),
)
NEW = tuple(NewBlock(block, "") for block in BLOCKS)
GROWN = replace(DOCUMENT, blocks=(*DOCUMENT.blocks, *BLOCKS))
EVERY_ID = tuple(block.id for block in GROWN.blocks)


def grown(content: bytes) -> bytes:
    """Return a sheet with the new questions added, proven to be otherwise untouched."""
    updated = update_sheet(content, "The sheet", GROWN, NEW)
    found = compare(content, updated)
    assert found.problems == ()
    assert (len(found.inserted), found.filled, found.emptied, found.replaced) == (len(NEW), (), (), ())
    return updated


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_prefix(content: bytes) -> bytes:
    """Return a workbook whose first sheet names every element with a prefix."""
    found = parts(content)
    xml = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", found["xl/worksheets/sheet1.xml"])
    found["xl/worksheets/sheet1.xml"] = xml.replace(b"xmlns=", b"xmlns:x=", 1)
    return zipped(found)


def with_styled_rows(sheet: Worksheet) -> None:
    """Format rows below the questions, as Google does down to row 1000."""
    for row in range(6, 30):
        sheet.cell(row, 2).font = Font(bold=True)


def with_table(sheet: Worksheet) -> None:
    """Turn the questions into a table."""
    sheet.auto_filter.ref = None
    sheet.add_table(Table(displayName="Questions", ref="A1:E5"))


def with_words_below(sheet: Worksheet) -> None:
    """Leave a remark under the questions."""
    sheet.cell(9, 5).value = "Thank you all!"
    sheet.merge_cells("A11:E12")
    sheet["A14"].comment = Comment("here", "me")


CASES: dict[str, Callable[[Worksheet], None]] = {
    "styled rows": with_styled_rows,
    "table": with_table,
    "words below": with_words_below,
    "columns moved": lambda sheet: sheet.insert_cols(1, 2),
    "formatted": lambda sheet: setattr(sheet["C3"], "font", Font(bold=True, color="FFFF0000")),
    "no question left": lambda sheet: sheet.delete_rows(2, 4),
}


@pytest.mark.parametrize("case", CASES)
def test_rows_come_in_and_nothing_else_changes(case: str) -> None:
    """Whatever people did to the sheet, and the new questions can be answered at once."""
    updated = grown(edited(CASES[case]))
    reading = read(updated, GROWN)
    assert {slot.question for slot in reading.slots} >= {block.id for block in BLOCKS}
    assert [slot.question_text for slot in reading.slots if slot.question_text] == []


def test_fresh_and_prefixed_sheets_take_rows() -> None:
    """Also where a program names the elements otherwise."""
    for content in (SHEET, with_prefix(SHEET), SheetWriter().write(DOCUMENT)):
        assert [slot.question for slot in read(grown(content), GROWN).slots] == list(EVERY_ID)


def test_new_rows_are_text_and_look_like_the_others() -> None:
    """A question is never a formula; its cells have the styles of those above; the filter reaches over it."""
    book = load_workbook(io.BytesIO(grown(SHEET)))
    sheet = book.worksheets[0]
    assert (sheet["C6"].data_type, str(sheet["C6"].value)[:4]) == ("s", "=cmd")
    assert [sheet.cell(6, n).style for n in range(1, 6)] == [sheet.cell(5, n).style for n in range(1, 6)]
    assert (sheet["E7"].number_format, sheet["E7"].protection.locked) == ("@", False)
    assert (sheet.dimensions, sheet.auto_filter.ref) == ("A1:E7", "A1:E7")
    assert b"$A$1:$E$7<" in parts(grown(SHEET))["xl/workbook.xml"]


def test_a_table_grows_with_its_rows() -> None:
    """The table and the filter in it."""
    sheet = load_workbook(io.BytesIO(grown(edited(with_table)))).worksheets[0]
    table = sheet.tables["Questions"]
    assert (table.ref, table.autoFilter.ref) == ("A1:E7", "A1:E7")


def test_adding_twice_is_adding_once() -> None:
    """A question that stands there gets no second row, and without news not a byte changes."""
    updated = grown(SHEET)
    assert update_sheet(updated, "The sheet", GROWN, NEW) == updated
    assert update_sheet(SHEET, "The sheet", DOCUMENT, ()) == SHEET


def test_answers_stay_where_they_were() -> None:
    """Sorted and answered, and answered again after the update."""
    answers = dict(zip(IDS, ("one", "two\nlines", "three", "=four"), strict=True))
    updated = grown(typed(answers))
    more = {BLOCKS[0].id: "five"}
    assert answers_of(read(edited(lambda sheet: type_into(sheet, more), updated), GROWN)) == answers | more


def total_row(sheet: Worksheet) -> None:
    """Make a table that ends with totals."""
    with_table(sheet)
    sheet.tables["Questions"].totalsRowCount = 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (edited(total_row), "totals"),
        (edited(lambda sheet: sheet.delete_cols(1)), "no sheet with the columns ID"),
        (edited(lambda sheet: sheet.delete_rows(1, 9)), "no sheet with the columns ID"),
        (zipped(parts(SHEET) | {"_xmlsignatures/sig1.xml": b"<a/>"}), "signed"),
        (zipped(parts(SHEET) | {"xl/revisions/headers.xml": b"<a/>"}), "shared"),
    ],
)
def test_what_cannot_be_done_safely_is_not_done(content: bytes, told: str) -> None:
    """The message says why, and what to do."""
    with pytest.raises(DocumentError, match=rf"The sheet .*{told}.*\. [A-Z]"):
        update_sheet(content, "The sheet", GROWN, NEW)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.integers(0, 12))
def test_any_question_can_be_added(texts: list[str], below: int) -> None:
    """Into any sheet, and whatever it says it breaks nothing and comes back as the question it was."""
    new = tuple(QuestionBlock(f"heinrich-2-{n}", "", text) for n, text in enumerate(texts, 20))
    whole = replace(DOCUMENT, blocks=(*DOCUMENT.blocks, *new))
    content = edited(lambda sheet: sheet.cell(5 + below, 7).__setattr__("value", "below"))
    updated = update_sheet(content, "The sheet", whole, [NewBlock(block, "") for block in new])
    assert compare(content, updated).problems == ()
    reading = read(updated, whole)
    assert (reading.missing, [slot.question_text for slot in reading.slots]) == ((), [""] * (4 + len(new)))


def test_the_check_itself_sees_what_changed() -> None:
    """A changed word, a lost row, a changed part, and a row that came in too high."""
    changed = edited(lambda sheet: [sheet["A2"].__setattr__("value", "1"), sheet["C2"].__setattr__("value", "2")])
    assert compare(SHEET, zipped(parts(SHEET) | {"xl/styles.xml": b"<a/>"})).problems == ("part xl/styles.xml changed",)
    assert any("row 2 is lost or changed" in one for one in compare(SHEET, changed).problems)
    assert any("row 5 is lost" in one for one in compare(SHEET, edited(lambda sheet: sheet.delete_rows(5))).problems)
    assert compare(SHEET, grown(SHEET)).inserted[0].startswith("heinrich-2-05 | Slide 11.")
