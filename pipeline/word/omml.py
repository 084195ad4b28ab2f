"""Formulas as Word writes them: LaTeX becomes Office Math Markup (OMML), by way of MathML.

MathML says where things stand; OMML wants to know what they are. So a row is read for its meaning: a function and
its argument, a sum and what it sums, fences that grow. What OMML cannot say is refused: the reader then gets the
LaTeX that was typed, which is better than a formula that lost a part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from pipeline.rich_text.equations import latex_to_tree
from pipeline.word import omml_groups as groups
from pipeline.word import omml_scripts as scripts
from pipeline.word import omml_tables as signs
from pipeline.word.omml_grid import grid
from pipeline.word.omml_leaves import LEAVES
from pipeline.word.omml_rows import argument_end, is_apply, operand_end, settled, spliced
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
    tree = latex_to_tree(latex, display=display)
    return None if tree is None else omml_from_mathml(tree, display=display)


def omml_from_mathml(root: Element, *, display: bool = False) -> str | None:
    """Return a `<math>` element as an `<m:oMath>` element, or None if Word could not show it in full."""
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
    row = spliced(nodes)
    tokens: list[Token] = []
    index = 0
    while index < len(row):
        taken, found = _next_in_row(row[index:], display)
        tokens += found
        index += taken
    return settled(tokens)


def _next_in_row(nodes: Sequence[Element], display: bool) -> tuple[int, list[Token]]:
    """Return how many of these belong to the first of them, and what they are together."""
    first, following = nodes[0], nodes[1:3]
    if following and is_apply(following[0]):
        end = argument_end(nodes, 2)
        return end, [
            structure("func", argument("fName", _one(first, display)), argument("e", _row(nodes[2:end], display)))
        ]
    if first.get("width") == _AUTOMATIC and any(map(is_apply, following[1:])):
        return 1, []
    if following and scripts.hangs_on_nothing(first):
        return 2, [scripts.before(first, following[0], _row)]
    if scripts.nary_sign(first):
        end = operand_end(nodes)
        return end, [scripts.nary(first, nodes[1:end], display, _row)]
    return 1, _one(first, display)


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
