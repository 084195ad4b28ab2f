"""Reads answer sheets: workbooks, and copies of one saved as delimited text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from pipeline.documents.copies_tables import DELIMITERS, LARGEST, text_of
from pipeline.documents.sheet_answers import AnswerReader, Findings
from pipeline.documents.sheet_cells import CellReader
from pipeline.documents.sheet_columns import Recognition
from pipeline.documents.sheet_file import SheetFile, open_sheet_file
from pipeline.documents.sheet_grid import SheetGrid, text_rows
from pipeline.errors import DocumentError, ExitCode, Problem
from pipeline.model.reading import DocumentKnowledge, DocumentReading
from pipeline.model.words import Words


def read_sheet(content: bytes, name: str, knowledge: DocumentKnowledge, words: Words | None = None) -> DocumentReading:
    """Return what a workbook says.

    Args:
        content: the file.
        name: how a person knows it; begins every message.
        knowledge: of the document.
        words: the printed words if they are not the built-in ones.

    Raises:
        DocumentError: the file cannot be read; the message says what it is and what to do.
    """
    file = open_sheet_file(content, name)
    cells = CellReader(file)
    grids = [cells.grid(one) for one in file.sheets]
    found = AnswerReader(knowledge, words).read(grids)
    marks = file.properties()
    return _reading(found, knowledge, marks, tuple(_pictures(file)))


def read_sheet_csv(
    content: bytes, name: str, knowledge: DocumentKnowledge, words: Words | None = None
) -> DocumentReading:
    """Return what a sheet says that was saved as delimited text (.csv, .tsv); it has no looks and no comments.

    Raises:
        DocumentError: the file is no text, or is too large.
    """
    text = _decoded(content, name)
    tables = [_table(text, delimiter, name) for delimiter in DELIMITERS]
    recognition = Recognition(knowledge.questions, words)
    best = max(tables, key=lambda table: _worth(table, recognition))
    found = AnswerReader(knowledge, words).read([best])
    return _reading(found, knowledge, {}, ())


def _reading(
    found: Findings, knowledge: DocumentKnowledge, marks: dict[str, str], problems: tuple[Problem, ...]
) -> DocumentReading:
    """Return the findings as a reading."""
    return DocumentReading(
        series_key=marks.get("qa-series", ""),
        lecture=marks.get("qa-lecture", ""),
        version=marks.get("qa-version", ""),
        slots=tuple(found.slots.values()),
        leftovers=tuple(found.leftovers),
        missing=tuple(one.id for one in knowledge.questions if one.id not in found.slots),
        problems=problems,
    )


def _pictures(file: SheetFile) -> list[Problem]:
    """Return a remark for each sheet with pictures, charts or text boxes, which float above the cells."""
    return [
        Problem(
            where=file.name,
            message=f"the sheet “{sheet.title}” holds pictures, charts or text boxes, which were not read",
            next_step="Look at them in the file; what belongs to an answer can be sent in a Word file.",
            exit_code=ExitCode.DONE,
            key=f"drawings {sheet.title}",
        )
        for sheet in file.sheets
        if file.related(sheet.part, "drawing")
    ]


def _decoded(content: bytes, name: str) -> str:
    """Return the file as text."""
    if len(content) > LARGEST:
        raise DocumentError(f"{name} is larger than {LARGEST >> 20} MB. Look which file was meant.")
    text = text_of(content)
    if content and not text:
        raise DocumentError(
            f"{name} is not a text file. Save the sheet again as an Excel workbook (.xlsx), and send that."
        )
    return text


def _table(text: str, delimiter: str, name: str) -> SheetGrid:
    """Return delimited text as a sheet."""
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DocumentError(f"{name} is damaged ({error}). Save the sheet as an Excel workbook (.xlsx).") from error
    return SheetGrid("", text_rows(lines))


def _worth(table: SheetGrid, recognition: Recognition) -> tuple[int, int]:
    """Return how much of a table is recognised with this delimiter."""
    layout = recognition.layout(table.rows)
    return (len(layout.ids), len(layout.columns)) if layout else (0, 0)


class SheetReader:
    """Reads answer sheets; see `read_sheet` and `read_sheet_csv`.

    Args:
        words: the printed words of the settings.
        delimited: it is a sheet that was saved as text.
    """

    def __init__(self, words: Words | None = None, *, delimited: bool = False) -> None:
        self._words = words
        self._read = read_sheet_csv if delimited else read_sheet

    def read(
        self, content: bytes, name: str, knowledge: DocumentKnowledge, opening: Sequence[str] = ()
    ) -> DocumentReading:
        """Return everything the sheet says; a sheet has no opening."""
        del opening
        return self._read(content, name, knowledge, self._words)

    def read_changed(
        self, content: bytes, name: str, knowledge: DocumentKnowledge, opening: Sequence[str], before: bytes
    ) -> DocumentReading | None:
        """Return None: a sheet is always read whole."""
        del content, name, knowledge, opening, before, self
        return None
