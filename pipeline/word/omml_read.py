"""Word's equations read: Office Math Markup (OMML) becomes MathML, the reverse of `omml`.

What has no counterpart is never dropped: an unknown structure gives its content, and what cannot be read at all
is None, so that the reader keeps the equation as linear text.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from pipeline.word.omml_read_accents import accent, bar, group_sign
from pipeline.word.omml_read_grid import lines, matrix
from pipeline.word.omml_read_runs import run
from pipeline.word.omml_read_tables import element, local, on, row_of, sign, value
from pipeline.word.omml_tables import APPLY, ENCLOSURES, NARY, NO_FENCE

_DEEPEST = 60  # structures within structures; beyond, the linear text must do
_NOTATIONS = {flags: notation for notation, flags in ENCLOSURES.items()}
_SUMS = {sign(operator) for operator in NARY}
_EDGES = ("hideTop", "hideBot", "hideLeft", "hideRight", "strikeBLTR", "strikeTLBR", "strikeH", "strikeV")


def mathml(equation: _Element, *, display: bool = False) -> str | None:
    """Return an `m:oMath` element as a `<math>` element, or None if there is nothing in it or no bottom to it.

    Args:
        equation: the element.
        display: whether it stands on a line of its own.
    """
    if _depth(equation) > 2 * _DEEPEST:
        return None
    inside = _row(equation)
    return element("math", inside, display="block" if display else "") if inside else None


def _depth(root: _Element) -> int:
    depth, level = 0, [root]
    while level and depth <= 2 * _DEEPEST:
        level = [child for node in level for child in node]
        depth += 1
    return depth


def _row(node: _Element | None) -> str:
    """Return what stands side by side in an argument."""
    if node is None:
        return ""
    return "".join(_one(child) for child in node if isinstance(child.tag, str) and not local(child).endswith("Pr"))


def _one(node: _Element) -> str:
    """Return one run or structure; what is unknown is seen through."""
    convert = _STRUCTURES.get(local(node))
    return convert(node) if convert else _row(node)


def _part(node: _Element, name: str) -> str:
    """Return an argument of a structure as a single element, for its place is counted."""
    return row_of(_row(node.find(f"{{*}}{name}")))


def _scripts(tag: str, *names: str) -> Callable[[_Element], str]:
    """Return the reader of a structure whose arguments are the children of one element, in this order."""
    return lambda node: element(tag, _base(node), *(_part(node, name) for name in names))


def _base(node: _Element) -> str:
    """Return what carries scripts; a sum among them is kept apart, for here it sums nothing."""
    inside = _part(node, "e")
    return f"<mrow>{inside}</mrow>" if inside in _SUMS else inside


def _fraction(node: _Element) -> str:
    kind = value(node, "f", "type")
    upper, lower = _part(node, "num"), _part(node, "den")
    if kind in {"lin", "skw"}:
        return row_of(f"{upper}{sign('/')}{lower}")
    return element("mfrac", upper, lower, linethickness="0" if kind == "noBar" else "")


def _root(node: _Element) -> str:
    degree = _row(node.find("{*}deg"))
    if on(node, "rad", "degHide") or not degree:
        return element("msqrt", _row(node.find("{*}e")))
    return element("mroot", _part(node, "e"), row_of(degree))


def _both(node: _Element) -> str:
    """Return what has an index and an exponent; a sum that has them and sums nothing is not taken for one that does."""
    base, below, above = _part(node, "e"), _part(node, "sub"), _part(node, "sup")
    return element("mmultiscripts" if base in _SUMS else "msubsup", base, below, above)


def _before(node: _Element) -> str:
    return element("mmultiscripts", _part(node, "e"), "<mprescripts/>", _part(node, "sub"), _part(node, "sup"))


def _nary(node: _Element) -> str:
    """Return a sum, an integral and their like, with limits and what they stand before."""
    stacked = value(node, "nary", "limLoc") == "undOvr"
    operator = sign(value(node, "nary", "chr") or "∫", movablelimits="false" if stacked else "")
    hidden = {name for name in ("sub", "sup") if on(node, "nary", f"{name}Hide")}
    limits = {name: _part(node, name) for name in ("sub", "sup") if name not in hidden}
    limits = {name: limit for name, limit in limits.items() if limit != row_of("")}
    tags = {"sub": ("msub", "munder"), "sup": ("msup", "mover")}
    if len(limits) == len(tags):
        operator = element("munderover" if stacked else "msubsup", operator, *limits.values())
    elif limits:
        ((name, limit),) = limits.items()
        operator = element(tags[name][stacked], operator, limit)
    return operator + _part(node, "e")


def _function(node: _Element) -> str:
    return row_of(_part(node, "fName") + sign(APPLY) + _part(node, "e"))


def _fenced(node: _Element) -> str:
    """Return what stands between brackets that grow with it."""
    begin, middle, end = (
        value(node, "d", name, missing) for name, missing in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
    )
    parts = [_row(child) for child in node if local(child) == "e"]
    inside = sign(middle, stretchy="true").join(parts)
    return f"<mrow>{sign(begin or NO_FENCE)}{inside}{sign(end or NO_FENCE)}</mrow>"


def _limit(tag: str) -> Callable[[_Element], str]:
    return lambda node: element(tag, _part(node, "e"), _part(node, "lim"))


def _phantom(node: _Element) -> str:
    inside = _row(node.find("{*}e"))
    shown = not value(node, "phant", "show", "1") or on(node, "phant", "show", missing=True)
    content = inside if shown else element("mphantom", inside)
    if on(node, "phant", "zeroAsc") and on(node, "phant", "zeroDesc"):
        return element("mpadded", content, height="0", depth="0")
    if on(node, "phant", "zeroWid"):
        return element("mpadded", content, width="0")
    return content


def _boxed(node: _Element) -> str:
    flags = tuple(name for name in _EDGES if on(node, "borderBox", name))
    notation = _NOTATIONS.get(flags)
    inside = _row(node.find("{*}e"))
    return element("menclose", inside, notation=notation) if notation else row_of(inside)


_STRUCTURES: dict[str, Callable[[_Element], str]] = {
    "r": run,
    "f": _fraction,
    "rad": _root,
    "sSub": _scripts("msub", "sub"),
    "sSup": _scripts("msup", "sup"),
    "sSubSup": _both,
    "sPre": _before,
    "nary": _nary,
    "func": _function,
    "d": _fenced,
    "m": lambda node: matrix(node, _row),
    "eqArr": lambda node: lines(node, _row),
    "acc": lambda node: accent(node, _part(node, "e")),
    "bar": lambda node: bar(node, _part(node, "e")),
    "groupChr": lambda node: group_sign(node, _part(node, "e")),
    "limLow": _limit("munder"),
    "limUpp": _limit("mover"),
    "phant": _phantom,
    "borderBox": _boxed,
}
