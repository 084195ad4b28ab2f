"""What Word draws over or under an expression, as MathML: accents, bars, braces and arrows."""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.word.omml_read_tables import element, sign, value
from pipeline.word.omml_tables import ACCENTS

# The first sign of the writing table that stands for a combining character is the one to read it as.
_SIGNS = {combining: spacing for spacing, combining in reversed(ACCENTS.items())}
_HAT = "\u0302"
_BRACE = "⏟"
_OVERLINE, _UNDERLINE = "‾", "_"


def accent(node: _Element, inside: str) -> str:
    """Return a letter with a sign over it."""
    drawn = value(node, "acc", "chr", _HAT) or _HAT
    return element("mover", inside, sign(_SIGNS.get(drawn, drawn)), accent="true")


def bar(node: _Element, inside: str) -> str:
    """Return an expression with a line over or under it; under it unless said otherwise."""
    if value(node, "bar", "pos", "bot") == "top":
        return element("mover", inside, sign(_OVERLINE), accent="true")
    return element("munder", inside, sign(_UNDERLINE), accentunder="true")


def group_sign(node: _Element, inside: str) -> str:
    """Return an expression with a brace or an arrow that stretches over or under it."""
    drawn = sign(value(node, "groupChr", "chr", _BRACE) or _BRACE)
    if value(node, "groupChr", "pos", "bot") == "top":
        return element("mover", inside, drawn, accent="true")
    return element("munder", inside, drawn, accentunder="true")
