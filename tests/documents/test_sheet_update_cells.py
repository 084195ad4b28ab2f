"""Accepted answers go into empty cells of an answer sheet, removed questions leave theirs; nothing else changes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.documents.sheet_update import update_sheet
from pipeline.model.document import QuestionBlock
from pipeline.model.update import CopiedAnswer, NewBlock, RemovedQuestion
from pipeline.rich_text.gist import gist
from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import Equation, Image, ListBlock, Paragraph, RichText, Run
from tests.documents.sheets import DOCUMENT, IDS, SHEET, answers_of, edited, read, type_into, typed
from tests.documents.test_sheet_reader import HABITS
from tests.documents.untouched_sheet import Comparison, compare

NOTICE = "removed by the organisers"
ADDED = QuestionBlock("heinrich-2-05", "Slide 11.", "New?")
RICH = RichText(
    (
        Paragraph((Run("Yes: ", bold=True), Run("=1+1 & <b> _x0041_", italic=True), Equation("<math/>", "x^2"))),
        ListBlock(ordered=False, items=((Paragraph((Run("one\ttab"),)),), (Paragraph((Run("two"),)),))),
    )
)


def said(text: str) -> RichText:
    """Return words without looks."""
    return RichText((Paragraph((Run(text),)),))


def updated(
    content: bytes,
    copied: dict[str, RichText] | None = None,
    removed: dict[str, bool] | None = None,
    new: tuple[QuestionBlock, ...] = (),
) -> tuple[bytes, Comparison]:
    """Return a sheet brought up to date and how it differs, proven to be otherwise untouched, and done when done."""
    whole = replace(DOCUMENT, blocks=(*DOCUMENT.blocks, *new))
    orders = (
        [NewBlock(one, "") for one in new],
        [CopiedAnswer(*one) for one in (copied or {}).items()],
        [RemovedQuestion(key, untouched, NOTICE) for key, untouched in (removed or {}).items()],
    )
    after = update_sheet(content, "The sheet", whole, *orders)
    assert update_sheet(after, "The sheet", whole, *orders) == after
    found = compare(content, after)
    assert found.problems == ()
    return after, found


def as_table(sheet: Worksheet) -> None:
    """Turn the questions into a table."""
    sheet.auto_filter.ref = None
    sheet.add_table(Table(displayName="Questions", ref="A1:E5"))


MORE_HABITS: dict[str, Callable[[Worksheet], object]] = HABITS | {
    "table": as_table,
    "filtered": lambda sheet: sheet.auto_filter.add_filter_column(1, ["Slide 2."]),
    "answers coloured": lambda sheet: setattr(sheet["E3"], "fill", PatternFill("solid", fgColor="FFFF0000")),
    "answers renamed": lambda sheet: setattr(sheet["E1"], "value", "Meine Worte"),
    "answer column gone": lambda sheet: sheet.delete_cols(5),
}
WITHOUT_KEYS = {"id deleted", "question deleted"}  # refused: such a sheet cannot be brought up to date
WITHOUT_ANSWERS = {"renamed", "titles deleted", "answer column gone"}  # nobody can tell where they would go


@pytest.mark.parametrize("habit", sorted(MORE_HABITS.keys() - WITHOUT_KEYS))
def test_an_answer_comes_in_and_nothing_else_changes(habit: str) -> None:
    """Whatever people did to the sheet: it goes to its question, and a reader finds it there."""
    after, found = updated(edited(MORE_HABITS[habit]), {IDS[1]: RICH})
    assert (len(found.filled), found.emptied, found.replaced) == (int(habit not in WITHOUT_ANSWERS), (), ())
    slots = {slot.question: slot.answer for slot in read(after).slots if slot.answer}
    expected = {} if habit in WITHOUT_ANSWERS else {IDS[1]: gist(RICH)}
    assert {key: gist(answer) for key, answer in slots.items()} == expected


@pytest.mark.parametrize("habit", sorted(MORE_HABITS.keys() - WITHOUT_KEYS))
def test_a_question_goes_and_nothing_else_changes(habit: str) -> None:
    """Whatever people did to the sheet: its row loses our words, the others keep theirs."""
    content = edited(MORE_HABITS[habit])
    after, found = updated(content, removed={IDS[1]: True, IDS[2]: False}, new=(ADDED,))
    assert (found.filled, len(found.inserted)) == ((), 1)
    assert [one.partition(": ")[2] for one in found.replaced][-1:] == [NOTICE]
    texts = {slot.question: slot.question_text for slot in read(after).slots}
    gone = set() if habit == "ids rewritten" else {IDS[1]}
    assert texts == {key: NOTICE if key not in {IDS[0], IDS[3]} else "" for key in IDS if key not in gone}


def test_an_answer_goes_only_where_nothing_stands() -> None:
    """A word, a formula, a second row with the question, or a merged cell: what is there stays."""

    def fill(sheet: Worksheet) -> None:
        type_into(sheet, {IDS[0]: "mine", IDS[1]: 5})
        sheet["E4"] = "=1+1"
        sheet.merge_cells("D5:E5")

    assert updated(edited(fill), dict.fromkeys(IDS, said("other")))[1].filled == ()
    twice = typed({IDS[0]: "mine"}, edited(lambda sheet: sheet.append([IDS[0]])))
    assert updated(twice, {IDS[0]: said("other")})[1].filled == ()


def test_a_missing_cell_is_made() -> None:
    """With the looks of the others, in its place among the cells of its row, and the sheet as wide as before."""
    content = edited(lambda sheet: [sheet._cells.pop((3, column)) for column in (4, 5)])
    after, found = updated(content, {IDS[1]: said("=yes")})
    cell = load_workbook(io.BytesIO(after)).worksheets[0]["E3"]
    assert (found.filled, cell.value, cell.data_type) == (("E3: =yes",), "=yes", "s")
    assert (cell.number_format, cell.protection.locked) == ("@", False)


@pytest.mark.parametrize(
    "answer",
    [
        said(""),
        said("x" * 32_768),
        said("a _x0041_ " * 3_000),
        said("$x$"),
        said("LH: LH: yes"),
        RichText((Paragraph((Image("0" * 64, "image/png", "a curve"),)),)),
        RichText((Paragraph((Equation("<math/>", ""),)),)),
    ],
)
def test_what_a_cell_cannot_hold_is_left_out(answer: RichText) -> None:
    """Too long, a picture, a formula without words, words that would be read as something else."""
    assert updated(SHEET, {IDS[0]: answer})[0] == SHEET


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_any_answer_is_read_as_it_was_written(lines: list[str]) -> None:
    """It says the same, is no formula, and is the only thing that changed; else the cell stays empty."""
    answer = RichText(tuple(Paragraph((Run(line),)) for line in lines))
    after, found = updated(SHEET, {IDS[2]: answer})
    got = {slot.question: slot.answer for slot in read(after).slots if slot.answer}
    assert {key: gist(one) for key, one in got.items()} == ({IDS[2]: gist(answer)} if found.filled else {})
    cell = load_workbook(io.BytesIO(after)).worksheets[0]["E4"]
    assert (cell.data_type, len(found.filled)) == (("s", 1) if got else ("n", 0))


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("ab =+-@\n'\"<&;_xé😀"), min_size=1, max_size=40).filter(str.strip))
def test_ordinary_words_always_go_in(text: str) -> None:
    """The words written are the plain words of the answer."""
    answer = said(text)
    after, found = updated(SHEET, {IDS[2]: answer})
    assert " ".join(plain(answer).split()) == " ".join(
        found.filled[0].removeprefix("E4: ").replace("_x005F", "").split()
    )
    assert "".join(answers_of(read(after))[IDS[2]].split()) == "".join(text.split())


def comment(sheet: Worksheet) -> None:
    """Put a comment at a question."""
    sheet["C3"].comment = Comment("Why?", "me")


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: type_into(sheet, {IDS[1]: "typed meanwhile"}),
        lambda sheet: sheet.__setitem__("G3", "beside"),
        lambda sheet: sheet.__setitem__("B3", "see 31"),
        lambda sheet: sheet.__setitem__("C3", "A corrected question?"),
        lambda sheet: sheet.__setitem__("E3", "=A1"),
        comment,
    ],
)
def test_where_anybody_wrote_only_the_question_gives_way(change: Callable[[Worksheet], object]) -> None:
    """Its id stays, and with it everything in its row."""
    found = updated(edited(change), removed={IDS[1]: True})[1]
    assert (found.emptied, found.replaced) == ((), (f"C3: {NOTICE}",))


def test_a_removed_question_leaves_our_cells_empty() -> None:
    """All of them and only them; a question that was never there changes nothing."""
    found = updated(SHEET, removed={IDS[1]: True, "heinrich-2-99": True})[1]
    assert found.emptied == (f"A3: {IDS[1]}", "B3: Slide 3.", "C3: Why is number 3 prime?")
    assert updated(SHEET, removed={"heinrich-2-99": False})[0] == SHEET


def test_a_notice_that_stands_is_left_alone() -> None:
    """Also if somebody wrote more behind it."""
    content = edited(lambda sheet: sheet.__setitem__("C3", f"{NOTICE}. Why, please?"))
    assert updated(content, removed={IDS[1]: False})[0] == content


def test_a_question_that_goes_gets_no_answer() -> None:
    """Were it asked for by mistake."""
    found = updated(SHEET, {IDS[1]: said("late")}, {IDS[1]: True})[1]
    assert (found.filled, len(found.emptied)) == ((), 3)


def test_everything_at_once() -> None:
    """An answer, a row that goes, a notice and a new question in one update."""
    content = typed({IDS[2]: "mine"})
    after, found = updated(content, {IDS[0]: said("given")}, {IDS[1]: True, IDS[2]: True}, (ADDED,))
    assert (found.filled, len(found.emptied), found.replaced) == (("E2: given",), 3, (f"C4: {NOTICE}",))
    assert [slot.question for slot in read(after, replace(DOCUMENT, blocks=(*DOCUMENT.blocks, ADDED))).slots] == [
        key for key in (*IDS, ADDED.id) if key != IDS[1]
    ]
    assert answers_of(read(after)) == {IDS[0]: "given", IDS[2]: "mine"}
