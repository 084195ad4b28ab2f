"""The cells of one sheet of a workbook, row by row; those without words are left out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.documents.sheet_file import SheetFile, SheetPart, child, local
from pipeline.documents.sheet_marks import unescaped
from pipeline.documents.sheet_styles import Styles
from pipeline.documents.sheet_text import SheetCell
from pipeline.documents.sheet_values import formula_link, formula_text, value_text
from pipeline.errors import DocumentError
from pipeline.rich_text.rich_text import Run
from pipeline.word.package import WORKBOOK

_MOST_CELLS = 1_000_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number and its cells by the numbers of their columns, all from 1."""

    number: int
    cells: Mapping[int, SheetCell]


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One sheet: its rows, and the comments in each row by its number."""

    title: str
    rows: tuple[SheetRow, ...]
    comments: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


class CellReader:
    """Reads the sheets of one workbook, which share their texts and their styles."""

    def __init__(self, file: SheetFile) -> None:
        self._file = file
        self._styles = Styles(file)
        self._left = _MOST_CELLS
        texts = file.related(file.main, "sharedStrings")
        self._texts = [one for one in file.tree(texts[0]) if local(one) == "si"] if texts else []
        book = child(file.tree(file.main), "workbookPr")
        self._from_1904 = book is not None and book.get("date1904") in {"1", "true"}

    def rows(self, sheet: SheetPart) -> tuple[SheetRow, ...]:
        """Return the rows of a sheet that hold words.

        Raises:
            DocumentError: the sheet is damaged or without bounds.
        """
        links = self._links(sheet)
        rows = []
        last = 0
        try:
            for element in _elements(self._file.parts[sheet.part], "row"):
                last = _number(element.get("r"), last + 1, _LAST_ROW, self._file.name)
                cells = self._cells(element, last, links)
                if cells:
                    rows.append(SheetRow(last, cells))
        except etree.XMLSyntaxError as error:
            raise DocumentError(f"{self._file.name} is damaged ({error}). {WORKBOOK.save_again}") from error
        return tuple(rows)

    def _cells(self, row: etree._Element, number: int, links: Mapping[tuple[int, int], str]) -> dict[int, SheetCell]:
        """Return the cells of a row that hold words."""
        cells: dict[int, SheetCell] = {}
        column = 0
        for element in row:
            if local(element) != "c":
                continue
            column = place(element.get("r", ""), (number, column + 1))[1]
            cell = self._cell(element)
            if cell is not None and cell.text.strip():
                self._left -= 1
                target = cell.link or links.get((number, column), "")
                cells[column] = _linked(cell, target) if target else cell
        if self._left < 0:
            raise DocumentError(f"{self._file.name} has more than {_MOST_CELLS:,} cells. Delete what is not needed.")
        return cells

    def _cell(self, element: etree._Element) -> SheetCell | None:
        """Return what a cell holds, None if it is empty."""
        kind = element.get("t", "n")
        style = self._styles.of(element.get("s"))
        formula, value = (_text(child(element, name)) for name in ("f", "v"))
        if formula.strip():
            words, target = formula_link(formula)
            return SheetCell((replace(style.look, text=words or formula_text(unescaped(formula))),), target)
        if kind in {"inlineStr", "s"}:
            return self._rich(child(element, "is") if kind == "inlineStr" else self._shared(value), style.look)
        shown = value_text(kind, unescaped(value), style.format, from_1904=self._from_1904) if value else ""
        return SheetCell((replace(style.look, text=shown),)) if shown else None

    def _shared(self, number: str) -> etree._Element | None:
        """Return a text of the table that all sheets share."""
        index = int(number) if number.strip().isdigit() and len(number) < 10 else len(self._texts)
        return self._texts[index] if index < len(self._texts) else None

    def _rich(self, element: etree._Element | None, look: Run) -> SheetCell | None:
        """Return a text of one look, or of several."""
        runs = []
        for one in element if element is not None else ():
            if local(one) == "t":
                runs.append(replace(look, text=unescaped(_text(one))))
            elif local(one) == "r":
                own, words = child(one, "rPr"), unescaped(_text(child(one, "t")))
                runs.append(replace(look if own is None else self._styles.look(own), text=words))
        return SheetCell(tuple(runs)) if runs else None

    def _links(self, sheet: SheetPart) -> dict[tuple[int, int], str]:
        """Return the addresses that cells of a sheet lead to, by row and column."""
        targets = {one.id: one.target for one in self._file.relations.of(sheet.part) if one.external}
        links = {}
        for element in _elements(self._file.parts[sheet.part], "hyperlink") if targets else ():
            key = next((str(value) for name, value in element.attrib.items() if str(name).endswith("}id")), "")
            if key in targets:
                links[place(element.get("ref", "").partition(":")[0], (0, 0))] = targets[key]
        return links


def place(reference: str, otherwise: tuple[int, int]) -> tuple[int, int]:
    """Return row and column of `B7`, or the other ones if it is no such reference."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return otherwise
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return (int(found[2]), column) if column <= _LAST_COLUMN else otherwise


def _elements(content: bytes, name: str) -> Iterator[etree._Element]:
    """Yield the elements of this name one by one, each forgotten when the next one comes."""
    for _, element in etree.iterparse(
        io.BytesIO(content), tag=("{*}" + name, name), resolve_entities=False, no_network=True, remove_comments=True
    ):
        yield element
        element.clear()
        before = element.getprevious()
        if before is not None and (parent := element.getparent()) is not None:
            parent.remove(before)


def _number(text: str | None, otherwise: int, last: int, name: str) -> int:
    """Return the number of a row."""
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
    if not 1 <= number <= last:
        raise DocumentError(f"{name} is damaged: it has a row {number}. {WORKBOOK.save_again}")
    return number


def _text(element: etree._Element | None) -> str:
    """Return what an element says, "" if it is not there."""
    return (element.text or "") if element is not None else ""


def _linked(cell: SheetCell, target: str) -> SheetCell:
    """Return a cell that leads somewhere, without the looks that programs give to links."""
    runs = tuple(replace(run, colour="" if run.underline else run.colour, underline=False) for run in cell.runs)
    return SheetCell(runs, target)
