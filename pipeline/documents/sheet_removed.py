"""Questions that no longer belong into an answer sheet: their cells emptied, or a notice in place of their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.documents.sheet_grid import SheetRow
from pipeline.documents.sheet_marks import COLUMNS, Column
from pipeline.documents.sheet_splice import Edit
from pipeline.documents.sheet_table import QuestionTable
from pipeline.model.update import RemovedQuestion
from pipeline.rich_text.characters import clean

_OURS = tuple(column for column in COLUMNS if column is not Column.ANSWER)


def removed_edits(
    table: QuestionTable, removed: Sequence[RemovedQuestion], printed: Mapping[str, Mapping[Column, str]]
) -> Iterator[Edit]:
    """Yield the changes that take questions out; rows stay, and with them everything that people put there.

    Args:
        table: of the questions.
        removed: which ones.
        printed: what we wrote into the cells of each question, by its id.
    """
    for one in removed:
        for row in table.rows.get(one.question, ()):
            if one.untouched and _is_all_ours(table, row, printed.get(one.question, {})):
                yield from _emptied(table, row)
            else:
                yield from _noticed(table, row, one.notice)


def _is_all_ours(table: QuestionTable, row: SheetRow, printed: Mapping[Column, str]) -> bool:
    """Tell whether nothing stands in a row, or beside it in a comment, but what we wrote there."""
    by_number = {number: column for column, number in table.layout.columns.items()}
    ours = {number: printed.get(column, "") for number, column in by_number.items() if column in _OURS}
    is_ours = all(
        _signs(cell.text) == _signs(ours.get(number, "")) and not table.source.has_formula(row.number, number)
        for number, cell in row.cells.items()
    )
    answer = table.column(Column.ANSWER)
    is_unanswered = not answer or table.source.is_free(row.number, answer)
    return is_ours and is_unanswered and row.number not in table.grid.comments


def _emptied(table: QuestionTable, row: SheetRow) -> Iterator[Edit]:
    """Yield the changes that leave only the looks of our cells."""
    for number in row.cells:
        yield table.source.with_text(row.number, number, "")


def _noticed(table: QuestionTable, row: SheetRow, notice: str) -> Iterator[Edit]:
    """Yield the change that puts a notice in place of a question, unless it stands there already."""
    column = table.layout.columns[Column.QUESTION]
    stands = _signs(table.layout.text(row, Column.QUESTION)).startswith(_signs(notice))
    # A formula is nobody's question, and another part of the workbook may count on it.
    if not stands and not table.source.has_formula(row.number, column):
        yield table.source.with_text(row.number, column, clean(notice))


def _signs(text: str) -> str:
    """Return a text without blanks, which programs change."""
    return "".join(text.split())
