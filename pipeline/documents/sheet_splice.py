"""A sheet's XML as bytes: where rows go, and how ranges in it are stretched. Nothing is written again as a tree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from openpyxl.utils import get_column_letter

from pipeline.documents.sheet_grid import place
from pipeline.documents.sheet_looks import row_height
from pipeline.documents.sheet_marks import Column, escaped
from pipeline.documents.sheet_rows import BARE, RowPlaces
from pipeline.errors import DocumentError
from pipeline.word.xml_parts import Node, escape, parse

_TAG_NAME = re.compile(rb"<([\w.-]+:)?[\w.-]+")
_ROWS_WITH_STYLES = 20
_REF = re.compile(rb"(?<=\sref=)([\"'])([^\"']*)\1")


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes from `start` to `end` give way to others."""

    start: int
    end: int
    new: bytes


@dataclass(frozen=True, slots=True)
class Span:
    """A range of cells: `A1:E10`."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def first(self) -> tuple[int, int]:
        """Row and column of its first cell."""
        return self.first_row, self.first_column

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell lies in it."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    def __str__(self) -> str:
        """Return it as it stands in a file."""
        first = f"{get_column_letter(self.first_column)}{self.first_row}"
        last = f"{get_column_letter(self.last_column)}{self.last_row}"
        return first if first == last else f"{first}:{last}"


class SheetSource:
    """One sheet: its bytes, and its rows with their places in them.

    Raises:
        DocumentError: its rows are not in order, so that nothing can be put behind the last one.
    """

    def __init__(self, found: RowPlaces, name: str) -> None:
        if not found.is_ordered:
            raise DocumentError(f"{name} has rows in disorder. Save it again with Excel or LibreOffice.")
        self.content = found.content
        self._name = name
        self._found = found
        self._places = {number: (start, end) for number, start, end, _ in found.places}
        table = found.part("sheetData")
        self._start = table.start if table else 0
        tag = _TAG_NAME.match(self.content, self._start)
        self._prefix = (tag[1] or b"").decode() if tag else ""

    def part(self, name: str) -> Node | None:
        """Return a child of the sheet by its name: `autoFilter`."""
        return self._found.part(name)

    def last_used_row(self) -> int:
        """Return the number of the last row that holds anything but looks, or that is merged with others."""
        used = (row for row, _, _, shape in reversed(self._found.places) if shape != BARE and self._is_used(row))
        filled = next(used, 0)
        return max([filled, *(one.last_row for one in self._merged())])

    def is_free(self, row: int, column: int) -> bool:
        """Tell whether a cell of a row that is there may be written into: no formula, not hidden by a merged one."""
        hidden = any(one.holds(row, column) and (row, column) != one.first for one in self._merged())
        return not hidden and not self.has_formula(row, column)

    def has_formula(self, row: int, column: int) -> bool:
        """Tell whether a cell of a row that is there holds a formula."""
        cell = self._cells(row).get(column)
        return cell is not None and any(local_name(one) == "f" for one in cell.children)

    def with_text(self, row: int, column: int, text: str, style: str = "") -> Edit:
        """Return the edit that leaves nothing in a cell but this text and its looks.

        Args:
            row: its number; the row is there.
            column: its number.
            text: of the cell, "" to empty it.
            style: the number of the style if the cell is not there yet.
        """
        cells = self._cells(row)
        cell = cells.get(column)
        if cell is None:
            behind = [one.start for number, one in cells.items() if number > column]
            at = behind[0] if behind else self.content.rindex(b"</", *self._places[row])
            return Edit(at, at, _cell_xml(f"{get_column_letter(column)}{row}", style, text, self._prefix).encode())
        place_of, style = (cell.attributes.get(key, "") for key in "rs")
        return Edit(cell.start, cell.end, _cell_xml(place_of, style, text, self._prefix).encode())

    def _cells(self, row: int) -> dict[int, Node]:
        """Return the cells of a row by their columns."""
        xml, shift = self._found.wrapped(*self._places[row])
        cells: dict[int, Node] = {}
        column = 0
        for cell in parse(xml, self._name).children[0].children:
            column = place(cell.attributes.get("r", ""), (row, column + 1))[1]
            cells[column] = replace(cell, start=cell.start + shift, end=cell.end + shift)
        return cells

    def _is_used(self, row: int) -> bool:
        """Tell whether a row holds more than looks."""
        return any(cell.children for cell in self._cells(row).values())

    def _merged(self) -> list[Span]:
        """Return the ranges of merged cells."""
        merged = self.part("mergeCells")
        spans = [span_of(one.attributes.get("ref", "")) for one in merged.children] if merged else []
        return [one for one in spans if one]

    def styles(self, rows: Iterable[int]) -> dict[int, str]:
        """Return by column the number of the style that most cells of these rows have, judged by the first ones."""
        counted: dict[int, Counter[str]] = {}
        for number in islice(rows, _ROWS_WITH_STYLES):
            for column, cell in self._cells(number).items():
                counted.setdefault(column, Counter())[cell.attributes.get("s", "")] += 1
        return {column: found.most_common(1)[0][0] for column, found in counted.items()}

    def added_rows(
        self,
        first: int,
        texts: Sequence[Mapping[Column, str]],
        columns: Mapping[Column, int],
        styles: Mapping[int, str],
    ) -> list[Edit]:
        """Return the edits that put rows from number `first` on; rows that only have looks give way to them."""
        xml = "".join(
            _row_xml(
                number,
                {columns[one]: text for one, text in row.items() if one in columns},
                styles,
                self._prefix,
                row_height(row),
            )
            for number, row in enumerate(texts, first)
        )
        before = next((place_of for number, place_of in reversed(self._places.items()) if number < first), None)
        at = before[1] if before else self.content.index(b">", self._start) + 1
        rows = range(first, first + len(texts))
        removed = [Edit(*self._places[number], b"") for number in rows if number in self._places]
        return [Edit(at, at, xml.encode()), *removed]


def span_of(reference: str) -> Span | None:
    """Return the range that `A1:E10` or `$A$1:$E$10` names; None if it is another kind of reference."""
    first, _, last = reference.replace("$", "").partition(":")
    begin, end = place(first, (0, 0)), place(last or first, (0, 0))
    return Span(*begin, *end) if begin[0] and end[0] else None


def with_ref(content: bytes, node: Node, span: Span) -> Edit:
    """Return the edit that gives an element another range."""
    found = _REF.search(content, node.start, node.end)
    if found is None:
        raise DocumentError("A range of the sheet is written in an unknown way. Save the file again with Excel.")
    return Edit(found.start(2), found.end(2), str(span).encode())


def spliced(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes with these edits, which do not overlap."""
    pieces, done = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        pieces += [content[done : edit.start], edit.new]
        done = edit.end
    return b"".join([*pieces, content[done:]])


def local_name(node: Node) -> str:
    """Return the name of an element without its namespace."""
    return node.name.rpartition("}")[2]


def _row_xml(number: int, texts: Mapping[int, str], styles: Mapping[int, str], prefix: str, height: float) -> str:
    """Return a row; its texts stand in it, so that the table of shared ones need not change."""
    used = sorted({*texts, *(one for one, style in styles.items() if style)})
    places = ((column, f"{get_column_letter(column)}{number}") for column in used)
    cells = "".join(_cell_xml(at, styles.get(column, ""), texts.get(column, ""), prefix) for column, at in places)
    return f'<{prefix}row r="{number}" ht="{height:g}">{cells}</{prefix}row>'


def _cell_xml(reference: str, style: str, text: str, prefix: str) -> str:
    """Return a cell with a text that no program takes for a formula, or with looks alone."""
    start = f"<{prefix}c" + (f' r="{reference}"' if reference else "") + (f' s="{style}"' if style else "")
    if not text:
        return f"{start}/>"
    inner = f'<{prefix}is><{prefix}t xml:space="preserve">{escape(escaped(text))}</{prefix}t></{prefix}is>'
    return f'{start} t="inlineStr">{inner}</{prefix}c>'
