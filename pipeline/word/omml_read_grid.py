"""Word's matrices and lists of equations as MathML tables."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from pipeline.word.omml_read_tables import element, local, value
from pipeline.word.xml_parts import M

_MOST_COLUMNS = 64
_TOUCHING = "3"  # cGpRule: the gap between columns is given in points, and cGp says none
# What an alignment mark leaves in a run of an equation array.
MARK = "<maligngroup/>"


def matrix(node: _Element, row: Callable[[_Element], str]) -> str:
    """Return a matrix, or lines aligned at their signs; each column keeps its side."""
    sides = _sides(node)
    aligned = value(node, "m", "cGpRule") == _TOUCHING and value(node, "m", "cGp", "0") == "0"
    lines = [[row(cell).replace(MARK, "") for cell in line if local(cell) == "e"] for line in _named(node, "mr")]
    return _table([_row(cells, sides, aligned=aligned) for cells in lines], display=aligned)


def lines(node: _Element, row: Callable[[_Element], str]) -> str:
    """Return a list of equations; alignment marks part them into columns."""
    cut = [row(line).split(MARK) for line in _named(node, "e")]
    if all(len(cells) == 1 for cells in cut):
        return _table([_row(cells, [], aligned=False) for cells in cut], display=True)
    sides = ["right", "left"] * (max(map(len, cut)) // 2 + 1)
    return _table([_row(cells, sides, aligned=True) for cells in cut], display=True)


def _table(rows: list[str], *, display: bool) -> str:
    return element("mtable", *rows, displaystyle="true" if display else "")


def _row(cells: list[str], sides: list[str], *, aligned: bool) -> str:
    return element("mtr", *(_cell(content, sides[at : at + 1], aligned=aligned) for at, content in enumerate(cells)))


def _cell(content: str, side: list[str], *, aligned: bool) -> str:
    style = "".join(f"text-align: {one};" for one in side if one != "center")
    style += ("padding-left: 0;" if side == ["left"] else "padding-right: 0;") if aligned else ""
    return element("mtd", content, style=style)


def _sides(node: _Element) -> list[str]:
    """Return the side to which each column of a matrix is set."""
    sides: list[str] = []
    for column in node.iterfind(f"{{{M}}}mPr/{{{M}}}mcs/{{{M}}}mc/{{{M}}}mcPr"):
        count, side = column.find(f"{{{M}}}count"), column.find(f"{{{M}}}mcJc")
        number = str(count.get(f"{{{M}}}val", "1")) if count is not None else "1"
        said = str(side.get(f"{{{M}}}val", "center")) if side is not None else "center"
        sides += [said] * (min(int(number), _MOST_COLUMNS) if number.isdecimal() else 1)
    return sides


def _named(node: _Element, name: str) -> list[_Element]:
    return [child for child in node if local(child) == name]
