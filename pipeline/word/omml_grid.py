"""Tables of MathML: matrices and cases become `m:m`, lines that belong together become `m:eqArr`."""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element

from pipeline.word.omml_write import Look, Row, Token, UnfaithfulError, argument, markup, structure


def grid(table: Element, _display: bool, convert: Row) -> list[Token]:
    """Return an `mtable` as one structure, or as its only cell.

    Args:
        table: the element.
        convert: turns the content of a cell into tokens.

    Raises:
        UnfaithfulError: it has rules, which Word cannot draw.
    """
    rows = [[cell for cell in row if not _is_margin(cell)] for row in table]
    cells = [cell for row in rows for cell in row]
    if any("border" in cell.get("style", "") for cell in cells):
        raise UnfaithfulError("a table with rules")
    display = table.get("displaystyle") == "true"
    if len(cells) == 1:
        return convert(list(cells[0]), display)
    if _is_lines(table, cells):
        return [structure("eqArr", *(argument("e", _line(row, convert, display)) for row in rows))]
    return [_matrix([[convert(list(cell), display) for cell in row] for row in rows], rows)]


def _is_margin(cell: Element) -> bool:
    """Tell whether this is one of the empty cells that keep an equation in the middle of the page."""
    return not len(cell) and cell.get("style", "").startswith("width:")


def _is_lines(table: Element, cells: list[Element]) -> bool:
    """Tell lines (aligned, gather, substack) from a grid (matrix, cases)."""
    if table.get("scriptlevel") == "1":
        return True
    first = cells[0].get("style", "") if cells else ""
    is_case = first.startswith("text-align: left") and "padding-right: 0" in first
    return table.get("displaystyle") == "true" and not is_case


def _line(row: list[Element], convert: Row, display: bool) -> list[Token]:
    """Return one line; `&` is Word's own mark for alignment, used as in LaTeX."""
    tokens: list[Token] = []
    for index, cell in enumerate(row):
        is_number = cell.get("style", "").startswith("width:")
        if is_number:
            tokens.append((Look.MATHS, "\u2003"))
        elif index:
            tokens.append((Look.MATHS, "&"))
        tokens += convert(list(cell), display)
    return tokens


def _matrix(contents: list[list[list[Token]]], rows: list[list[Element]]) -> Token:
    width = max((len(row) for row in rows), default=0)
    if not width:
        raise UnfaithfulError("a table without cells")
    widest = next(row for row in rows if len(row) == width)
    columns = "".join(
        f'<m:mc><m:mcPr><m:count m:val="{len(list(same))}"/><m:mcJc m:val="{side}"/></m:mcPr></m:mc>'
        for side, same in groupby(map(_side, widest))
    )
    lines = "".join(
        f"<m:mr>{''.join(f'<m:e>{markup(cell)}</m:e>' for cell in [*row, *[[]] * (width - len(row))])}</m:mr>"
        for row in contents
    )
    # Empty cells stay empty: without `plcHide` each would show a dotted box.
    return Look.MARKUP, f'<m:m><m:mPr><m:plcHide m:val="1"/><m:mcs>{columns}</m:mcs></m:mPr>{lines}</m:m>'


def _side(cell: Element) -> str:
    style = cell.get("style", "")
    return next((side for side in ("left", "right") if f"text-align: {side}" in style), "center")
