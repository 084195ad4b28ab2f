"""What holds other formulas, for typst: fractions, roots, fences, phantoms and boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from pipeline.rich_text import typst_signs as signs
from pipeline.rich_text.typst_leaves import Row, Tree, content, em, symbol

_COLOUR = re.compile(r"(?:^|;)\s*color:\s*(#[0-9A-Fa-f]{6})\b")


def fraction(node: Element, row: Row) -> Tree:
    """Return a fraction; one without a bar is what stands in a binomial."""
    bare = node.get("linethickness", "1").strip() in {"0", "0em", "0px", "0pt"}
    return ["stack" if bare else "frac", row(node[:1]), row(node[1:])]


def root(node: Element, row: Row) -> Tree:
    """Return a square root."""
    return ["root", None, row(node)]


def nth_root(node: Element, row: Row) -> Tree:
    """Return a root with its degree."""
    return ["root", row(node[1:]), row(node[:1])]


def group(node: Element, row: Row) -> Tree:
    r"""Return what braces or `\left … \right` hold together, in its colour if it has one."""
    nodes = list(node)
    is_fenced = len(nodes) > 1 and _is_fence(nodes[0]) and _is_fence(nodes[-1])
    inside = _fenced(nodes, row) if is_fenced else row(nodes)
    colour = _COLOUR.search(node.get("style", ""))
    return ["colour", colour[1], inside] if colour else inside


def _is_fence(node: Element) -> bool:
    grows = node.tag == "mo" and node.get("stretchy") != "false" and node.get("minsize") is None
    return grows and content(node) in signs.FENCES


def _fenced(nodes: Sequence[Element], row: Row) -> Tree:
    r"""Return `\left( … \middle| … \right)`; a missing side keeps the last sign inside from growing in its place."""
    begin, end = (_fence(node, side) for node, side in ((nodes[0], "opening"), (nodes[-1], "closing")))
    inside = nodes[1:-1]
    cuts = [at for at, node in enumerate(inside) if node.get("stretchy") == "true" and _is_fence(node)]
    starts, ends = [0, *(at + 1 for at in cuts)], [*cuts, len(inside)]
    parts = [row(inside[a:b]) for a, b in zip(starts, ends, strict=True)]
    if not cuts and _is_binomial(begin, parts[0], end):
        return ["binom", *parts[0][1:]]
    if not cuts and not (begin and end):
        parts = [["class", "normal", parts[0]]]
    middles = [["mid", symbol(content(inside[at]))] for at in cuts]
    filled = [tree for pair in zip(parts, [*middles, []], strict=True) for tree in pair if tree]
    return ["lr", *begin, *filled, *end]


def _fence(node: Element, side: str) -> list[Tree]:
    sign = content(node)
    return [] if sign in signs.INVISIBLE else [["class", side, symbol(sign)]]


def _is_binomial(begin: list[Tree], inside: Tree, end: list[Tree]) -> bool:
    brackets = [["class", "opening", ["sym", "("]], ["class", "closing", ["sym", ")"]]]
    return inside[0] == "stack" and [*begin, *end] == brackets


def padded(node: Element, row: Row) -> Tree:
    """Return a box that claims another size than its content has."""
    raised = em(node.get("voffset", ""))
    if raised:
        return ["raise", raised, row(node)]
    if len(node) == 1 and node[0].tag == "mphantom":
        kind = "width" if node.get("height") == "0" else "height" if node.get("width") == "0" else "both"
        return ["phantom", row(node[0]), kind]
    return row(node)


def phantom(node: Element, row: Row) -> Tree:
    """Return what takes room and is not seen."""
    return ["phantom", row(node), "both"]


def enclosed(node: Element, row: Row) -> Tree:
    """Return what is framed or struck out; an enclosure of another kind shows its content."""
    inside = row([child for child in node if child.get("class") is None])
    notation = " ".join(node.get("notation", "").split())
    if notation in {"box", "roundedbox"}:
        is_large = node.get("displaystyle") == "true"  # a box does not know the style around it
        return ["box", ["style", "display", inside] if is_large else inside]
    return ["cancel", inside, signs.STROKES[notation]] if notation in signs.STROKES else inside
