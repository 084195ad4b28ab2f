"""The cells of the sheets of a workbook, read row by row when they are asked for; those without words are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter

from pipeline.documents.sheet_comments import comments
from pipeline.documents.sheet_file import SheetFile, SheetPart, child, decoded, local, read_xml
from pipeline.documents.sheet_grid import SheetGrid, SheetRow, place
from pipeline.documents.sheet_marks import unescaped
from pipeline.documents.sheet_rows import BARE, ORDINARY, ORDINARY_CELL, Place, RowPlaces, find_rows
from pipeline.documents.sheet_styles import Styles
from pipeline.documents.sheet_text import SheetCell
from pipeline.documents.sheet_texts import SharedTexts, is_written_plainly, plain_text
from pipeline.documents.sheet_values import formula_link, formula_text, value_text
from pipeline.errors import DocumentError
from pipeline.rich_text.rich_text import Run

__all__ = ["CellReader", "SheetRow"]

_MOST_CELLS = 1_000_000
_CELL = re.compile(ORDINARY_CELL)
_IN_COLUMN = (
    r'<c r="{}(\d+)"(?: s="\d+")? t="(?:s|inlineStr)">'
    r"(?:<v>(\d+)</v>|<is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is>)</c>"
)


class CellReader:
    """Reads the sheets of one workbook, which share their texts and their styles."""

    def __init__(self, file: SheetFile) -> None:
        self.file = file
        self.texts = SharedTexts(file)
        self._styles = Styles(file)
        self._left = _MOST_CELLS
        self._places: dict[str, RowPlaces] = {}
        book = child(file.tree(file.main), "workbookPr")
        self._from_1904 = book is not None and book.get("date1904") in {"1", "true"}

    def places(self, sheet: SheetPart) -> RowPlaces:
        """Return where the rows of a sheet lie.

        Raises:
            DocumentError: the sheet is damaged or without bounds.
        """
        if sheet.part not in self._places:
            self._places[sheet.part] = find_rows(self.file.parts[sheet.part], self.file.name)
        return self._places[sheet.part]

    def grid(self, sheet: SheetPart) -> SheetGrid:
        """Return the rows of a sheet that hold anything, and its comments.

        Raises:
            DocumentError: the sheet is damaged or without bounds; that can also come when a row is asked for its cells.
        """
        places = self.places(sheet)
        source = _RowSource(self, places, self._links(sheet, places))
        rows = tuple([SheetRow(one[0], None, source, one) for one in places.places if one[3] != BARE])
        return SheetGrid(sheet.title, rows, comments(self.file, sheet), source.column)

    def rows(self, sheet: SheetPart) -> tuple[SheetRow, ...]:
        """Return the rows of a sheet that hold anything; see `grid`."""
        return self.grid(sheet).rows

    def cells(self, xml: str) -> dict[int, SheetCell]:
        """Return the cells of an ordinary row that hold words."""
        read = str if is_written_plainly(xml) else plain_text
        cells: dict[int, SheetCell] = {}
        for letters, style, kind, formula, value, text in _CELL.findall(xml):
            cell: SheetCell | None = None
            if formula:
                cell = self._formula(read(formula), style)
            elif text:
                cell = SheetCell(read(text), self._styles.of(style).look)
            elif value:
                cell = self._shared(value, style) if kind == "s" else self._value(kind, read(value), style)
            if cell is not None and cell.text and not cell.text.isspace():
                cells[column_index_from_string(letters)] = cell
        return self._bounded(cells)

    def irregular_cells(self, xml: bytes, number: int) -> dict[int, SheetCell]:
        """Return the cells of a row of any other shape that hold words."""
        cells: dict[int, SheetCell] = {}
        column = 0
        for element in (one for one in read_xml(xml, self.file.name)[0] if local(one) == "c"):
            column = place(element.get("r", ""), (number, column + 1))[1]
            cell = self._cell(element)
            if cell is not None and cell.text.strip():
                cells[column] = cell
        return self._bounded(cells)

    def _bounded(self, cells: dict[int, SheetCell]) -> dict[int, SheetCell]:
        """Return the cells of a row unless there were too many in all."""
        self._left -= len(cells)
        if self._left < 0:
            raise DocumentError(f"{self.file.name} has more than {_MOST_CELLS:,} cells. Delete what is not needed.")
        return cells

    def _cell(self, element: etree._Element) -> SheetCell | None:
        """Return what a cell holds, None if it is empty."""
        kind, style = element.get("t", "n"), element.get("s", "")
        formula, value = (_text(child(element, name)) for name in ("f", "v"))
        if formula.strip():
            return self._formula(unescaped(formula), style)
        if kind == "inlineStr":
            return self._rich(child(element, "is"), self._styles.of(style).look)
        return self._shared(value, style) if kind == "s" else self._value(kind, unescaped(value), style)

    def _formula(self, formula: str, style: str) -> SheetCell:
        """Return a cell with a formula."""
        words, target = formula_link(formula)
        return SheetCell(words or formula_text(formula), self._styles.of(style).look, link=target)

    def _value(self, kind: str, value: str, style: str) -> SheetCell | None:
        """Return a cell with a value that is no text."""
        looks = self._styles.of(style)
        shown = value_text(kind, value, looks.format, from_1904=self._from_1904) if value else ""
        return SheetCell(shown, looks.look) if shown else None

    def _shared(self, number: str, style: str) -> SheetCell | None:
        """Return a cell with a text of the table that all sheets share."""
        found, look = self.texts.of(number), self._styles.of(style).look
        return SheetCell(found, look) if isinstance(found, str) else self._rich(found, look)

    def _rich(self, element: etree._Element | None, look: Run) -> SheetCell | None:
        """Return a text of one look, or of several."""
        runs = []
        for one in element if element is not None else ():
            if local(one) == "t":
                runs.append(replace(look, text=unescaped(_text(one))))
            elif local(one) == "r":
                own, words = child(one, "rPr"), unescaped(_text(child(one, "t")))
                runs.append(replace(look if own is None else self._styles.look(own), text=words))
        return SheetCell.of_runs(runs) if runs else None

    def _links(self, sheet: SheetPart, places: RowPlaces) -> dict[tuple[int, int], str]:
        """Return the addresses that cells of a sheet lead to, by row and column."""
        targets = {one.id: one.target for one in self.file.relations.of(sheet.part) if one.external}
        found = places.part("hyperlinks") if targets else None
        links = {}
        for link in found.children if found else ():
            key = next((value for name, value in link.attributes.items() if name.endswith("}id")), "")
            if key in targets:
                links[place(link.attributes.get("ref", "").partition(":")[0], (0, 0))] = targets[key]
        return links


class _RowSource:
    """Knows what stands in the rows of one sheet."""

    def __init__(self, reader: CellReader, places: RowPlaces, links: Mapping[tuple[int, int], str]) -> None:
        self._reader, self._places, self._links = reader, places, links

    def cells(self, place_of: Place) -> Mapping[int, SheetCell]:
        """Return the cells of a row that hold words, with the links they have."""
        number, start, end, shape = place_of
        if shape == ORDINARY:
            cells = self._reader.cells(decoded(self._places.content[start:end], self._reader.file.name))
        else:
            cells = self._reader.irregular_cells(self._places.wrapped(start, end)[0], number)
        for column, cell in cells.items() if self._links else ():
            target = cell.link or self._links.get((number, column), "")
            if target:
                cells[column] = _linked(cell, target)
        return cells

    def column(self, number: int) -> Iterator[tuple[int, str]]:
        """Yield the texts in a column as they are written, with the numbers of their rows; of ordinary cells alone."""
        if not self._places.is_ordinary:
            return
        pattern = re.compile(_IN_COLUMN.format(get_column_letter(number)))
        found = pattern.findall(decoded(self._places.content, self._reader.file.name))
        shared = self._reader.texts.plain
        for row, index, text in found:
            yield int(row), text or shared(index)


def _text(element: etree._Element | None) -> str:
    """Return what an element says, "" if it is not there."""
    return (element.text or "") if element is not None else ""


def _linked(cell: SheetCell, target: str) -> SheetCell:
    """Return a cell that leads somewhere, without the looks that programs give to links."""
    runs = [replace(run, colour="" if run.underline else run.colour, underline=False) for run in cell.runs]
    return SheetCell.of_runs(runs, target)
