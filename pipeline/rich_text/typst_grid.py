"""Tables of MathML for typst: matrices, cases and lines aligned at their signs all become one node."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from pipeline.rich_text.typst_leaves import Row, Tree
from pipeline.rich_text.typst_leaves import row as side_by_side

# In em: between columns, between two equations in one line, and between rows of each style.
_COLUMN_GAP, _BETWEEN_PAIRS = 0.9, 2.0
_ROW_GAPS = {"inline": 0.4, "display": 0.7, "script": 0.2}
_MARK: Tree = ["align"]


def grid(table: Element, convert: Row) -> Tree:
    """Return an `mtable` as a matrix without brackets, or as its only cell."""
    rows = [[cell for cell in row if not _is_margin(cell)] for row in table]
    cells = [cell for row in rows for cell in row]
    if not cells:
        return ["row"]
    style = _style(table)
    if len(cells) == 1:
        return _cell(convert(cells[0]), style)
    breadth = max(map(len, rows))
    if any("padding-left: 0;" in cell.get("style", "") for cell in cells):
        contents = [[_aligned([convert(cell) for cell in row], row)] for row in rows]
    else:
        sides = [_column_side(table, rows, column) for column in range(breadth)]
        contents = [[_set(convert(cell), side) for cell, side in zip(row, sides, strict=False)] for row in rows]
        contents = [[*row, *[["row"]] * (breadth - len(row))] for row in contents]
    lines = [[_cell(cell, style) for cell in row] for row in contents]
    return ["mat", lines, {"columns": _COLUMN_GAP, "rows": _ROW_GAPS[style], **_rules(rows, breadth)}]


def _is_margin(cell: Element) -> bool:
    """Tell whether this is one of the empty cells that keep an equation in the middle of the page."""
    return not len(cell) and cell.get("style", "").startswith("width:")


def _style(table: Element) -> str:
    """Return the style of the cells, for in a line of words typst would take letters as small as in a fraction."""
    if table.get("scriptlevel") == "1":
        return "script"
    return "display" if table.get("displaystyle") == "true" else "inline"


def _cell(tree: Tree, style: str) -> Tree:
    return ["style", style, tree] if tree != ["row"] else tree


def _aligned(contents: list[Tree], row: Sequence[Element]) -> Tree:
    """Return a whole line as one cell, its columns parted by marks, so that signs keep their room on both sides."""
    parts: list[Tree] = []
    for column, tree in enumerate(contents):
        is_number = row[column].get("style", "").startswith("width:")
        starts_pair = column > 0 and (column % 2 == 0 or is_number)
        parts += [_MARK] * (column > 0) + [["space", _BETWEEN_PAIRS]] * starts_pair + [tree]
    return ["row", *parts]


def _column_side(table: Element, rows: Sequence[Sequence[Element]], column: int) -> str:
    """Return the side to which all cells of a column are set; the middle if they disagree."""
    named = (table.get("columnalign") or "center").split()
    usual = named[min(column, len(named) - 1)] if named else "center"
    found = {_side(row[column], usual) for row in rows if column < len(row)}
    return found.pop() if len(found) == 1 else "center"


def _side(cell: Element, usual: str) -> str:
    style = cell.get("style", "")
    said = next((side for side in ("left", "right", "center") if f"text-align: {side}" in style), None)
    return said or cell.get("columnalign") or usual


def _set(tree: Tree, side: str) -> Tree:
    """Return a cell with a mark at the side where its column is even."""
    marked = {"left": [_MARK, tree], "right": [tree, _MARK]}.get(side)
    return side_by_side(marked) if marked else tree


def _rules(rows: Sequence[Sequence[Element]], breadth: int) -> dict[str, list[int]]:
    """Return before which rows and columns a line is drawn, if any."""
    across = {at for at, row in enumerate(rows) if any(_has_rule(cell, "top") for cell in row)}
    across |= {at + 1 for at, row in enumerate(rows) if any(_has_rule(cell, "bottom") for cell in row)}
    down = {at for row in rows for at, cell in enumerate(row) if _has_rule(cell, "left")}
    down |= {at + 1 for row in rows for at, cell in enumerate(row) if _has_rule(cell, "right")}
    found = {"across": sorted(across & set(range(len(rows) + 1))), "down": sorted(down & set(range(breadth + 1)))}
    return {name: places for name, places in found.items() if places}


def _has_rule(cell: Element, side: str) -> bool:
    return f"border-{side}:" in cell.get("style", "")
