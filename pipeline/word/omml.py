"""Formulas as Word writes them: LaTeX becomes Office Math Markup (OMML), by way of MathML.

MathML says where things stand; OMML wants to know what they are. So a row is read for its meaning: a function and
its argument, a sum and what it sums, fences that grow. What OMML cannot say is refused: the reader then gets the
LaTeX that was typed, which is better than a formula that lost a part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from pipeline.rich_text.equations import latex_to_mathml
from pipeline.word import omml_groups as groups
from pipeline.word import omml_scripts as scripts
from pipeline.word import omml_tables as signs
from pipeline.word.omml_grid import grid
from pipeline.word.omml_leaves import LEAVES, em
from pipeline.word.omml_write import Row, Token, UnfaithfulError, argument, markup, structure

_DEEPEST = 60  # elements within elements; Word itself gives up somewhere above
_MOST_SUMS = 30  # each stands inside the one before it
_AUTOMATIC = "0.1667em"  # the space that MathML needs before a function, and Word makes by itself


def omml(latex: str, *, display: bool = False) -> str | None:
    """Return the formula as an `<m:oMath>` element, or None if Word could not show it in full.

    Args:
        latex: the formula without its delimiters.
        display: whether it stands on a line of its own, with limits above and below its operators.
    """
    mathml = latex_to_mathml(latex, display=display)
    return None if mathml is None else omml_from_mathml(mathml, display=display)


def omml_from_mathml(mathml: str, *, display: bool = False) -> str | None:
    """Return a `<math>` element of ours as an `<m:oMath>` element, or None if Word could not show it in full."""
    root = ET.fromstring(mathml)  # noqa: S314 - written by our own converter: no entity, no document type
    if not _is_moderate(root):
        return None
    try:
        inside = markup(_row(list(root), display))
    except UnfaithfulError:
        return None
    return f"<m:oMath>{inside}</m:oMath>" if inside else None


def _is_moderate(root: Element) -> bool:
    """Tell whether the tree is shallow enough to be walked, and to be opened by Word."""
    level, depth, sums = [root], 0, 0
    while level:
        level = [child for node in level for child in node]
        sums += sum(node.text in signs.NARY for node in level if node.tag == "mo" and node.text)
        depth += 1
    return depth <= _DEEPEST and sums <= _MOST_SUMS


def _row(nodes: Sequence[Element], display: bool) -> list[Token]:
    """Return what stands side by side."""
    tokens: list[Token] = []
    index = 0
    while index < len(nodes):
        taken, found = _next_in_row(nodes[index:], display)
        tokens += found
        index += taken
    return tokens


def _next_in_row(nodes: Sequence[Element], display: bool) -> tuple[int, list[Token]]:
    """Return how many of these belong to the first of them, and what they are together."""
    first = nodes[0]
    if len(nodes) > 1:
        if nodes[1].tag == "mo" and nodes[1].text == signs.APPLY:
            name, value = argument("fName", _one(first, display)), argument("e", _row(nodes[2:3], display))
            return 3, [structure("func", name, value)]
        if first.get("width") == _AUTOMATIC and _is_function(nodes[1]):
            return 1, []
        if first.tag in scripts.SCRIPTS and first[0].tag == "mrow" and not len(first[0]):
            return 2, [scripts.before(first, nodes[1], _row)]
    if scripts.nary_sign(first):
        end = _operand_end(nodes)
        return end, [scripts.nary(first, nodes[1:end], display, _row)]
    return 1, _one(first, display)


def _is_function(node: Element) -> bool:
    return node.tag == "mrow" and any(child.text == signs.APPLY for child in node)


def _operand_end(nodes: Sequence[Element]) -> int:
    """Return where the operand of the n-ary operator that comes first ends."""
    open_brackets = 0
    for index, node in enumerate(nodes[1:], start=1):
        sign = (node.text or "") if node.tag == "mo" else ""
        open_brackets += (sign in signs.OPENING) - (sign in signs.CLOSING) if sign else 0
        is_sign_of_operand = index == 1 and sign in {"−", "+", "±"}
        is_over = bool(sign) and sign in signs.OPERAND_ENDS and not is_sign_of_operand
        if open_brackets < 0 or (not open_brackets and (is_over or em(node) >= 1)):
            return index
    return len(nodes)


def _one(node: Element, display: bool) -> list[Token]:
    """Return what a single element is."""
    if node.tag in LEAVES:
        return LEAVES[node.tag](node)
    convert = _STRUCTURES.get(node.tag)
    if convert is None:
        raise UnfaithfulError(node.tag)
    return convert(node, display, _row)


_STRUCTURES: dict[str, Callable[[Element, bool, Row], list[Token]]] = {
    "mrow": groups.group,
    "mstyle": groups.group,
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
}
