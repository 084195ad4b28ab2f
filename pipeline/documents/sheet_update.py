"""Adds rows to an answer sheet that people work in: spliced in at its end, everything else stays byte-equal.

Besides the rows, only ranges that end with the last row change: the sheet's dimension, its filter, its table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.documents.sheet_answers import main_table
from pipeline.documents.sheet_cells import CellReader, SheetGrid
from pipeline.documents.sheet_columns import Layout, Recognition
from pipeline.documents.sheet_comments import comments
from pipeline.documents.sheet_file import SheetFile, SheetPart, open_sheet_file
from pipeline.documents.sheet_marks import Column, row_of
from pipeline.documents.sheet_splice import Edit, SheetSource, Span, local_name, span_of, spliced, with_ref
from pipeline.errors import DocumentError
from pipeline.model.document import QuestionBlock, QuestionDocument
from pipeline.model.reading import KnownQuestion
from pipeline.model.words import Words, words_for
from pipeline.word.package import write_package
from pipeline.word.xml_parts import Node, parse

_NAMED_RANGE = re.compile(rb":\$[A-Z]{1,3}\$(\d+)\s*<")
_LAST_ROW = 1_048_576
# What an update would break without a word.
_FROZEN = {
    "_xmlsignatures/": "is signed, and new questions would make the signature invalid. Save a copy of it unsigned.",
    "xl/revisions/": "is shared in the old way that tracks changes. In Excel choose Unshare Workbook, and save it.",
}


def add_rows(
    content: bytes,
    name: str,
    blocks: Sequence[QuestionBlock],
    document: QuestionDocument,
    words: Words | None = None,
) -> bytes:
    """Return the file with a row for each of these questions that has none in it yet.

    Args:
        content: the file as it lies there.
        name: how a person knows it; begins every message.
        blocks: the new questions.
        document: with all questions that may stand in the file.
        words: the printed words if they are not the built-in ones of the document's language.

    Raises:
        DocumentError: it cannot be done without harm; the message says why.
    """
    file = open_sheet_file(content, name)
    for folder, advice in _FROZEN.items():
        if any(part.startswith(folder) for part in file.parts):
            raise DocumentError(f"{name} {advice}")
    known = [KnownQuestion(one.id, one.label, one.text) for one in (*document.blocks, *blocks)]
    sheet, grid, layout = _table(file, Recognition(known, words))
    new = [one for one in blocks if one.id not in layout.ids.values()]
    if not new:
        return content
    texts = [row_of(one, words or words_for(document.language)) for one in new]
    parts = dict(file.parts) | _Addition(file, sheet, grid, layout).parts(texts)
    return write_package((part, [bytes_of]) for part, bytes_of in parts.items())


def _table(file: SheetFile, recognition: Recognition) -> tuple[SheetPart, SheetGrid, Layout]:
    """Return the sheet that counts, the same that a reader takes."""
    cells = CellReader(file)
    grids = [SheetGrid(one.title, cells.rows(one), comments(file, one)) for one in file.sheets]
    main = main_table([(grid, layout) for grid in grids if (layout := recognition.layout(grid.rows))])
    if main is None or Column.ID not in main[1].columns or Column.QUESTION not in main[1].columns:
        raise DocumentError(
            f"{file.name} has no sheet with the columns ID and Question any more, so new questions cannot be added. "
            "Put the titles back, or move the file away to get a fresh one."
        )
    sheet = next(one for one, grid in zip(file.sheets, grids, strict=True) if grid is main[0])
    return sheet, *main


class _Addition:
    """Adds rows to one sheet of a workbook."""

    def __init__(self, file: SheetFile, sheet: SheetPart, grid: SheetGrid, layout: Layout) -> None:
        self._file, self._sheet, self._layout = file, sheet, layout
        self._source = SheetSource(file.parts[sheet.part], file.name)
        self._last_question = max([*layout.ids, *layout.headers])
        self._first = max(self._source.last_used_row(), *grid.comments, 1) + 1

    def parts(self, texts: Sequence[Mapping[Column, str]]) -> dict[str, bytes]:
        """Return the parts that change."""
        last = self._first + len(texts) - 1
        if last > _LAST_ROW:
            raise DocumentError(f"{self._file.name} has no room for more rows. Move it away to get a fresh one.")
        source, columns = self._source, self._layout.columns
        edits = source.added_rows(self._first, texts, columns, source.styles(self._layout.ids))
        dimension, autofilter = source.part("dimension"), source.part("autoFilter")
        if dimension and (span := span_of(dimension.attributes.get("ref", ""))):
            wide = max(span.last_column, *columns.values())
            reach = replace(span, last_row=max(span.last_row, last), last_column=wide)
            edits.append(with_ref(source.content, dimension, reach))
        changed: dict[str, bytes] = {}
        if autofilter and (span := self._stretched(autofilter, last)):
            edits.append(with_ref(source.content, autofilter, span))
            changed |= self._filter_name(span)
        changed[self._sheet.part] = spliced(source.content, edits)
        for part in self._file.related(self._sheet.part, "table"):
            changed |= self._longer_table(part, last)
        return changed

    def _stretched(self, node: Node, last: int) -> Span | None:
        """Return the range of a filter or table that holds the questions, stretched to a row; None if it stays."""
        span = span_of(node.attributes.get("ref", ""))
        if span is None or not span.first_column <= self._layout.columns[Column.ID] <= span.last_column:
            return None
        holds_all = span.first_row <= min(self._rows()) and self._last_question <= span.last_row < last
        return replace(span, last_row=last) if holds_all else None

    def _rows(self) -> set[int]:
        """Return the numbers of the rows with questions, of that with the titles if there is none."""
        return {*self._layout.ids} or {*self._layout.headers}

    def _filter_name(self, span: Span) -> dict[str, bytes]:
        """Return the part with the hidden name that repeats the range of a filter, if it is there."""
        main = self._file.main
        content = self._file.parts[main]
        root = parse(content, self._file.name)
        sheets = [one for table in root.children if local_name(table) == "sheets" for one in table.children]
        index = next((n for n, one in enumerate(sheets) if one.attributes.get("name") == self._sheet.title), -1)
        for node in (one for table in root.children if local_name(table) == "definedNames" for one in table.children):
            is_filter = node.attributes.get("name") == "_xlnm._FilterDatabase"
            found = _NAMED_RANGE.search(content, node.start, node.end)
            if is_filter and found and node.attributes.get("localSheetId") == str(index):
                return {main: spliced(content, [Edit(*found.span(1), str(span.last_row).encode())])}
        return {}

    def _longer_table(self, part: str, last: int) -> dict[str, bytes]:
        """Return the part of a table that now holds more rows, if it is the one with the questions."""
        content = self._file.parts[part]
        root = parse(content, self._file.name)
        span = self._stretched(root, last)
        if span is None:
            return {}
        if root.attributes.get("totalsRowCount", "0") != "0":
            raise DocumentError(
                f"{self._file.name} has a row of totals under its questions. Switch it off (Table > Total Row)."
            )
        filters = [one for one in root.children if local_name(one) == "autoFilter"]
        return {part: spliced(content, [with_ref(content, node, span) for node in (root, *filters)])}
