"""What holds other formulas: fractions, roots, fences, phantoms and boxes."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from pipeline.word import omml_tables as signs
from pipeline.word.omml_write import Row, Token, UnfaithfulError, argument, structure


def fraction(node: Element, _display: bool, row: Row) -> list[Token]:
    """Return a fraction; one without a bar is what stands in a binomial."""
    upper, lower = (argument(name, row([child], False)) for name, child in zip(("num", "den"), node, strict=True))
    thickness = node.get("linethickness")
    if thickness not in {None, "0"}:
        raise UnfaithfulError("a fraction with a bar of its own thickness")
    return [structure("f", upper, lower, type="noBar") if thickness else structure("f", upper, lower)]


def root(node: Element, display: bool, row: Row) -> list[Token]:
    """Return a square root."""
    return [structure("rad", "<m:deg/>", argument("e", row(list(node), display)), degHide="1")]


def nth_root(node: Element, display: bool, row: Row) -> list[Token]:
    """Return a root with its degree."""
    return [structure("rad", argument("deg", row([node[1]], False)), argument("e", row([node[0]], display)))]


def group(node: Element, display: bool, row: Row) -> list[Token]:
    r"""Return what braces or `\left … \right` hold together."""
    nodes = list(node)
    if len(nodes) > 1 and _is_fence(nodes[0]) and _is_fence(nodes[-1]):
        return [_fenced(nodes, display, row)]
    return row(nodes, display or node.get("displaystyle") == "true")


def _is_fence(node: Element) -> bool:
    grows = node.tag == "mo" and node.get("stretchy") != "false" and node.get("minsize") is None
    return grows and node.text in signs.FENCES


def _fenced(nodes: Sequence[Element], display: bool, row: Row) -> Token:
    r"""Return `\left( … \middle| … \right)`, cut at its separators if they are all alike."""
    inside = nodes[1:-1]
    cuts = [at for at, node in enumerate(inside) if node.get("stretchy") == "true" and _is_fence(node)]
    separators = {inside[at].text for at in cuts}
    if len(separators) > 1:
        cuts = []
    starts, ends = [0, *(at + 1 for at in cuts)], [*cuts, len(inside)]
    parts = [argument("e", row(inside[a:b], display)) for a, b in zip(starts, ends, strict=True)]
    begin, end = ((node.text or "").replace(signs.NO_FENCE, "") for node in (nodes[0], nodes[-1]))
    middle = {"sepChr": separators.pop() or ""} if cuts else {}
    return structure("d", *parts, **{"begChr": begin, **middle, "endChr": end})


def padded(node: Element, display: bool, row: Row) -> list[Token]:
    """Return a box that claims another size than its content has."""
    if node.get("voffset") is not None:
        raise UnfaithfulError("a raised box")
    hidden = len(node) == 1 and node[0].tag == "mphantom"
    if hidden and node.get("height") == "0":
        return [_phantom(node[0], display, row, zeroAsc="1", zeroDesc="1")]
    if hidden and node.get("width") == "0":
        return [_phantom(node[0], display, row, zeroWid="1")]
    return row(list(node), display)


def phantom(node: Element, display: bool, row: Row) -> list[Token]:
    """Return what takes room and is not seen."""
    return [_phantom(node, display, row)]


def _phantom(node: Element, display: bool, row: Row, **flat: str) -> Token:
    return structure("phant", argument("e", row(list(node), display)), show="0", **flat)


def enclosed(node: Element, display: bool, row: Row) -> list[Token]:
    """Return what is framed or struck out."""
    flags = signs.ENCLOSURES.get(node.get("notation", ""))
    if flags is None:
        raise UnfaithfulError("an enclosure without a name in Word")
    content = [child for child in node if child.get("class") is None]
    return [structure("borderBox", argument("e", row(content, display)), **dict.fromkeys(flags, "1"))]
