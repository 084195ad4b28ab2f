"""Brings an answer sheet that people work in up to date: whatever they typed stays, everything else too.

New questions are rows at the end, accepted answers go into cells that are still empty, questions that are removed
leave their cells. Besides cells, only ranges that end with the last row change: the sheet's dimension, filter, table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipeline.documents.sheet_copied import copied_edits
from pipeline.documents.sheet_file import SheetFile, open_sheet_file
from pipeline.documents.sheet_marks import Column, row_of
from pipeline.documents.sheet_ranges import dimension_edits, filter_edits, other_parts
from pipeline.documents.sheet_removed import removed_edits
from pipeline.documents.sheet_splice import Edit, spliced
from pipeline.documents.sheet_table import QuestionTable, find_table
from pipeline.errors import DocumentError
from pipeline.model.document import QuestionBlock, QuestionDocument
from pipeline.model.update import CopiedAnswer, NewBlock, RemovedQuestion
from pipeline.model.words import Words, words_for
from pipeline.word.repack import repacked

_NONE: Mapping[str, bytes] = MappingProxyType({})
_LAST_ROW = 1_048_576
# What an update would break without a word.
_FROZEN = {
    "_xmlsignatures/": "is signed, and new questions would make the signature invalid. Save a copy of it unsigned.",
    "xl/revisions/": "is shared in the old way that tracks changes. In Excel choose Unshare Workbook, and save it.",
}


def update_sheet(
    content: bytes,
    name: str,
    document: QuestionDocument,
    new: Sequence[NewBlock],
    copied: Sequence[CopiedAnswer] = (),
    removed: Sequence[RemovedQuestion] = (),
    images: Mapping[str, bytes] = _NONE,
    words: Words | None = None,
) -> bytes:
    """Return the file brought up to date; the same bytes if there is nothing to do.

    Args:
        content: the lecturer's file.
        name: how a person knows it; begins every message.
        document: with a block for every question that stands in the file or is to stand there, also for removed ones.
        new: questions to add, each in a row at the end; one that has a row there already is left alone.
        copied: answers for cells that are still empty; one that a cell cannot hold (pictures) is left out.
        removed: questions to take out: their cells are emptied, or where anything else stands in their row, their
            words give way to the notice.
        images: not used, a cell holds words only.
        words: the printed words if they are not the built-in ones of the document's language.

    Raises:
        DocumentError: it cannot be done without harm; the message says why.
    """
    del images
    if not (new or copied or removed):
        return content
    file = open_sheet_file(content, name)
    _refuse_frozen(file)
    blocks = {one.id: one for one in (*document.blocks, *(one.block for one in new))}
    going = {one.question: one for one in removed}
    staying = {one.question: one for one in copied if one.question not in going}
    table = find_table(file, tuple(blocks.values()), {*going, *staying}, words)
    printed = words or words_for(document.language)
    written = {key: row_of(blocks[key], printed) for key in going if key in blocks}
    edits = [
        *copied_edits(table, tuple(staying.values()), tuple(document.slot.rstrip(":").split(", "))),
        *removed_edits(table, tuple(going.values()), written),
    ]
    standing = set(table.layout.ids.values())
    rows = {one.block.id: one.block for one in new if one.block.id not in standing}
    changed = _with_rows(table, edits, list(rows.values()), printed)
    return repacked(content, changed) if changed else content


def _refuse_frozen(file: SheetFile) -> None:
    """Raise if any change would break something that cannot be mended."""
    for folder, advice in _FROZEN.items():
        if any(part.startswith(folder) for part in file.parts):
            raise DocumentError(f"{file.name} {advice}")


def _with_rows(
    table: QuestionTable, edits: Sequence[Edit], blocks: Sequence[QuestionBlock], words: Words
) -> dict[str, bytes]:
    """Return the parts that change by these edits and by new rows at the end."""
    source, columns = table.source, table.layout.columns
    changed: dict[str, bytes] = {}
    widest = max(*columns.values(), table.column(Column.ANSWER))
    last, rows = 0, []
    if blocks:
        first = max(source.last_used_row(), *table.grid.comments, 1) + 1
        last = first + len(blocks) - 1
        if last > _LAST_ROW:
            raise DocumentError(f"{table.file.name} has no room for more rows. Move it away to get a fresh one.")
        texts = [row_of(one, words) for one in blocks]
        rows = [
            *source.added_rows(first, texts, columns, source.styles(table.layout.ids)),
            *filter_edits(table, last),
        ]
        changed = other_parts(table, last)
    if not (edits or rows):
        return {}
    edits = [*edits, *rows, *dimension_edits(table, last, widest)]
    return changed | {table.sheet.part: spliced(source.content, edits)}
