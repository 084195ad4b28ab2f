"""How far things reach in a row: a function's argument, a sum's operand, a bracket and its partner."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from pipeline.word import omml_tables as signs
from pipeline.word.omml_leaves import em
from pipeline.word.omml_write import Look, Token


def spliced(nodes: Sequence[Element]) -> list[Element]:
    r"""Return the row with each function and its argument in it, instead of in a group of their own.

    The converter ends such a group at the first sign: of `\exp(-x)` it holds no more than `\exp(`.
    """
    row: list[Element] = []
    for node in nodes:
        if node.tag == "mrow" and any(is_apply(child) for child in node):
            row += spliced(list(node))
        else:
            row.append(node)
    return row


def is_apply(node: Element) -> bool:
    """Tell whether this stands between a function's name and its argument."""
    return node.tag == "mo" and node.text == signs.APPLY


def argument_end(row: Sequence[Element], start: int) -> int:
    """Return where the argument that begins at `start` ends: behind a closing bracket, a function, or one element."""
    if start + 1 < len(row) and is_apply(row[start + 1]):
        return argument_end(row, start + 2)
    if start < len(row) and _sign(row[start]) in signs.OPENING:
        open_brackets = 0
        for index in range(start, len(row)):
            open_brackets += _opens(_closing_sign(row[index]))
            if not open_brackets:
                return index + 1
    return min(start + 1, len(row))


def operand_end(row: Sequence[Element]) -> int:
    """Return where the operand of the n-ary operator that comes first in the row ends."""
    open_brackets = 0
    for index, node in enumerate(row[1:], start=1):
        open_brackets += _opens(_closing_sign(node))
        is_sign_of_operand = index == 1 and _sign(node) in {"−", "+", "±"}
        is_over = (_sign(node) in signs.OPERAND_ENDS and not is_sign_of_operand) or em(node) >= 1
        if open_brackets < 0 or (is_over and not open_brackets):
            return index
    return len(row)


def settled(tokens: list[Token]) -> list[Token]:
    r"""Return a row in which what lacks its other side is literal: LibreOffice would ask for it.

    That is an operator at an edge (`\geq 5`) and a bracket without its like (`[0, 1)`); Word shows both as before.
    """
    lonely: set[int] = {edge for edge in (0, len(tokens) - 1) if tokens and tokens[edge][1] in signs.BINARY}
    opened: list[int] = []
    for index, (look, text) in enumerate(tokens):
        if look is not Look.MATHS:
            continue
        if text in signs.PARTNERS:
            opened.append(index)
        elif text in signs.PARTNERS.values():
            if opened and signs.PARTNERS[tokens[opened[-1]][1]] == text:
                opened.pop()
            else:
                lonely.add(index)
    lonely.update(opened)
    return [
        (Look.LITERAL, text) if index in lonely and look is Look.MATHS else (look, text)
        for index, (look, text) in enumerate(tokens)
    ]


def _sign(node: Element) -> str:
    return (node.text or "") if node.tag == "mo" else ""


def _closing_sign(node: Element) -> str:
    """Return the sign that this element is, or that carries its scripts: `)` in `)^2`."""
    return _sign(node[0]) if node.tag in {"msub", "msup", "msubsup"} else _sign(node)


def _opens(sign: str) -> int:
    """Return by how much a sign changes the number of open brackets."""
    return (sign in signs.OPENING) - (sign in signs.CLOSING)
