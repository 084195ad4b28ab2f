"""Formulas for typst: MathML becomes a tree of plain lists, which `typst_formula.FORMULA` sets.

Nothing of a formula reaches typst as source text, so nothing in it can run. What is unknown gives its content, and
a formula too deep or too long for any page gives its letters: nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from pipeline.rich_text import typst_groups as groups
from pipeline.rich_text import typst_scripts as scripts
from pipeline.rich_text import typst_signs as signs
from pipeline.rich_text.equations import DEEPEST, LONGEST
from pipeline.rich_text.typst_grid import grid
from pipeline.rich_text.typst_leaves import LEAVES, Row, Tree, content
from pipeline.rich_text.typst_leaves import row as side_by_side

_LONGEST_MARKUP = 200_000  # characters of MathML; two thousand letters never need as many
_TAG = re.compile(r"<[^<>]*>")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_MEASURED = 10
_AUTOMATIC = "0.1667em"  # the space that MathML needs before a function, and typst makes by itself
_DOTS = "..."
_SMALL = {"1": "script", "2": "sscript"}
_OWN_STYLE = frozenset({"mtable", "menclose"})  # they see to the style of their content themselves
_SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"})
_UNSEEN = frozenset({"annotation", "annotation-xml"})


def typst_tree(mathml: str) -> Tree:
    """Return a formula as plain nested lists that can be written as JSON, each with the name of its kind first.

    Args:
        mathml: a single `math` element, as equations of a `RichText` hold it.

    Returns:
        the tree; `["text", …]` with the letters alone for what is no MathML, over 50 levels or 2,000 characters.
    """
    root = _parsed(mathml)
    if root is None:
        return _words(_TAG.sub("", mathml[:_LONGEST_MARKUP]))
    letters = "".join(root.itertext())
    if len(letters) > LONGEST or _element_depth(root) > 2 * DEEPEST:
        return _words(letters)
    _settle_styles(root)
    tree = _one(root)
    return tree if _depth(tree) <= DEEPEST else _words(letters)


def _parsed(mathml: str) -> Element | None:
    """Return the markup as elements named without a namespace; document types are not for formulas."""
    if len(mathml) > _LONGEST_MARKUP or "<!" in mathml:
        return None
    try:
        root = ET.fromstring(mathml)  # noqa: S314 - no document type, so no entities of its own
    except (ET.ParseError, ValueError):
        return None
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]
    return root


def _words(letters: str) -> Tree:
    words = " ".join(_UNWRITABLE.sub("", letters).split())[:LONGEST]
    return ["text", words] if words else ["row"]


def _element_depth(root: Element) -> int:
    depth, level = 0, [root]
    while level:
        level = [child for node in level for child in node]
        depth += 1
    return depth


def _depth(tree: object) -> int:
    """Return how deep lists are nested; what typst has to measure is set twice at every level, and counts tenfold."""
    if isinstance(tree, dict):
        return _depth(list(tree.values()))
    if not isinstance(tree, list):
        return 0
    weight = _MEASURED if tree[:1] == ["span"] or (tree[:1] == ["phantom"] and tree[-1] != "both") else 1
    return weight + max(map(_depth, tree), default=0)


def _settle_styles(root: Element) -> None:
    """Say the style where it is only understood: in frames on a line of their own, in tables among scripts."""
    for node in root.iter():
        scripts = node[1:] if node.tag in _SCRIPTS else ()
        for table in (table for child in scripts for table in child.iter("mtable")):
            table.set("scriptlevel", table.get("scriptlevel", "1"))
    if root.get("display") == "block":
        _enlarge_boxes(root)


def _enlarge_boxes(root: Element) -> None:
    """Mark the frames that stand in display style, for what is in a frame does not know."""
    for node in root:
        if node.tag == "menclose":
            node.set("displaystyle", "true")
        elif node.tag in {"mrow", "mstyle"}:
            _enlarge_boxes(node)


def _row(nodes: Iterable[Element]) -> Tree:
    """Return what stands side by side."""
    children = [node for node in nodes if node.tag not in _UNSEEN]
    found: list[Tree] = []
    at = 0
    while at < len(children):
        taken, tree = _next_in_row(children[at : at + 3])
        found.append(tree)
        at += taken
    return side_by_side(found)


def _next_in_row(nodes: list[Element]) -> tuple[int, Tree]:
    """Return how many of these belong to the first of them, and what they are together."""
    first, following = nodes[0], nodes[1:]
    if following and _is_apply(following[0]):
        return 2, ["op", _one(first)]
    if first.get("width") == _AUTOMATIC and _begins_function(following):
        return 1, ["row"]
    if "".join(content(node) for node in nodes if node.tag == "mo") == _DOTS:
        return 3, ["sym", "…"]
    return 1, _one(first)


def _is_apply(node: Element) -> bool:
    """Tell whether this stands between a function's name and its argument."""
    return node.tag == "mo" and content(node) == signs.APPLY


def _begins_function(nodes: list[Element]) -> bool:
    """Tell whether a function's name comes first, in a group of its own or not."""
    return any(map(_is_apply, nodes[1:])) or bool(nodes and any(map(_is_apply, nodes[0][1:2])))


def _one(node: Element) -> Tree:
    """Return what a single element is, in the style it asks for."""
    if node.tag in LEAVES:
        return LEAVES[node.tag](node)
    tree = _STRUCTURES.get(node.tag, _unknown)(node, _row)
    style = "" if node.tag in _OWN_STYLE or tree == ["row"] else _style(node)
    return ["style", style, tree] if style else tree


def _style(node: Element) -> str:
    """Return the style that an element asks for; "" if it takes the one around it."""
    small = _SMALL.get(node.get("scriptlevel", ""))
    return small or {"true": "display", "false": "inline"}.get(node.get("displaystyle", ""), "")


def _unknown(node: Element, row: Row) -> Tree:
    """Return what is in an element without a meaning here."""
    return row(node) if len(node) else _words(content(node))


def _first(node: Element, row: Row) -> Tree:
    """Return the formula itself, without the notes beside it."""
    return row(node[:1])


_STRUCTURES: dict[str, Callable[[Element, Row], Tree]] = {
    **dict.fromkeys(("math", "mrow", "mstyle", "mtd"), groups.group),
    "mfrac": groups.fraction,
    "msqrt": groups.root,
    "mroot": groups.nth_root,
    "mpadded": groups.padded,
    "mphantom": groups.phantom,
    "menclose": groups.enclosed,
    **dict.fromkeys(("msub", "msup", "msubsup"), scripts.script),
    **dict.fromkeys(("munder", "mover", "munderover"), scripts.limits),
    "mmultiscripts": scripts.multiscripts,
    "mtable": grid,
    "semantics": _first,
}
