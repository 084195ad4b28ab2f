"""The leaves of MathML for typst: letters, numbers, signs, words and spaces, each as one small list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from pipeline.rich_text import typst_signs as signs

# A node of a formula: its name, then what it holds; lists, strings, numbers, dictionaries and None only.
Tree: TypeAlias = list[Any]
# Turns elements that stand side by side into one node.
Row: TypeAlias = Callable[[Iterable[Element]], Tree]

WIDEST = 10.0  # em; more is layout, not mathematics
_LENGTH = re.compile(r"([+-]?\d{0,3}(?:\.\d+)?)(r?em|ex|px|pt|cm|mm|in)?")
_IN_EM = {"em": 1.0, "rem": 1.0, "ex": 0.45, "px": 1 / 16, "pt": 1 / 12, "cm": 2.36, "mm": 0.236, "in": 6.0}
_NOTHING: Tree = ["row"]


def em(length: str) -> float:
    """Return a length in em, within bounds; 0 for what is none."""
    match = _LENGTH.fullmatch(length.strip())
    if match is None or not match[1].strip("+-"):
        return 0.0
    return max(-WIDEST, min(WIDEST, float(match[1]) * _IN_EM[match[2] or "px"]))


def content(node: Element) -> str:
    """Return the words of a leaf as MathML sees them: white space at the edges counts for nothing."""
    return "".join(node.itertext()).strip(" \t\r\n")


def row(nodes: list[Tree]) -> Tree:
    """Return nodes side by side; a single one needs no row."""
    filled = [node for node in nodes if node != _NOTHING]
    return filled[0] if len(filled) == 1 else ["row", *filled]


def symbol(text: str) -> Tree:
    """Return one sign, or words if it is more than one: typst takes nothing else for a sign."""
    first, rest = text[:1], text[1:]
    is_one = unicodedata.category(first)[0] in "LNPS" and all(unicodedata.category(mark) == "Mn" for mark in rest)
    return ["sym", text] if is_one else ["text", text]


def identifier(node: Element) -> Tree:
    """Return a letter, slanted unless it says otherwise, or a name, which stays upright."""
    text, variant = content(node), node.get("mathvariant", "")
    if not text or text in signs.INVISIBLE:
        return _NOTHING
    letter = symbol(text)
    if variant in signs.VARIANTS:
        return _styled(letter, signs.VARIANTS[variant])
    if "Α" <= text <= "Ω":
        return ["styled", "italic", letter]  # typst keeps these upright unasked
    if text[0].isalpha() or letter[0] == "text":
        return letter
    return ["class", "punctuation" if text == ":" else "normal", letter]  # `f\\colon X`


def number(node: Element) -> Tree:
    """Return digits."""
    text = content(node)
    return _styled(["text", text], signs.VARIANTS.get(node.get("mathvariant", ""), ())) if text else _NOTHING


def operator(node: Element) -> Tree:
    """Return a sign; those that only mean something to MathML are dropped."""
    text = content(node)
    if not text or text in signs.INVISIBLE:
        return _NOTHING
    if text in signs.PRIMES:
        return ["primes", signs.PRIMES[text]]
    sign = symbol(signs.TYPED.get(text, text))
    if sign[0] == "text":
        return ["op", sign] if text.isalpha() else ["class", "relation", sign]
    if text in "|‖" and node.get("form") in {"prefix", "postfix"}:
        sign = ["class", "opening" if node.get("form") == "prefix" else "closing", sign]
    elif text == "," and em(node.get("rspace", "1em")) == 0:
        sign = ["class", "normal", sign]  # `1{,}000`
    size = em(node.get("minsize", ""))
    return ["big", size, sign] if size > 0 else sign


def words(node: Element) -> Tree:
    """Return text between formulas, with its spaces and its looks."""
    return row(list(_marked(node)))


def _marked(node: Element) -> Iterator[Tree]:
    if node.text:
        yield ["text", node.text]
    for child in node:
        mark = signs.MARKS.get(child.tag)
        inside = row(list(_marked(child)))
        yield ["styled", mark, inside] if mark else inside
        if child.tail:
            yield ["text", child.tail]


def space(node: Element) -> Tree:
    """Return a space of the same width."""
    width = em(node.get("width", ""))
    return ["space", width] if width else _NOTHING


def _styled(node: Tree, looks: Iterable[str]) -> Tree:
    for look in reversed(tuple(looks)):
        node = ["styled", look, node]
    return node


LEAVES: dict[str, Callable[[Element], Tree]] = {
    "mi": identifier,
    "mn": number,
    "mo": operator,
    "mtext": words,
    "ms": words,
    "mspace": space,
}
