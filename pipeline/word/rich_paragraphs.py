"""What the properties of a paragraph say about how it is set: heading, list, quote, code, direction."""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.word.rich_names import VAL, is_on, value, w
from pipeline.word.rich_numbering import NumberingBook
from pipeline.word.rich_pieces import Setting, usual
from pipeline.word.rich_styles import ParagraphStyle, StyleBook, outline_level

_INDENT = 200  # twentieths of a point; less is the looks of a style, not a list's
_STYLE = w("pStyle")


class SettingBook:
    """The settings of the paragraphs of a document; those that only name a style are worked out once."""

    def __init__(self, styles: StyleBook, numbering: NumberingBook) -> None:
        self._styles = styles
        self._numbering = numbering
        self._known: dict[str, Setting] = {}

    def setting(self, properties: _Element | None) -> Setting:
        """Return how a paragraph with these properties is set."""
        count = 0 if properties is None else len(properties)
        only_style = properties[0] if properties is not None and count == 1 else None
        if count > 1 or (only_style is not None and only_style.tag != _STYLE):
            return self._setting(properties, value(properties, "pStyle"))
        style = "" if only_style is None else str(only_style.get(VAL, ""))
        if style not in self._known:
            self._known[style] = self._setting(None, style)
        return self._known[style]

    def _setting(self, properties: _Element | None, key: str) -> Setting:
        style = self._styles.paragraph(key)
        number, depth = _place_in_list(properties, style)
        ordered = self._numbering.is_ordered(number, depth)
        direction = None if properties is None else properties.find(w("bidi"))
        found = Setting(
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
        return usual(found)


def _place_in_list(properties: _Element | None, style: ParagraphStyle) -> tuple[str, int]:
    """Return the list a paragraph belongs to, by itself or by its style, and its depth in it."""
    own = None if properties is None else properties.find(w("numPr"))
    if own is None:
        return style.number, style.depth
    said = value(own, "ilvl")
    return value(own, "numId") or style.number, int(said) if said.isdecimal() else style.depth


def _is_indented(properties: _Element | None, style: str) -> bool:
    """Tell whether a paragraph begins further in, by itself or as styles that go on with a list do."""
    own = None if properties is None else properties.find(w("ind"))
    said = "" if own is None else str(own.get(w("left")) or own.get(w("start")) or "")
    return style.startswith(("list paragraph", "list continue")) or (said.isdecimal() and int(said) > _INDENT)
