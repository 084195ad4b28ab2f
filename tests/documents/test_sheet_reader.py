"""Answers are found in a sheet whatever people and programs did to it; no word is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.documents.answer_sheet import SheetWriter
from pipeline.documents.sheet_marks import escaped
from pipeline.documents.sheet_reader import read_sheet, read_sheet_csv
from pipeline.documents.sheet_text import plain_cell, rich_text
from pipeline.model.reading import FoundBy
from pipeline.rich_text.rich_text import Equation, Paragraph, Raised, Run
from tests.documents.samples import sample
from tests.documents.sheets import (
    IDS,
    ROWS,
    SHEET,
    answers_of,
    book_of,
    edited,
    knowledge,
    leftovers_of,
    read,
    type_into,
    typed,
    words,
)

ANSWERS = dict(zip(IDS, ("Yes.", "No,\nbecause of “that”.", "=maybe", "-5 %"), strict=True))
FULL = typed(ANSWERS)


def test_an_empty_sheet_has_empty_slots() -> None:
    """Every question is found, nothing is answered or left over, and the file says where it belongs."""
    reading = read(SHEET)
    assert [(slot.question, slot.found_by, bool(slot.answer)) for slot in reading.slots] == [
        (key, FoundBy.ROW, False) for key in IDS
    ]
    assert (reading.leftovers, reading.missing, reading.problems) == ((), (), ())
    assert (reading.series_key, reading.lecture, len(reading.version)) == ("school-2023", "heinrich-2", 64)


def shuffle(sheet: Worksheet) -> None:
    """Sort the rows some other way, the titles among them."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    rows = [rows[place] for place in (3, 1, 0, 4, 2)]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
            sheet.cell(number, column).data_type = "s"


def move_answers_first(sheet: Worksheet) -> None:
    """Put the answers before all other columns."""
    sheet.insert_cols(1)
    sheet.move_range("F1:F9", cols=-5)


def rename_all(sheet: Worksheet) -> None:
    """Give every column a title of one's own, the sheet too."""
    for column, title in enumerate(("Nr", "Folie Nr.", "Was?", "Wie oft", "Meine Worte"), 1):
        sheet.cell(1, column).value = title
    sheet.title = "Blatt 7"


def hide(sheet: Worksheet) -> None:
    """Hide rows and columns, as a filter does."""
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["A"].hidden = True


def change_ids(sheet: Worksheet) -> None:
    """Write ids as people and programs rewrite them."""
    for row, value in enumerate((" Heinrich-2-01", "heinrich–2–02\n", "heinrich-2-03 (done)", "HEINRICH-2-04"), 2):
        sheet.cell(row, 1).value = value


HABITS: dict[str, Callable[[Worksheet], object]] = {
    "nothing": lambda sheet: None,
    "sorted": shuffle,
    "hidden": hide,
    "renamed": rename_all,
    "answers first": move_answers_first,
    "ids rewritten": change_ids,
    "columns inserted": lambda sheet: sheet.insert_cols(2, 3),
    "rows inserted": lambda sheet: sheet.insert_rows(3, 5),
    "rows above": lambda sheet: sheet.insert_rows(1, 3),
    "titles deleted": lambda sheet: sheet.delete_rows(1),
    "slide deleted": lambda sheet: sheet.delete_cols(2),
    "question deleted": lambda sheet: sheet.delete_cols(3),
    "id deleted": lambda sheet: sheet.delete_cols(1),
    "german titles": lambda sheet: setattr(sheet["E1"], "value", "Antwort"),
    "sheet moved": lambda sheet: book_of(sheet).move_sheet(sheet, 1),
}


@pytest.mark.parametrize("habit", HABITS)
def test_answers_are_found_by_the_id_of_their_row(habit: str) -> None:
    """All of them, at their questions, and nothing is reported that is no news."""
    reading = read(edited(HABITS[habit], FULL))
    assert answers_of(reading) == ANSWERS
    assert (reading.missing, leftovers_of(reading)) == ((), [])
    assert [slot.question_text for slot in reading.slots] == [""] * len(IDS)


@pytest.mark.parametrize("more", [lambda sheet: None, lambda sheet: sheet.delete_rows(3), shuffle])
def test_without_ids_equal_questions_are_told_apart_by_their_slides(more: Callable[[Worksheet], object]) -> None:
    """Two of the same words on two slides, in any order or alone; of two on one slide nobody knows which is which."""
    again = sample(*((slide, "Why?", "") for slide in ("Slide 2.", "Slide 3.", "Slide 5.", "Slide 5.")))

    def change(sheet: Worksheet) -> None:
        more(sheet)
        sheet.delete_cols(1)

    reading = read(edited(change, typed(ANSWERS, SheetWriter().write(again))), again)
    there = answers_of(reading)
    assert there
    assert there.items() <= dict(list(ANSWERS.items())[:2]).items()
    assert {words for _, words in leftovers_of(reading)} >= {f"Slide 5.\nWhy?\n{ANSWERS[key]}" for key in IDS[2:]}
    assert set(reading.missing) == set(IDS) - set(there)


def test_a_deleted_row_is_missing() -> None:
    """And the others stay."""
    reading = read(edited(lambda sheet: sheet.delete_rows(3), FULL))
    assert reading.missing == (IDS[1],)
    assert answers_of(reading) == {key: text for key, text in ANSWERS.items() if key != IDS[1]}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=80), max_size=4))
def test_what_is_typed_is_what_is_read(texts: list[str]) -> None:
    """Any text: as it would be read alone, and with every word of it."""
    typed_in = {key: escaped(text) for key, text in zip(IDS, texts, strict=False)}
    slots = {slot.question: slot.answer for slot in read(typed(typed_in)).slots}
    for key, text in zip(IDS, texts, strict=False):
        assert slots[key] == rich_text(plain_cell(text))
        if "$" not in text and "\\" not in text:
            assert words(slots[key]).split() == text.replace("\ufeff", "").split()


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)), st.integers(0, 3))
def test_the_order_of_rows_changes_nothing(order: list[int], gap: int) -> None:
    """Sorted any way, with empty rows between."""

    def sort(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        sheet.delete_rows(2, 4)
        for number, place in enumerate(order):
            for column, value in enumerate(rows[place], 1):
                cell = sheet.cell(2 + number * (gap + 1), column, value)
                cell.data_type = "s"

    reading = read(edited(sort, FULL))
    assert answers_of(reading) == ANSWERS
    assert [slot.question for slot in reading.slots] == [IDS[place] for place in order]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (31, "General", "31"),
        (31.0, "0.00", "31"),
        (0.1 + 0.2, "General", "0.3"),
        (-0.05, "0%", "-5 %"),
        (1e21, "General", "1e+21"),
        (123456789012, "General", "123456789012"),
        (True, "General", "TRUE"),
        (datetime(2023, 5, 3), "d-mmm", "2023-05-03"),  # noqa: DTZ001 - cells have no zone
        (datetime(2023, 5, 3, 14, 30), "yyyy-mm-dd hh:mm", "2023-05-03 14:30"),  # noqa: DTZ001 - likewise
        (date(2023, 5, 3), "dd.mm.yyyy", "2023-05-03"),
        (time(14, 30), "hh:mm", "14:30"),
        ("#N/A", "General", "#N/A"),
    ],
)
def test_values_are_read_as_a_person_sees_them(value: object, number_format: str, text: str) -> None:
    """Numbers without noise, dates without ambiguity."""

    def enter(sheet: Worksheet) -> None:
        sheet["E2"].value = value
        sheet["E2"].number_format = number_format

    assert answers_of(read(edited(enter))) == {IDS[0]: text}


@pytest.mark.parametrize(
    ("formula", "runs"),
    [
        ("=a+b", (Run("=a+b"),)),
        ("=-5%", (Run("=-5%"),)),
        ('=HYPERLINK("https://example.org/a","see ""this""")', (Run('see "this"', link="https://example.org/a"),)),
    ],
)
def test_a_formula_is_read_as_it_was_typed(formula: str, runs: tuple[Run, ...]) -> None:
    """It is the lecturer's word, whatever the program made of it; a link is a link."""
    reading = read(edited(lambda sheet: setattr(sheet["E2"], "value", formula)))
    assert reading.slots[0].answer.blocks == (Paragraph(runs),)


def test_looks_are_kept() -> None:
    """Bold, italic, underline, strike, colours, sub- and superscript, code; of a stretch, and of the whole cell."""
    rich = CellRichText(
        "plain ",
        TextBlock(InlineFont(b=True, i=True), "both "),
        TextBlock(InlineFont(u="single", strike=True, color=Color(rgb="FFC00000")), "struck"),
        TextBlock(InlineFont(vertAlign="subscript"), "2"),
        TextBlock(InlineFont(vertAlign="superscript", color=Color(theme=1)), "3\n"),
        TextBlock(InlineFont(rFont="Courier New", color=Color(theme=4)), "code()"),
    )

    def enter(sheet: Worksheet) -> None:
        sheet["E2"].value = rich
        sheet["E3"].value = "whole"
        sheet["E3"].font = Font(bold=True, color=Color(indexed=10))

    first, second, *_ = read(edited(enter)).slots
    assert first.answer.blocks == (
        Paragraph(
            (
                Run("plain "),
                Run("both ", bold=True, italic=True),
                Run("struck", underline=True, strike=True, colour="C00000"),
                Run("2", raised=Raised.SUB),
                Run("3", raised=Raised.SUPER),
            )
        ),
        Paragraph((Run("code()", code=True, colour="4F81BD"),)),
    )
    assert second.answer.blocks == (Paragraph((Run("whole", bold=True, colour="FF0000"),)),)


def test_links_and_formulas_are_recognised() -> None:
    """In the text, and as the link of the whole cell."""

    def enter(sheet: Worksheet) -> None:
        sheet["E2"].value = "See www.example.org, $E = mc^2$."
        sheet["E3"].value = "the paper"
        sheet["E3"].hyperlink = "https://example.org/paper"

    first, second, *_ = read(edited(enter)).slots
    (paragraph,) = first.answer.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines[1] == Run("www.example.org", link="http://www.example.org")
    assert isinstance(equation := paragraph.inlines[3], Equation)
    assert equation.latex == "E = mc^2"
    assert second.answer.blocks == (Paragraph((Run("the paper", link="https://example.org/paper"),)),)


@pytest.mark.parametrize("mark", ["LH: ", "lh:", "LH\u00a0: ", " LH - "])
def test_initials_before_an_answer_are_no_part_of_it(mark: str) -> None:
    """Lecturers who know the Word file write them here too."""
    assert answers_of(read(typed({IDS[0]: f"{mark}Yes"}))) == {IDS[0]: "Yes"}
    both = read_sheet(typed({IDS[0]: "LH: Yes"}), "The sheet", knowledge(initials=("LH", "MK")))
    assert answers_of(both) == {IDS[0]: "LH: Yes"}


def duplicate(sheet: Worksheet) -> None:
    """Copy rows: an empty one before a filled one, and one with another answer."""
    sheet["E2"].value = None
    sheet.append([IDS[0], "Slide 2.", ROWS[0][1], None, "from the copy"])
    sheet.append([IDS[1], "Slide 3.", ROWS[1][1], None, "something else"])


def test_of_two_rows_of_a_question_the_first_filled_one_counts() -> None:
    """The other one is reported if it says something else."""
    reading = read(edited(duplicate, FULL))
    assert answers_of(reading) == ANSWERS | {IDS[0]: "from the copy"}
    assert leftovers_of(reading) == [(IDS[1], "something else")]
    assert len(reading.slots) == len(IDS)


def add_words(sheet: Worksheet) -> None:
    """Type where nobody expects it."""
    sheet.insert_rows(4)
    sheet["E4"].value = "an answer without an ID"
    sheet["G2"].value = "ask Maria"
    sheet["B3"].value = "Slide 99."
    sheet["D3"].value = "typed in the wrong column"
    sheet["A9"].value = "mine-1"
    sheet["C9"].value = "What is missing here?"
    sheet["E9"].value = "This."
    book_of(sheet).create_sheet("Notes")["B2"].value = "Dear all"
    book_of(sheet).worksheets[1]["F20"].value = "on the guide"


def test_words_without_a_place_are_reported() -> None:
    """In rows without or with unknown ids, in other columns, on other sheets; each with what it stands behind."""
    reading = read(edited(add_words, FULL))
    assert answers_of(reading) == ANSWERS
    assert leftovers_of(reading) == [
        (IDS[0], "ask Maria"),
        (IDS[1], "Slide 99."),
        (IDS[1], "typed in the wrong column"),
        (IDS[1], "an answer without an ID"),
        (IDS[3], "What is missing here?\nThis."),
        ("", "on the guide"),
        ("", "Dear all"),
    ]
    assert all(one.reason for one in reading.leftovers)


def test_a_copied_sheet_is_a_leftover() -> None:
    """The first one counts; what the second says otherwise is reported, unless the first has no answer at all."""

    def copy(sheet: Worksheet) -> None:
        type_into(book_of(sheet).copy_worksheet(sheet), {IDS[0]: "other"})

    reading = read(edited(copy, FULL))
    assert (answers_of(reading), leftovers_of(reading)) == (ANSWERS, [(IDS[0], "other")])
    assert answers_of(read(edited(copy))) == {IDS[0]: "other"}


def test_a_changed_question_is_told() -> None:
    """Its new words, as they stand there."""
    reading = read(edited(lambda sheet: setattr(sheet["C2"], "value", "Why is\n2 prime?")))
    assert [slot.question_text for slot in reading.slots] == ["Why is\n2 prime?", "", "", ""]


def test_a_long_question_that_was_cut_is_unchanged() -> None:
    """A cell holds 32,767 characters; what was cut to fit is still the question."""
    long = sample(("", "too long " * 5000, ""))
    reading = read(SheetWriter().write(long), long)
    assert [(slot.question, slot.question_text) for slot in reading.slots] == [(IDS[0], "")]


def test_comments_stand_at_their_rows() -> None:
    """Those at questions in their slots, others as leftovers."""

    def remark(sheet: Worksheet) -> None:
        sheet["E3"].comment = Comment("Maria:\nplease check", "Maria")
        sheet["B3"].comment = Comment("which slide?", "LH")
        sheet["C20"].comment = Comment("down here", "LH")

    reading = read(edited(remark))
    assert [slot.comments for slot in reading.slots] == [(), ("which slide?", "Maria:\nplease check"), (), ()]
    assert leftovers_of(reading) == [(IDS[3], "down here")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_copy_as_delimited_text_is_read(delimiter: str, coding: str) -> None:
    """With any delimiter and encoding a spreadsheet program may choose."""
    rows = [("ID", "Slide", "Question", "Asked", "Answer")]
    rows += [(key, ROWS[n][0], ROWS[n][1], "", f'"{text}"') for n, (key, text) in enumerate(ANSWERS.items())]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    reading = read_sheet_csv(text.encode(coding), "The sheet", knowledge())
    assert (answers_of(reading), reading.leftovers, reading.missing) == (ANSWERS, (), ())
