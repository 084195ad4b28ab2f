"""The rows of an answer sheet → slots and leftovers. Pure.

Every word of a sheet that we did not write ourselves ends up in a slot or in a leftover.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.documents.sheet_columns import Layout, Recognition, folded
from pipeline.documents.sheet_grid import SheetGrid, SheetRow
from pipeline.documents.sheet_marks import Column
from pipeline.documents.sheet_text import SheetCell, plain_cell, rich_text, together, without_initials
from pipeline.model.reading import DocumentKnowledge, FoundBy, KnownQuestion, Leftover, Slot
from pipeline.model.words import BUILT_IN, Words
from pipeline.rich_text.rich_text import RichText

_OURS = (Column.ID, Column.SLIDE, Column.QUESTION, Column.ASKED)


@dataclass(slots=True)
class Findings:
    """What was found so far: slots by their question, in the order of the sheet, and leftovers."""

    slots: dict[str, Slot] = field(default_factory=dict)
    leftovers: list[Leftover] = field(default_factory=list)

    def leave(self, words: RichText, after: str, reason: str) -> None:
        """Keep words that have no place, if there are any."""
        if words:
            self.leftovers.append(Leftover(words, after, reason))


class AnswerReader:
    """Reads tables of one document.

    Args:
        knowledge: of the document.
        words: the printed words if they are not built-in ones.
    """

    def __init__(self, knowledge: DocumentKnowledge, words: Words | None = None) -> None:
        self._known = {one.id: one for one in knowledge.questions}
        self._initials = knowledge.initials
        self._recognition = Recognition(knowledge.questions, words)
        languages = [*BUILT_IN.values(), *([words] if words else [])]
        self._guides = {folded(line) for one in languages for line in one.sheet_how_to.splitlines()}
        self._cuts = tuple("".join(one.sheet_cut.split()) for one in languages)

    def read(self, grids: Sequence[SheetGrid]) -> Findings:
        """Return what the sheets of a workbook say: the first one with questions counts, words elsewhere are left."""
        found = Findings()
        tables = [(grid, layout) for grid in grids if (layout := self._recognition.layout(grid.rows, grid.column))]
        main = main_table(tables)
        if main is not None:
            self._read_table(*main, found)
        for grid in grids:
            if main is not None and grid is main[0]:
                continue
            layout = next((layout for one, layout in tables if one is grid), None)
            if layout is not None:
                self._leave_table(grid, layout, found)
            else:
                self._leave_sheet(grid, found)
        return found

    def _read_table(self, grid: SheetGrid, layout: Layout, found: Findings) -> None:
        """Read the sheet that counts."""
        after = ""
        for row in grid.rows:
            if row.number in layout.headers:
                continue
            question = layout.ids.get(row.number, "")
            by = FoundBy.ROW if question else FoundBy.TEXT
            question = question or self._id_by_text(row, layout, found)
            if question:
                self._read_row(row, layout, found, (question, by, grid.comments.get(row.number, ())))
                after = question
            else:
                reason = "a row with an unknown ID" if layout.text(row, Column.ID) else "a row without an ID"
                found.leave(together(self._strange(row, layout)), after, reason)
        _leave_comments(grid, layout, found)

    def _id_by_text(self, row: SheetRow, layout: Layout, found: Findings) -> str:
        """Return the question a row without an id repeats word by word, "" if that is none or not sure."""
        if layout.text(row, Column.ID):
            return ""
        question = self._recognition.id_by_text(layout.text(row, Column.QUESTION), layout.text(row, Column.SLIDE))
        return "" if question in found.slots or question in layout.ids.values() else question

    def _read_row(
        self, row: SheetRow, layout: Layout, found: Findings, at: tuple[str, FoundBy, tuple[str, ...]]
    ) -> None:
        """Read the row of a known question; of several rows of one question the first filled one counts."""
        question, by, comments = at
        known = self._known[question]
        slot = Slot(question, by, self._answer(row, layout), self._new_text(row, layout, known), comments)
        before = found.slots.get(slot.question)
        if before is None:
            found.slots[slot.question] = slot
        else:
            found.slots[slot.question] = _merged(before, slot)
            if before.answer and slot.answer != before.answer:
                found.leave(slot.answer, slot.question, "a second row with the same ID")
        for column, cell in sorted(self._beside(row, layout, known)):
            title = layout.titles.get(column, "")
            found.leave(rich_text(cell), slot.question, f"the column “{title}”" if title else "a column beside")

    def _answer(self, row: SheetRow, layout: Layout) -> RichText:
        """Return what was typed as the answer."""
        cell = row.cells.get(layout.columns.get(Column.ANSWER, 0))
        return rich_text(without_initials(cell, self._initials) if cell else None)

    def _new_text(self, row: SheetRow, layout: Layout, known: KnownQuestion) -> str:
        """Return the question's words if somebody changed them; programs change blanks and drop tabs."""
        words = layout.text(row, Column.QUESTION)
        if words == known.text:
            return ""
        text, usual = ("".join(one.split()) for one in (words, known.text))
        kept = next((text.removesuffix(cut) for cut in self._cuts if text.endswith(cut)), None)
        is_ours = text in {"", usual} or (kept is not None and usual.startswith(kept))
        return "" if is_ours else words

    def _beside(self, row: SheetRow, layout: Layout, known: KnownQuestion) -> Iterator[tuple[int, SheetCell]]:
        """Yield what a lecturer typed beside the answer: into columns of their own, or over ours."""
        for number, cell in row.cells.items():
            column = layout.kinds.get(number)
            if column is Column.SLIDE:
                is_ours = _is_same(cell.text, known.label)
            elif column is Column.ASKED:
                is_ours = self._recognition.is_note(cell.text.strip())
            else:
                is_ours = column is not None
            if not is_ours:
                yield number, cell

    def _strange(self, row: SheetRow, layout: Layout) -> list[SheetCell]:
        """Return the cells of a row that belongs to no question; one of ours with nothing added has none."""
        ours = [layout.columns.get(column, 0) for column in _OURS]
        if layout.text(row, Column.ID) and all(number in ours for number in row.cells):
            return []
        id_column = layout.columns.get(Column.ID, 0)
        return [cell for number, cell in sorted(row.cells.items()) if number != id_column]

    def _leave_table(self, grid: SheetGrid, layout: Layout, found: Findings) -> None:
        """Report what a second sheet with questions says otherwise."""
        after = ""
        for row in grid.rows:
            question = layout.ids.get(row.number, "")
            after = question or after
            if question:
                words = self._answer(row, layout)
                before = found.slots.get(question)
                if before is None or words != before.answer:
                    found.leave(words, after, f"a second sheet, “{grid.title}”")
            elif row.number not in layout.headers:
                found.leave(together(self._strange(row, layout)), after, f"a second sheet, “{grid.title}”")

    def _leave_sheet(self, grid: SheetGrid, found: Findings) -> None:
        """Report what stands on a sheet without questions, unless it is our own guide."""
        is_guide = any(folded(cell.text) in self._guides for row in grid.rows for cell in row.cells.values())
        cells = [
            cell for row in grid.rows for column, cell in sorted(row.cells.items()) if not (is_guide and column == 1)
        ]
        found.leave(together(cells), "", f"the sheet “{grid.title}”" if grid.title else "a file without questions")
        for texts in grid.comments.values():
            found.leave(together([plain_cell(text) for text in texts]), "", f"a comment on the sheet “{grid.title}”")


def main_table(tables: Sequence[tuple[SheetGrid, Layout]]) -> tuple[SheetGrid, Layout] | None:
    """Return the sheet that counts: the first with an answer, else the first with a question, else with titles."""
    has_ids = [table for table in tables if table[1].ids]
    has_answers = [table for table in has_ids if _has_answers(*table)] if len(has_ids) > 1 else []
    return next(iter([*has_answers, *has_ids, *tables]), None)


def _has_answers(grid: SheetGrid, layout: Layout) -> bool:
    """Tell whether anything was typed as the answer to a known question."""
    return any(row.number in layout.ids and layout.text(row, Column.ANSWER) for row in grid.rows)


def _is_same(text: str, label: str) -> bool:
    """Tell whether a cell says what we wrote there."""
    return text == label or (bool(label) and folded(text) == folded(label))


def _merged(before: Slot, later: Slot) -> Slot:
    """Return what two rows of one question say together."""
    return replace(
        before,
        answer=before.answer or later.answer,
        question_text=before.question_text or later.question_text,
        comments=(*before.comments, *(one for one in later.comments if one not in before.comments)),
    )


def _leave_comments(grid: SheetGrid, layout: Layout, found: Findings) -> None:
    """Report the comments at rows that belong to no question."""
    for number, texts in sorted(grid.comments.items()):
        if number not in layout.ids:
            above = [row for row in layout.ids if row < number]
            after = layout.ids[max(above)] if above else ""
            found.leave(together([plain_cell(text) for text in texts]), after, "a comment")
