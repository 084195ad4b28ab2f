"""What the properties of a paragraph say about the line it becomes: heading, list, quote, code, direction."""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.rich_text.rich_text import Inline
from pipeline.word.rich_names import is_on, value, w
from pipeline.word.rich_numbering import NumberingBook
from pipeline.word.rich_pieces import Line
from pipeline.word.rich_styles import ParagraphStyle, StyleBook, outline_level

_INDENT = 200  # twentieths of a point; less is the looks of a style, not a list's


def line_of(
    properties: _Element | None, inlines: tuple[Inline, ...], styles: StyleBook, numbering: NumberingBook
) -> Line:
    """Return the line that these words are in a paragraph with these properties."""
    if properties is None:
        style = styles.paragraph("")
        return Line(inlines, style.name, style.level, style.quote, style.code, style.rtl)
    style = styles.paragraph(value(properties, "pStyle"))
    number, depth = _place_in_list(properties, style)
    ordered = numbering.is_ordered(number, depth)
    direction = properties.find(w("bidi"))
    return Line(
        inlines,
        style=style.name,
        level=style.level or (0 if style.name.startswith("qa ") else outline_level(properties)),
        quote=style.quote,
        code=style.code,
        rtl=style.rtl if direction is None else is_on(direction),
        number="" if ordered is None else number,
        depth=depth,
        ordered=bool(ordered),
        indented=_is_indented(properties, style.name),
    )


def _place_in_list(properties: _Element, style: ParagraphStyle) -> tuple[str, int]:
    """Return the list a paragraph belongs to, by itself or by its style, and its depth in it."""
    own = properties.find(w("numPr"))
    if own is None:
        return style.number, style.depth
    said = value(own, "ilvl")
    return value(own, "numId") or style.number, int(said) if said.isdecimal() else style.depth


def _is_indented(properties: _Element, style: str) -> bool:
    """Tell whether a paragraph begins further in, by itself or as styles that go on with a list do."""
    own = properties.find(w("ind"))
    said = "" if own is None else str(own.get(w("left")) or own.get(w("start")) or "")
    return style.startswith(("list paragraph", "list continue")) or (said.isdecimal() and int(said) > _INDENT)
