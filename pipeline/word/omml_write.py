"""The smallest pieces of Office Math Markup: runs, arguments and properties, as strings in the schema's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from pipeline.errors import QaError

_FONT = '<w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/>'
# An empty argument shows as a dotted box that asks to be filled in; one that holds something invisible does not.
_NOTHING = "\u200b"


class Look(StrEnum):
    """How the characters of a run are set; MARKUP is no run but finished markup."""

    MARKUP = "markup"
    MATHS = "maths"  # letters slanted, as Word sets them unasked
    UPRIGHT = "upright"
    LITERAL = "literal"  # signs that a program would take for a command, or for an operator without operands
    WORDS = "words"
    BOLD_WORDS = "bold words"
    SLANTED_WORDS = "slanted words"
    BOLD_SLANTED_WORDS = "bold slanted words"


Token = tuple[Look, str]
# Turns elements that stand side by side into tokens; told whether they are set in display style.
Row = Callable[[Sequence[Element], bool], list[Token]]


class UnfaithfulError(QaError):
    """The formula holds something that Word's markup cannot say."""


_PROPERTIES = {
    Look.MATHS: ("", ""),
    Look.UPRIGHT: ('<m:lit/><m:sty m:val="p"/>', ""),
    Look.LITERAL: ("<m:lit/>", ""),
    Look.WORDS: ("<m:nor/>", ""),
    Look.BOLD_WORDS: ("<m:nor/>", "<w:b/>"),
    Look.SLANTED_WORDS: ("<m:nor/>", "<w:i/>"),
    Look.BOLD_SLANTED_WORDS: ("<m:nor/>", "<w:b/><w:i/>"),
}
_RUN_STARTS = {
    look: f'<m:r>{maths and f"<m:rPr>{maths}</m:rPr>"}<w:rPr>{_FONT}{word}</w:rPr><m:t xml:space="preserve">'
    for look, (maths, word) in _PROPERTIES.items()
}
_RUN_END = "</m:t></m:r>"


def markup(tokens: Iterable[Token]) -> str:
    """Return the tokens as markup, neighbours of one look in one run, as Word does.

    Only letters stay apart: LibreOffice would read `i` and `n` side by side as its command `in`.
    """
    parts: list[str] = []
    open_look, last = Look.MARKUP, ""
    for look, text in tokens:
        if look is Look.MARKUP:
            parts.append(_RUN_END if last else "")
            parts.append(text)
            last = ""
        elif text:
            joins = last and look is open_look and not (look is Look.MATHS and last.isalpha() and text[0].isalpha())
            if not joins:
                parts.append((_RUN_END if last else "") + _RUN_STARTS[look])
            parts.append(escape(text))
            open_look, last = look, text[-1]
    parts.append(_RUN_END if last else "")
    return "".join(parts)


_EMPTY = markup([(Look.LITERAL, _NOTHING)])


def argument(name: str, tokens: Iterable[Token]) -> str:
    """Return an argument of a structure, such as `m:num`; never an empty one."""
    return f"<m:{name}>{markup(tokens) or _EMPTY}</m:{name}>"


def structure(name: str, *arguments: str, **properties: str) -> Token:
    """Return a structure such as `m:f`; properties are written in the order given, which the schema fixes."""
    inside = "".join(f"<m:{key}{_value(text)}/>" for key, text in properties.items())
    start = f"<m:{name}Pr>{inside}</m:{name}Pr>" if inside else ""
    return Look.MARKUP, f"<m:{name}>{start}{''.join(arguments)}</m:{name}>"


def _value(text: str) -> str:
    return ' m:val="{}"'.format(escape(text, {'"': "&quot;"}))
