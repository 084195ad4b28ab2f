"""The cells of one sheet of a workbook, row by row, read when they are asked for; those without words are left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from lxml import etree

from pipeline.documents.sheet_file import SheetFile, SheetPart, child, decoded, local, read_xml
from pipeline.documents.sheet_marks import unescaped
from pipeline.documents.sheet_rows import ORDINARY_CELL, RowPlaces, find_rows
from pipeline.documents.sheet_styles import Styles
from pipeline.documents.sheet_text import SheetCell
from pipeline.documents.sheet_texts import SharedTexts, plain_text
from pipeline.documents.sheet_values import formula_link, formula_text, value_text
from pipeline.errors import DocumentError
from pipeline.rich_text.rich_text import Run

_MOST_CELLS = 1_000_000
_LAST_COLUMN = 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_CELL = re.compile(ORDINARY_CELL)
_IN_COLUMN = (
    r'<c r="{}\d+"(?: s="\d+")?(?: t="(?:(s)|inlineStr)")>'
    r"(?:<v>([^<]*)</v>|<is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is>)</c>"
)


class SheetRow:
    """One row: its number, and its cells by the numbers of their columns, all from 1."""

    __slots__ = ("_cells", "_read", "_text", "number")

    def __init__(
        self,
        number: int,
        cells: Mapping[int, SheetCell] | None = None,
        read: Callable[[], Mapping[int, SheetCell]] = dict,
        text: Callable[[int], str | None] | None = None,
    ) -> None:
        """Make a row.

        Args:
            number: of the row.
            cells: None to have them read when they are asked for.
            read: reads them.
            text: reads the words of one column, quicker; None where it cannot tell.
        """
        self.number = number
        self._cells = cells
        self._read = read
        self._text = text

    @property
    def cells(self) -> Mapping[int, SheetCell]:
        """The cells that hold words."""
        if self._cells is None:
            self._cells = self._read()
        return self._cells

    def text(self, column: int) -> str:
        """Return the words in a column, "" if there are none."""
        if self._cells is None and self._text is not None and (quick := self._text(column)) is not None:
            return quick
        cell = self.cells.get(column)
        return cell.text if cell else ""


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
        self._texts = SharedTexts(file)
        self._places: dict[str, RowPlaces] = {}
        book = child(file.tree(file.main), "workbookPr")
        self._from_1904 = book is not None and book.get("date1904") in {"1", "true"}

    def places(self, sheet: SheetPart) -> RowPlaces:
        """Return where the rows of a sheet lie.

        Raises:
            DocumentError: the sheet is damaged or without bounds.
        """
        if sheet.part not in self._places:
            self._places[sheet.part] = find_rows(self._file.parts[sheet.part], self._file.name)
        return self._places[sheet.part]

    def rows(self, sheet: SheetPart) -> tuple[SheetRow, ...]:
        """Return the rows of a sheet that hold anything.

        Raises:
            DocumentError: the sheet is damaged or without bounds; this can also come when a cell is asked for.
        """
        places = self.places(sheet)
        content, links = places.content, self._links(sheet)
        columns: dict[int, re.Pattern[bytes]] = {}
        rows = []
        for number, start, end, is_ordinary in places.places:
            if not is_ordinary:
                rows.append(SheetRow(number, read=partial(self._irregular, places, (number, start, end), links)))
            elif any(content.find(one, start, end) >= 0 for one in (b"<v", b"<is", b"<f")):
                text = partial(self._quick, content, start, end, columns)
                rows.append(SheetRow(number, None, partial(self._ordinary, content, (number, start, end), links), text))
        return tuple(rows)

    def _quick(
        self, content: bytes, start: int, end: int, patterns: dict[int, re.Pattern[bytes]], column: int
    ) -> str | None:
        """Return the text in one column of an ordinary row, None if it has to be looked at more closely."""
        pattern = patterns.get(column)
        if pattern is None:
            pattern = patterns[column] = re.compile(_IN_COLUMN.format(column_letters(column)).encode())
        found = pattern.search(content, start, end)
        if found is None:
            return None
        shared, value, text = found.groups()
        if not shared:
            return plain_text(text.decode("utf-8", "replace")) if text is not None else None
        known = self._texts.of(value.decode()) if value else None
        return known if isinstance(known, str) else None

    def _ordinary(
        self, content: bytes, place_of: tuple[int, int, int], links: Mapping[tuple[int, int], str]
    ) -> dict[int, SheetCell]:
        """Return the cells of an ordinary row that hold words."""
        number, start, end = place_of
        cells: dict[int, SheetCell] = {}
        for letters, style, kind, formula, value, text in _CELL.findall(decoded(content[start:end], self._file.name)):
            if not (value or text or formula):
                continue
            cell: SheetCell | None
            if formula:
                cell = self._formula(plain_text(formula), style)
            elif kind == "inlineStr":
                cell = SheetCell(plain_text(text), self._styles.of(style).look)
            elif kind == "s":
                cell = self._shared(value, style)
            else:
                cell = self._value(kind, plain_text(value), style)
            if cell is not None and cell.text.strip():
                cells[column_number(letters)] = cell
        return self._counted(cells, number, links)

    def _irregular(
        self, places: RowPlaces, place_of: tuple[int, int, int], links: Mapping[tuple[int, int], str]
    ) -> dict[int, SheetCell]:
        """Return the cells of a row of any other shape that hold words."""
        number, start, end = place_of
        row = read_xml(places.wrapped(start, end)[0], self._file.name)[0]
        cells: dict[int, SheetCell] = {}
        column = 0
        for element in row:
            if local(element) != "c":
                continue
            column = place(element.get("r", ""), (number, column + 1))[1]
            cell = self._cell(element)
            if cell is not None and cell.text.strip():
                cells[column] = cell
        return self._counted(cells, number, links)

    def _counted(
        self, cells: dict[int, SheetCell], number: int, links: Mapping[tuple[int, int], str]
    ) -> dict[int, SheetCell]:
        """Return the cells of a row with the links they have, unless there are too many in all."""
        self._left -= len(cells)
        if self._left < 0:
            raise DocumentError(f"{self._file.name} has more than {_MOST_CELLS:,} cells. Delete what is not needed.")
        for column, cell in cells.items():
            target = cell.link or (links.get((number, column), "") if links else "")
            if target:
                cells[column] = _linked(cell, target)
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
        found, look = self._texts.of(number), self._styles.of(style).look
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

    def _links(self, sheet: SheetPart) -> dict[tuple[int, int], str]:
        """Return the addresses that cells of a sheet lead to, by row and column."""
        targets = {one.id: one.target for one in self._file.relations.of(sheet.part) if one.external}
        found = self.places(sheet).part("hyperlinks") if targets else None
        links = {}
        for link in found.children if found else ():
            key = next((value for name, value in link.attributes.items() if name.endswith("}id")), "")
            if key in targets:
                links[place(link.attributes.get("ref", "").partition(":")[0], (0, 0))] = targets[key]
        return links


def place(reference: str, otherwise: tuple[int, int]) -> tuple[int, int]:
    """Return row and column of `B7`, or the other ones if it is no such reference."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return otherwise
    column = column_number(found[1])
    return (int(found[2]), column) if column <= _LAST_COLUMN else otherwise


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Return the number of the column `B`."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def column_letters(number: int) -> str:
    """Return the letters of a column."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def _text(element: etree._Element | None) -> str:
    """Return what an element says, "" if it is not there."""
    return (element.text or "") if element is not None else ""


def _linked(cell: SheetCell, target: str) -> SheetCell:
    """Return a cell that leads somewhere, without the looks that programs give to links."""
    runs = [replace(run, colour="" if run.underline else run.colour, underline=False) for run in cell.runs]
    return SheetCell.of_runs(runs, target)
