"""What in a file tells where it comes from: its properties, names of questions, and words; each read when asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents.copies_tables import table_of
from pipeline.documents.reading_expected import letters
from pipeline.documents.sheet_cells import CellReader, SheetRow
from pipeline.documents.sheet_columns import Recognition as ColumnRecognition
from pipeline.documents.sheet_file import open_sheet_file
from pipeline.documents.sheet_grid import text_rows
from pipeline.documents.sheet_marks import Column
from pipeline.model.copies import CopyKind, RecognisedBy
from pipeline.model.reading import KnownQuestion
from pipeline.word.paragraphs import bookmark
from pipeline.word.rich_names import TEXT, P
from pipeline.word.rich_reader import custom_properties
from pipeline.word.rich_source import WordSource, open_source

_BOOKMARK = re.compile(rb"<(?:\w+:)?bookmarkStart\b[^>]*?\bname=[\"'](qa_\w+)[\"']")


@dataclass(frozen=True, slots=True)
class Traces:
    """What in a file tells where it comes from.

    Attributes:
        marks: the properties we wrote into it.
        named_by: how it names questions.
        named: returns the ids of those of some known questions that it names, and whether their words stand there too.
        blocks: returns the letters of each paragraph or cell.
    """

    marks: Mapping[str, str]
    named_by: RecognisedBy
    named: Callable[[Sequence[KnownQuestion]], tuple[frozenset[str], bool]]
    blocks: Callable[[], Iterator[str]]


def traces_of(content: bytes, name: str, kind: CopyKind) -> Traces:
    """Return the traces in a Word file, a workbook or a table saved as text.

    Raises:
        DocumentError: it is damaged, or holds what no lecturer's file should; the callables raise the same.
    """
    if kind is CopyKind.DOCX:
        return _word_traces(open_source(content, name))
    if kind is CopyKind.XLSX:
        file = open_sheet_file(content, name)

        def sheets() -> Iterator[tuple[SheetRow, ...]]:
            cells = CellReader(file)
            return (cells.rows(one) for one in file.sheets)

        return _sheet_traces(file.properties(), sheets)
    return _sheet_traces({}, lambda: iter((text_rows(table_of(content)),)))


def _word_traces(source: WordSource) -> Traces:
    """Return the traces in a Word file."""

    def named(questions: Sequence[KnownQuestion]) -> tuple[frozenset[str], bool]:
        names = {one.decode() for one in _BOOKMARK.findall(source.relations.content(source.main))}
        return frozenset(one.id for one in questions if bookmark(one.id) in names), True

    def blocks() -> Iterator[str]:
        for child in source.body():
            for paragraph in (child,) if child.tag == P else child.iter(P):
                yield letters("".join(one.text or "" for one in paragraph.iter(TEXT)))

    return Traces(custom_properties(source), RecognisedBy.BOOKMARKS, named, blocks)


def _sheet_traces(marks: Mapping[str, str], sheets: Callable[[], Iterator[tuple[SheetRow, ...]]]) -> Traces:
    """Return the traces in the sheets of a workbook."""

    def named(questions: Sequence[KnownQuestion]) -> tuple[frozenset[str], bool]:
        recognition = ColumnRecognition(questions)
        layouts = [layout for rows in sheets() if (layout := recognition.layout(rows)) and layout.ids]
        ids = frozenset(one for layout in layouts for one in layout.ids.values())
        return ids, any(Column.QUESTION in layout.columns for layout in layouts)

    def blocks() -> Iterator[str]:
        return (letters(cell.text) for rows in sheets() for row in rows for cell in row.cells.values())

    return Traces(marks, RecognisedBy.IDS, named, blocks)
