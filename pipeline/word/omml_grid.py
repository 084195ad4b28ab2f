"""Tables of MathML: matrices, cases and aligned lines become `m:m`, lines without alignment become `m:eqArr`.

Word could align lines of an `m:eqArr` at an ampersand too, but LibreOffice prints that as a logical "and".
"""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element

from pipeline.word.omml_write import Look, Row, Token, UnfaithfulError, argument, structure


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
    aligned = any("padding-left: 0;" in cell.get("style", "") for cell in cells)
    contents = [
        [_gap(cell, column, aligned) + convert(list(cell), display) for column, cell in enumerate(row)] for row in rows
    ]
    if _is_lines(table, rows):
        return [structure("eqArr", *(argument("e", row[0] if row else []) for row in contents))]
    return [_matrix(contents, rows, aligned)]


def _is_margin(cell: Element) -> bool:
    """Tell whether this is one of the empty cells that keep an equation in the middle of the page."""
    return not len(cell) and cell.get("style", "").startswith("width:")


def _is_lines(table: Element, rows: list[list[Element]]) -> bool:
    """Tell lines (gather, substack, multline) from a grid (matrix, cases, lines aligned at their signs)."""
    first = next((cell.get("style", "") for row in rows for cell in row), "")
    is_case = first.startswith("text-align: left") and "padding-right: 0" in first
    is_display = table.get("scriptlevel") == "1" or table.get("displaystyle") == "true"
    return is_display and not is_case and max(map(len, rows)) == 1


def _gap(cell: Element, column: int, aligned: bool) -> list[Token]:
    """Return the space before an equation's number, and between pairs of aligned columns, which else touch."""
    is_number = cell.get("style", "").startswith("width:")
    return [(Look.LITERAL, "\u2003")] if is_number or (aligned and column and column % 2 == 0) else []


def _matrix(contents: list[list[list[Token]]], rows: list[list[Element]], aligned: bool) -> Token:
    width = max((len(row) for row in rows), default=0)
    if not width:
        raise UnfaithfulError("a table without cells")
    widest = next(row for row in rows if len(row) == width)
    columns = "".join(
        f'<m:mc><m:mcPr><m:count m:val="{len(list(same))}"/><m:mcJc m:val="{side}"/></m:mcPr></m:mc>'
        for side, same in groupby(map(_side, widest))
    )
    lines = "".join(
        f"<m:mr>{''.join(argument('e', cell) for cell in [*row, *[[]] * (width - len(row))])}</m:mr>"
        for row in contents
    )
    # Columns of aligned lines touch: the gap is the space that belongs to the sign between them.
    gap = '<m:cGpRule m:val="3"/><m:cGp m:val="0"/>' if aligned else ""
    return Look.MARKUP, f"<m:m><m:mPr>{gap}<m:mcs>{columns}</m:mcs></m:mPr>{lines}</m:m>"


def _side(cell: Element) -> str:
    style = cell.get("style", "")
    return next((side for side in ("left", "right") if f"text-align: {side}" in style), "center")
