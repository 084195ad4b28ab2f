"""The smallest pieces of Office Math Markup: runs, arguments and properties, as strings in the schema's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

_FONT = '<w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/>'
# An empty argument shows as a dotted box that asks to be filled in; one that holds nothing visible does not.
_NOTHING = "\u200b"


class Look(StrEnum):
    """How the characters of a run are set; MARKUP is no run but finished markup."""

    MARKUP = "markup"
    MATHS = "maths"  # letters slanted, as Word sets them unasked
    UPRIGHT = "upright"
    LITERAL = "literal"  # characters that Word would take as an instruction
    WORDS = "words"
    BOLD_WORDS = "bold words"
    SLANTED_WORDS = "slanted words"
    BOLD_SLANTED_WORDS = "bold slanted words"


Token = tuple[Look, str]
# Turns elements that stand side by side into tokens; told whether they are set in display style.
Row = Callable[[Sequence[Element], bool], list[Token]]


class UnfaithfulError(ValueError):
    """The formula holds something that Word's markup cannot say."""


_RUN_STARTS = {
    Look.MATHS: f"<m:r><w:rPr>{_FONT}</w:rPr>",
    Look.UPRIGHT: f'<m:r><m:rPr><m:sty m:val="p"/></m:rPr><w:rPr>{_FONT}</w:rPr>',
    Look.LITERAL: f"<m:r><m:rPr><m:lit/></m:rPr><w:rPr>{_FONT}</w:rPr>",
    Look.WORDS: f"<m:r><m:rPr><m:nor/></m:rPr><w:rPr>{_FONT}</w:rPr>",
    Look.BOLD_WORDS: f"<m:r><m:rPr><m:nor/></m:rPr><w:rPr>{_FONT}<w:b/></w:rPr>",
    Look.SLANTED_WORDS: f"<m:r><m:rPr><m:nor/></m:rPr><w:rPr>{_FONT}<w:i/></w:rPr>",
    Look.BOLD_SLANTED_WORDS: f"<m:r><m:rPr><m:nor/></m:rPr><w:rPr>{_FONT}<w:b/><w:i/></w:rPr>",
}


def markup(tokens: Iterable[Token]) -> str:
    """Return the tokens as markup, neighbours of one look in one run, as Word does."""
    parts: list[str] = []
    for look, group in groupby(tokens, key=itemgetter(0)):
        text = "".join(map(itemgetter(1), group))
        if look is Look.MARKUP:
            parts.append(text)
        elif text:
            parts.append(f'{_RUN_STARTS[look]}<m:t xml:space="preserve">{escape(text)}</m:t></m:r>')
    return "".join(parts)


def argument(name: str, tokens: Iterable[Token]) -> str:
    """Return an argument of a structure, such as `m:num`; never an empty one."""
    return f"<m:{name}>{markup(tokens) or markup([(Look.MATHS, _NOTHING)])}</m:{name}>"


def structure(name: str, *arguments: str, **properties: str) -> Token:
    """Return a structure such as `m:f`; properties are written in the order given, which the schema fixes."""
    inside = "".join(f"<m:{key}{_value(text)}/>" for key, text in properties.items())
    start = f"<m:{name}Pr>{inside}</m:{name}Pr>" if inside else ""
    return Look.MARKUP, f"<m:{name}>{start}{''.join(arguments)}</m:{name}>"


def _value(text: str) -> str:
    return ' m:val="{}"'.format(escape(text, {'"': "&quot;"}))
