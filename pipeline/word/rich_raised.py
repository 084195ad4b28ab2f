"""Words set lower or higher by some points, and smaller: what programs make of an index that they lower themselves."""

from __future__ import annotations

import re

from lxml.etree import _Element

from pipeline.rich_text.rich_text import Raised
from pipeline.word.rich_names import PPR, RPR, RUN, TEXT, P, value
from pipeline.word.rich_styles import StyleBook

_NUMBER = re.compile(r"-?\d{1,6}")


def raised_by_place(properties: _Element, styles: StyleBook) -> Raised:
    """Return what a run with these properties is: an index, a power, or neither, if it is no smaller than the rest.

    Args:
        properties: `w:rPr`, in its run in its paragraph.
        styles: of the document.
    """
    shift, size = _number(value(properties, "position")), _number(value(properties, "sz"))
    paragraph = next(properties.iterancestors(P), None)
    if not shift or paragraph is None or not 0 < size < _size_around(paragraph, styles):
        return Raised.NO
    return Raised.SUB if shift < 0 else Raised.SUPER


def _size_around(paragraph: _Element, styles: StyleBook) -> int:
    """Return the size of the largest words on the line of a paragraph, in half points."""
    style = value(paragraph.find(PPR), "pStyle")
    looks = [run.find(RPR) for run in paragraph.iter(RUN) if run.find(TEXT) is not None]
    on_line = [look for look in looks if not _number(value(look, "position"))]
    sizes = [_number(value(look, "sz")) or styles.size(style, value(look, "rStyle")) for look in on_line]
    return max(sizes, default=styles.size(style))


def _number(text: str) -> int:
    return int(text) if _NUMBER.fullmatch(text) else 0
