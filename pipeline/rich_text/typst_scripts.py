"""What has something above, below or beside it, for typst: scripts, limits, accents, braces."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from pipeline.rich_text import typst_signs as signs
from pipeline.rich_text.typst_leaves import Row, Tree, content

_EMPTY: Tree = ["row"]
# How the children behind the first are called: below and above, or at one of the corners.
_PLACES = {
    "msub": ("b",),
    "msup": ("t",),
    "msubsup": ("b", "t"),
    "munder": ("b",),
    "mover": ("t",),
    "munderover": ("b", "t"),
}


def script(node: Element, row: Row) -> Tree:
    """Return something with an index, an exponent or both, which never become limits."""
    scripts = {place: row([child]) for place, child in zip(_PLACES[node.tag], node[1:], strict=False)}
    return _attached(row(node[:1]), scripts, "scripts")


def limits(node: Element, row: Row) -> Tree:
    """Return what has something above or below it: an accent, a brace, words on an arrow, or plain limits."""
    if len(node) < 2:
        return row(node)
    if content(node[1]) == "" and node[1].tag == "mspace":
        return row(node[:1])  # only keeps an arrow long
    if len(node) == 2 and _is_accent(node):
        return _accented(node, row)
    scripts = {place: row([child]) for place, child in zip(_PLACES[node.tag], node[1:], strict=False)}
    operator = node[0] if node[0].tag == "mo" else None
    if operator is None:
        return _attached(row(node[:1]), scripts, "limits")
    sign = content(operator)
    if operator.get("stretchy", str(sign in signs.ARROWS)).lower() == "true" and len(sign) == 1:
        return _attached(["stretch", signs.ARROWS.get(sign, sign)], scripts, "limits")
    moves = sign in signs.MOVABLE and operator.get("movablelimits") != "false"
    return _attached(row(node[:1]), scripts, "auto" if moves else "limits")


def multiscripts(node: Element, row: Row) -> Tree:
    """Return something with scripts on both sides, each pair around what the one before it made."""
    children = list(node)
    split = next((at for at, child in enumerate(children) if child.tag == "mprescripts"), len(children))
    tree = row(children[:1])
    for below, above in _pairs(children[1:split]):
        tree = _attached(tree, {"br": row(below), "tr": row(above)}, "scripts")
    for below, above in reversed(_pairs(children[split + 1 :])):
        tree = _attached(tree, {"bl": row(below), "tl": row(above)}, "scripts")
    return tree


def _pairs(nodes: Sequence[Element]) -> list[tuple[Sequence[Element], Sequence[Element]]]:
    return [(nodes[at : at + 1], nodes[at + 1 : at + 2]) for at in range(0, len(nodes), 2)]


def _attached(base: Tree, scripts: dict[str, Tree], place: str) -> Tree:
    """Return scripts on a base; an empty one takes no room."""
    filled = {name: tree for name, tree in scripts.items() if tree != _EMPTY}
    return ["attach", base, filled, place] if filled else base


def _is_accent(node: Element) -> bool:
    """Tell whether the sign belongs to the letter; some always do, if nothing else is said."""
    above = node.tag == "mover"
    said = node.get("accent" if above else "accentunder")
    if said is not None or node[1].tag != "mo":
        return said == "true" and node[1].tag == "mo"
    sign = content(node[1])
    return sign in (signs.OVER if above else signs.UNDER) or (above and sign in signs.ACCENTS.keys() - signs.ARROWS)


def _accented(node: Element, row: Row) -> Tree:
    sign, above, inside = content(node[1]), node.tag == "mover", row(node[:1])
    line = (signs.OVER if above else signs.UNDER).get(sign)
    if line:
        return ["line", line, inside]
    if above and sign in signs.ACCENTS:
        return ["accent", inside, signs.ACCENTS[sign]]
    place = "t" if above else "b"
    if sign in signs.ARROWS:
        return ["span", place, signs.ARROWS[sign], inside]
    return _attached(inside, {place: row(node[1:])}, "limits")
