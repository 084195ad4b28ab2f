"""Word's equations as one line of text, in the linear form that Word itself understands when it is typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element

from pipeline.word.omml_read_tables import local, value
from pipeline.word.xml_parts import M, W

_NOTHING = "\u200b"
_SHORT = re.compile(r"\w*|[∞′″]|\([^()]*\)")
_DEEPEST = 40


def linear(equation: _Element) -> str:
    """Return an `m:oMath` element as text: `x_i^2`, `(a+b)/c`, `√(x)`."""
    return " ".join(_row(equation, 0).split())


def _row(node: _Element | None, depth: int) -> str:
    if node is None:
        return ""
    if depth > _DEEPEST:
        return "".join(child.text or "" for child in node.iter(f"{{{M}}}t", f"{{{W}}}t"))
    return "".join(_one(child, depth + 1) for child in node if isinstance(child.tag, str))


def _one(node: _Element, depth: int) -> str:
    name = local(node)
    if name.endswith("Pr"):
        return ""
    if name == "r":
        return "".join(child.text or "" for child in node.iter(f"{{{M}}}t", f"{{{W}}}t")).replace(_NOTHING, "")
    write = _STRUCTURES.get(name)
    if write is None:
        return _row(node, depth)
    return write(node, lambda part: _row(node.find(f"{{*}}{part}"), depth))


def _grouped(text: str) -> str:
    """Return a part in brackets, unless it is short enough to be clear."""
    return text if _SHORT.fullmatch(text) else f"({text})"


Part = Callable[[str], str]


def _fraction(_node: _Element, part: Part) -> str:
    return f"{_grouped(part('num'))}/{_grouped(part('den'))}"


def _scripts(_node: _Element, part: Part) -> str:
    return part("e") + _below_above(part("sub"), part("sup"))


def _nary(node: _Element, part: Part) -> str:
    return (value(node, "nary", "chr") or "∫") + _below_above(part("sub"), part("sup")) + f" {part('e')}"


def _below_above(below: str, above: str) -> str:
    return (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")


def _root(_node: _Element, part: Part) -> str:
    degree = part("deg")
    return f"√({degree}&{part('e')})" if degree else f"√({part('e')})"


def _fenced(node: _Element, _part: Part) -> str:
    inside = (value(node, "d", "sepChr", "|")).join(_row(child, _DEEPEST // 2) for child in node.iterfind("{*}e"))
    return value(node, "d", "begChr", "(") + inside + value(node, "d", "endChr", ")")


def _function(_node: _Element, part: Part) -> str:
    return f"{part('fName')} {part('e')}"


def _accent(node: _Element, part: Part) -> str:
    inside, drawn = part("e"), value(node, "acc", "chr", "\u0302")
    return f"{_grouped(inside)}{drawn}"


def _limit(sign: str) -> Callable[[_Element, Part], str]:
    return lambda _node, part: f"{part('e')}{sign}{_grouped(part('lim'))}"


def _matrix(node: _Element, _part: Part) -> str:
    rows = (" & ".join(_row(cell, _DEEPEST // 2) for cell in row.iterfind("{*}e")) for row in node.iterfind("{*}mr"))
    return f"■({' @ '.join(rows)})"


def _lines(node: _Element, _part: Part) -> str:
    return f"█({' @ '.join(_row(line, _DEEPEST // 2) for line in node.iterfind('{*}e'))})"


_STRUCTURES: dict[str, Callable[[_Element, Part], str]] = {
    "f": _fraction,
    "rad": _root,
    "sSub": _scripts,
    "sSup": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts,
    "nary": _nary,
    "func": _function,
    "d": _fenced,
    "acc": _accent,
    "limLow": _limit("┬"),
    "limUpp": _limit("┴"),
    "m": _matrix,
    "eqArr": _lines,
}
