"""Our header and footer: the series above, the day and the page below."""

from __future__ import annotations

import re

from pipeline.rich_text.characters import one_line
from pipeline.word.xml_parts import DECLARATION, W, attribute, escape

_FIELD = re.compile(r"\{(page|pages)\}")
_INSTRUCTIONS = {"page": "PAGE", "pages": "NUMPAGES"}


def header_xml(series_title: str, style: str) -> str:
    """Return a header with the title of the series.

    Args:
        series_title: as in the settings.
        style: id of the paragraph style.
    """
    return _part("hdr", style, "", _text(one_line(series_title)))


def footer_xml(footer: str, page_of: str, style: str, text_width: int) -> str:
    """Return a footer: a line of text at the left, the page at the right.

    Args:
        footer: ready to print; nothing in it changes when the file is opened.
        page_of: pattern with {page} and {pages}.
        style: id of the paragraph style.
        text_width: where the right edge is, in twentieths of a point.
    """
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{text_width}"/></w:tabs>'
    # Every second piece is the name of a field.
    pieces = _FIELD.split(one_line(page_of))
    pages = "".join(_field(piece) if index % 2 else _text(piece) for index, piece in enumerate(pieces))
    return _part("ftr", style, tabs, f"{_text(one_line(footer))}<w:r><w:tab/></w:r>{pages}")


def _part(tag: str, style: str, tabs: str, runs: str) -> str:
    """Return a header or footer of one paragraph."""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{attribute(style)}"/>{tabs}</w:pPr>{runs}</w:p>'
    return f'{DECLARATION}<w:{tag} xmlns:w="{W}">{paragraph}</w:{tag}>'


def _text(text: str) -> str:
    """Return a run of plain text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _field(name: str) -> str:
    """Return a field with a result to show until a program has counted."""
    return f'<w:fldSimple w:instr=" {_INSTRUCTIONS[name]} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
