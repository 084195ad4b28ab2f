"""The leaves of MathML as runs: letters, signs, words and spaces."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from pipeline.word import omml_tables as signs
from pipeline.word.omml_write import Look, Token

_WIDTH = re.compile(r"([\d.]+)r?em")


def em(node: Element) -> float:
    """Return how wide a space is, in em; 0 for anything else."""
    width = _WIDTH.fullmatch(node.get("width", "")) if node.tag == "mspace" else None
    return float(width[1]) if width else 0.0


def identifier(node: Element) -> list[Token]:
    """Return a letter, slanted by Word, or a name, which stays upright."""
    text = (node.text or "").translate(signs.VARIATION_SELECTORS)
    if text in signs.COMMANDS:
        return [(Look.LITERAL, text)]
    # Letters that bring their own style (ℝ, 𝐱) lie outside the alphabets that Word slants.
    is_name = len(text) > 1 and any(letter < "\u2000" for letter in text)
    return [(Look.UPRIGHT if is_name or node.get("mathvariant") == "normal" else Look.MATHS, text)]


def operator(node: Element) -> list[Token]:
    """Return a sign; those that only mean something to MathML are dropped."""
    text = node.text or ""
    if text in signs.INVISIBLE:
        return []
    return [(Look.LITERAL if text in signs.COMMANDS else Look.MATHS, text)]


def number(node: Element) -> list[Token]:
    """Return digits."""
    return [(Look.MATHS, node.text or "")]


def words(node: Element) -> list[Token]:
    """Return text between formulas, with its spaces."""
    bold, slanted = (any(True for _ in node.iter(tag)) for tag in ("b", "i"))
    text = "".join(node.itertext())
    if not text.strip():
        return [(Look.MATHS, text)]
    looks = {
        (False, False): Look.WORDS,
        (True, False): Look.BOLD_WORDS,
        (False, True): Look.SLANTED_WORDS,
        (True, True): Look.BOLD_SLANTED_WORDS,
    }
    return [(looks[bold, slanted], text)]


def space(node: Element) -> list[Token]:
    """Return the space character that comes nearest."""
    width = em(node)
    nearest = next((space for limit, space in signs.SPACES if width < limit), None)
    if nearest is None:
        return [(Look.LITERAL, signs.EM_SPACE * min(round(width), signs.WIDEST))]
    return [(Look.MATHS, nearest)]


LEAVES: dict[str, Callable[[Element], list[Token]]] = {
    "mi": identifier,
    "mn": number,
    "mo": operator,
    "mtext": words,
    "ms": words,
    "mspace": space,
}
