"""What has something above, below or beside it: scripts, limits, accents, n-ary operators."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from pipeline.word import omml_tables as signs
from pipeline.word.omml_leaves import LEAVES
from pipeline.word.omml_write import Row, Token, UnfaithfulError, argument, structure

# How the children of each element that carries scripts are named in OMML; "under" and "over" are limits.
SCRIPTS = {
    "msub": ("sub",),
    "msup": ("sup",),
    "msubsup": ("sub", "sup"),
    "munder": ("sub",),
    "mover": ("sup",),
    "munderover": ("sub", "sup"),
}
_SCRIPT_STRUCTURES = {"msub": "sSub", "msup": "sSup", "msubsup": "sSubSup"}


def script(node: Element, display: bool, row: Row) -> list[Token]:
    """Return something with an index, an exponent or both."""
    scripts = (argument(name, row([child], False)) for name, child in zip(SCRIPTS[node.tag], node[1:], strict=True))
    return [structure(_SCRIPT_STRUCTURES[node.tag], argument("e", row([node[0]], display)), *scripts)]


def limits(node: Element, display: bool, row: Row) -> list[Token]:
    """Return what has something above or below it: an accent, a brace, or plain limits."""
    if node[1].tag == "mspace":
        return row([child for child in node[0] if child.tag != "mspace"], display)  # only keeps an arrow long
    if "true" in {node.get("accent"), node.get("accentunder")}:
        return [_accented(node, display, row)]
    stacked = row([node[0]], display)
    if any(child[1:2] and child[1].tag == "mspace" for child in node[1:]):
        stacked = [(look, signs.LONG_ARROWS.get(text, text)) for look, text in stacked]
    for name, child in zip(SCRIPTS[node.tag], node[1:], strict=True):
        limit = argument("lim", row([child], False))
        stacked = [structure("limLow" if name == "sub" else "limUpp", argument("e", stacked), limit)]
    return stacked


def _accented(node: Element, display: bool, row: Row) -> Token:
    sign, above = node[1].text or "", node.tag == "mover"
    content = argument("e", row([node[0]], display))
    if sign in signs.BARS:
        return structure("bar", content, pos="top" if above else "bot")
    if above and sign in signs.ACCENTS:
        return structure("acc", content, chr=signs.ACCENTS[sign])
    if sign in signs.GROUP_SIGNS:
        places = ("top", "bot") if above else ("bot", "top")
        return structure("groupChr", content, chr=sign, pos=places[0], vertJc=places[1])
    return structure("limUpp" if above else "limLow", content, argument("lim", row([node[1]], False)))


def nary_sign(node: Element) -> str:
    """Return the n-ary operator that this element is or carries; "" if there is none."""
    base = node[0] if node.tag in SCRIPTS else node
    return base.text if base.tag == "mo" and base.text in signs.NARY else ""


def nary(node: Element, operand: Sequence[Element], display: bool, row: Row) -> Token:
    """Return an operator such as a sum with its limits and all that it stands before."""
    sign = nary_sign(node)
    scripts = dict(zip(SCRIPTS.get(node.tag, ()), node[1:], strict=True))
    stays = bool(len(node)) and (node[0].get("movablelimits") == "false" or sign in signs.INTEGRALS)
    places = "undOvr" if node.tag.startswith(("munder", "mover")) and (display or stays) else "subSup"
    hidden = {f"{name}Hide": "1" for name in ("sub", "sup") if name not in scripts}
    limits = [
        argument(name, row([scripts[name]], False)) if name in scripts else f"<m:{name}/>" for name in ("sub", "sup")
    ]
    return structure("nary", *limits, argument("e", row(operand, display)), chr=sign, limLoc=places, **hidden)


def hangs_on_nothing(node: Element) -> bool:
    """Tell whether these are scripts without a letter, as in `{}_2^4 He`."""
    return node.tag in SCRIPTS and node[0].tag == "mrow" and not len(node[0])


def before(scripts: Element, node: Element, row: Row) -> Token:
    """Return scripts that stand before their letter: LaTeX hangs them on nothing."""
    placed = dict(zip(SCRIPTS[scripts.tag], scripts[1:], strict=True))
    parts = (argument(name, row([placed[name]], False) if name in placed else []) for name in ("sub", "sup"))
    return structure("sPre", *parts, argument("e", row([node], False)))


def multiscripts(node: Element, display: bool, row: Row) -> list[Token]:
    """Return something with scripts on both sides."""
    children = list(node)
    split = next((at for at, child in enumerate(children) if child.tag == "mprescripts"), len(children))
    after, before = children[1:split], children[split + 1 :]
    if len(after) > 2 or len(before) > 2:
        raise UnfaithfulError("more than one pair of scripts on a side")
    tokens = LEAVES["mo"](children[0]) if nary_sign(children[0]) else row(children[:1], display)
    for name, pair in (("sSubSup", after), ("sPre", before)):
        if any(len(child) or child.text for child in pair):
            content = argument("e", tokens)
            scripts = [argument(key, row([child], False)) for key, child in zip(("sub", "sup"), pair, strict=True)]
            tokens = [structure(name, *((content, *scripts) if name == "sSubSup" else (*scripts, content)))]
    return tokens
