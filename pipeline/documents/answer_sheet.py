"""Writes answer sheets: a workbook with one row for each question, and a column for the answers."""

from __future__ import annotations

import io
import re
from hashlib import sha256

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.documents.sheet_looks import (
    add_styles,
    body_style,
    row_height,
    set_guide_looks,
    set_looks,
    set_print,
    sheet_name,
)
from pipeline.documents.sheet_marks import COLUMNS, escaped, row_of, titles
from pipeline.errors import Problem
from pipeline.model.document import QuestionDocument
from pipeline.model.words import Words, words_for
from pipeline.rich_text.characters import clean, one_line
from pipeline.word import properties
from pipeline.word.package import WORKBOOK, open_package, write_package
from pipeline.word.relations import TYPES_PART, relations_part, relations_xml

# Counted up whenever the same words would give another file.
_EDITION = 2

# A cell that begins like this is a formula to a person who types it again; the mark keeps it text even then.
_MAIN = "xl/workbook.xml"
_CUSTOM_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_LIKE_A_FORMULA = ("=", "+", "-", "@", "'", "\t")


class SheetWriter:
    """Writes Excel workbooks.

    Args:
        words: the printed words, None for the built-in ones of the document's language.
    """

    suffix = ".xlsx"
    version = f"sheet-{_EDITION}"

    def __init__(self, words: Words | None = None) -> None:
        self._words = words

    def write(self, document: QuestionDocument) -> bytes:
        """Return the file, a function of the document and the words alone."""
        words = self._words or words_for(document.language)
        book = Workbook()
        add_styles(book)
        name = sheet_name(words.questions_and_answers)
        questions = book.worksheets[0]
        questions.title = name
        digest = _fill_questions(questions, document, words)
        set_looks(questions, document)
        set_print(questions, document)
        _fill_guide(book.create_sheet(sheet_name(words.sheet_guide, name)), document, words)
        return _with_properties(book, document, digest)

    def remarks(self) -> tuple[Problem, ...]:
        """Return nothing: an answer sheet has no template."""
        return ()


def _fill_questions(sheet: Worksheet, document: QuestionDocument, words: Words) -> str:
    """Write the header and a row for each question; return a hash of all that stands there."""
    digest = sha256()
    heading = titles(words)
    for number, column in enumerate(COLUMNS, 1):
        _write(sheet, 1, number, one_line(heading[column])).style = "QA Header"
    for row, block in enumerate(document.blocks, 2):
        texts = row_of(block, words)
        digest.update("\0".join(texts.values()).encode())
        sheet.row_dimensions[row].height = row_height(texts)
        for number, column in enumerate(COLUMNS, 1):
            text = texts.get(column, "")
            cell = _write(sheet, row, number, text)
            cell.style = body_style(column, text)
            if text.startswith(_LIKE_A_FORMULA):
                cell.quotePrefix = True
    return digest.hexdigest()


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write clean text into a cell so that it is text for every program, whatever it begins with."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{cell.coordinate} is merged, in a new sheet")
    if text:
        cell.value = escaped(text)
        cell.data_type = "s"
    return cell


def _fill_guide(sheet: Worksheet, document: QuestionDocument, words: Words) -> None:
    """Write the second sheet: title, introduction, and how to fill in the first."""
    introduction = [part for part in clean(document.introduction).split("\n") if part.strip()]
    rows = [("QA Title", one_line(document.title)), *(("QA Guide", one_line(part)) for part in introduction)]
    rows += [("QA Subtitle", words.sheet_guide)]
    rows += [("QA Guide", one_line(line)) for line in words.sheet_how_to.splitlines() if line.strip()]
    for number, (style, text) in enumerate(rows, 1):
        _write(sheet, number, 1, text).style = style
    set_guide_looks(sheet)


def _with_properties(book: Workbook, document: QuestionDocument, digest: str) -> bytes:
    """Return the workbook as a file that no clock has touched, with our properties in place of the library's."""
    target = io.BytesIO()
    book.save(target)
    parts = open_package(target.getvalue(), "The new answer sheet", WORKBOOK)
    own = {name: xml.encode() for name, xml in _properties(document, digest).items()}
    own[relations_part("")] = relations_xml(properties.package_relations(_MAIN), "").encode()
    override = (
        f'<Override PartName="/{properties.CUSTOM}" ContentType="{properties.CONTENT_TYPES[properties.CUSTOM]}"/>'
    )
    own[TYPES_PART] = parts[TYPES_PART].replace(b"</Types>", f"{override}</Types>".encode())
    # Heights are what a program found itself, not what somebody set: rows go on growing with their answers.
    kept = {name: _CUSTOM_HEIGHT.sub(rb"\1", content) for name, content in parts.items()}
    return write_package((name, [content]) for name, content in (kept | own).items())


def _properties(document: QuestionDocument, digest: str) -> dict[str, str]:
    """Return the property parts; by the last one a copy is recognised later."""
    title, subject = one_line(document.title), one_line(", ".join(document.lecturers))
    marks = {"qa-series": document.series_key, "qa-lecture": document.lecture, "qa-version": digest}
    return {
        properties.CORE: properties.summary_xml(title, subject, document.language, document.first_written),
        properties.APP: properties.app_xml(),
        properties.CUSTOM: properties.custom_xml({key: one_line(value) for key, value in marks.items()}),
    }
