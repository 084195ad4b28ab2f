"""Answers that were accepted elsewhere, put into cells of an answer sheet that are still empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.documents.sheet_marks import Column, fits
from pipeline.documents.sheet_splice import Edit
from pipeline.documents.sheet_table import QuestionTable
from pipeline.documents.sheet_text import plain_cell, rich_text, without_initials
from pipeline.model.update import CopiedAnswer
from pipeline.rich_text.characters import clean
from pipeline.rich_text.gist import gist
from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import RichText


def copied_edits(table: QuestionTable, copied: Sequence[CopiedAnswer], initials: Sequence[str]) -> Iterator[Edit]:
    """Yield the changes that put answers into empty cells, one for each question at most.

    Args:
        table: of the questions.
        copied: the answers; where something was typed meanwhile, it stays.
        initials: of the lecturers, which a reader takes from the beginning of an answer.
    """
    column = table.column(Column.ANSWER)
    if not column:
        return
    style = table.source.styles(table.layout.ids).get(column, "")
    for answer in copied:
        rows = table.rows.get(answer.question, ())
        text = cell_text(answer.words, initials)
        is_free = all(column not in row.cells and table.source.is_free(row.number, column) for row in rows)
        if rows and text and is_free:
            yield table.source.with_text(rows[0].number, column, text, style)


def cell_text(words: RichText, initials: Sequence[str]) -> str:
    """Return an answer as plain words for a cell, "" if they would not be read there as the same answer.

    That is so for what is too long, for pictures, and for formulas without plain words.
    """
    text = clean(plain(words)).replace("\t", " ")  # in a cell a tab is invisible
    read = rich_text(without_initials(plain_cell(text), initials))
    return text if fits(text) and gist(read) == gist(words) else ""
