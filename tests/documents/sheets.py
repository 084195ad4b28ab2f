"""Answer sheets for tests: written by us, typed into with openpyxl as Excel would save them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.documents.answer_sheet import SheetWriter
from pipeline.documents.sheet_reader import read_sheet
from pipeline.model.document import QuestionDocument
from pipeline.model.reading import DocumentKnowledge, DocumentReading, KnownQuestion
from pipeline.rich_text.characters import clean
from pipeline.rich_text.rich_text import Equation, Inline, Paragraph, RichText, Run
from tests.documents.samples import sample

ROWS = tuple((f"Slide {number}.", f"Why is number {number} prime?", "") for number in (2, 3, 5, 7))
DOCUMENT = sample(*ROWS)
IDS = tuple(block.id for block in DOCUMENT.blocks)
SHEET = SheetWriter().write(DOCUMENT)


def knowledge(document: QuestionDocument = DOCUMENT, initials: tuple[str, ...] = ("LH",)) -> DocumentKnowledge:
    """Return what is known of a document."""
    questions = tuple(KnownQuestion(one.id, one.label, clean(one.text)) for one in document.blocks)
    return DocumentKnowledge(document.lecture, questions, initials)


def saved(book: Workbook) -> bytes:
    """Return a workbook as the bytes of its file."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def edited(change: Callable[[Worksheet], object], content: bytes = SHEET) -> bytes:
    """Return an answer sheet after a change to its first sheet."""
    book = load_workbook(io.BytesIO(content), rich_text=True)
    change(book.worksheets[0])
    return saved(book)


def type_into(sheet: Worksheet, answers: Mapping[str, object], column: int = 5) -> None:
    """Type answers at the questions' ids, as text unless they are something else."""
    for row in range(1, sheet.max_row + 1):
        identity = sheet.cell(row, 1).value
        if identity in answers:
            cell = sheet.cell(row, column)
            cell.value = answers[str(identity)]  # type: ignore[assignment] # openpyxl takes more than its stubs say
            if isinstance(cell.value, str):
                cell.data_type = "s"


def typed(answers: Mapping[str, object], content: bytes = SHEET) -> bytes:
    """Return an answer sheet with these answers typed in."""
    return edited(lambda sheet: type_into(sheet, answers), content)


def read(content: bytes, document: QuestionDocument = DOCUMENT) -> DocumentReading:
    """Read an answer sheet."""
    return read_sheet(content, "The sheet", knowledge(document))


def words(text: RichText) -> str:
    """Return the words of an answer, a line for each paragraph, formulas between dollars."""
    lines = []
    for block in text.blocks:
        assert isinstance(block, Paragraph)
        lines.append("".join(_said(one) for one in block.inlines))
    return "\n".join(lines)


def answers_of(reading: DocumentReading) -> dict[str, str]:
    """Return the answers by question, those that are empty left out."""
    return {slot.question: words(slot.answer) for slot in reading.slots if slot.answer}


def leftovers_of(reading: DocumentReading) -> list[tuple[str, str]]:
    """Return (question it stands behind, words) of everything without a place."""
    return [(one.after, words(one.words)) for one in reading.leftovers]


def book_of(sheet: Worksheet) -> Workbook:
    """Return the workbook of a sheet."""
    assert isinstance(sheet.parent, Workbook)
    return sheet.parent


def _said(inline: Inline) -> str:
    if isinstance(inline, Run):
        return inline.text
    assert isinstance(inline, Equation)
    return f"${inline.latex}$"
