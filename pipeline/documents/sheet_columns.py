"""Which column of a table is which, and which row belongs to which question. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.documents.sheet_grid import ColumnTexts, SheetRow, no_texts
from pipeline.documents.sheet_marks import COLUMNS, Column, titles
from pipeline.model.document import QuestionBlock
from pipeline.model.reading import KnownQuestion
from pipeline.model.words import BUILT_IN, Words

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_ID = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_HEADER_WITHIN = 20  # rows
_PLACEHOLDER = re.compile(r"\\\{\w+\\\}")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out.

    Attributes:
        columns: the number of each column that was recognised.
        kinds: the same the other way round.
        titles: what stands over each column, by its number.
        headers: numbers of the rows that hold titles.
        ids: ids of known questions by the numbers of their rows.
    """

    columns: Mapping[Column, int]
    kinds: Mapping[int, Column]
    titles: Mapping[int, str]
    headers: frozenset[int]
    ids: Mapping[int, str]

    def text(self, row: SheetRow, column: Column) -> str:
        """Return the words in a column of a row, "" if there are none or no such column."""
        number = self.columns.get(column, 0)
        return row.text(number).strip() if number else ""


class Recognition:
    """Recognises columns and rows by what is known of a document.

    Args:
        questions: those that may stand there.
        words: the printed words if they are not built-in ones.
    """

    def __init__(self, questions: Sequence[KnownQuestion | QuestionBlock], words: Words | None = None) -> None:
        self._questions = questions
        self._exact_ids = {one.id for one in questions}
        languages = [*BUILT_IN.values(), *([words] if words else [])]
        named = [(column, folded(title)) for one in languages for column, title in titles(one).items()]
        self._titles = {title: column for column, title in named}
        notes = [pattern for one in languages for pattern in (one.asked_by, one.also_on, one.late, one.slide_as_typed)]
        self._note = re.compile("|".join(_PLACEHOLDER.sub(".+", re.escape(folded(one))) for one in notes))
        self._notes: dict[str, bool] = {}

    def layout(self, rows: Sequence[SheetRow], column: ColumnTexts = no_texts) -> Layout | None:
        """Return how a table is laid out, None if it is no table of questions.

        Args:
            rows: of the table.
            column: gives the texts in a column, quicker than the rows can.
        """
        id_column, ids = self._titled_ids(rows, column)
        if not id_column:
            id_column = self._find(_cells(rows), lambda text: bool(self.id_of(text)))
        others = [row for row in rows if row.number not in ids]
        if id_column:
            ids |= {row.number: key for row in others if (key := self.id_of(row.text(id_column)))}
        titled = [row for row in others if row.number not in ids and self._is_header(row)]
        if not ids and not titled:
            return None
        columns = {Column.ID: id_column} if id_column else {}
        self._name_columns(columns, _cells(titled))
        if len(columns) < len(COLUMNS):
            self._complete(columns, _cells(row for row in rows if row.number in ids))
        titled = titled or _row_above(rows, ids)
        over = {column: text.strip() for _, column, text in _cells(titled)}
        kinds = {number: column for column, number in columns.items()}
        return Layout(columns, kinds, over, frozenset(row.number for row in titled), ids)

    def _titled_ids(self, rows: Sequence[SheetRow], texts_in: ColumnTexts) -> tuple[int, dict[int, str]]:
        """Return the column that is titled so if most rows have an id there as we wrote it, and those; else (0, {})."""
        header = next((row for row in rows[:_HEADER_WITHIN] if self._is_header(row)), None)
        columns: dict[Column, int] = {}
        self._name_columns(columns, _cells([header] if header else []))
        column = columns.get(Column.ID, 0)
        texts = texts_in(column) if column else ()
        ids = {number: text for number, text in texts if text in self._exact_ids}
        return (column, ids) if 2 * len(ids) > len(rows) else (0, {})

    def _name_columns(self, columns: dict[Column, int], header: Sequence[tuple[int, int, str]]) -> None:
        """Name columns by their titles, the leftmost of equal ones."""
        for _, number, text in sorted(header):
            title = self._titles.get(folded(text))
            if title and number not in columns.values():
                columns.setdefault(title, number)

    def id_of(self, text: str) -> str:
        """Return the id of the one known question that a cell names, or ""."""
        if text in self._exact_ids:
            return text
        key = folded(text)
        if self._beginning not in key:
            return ""
        if key in self._ids:
            return self._ids[key]
        named = {self._ids[part] for part in _ID.findall(key) if part in self._ids} if len(key) < 100 else set()
        return named.pop() if len(named) == 1 else ""

    @cached_property
    def _beginning(self) -> str:
        """What every id begins with."""
        first, last = min(self._exact_ids, default=""), max(self._exact_ids, default="")
        same = next((n for n, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
        return first[:same].lower() if first.isascii() and first[:1].isalnum() else ""

    @cached_property
    def _ids(self) -> dict[str, str]:
        """The ids as people may write them."""
        return {folded(one.id): one.id for one in self._questions}

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The ids of questions by their words, "" where several have the same ones."""
        found: dict[str, str] = {}
        for one in self._questions:
            text = folded(one.text)
            found[text] = "" if text in found else one.id
        found.pop("", "")
        return found

    @cached_property
    def _texts_on_slides(self) -> dict[tuple[str, str], str]:
        """The ids of questions by their words and their slide, "" where several have the same ones."""
        found: dict[tuple[str, str], str] = {}
        for one in self._questions:
            place = (folded(one.text), folded(one.label))
            found[place] = "" if place in found else one.id
        return found

    @cached_property
    def _labels(self) -> set[str]:
        """The labels of questions."""
        return {folded(one.label) for one in self._questions} - {""}

    def id_by_text(self, text: str, label: str) -> str:
        """Return the id of the one known question that has these words, or of the one on that slide, or ""."""
        words = folded(text)
        return self._texts.get(words, "") or (self._texts_on_slides.get((words, folded(label)), "") if words else "")

    def is_note(self, text: str) -> bool:
        """Tell whether this is a note we print ourselves, such as `asked by 3`."""
        if text not in self._notes:
            self._notes[text] = all(self._note.fullmatch(folded(part)) for part in text.split("; "))
        return self._notes[text]

    def _is_header(self, row: SheetRow) -> bool:
        """Tell whether a row holds the titles of at least two different columns, and little else."""
        named = {self._titles[key] for cell in row.cells.values() if (key := folded(cell.text)) in self._titles}
        return len(named) >= 2

    def _complete(self, columns: dict[Column, int], body: Sequence[tuple[int, int, str]]) -> None:
        """Find the columns without a title by what stands in them; what is left with most words are the answers."""
        looked_for = (
            (Column.QUESTION, lambda text: folded(text) in self._texts),
            (Column.SLIDE, lambda text: folded(text) in self._labels),
            (Column.ASKED, self.is_note),
        )
        for column, is_one in looked_for:
            free = [one for one in body if one[1] not in columns.values()]
            if column not in columns and (number := self._find(free, is_one)):
                columns[column] = number
        if Column.ANSWER not in columns:
            filled = Counter(number for _, number, _ in body if number not in columns.values())
            if filled:
                columns[Column.ANSWER] = min(filled, key=lambda number: (-filled[number], number))

    @staticmethod
    def _find(cells: Iterable[tuple[int, int, str]], is_one: Callable[[str], bool]) -> int:
        """Return the column with most cells of a kind, the leftmost of equal ones, 0 if there is none."""
        counted = Counter(column for _, column, text in cells if is_one(text))
        return min(counted, key=lambda column: (-counted[column], column), default=0)


def _cells(rows: Iterable[SheetRow]) -> list[tuple[int, int, str]]:
    """Return row, column and words of each cell."""
    return [(row.number, column, cell.text) for row in rows for column, cell in row.cells.items()]


def folded(text: str) -> str:
    """Return words without what programs and people change by the way: case, blanks, kinds of dashes."""
    plain = text.lower() if text.isascii() else _DASHES.sub("-", unicodedata.normalize("NFKC", text)).casefold()
    return " ".join(plain.split()).strip(" '\"‘’“”:")


def _row_above(rows: Sequence[SheetRow], found: Mapping[int, str]) -> list[SheetRow]:
    """Return the row right before the first question if it may hold titles: renamed ones, then."""
    first = min(found, default=0)
    above = [row for row in rows if row.number < first and len(row.cells) >= 2]
    return above[-1:]
