"""The table of questions in an answer sheet that is to be changed: the same one that a reader takes, and its source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents.sheet_answers import main_table
from pipeline.documents.sheet_cells import CellReader
from pipeline.documents.sheet_columns import Layout, Recognition
from pipeline.documents.sheet_file import SheetFile, SheetPart
from pipeline.documents.sheet_grid import SheetGrid, SheetRow
from pipeline.documents.sheet_marks import Column
from pipeline.documents.sheet_splice import SheetSource
from pipeline.errors import DocumentError
from pipeline.model.document import QuestionBlock
from pipeline.model.words import Words


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """The table of questions in a workbook.

    Attributes:
        file: the workbook.
        sheet: the one that counts.
        grid: what stands on it.
        layout: which column and row is which.
        rows: of each wanted question that stands there, usually one; by its id, or by its words where the id is gone.
        source: the sheet as bytes.
    """

    file: SheetFile
    sheet: SheetPart
    grid: SheetGrid
    layout: Layout
    rows: Mapping[str, Sequence[SheetRow]]
    source: SheetSource

    def column(self, column: Column) -> int:
        """Return the number of a column, 0 if there is none.

        The answers may have lost their title; while they are empty, only a title that is none of ours tells them.
        """
        found = self.layout.columns.get(column, 0)
        if found or column is not Column.ANSWER:
            return found
        others = [number for number in self.layout.titles if number not in self.layout.columns.values()]
        return others[0] if len(others) == 1 else 0


def find_table(
    file: SheetFile, known: Sequence[QuestionBlock], wanted: Collection[str], words: Words | None
) -> QuestionTable:
    """Return the table of these questions.

    Args:
        file: the workbook.
        known: every question that may stand in it.
        wanted: ids of those whose rows are asked for.
        words: the printed words if they are not built-in ones.

    Raises:
        DocumentError: there is none any more, or it is damaged.
    """
    recognition = Recognition(known, words)
    cells = CellReader(file)
    grids = [cells.grid(one) for one in file.sheets]
    main = main_table([(grid, layout) for grid in grids if (layout := recognition.layout(grid.rows, grid.column))])
    if main is None or Column.ID not in main[1].columns or Column.QUESTION not in main[1].columns:
        raise DocumentError(
            f"{file.name} has no sheet with the columns ID and Question any more, so it cannot be brought up to date. "
            "Put the titles back, or move the file away to get a fresh one."
        )
    sheet = next(one for one, grid in zip(file.sheets, grids, strict=True) if grid is main[0])
    rows = _rows(*main, recognition, wanted)
    return QuestionTable(file, sheet, *main, rows, SheetSource(cells.places(sheet), file.name))


def _rows(
    grid: SheetGrid, layout: Layout, recognition: Recognition, wanted: Collection[str]
) -> dict[str, list[SheetRow]]:
    """Return the rows of each wanted question as a reader finds them."""
    rows: dict[str, list[SheetRow]] = {}
    nameless = []
    for row in grid.rows if wanted else ():
        question = layout.ids.get(row.number, "")
        if question in wanted:
            rows.setdefault(question, []).append(row)
        elif not question and row.number not in layout.headers and not layout.text(row, Column.ID):
            nameless.append(row)
    for row in nameless:
        question = recognition.id_by_text(layout.text(row, Column.QUESTION), layout.text(row, Column.SLIDE))
        if question in wanted and question not in rows:
            rows[question] = [row]
    return rows
