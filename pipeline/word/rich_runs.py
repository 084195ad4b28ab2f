"""Formatted words as WordprocessingML: runs with their looks, links, equations, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from xml.etree import ElementTree as ET

from pipeline.rich_text.direction import has_right_to_left, split_direction
from pipeline.rich_text.links import LinkPiece, split_links
from pipeline.rich_text.rich_text import (
    Block,
    CodeBlock,
    Equation,
    FootnoteMark,
    Image,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Table,
)
from pipeline.word.additions import Additions
from pipeline.word.answer_styles import CODE_FONT
from pipeline.word.omml import omml_from_mathml
from pipeline.word.runs import run
from pipeline.word.xml_parts import attribute

_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}").fullmatch
_POINT = 12_700  # the unit of drawings, to the point
_USUAL_SIZE = (240.0, 180.0)
_WIDEST = 450.0

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# In the order that the schema asks for; a run takes those that hold for it.
_LOOKS = (
    ("code", CODE_FONT),
    ("bold", "<w:b/><w:bCs/>"),
    ("italic", "<w:i/><w:iCs/>"),
    ("strike", "<w:strike/>"),
    ("colour", '<w:color w:val="{colour}"/>'),
    ("underline", '<w:u w:val="single"/>'),
    ("raised", '<w:vertAlign w:val="{raised}script"/>'),
)


class RichRunWriter:
    """Writes what stands inside paragraphs.

    Args:
        additions: take up the links and pictures.
        images: the bytes of pictures, by their SHA-256.
        first_drawing: a number from which on no drawing of the document has one.
    """

    def __init__(
        self,
        additions: Additions,
        images: Mapping[str, bytes],
        first_drawing: int,
    ) -> None:
        self._additions, self._images = additions, images
        self._drawings = count(first_drawing)

    def inlines(self, inlines: tuple[Inline, ...], footnotes: tuple[tuple[Block, ...], ...], *, bold: bool) -> str:
        """Return the inside of a paragraph; footnotes stand in brackets where their mark is."""
        return "".join(self._inline(one, footnotes, bold=bold) for one in inlines)

    def _inline(self, one: Inline, footnotes: tuple[tuple[Block, ...], ...], *, bold: bool) -> str:
        """Return one piece of a paragraph."""
        if isinstance(one, Run):
            return self._run(one, bold=bold)
        if isinstance(one, Equation):
            return _equation(one)
        if isinstance(one, Image):
            return self._image(one)
        return self._footnote(one, footnotes)

    def _run(self, words: Run, *, bold: bool) -> str:
        """Return words with their looks, as a link if they are one."""
        target = _target(words.link)
        style = self._additions.style_ids["Hyperlink"] if target else ""
        looks = f'<w:rStyle w:val="{attribute(style)}"/>' if style else ""
        colour = words.colour.upper() if _COLOUR(words.colour) else ""
        for name, xml in _LOOKS:
            holds = {"bold": bold or words.bold, "colour": colour}.get(name, getattr(words, name))
            looks += xml.format(colour=colour, raised=words.raised.value) if holds else ""
        text = _UNWRITABLE.sub("", words.text)
        text += f" ({_UNWRITABLE.sub('', words.link)})" if words.link and not target else ""
        runs = "".join(run(piece, looks + direction) for piece, direction in _directed(text))
        if not target:
            return runs
        key = attribute(self._additions.links.id_of(target))
        return f'<w:hyperlink r:id="{key}" w:history="1">{runs}</w:hyperlink>'

    def _image(self, image: Image) -> str:
        """Return a picture in the line, or its description if the picture is not to be had."""
        content = self._images.get(image.sha256)
        key = self._additions.picture(image.media_type, content) if content else ""
        alt = _UNWRITABLE.sub("", image.alt)
        if not key:
            return run(f"[{alt or image.media_type}]", "")
        width, height = _fitting(image)
        return _drawing(key, next(self._drawings), alt, round(width * _POINT), round(height * _POINT))

    def _footnote(self, mark: FootnoteMark, footnotes: tuple[tuple[Block, ...], ...]) -> str:
        """Return the words of a footnote in brackets: a part for footnotes may belong to the lecturer."""
        found = footnotes[mark.number - 1] if 0 < mark.number <= len(footnotes) else ()
        inner = (inline for paragraph in _paragraphs(found) for inline in paragraph.inlines)
        words = "".join(self._inline(one, (), bold=False) for one in inner)
        return f"{run(' [', '')}{words}{run(']', '')}" if words else ""


def _directed(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text with the property that tells their direction."""
    if not has_right_to_left(text):
        yield text, ""
        return
    for piece in split_direction(text, right_to_left=False):
        yield piece.text, "<w:rtl/>" if piece.right_to_left else ""


def _target(link: str) -> str:
    """Return where a link leads in the form that Word accepts, "" if there is none."""
    pieces = split_links("%20".join(link.split()))
    return pieces[0].target if len(pieces) == 1 and isinstance(pieces[0], LinkPiece) else ""


def _equation(equation: Equation) -> str:
    """Return a formula, or what was typed for it if Word cannot show it."""
    formula = None
    if "<!" not in equation.mathml:
        try:
            tree = ET.fromstring(equation.mathml)  # noqa: S314 - without declarations there is nothing to expand
        except ET.ParseError:
            tree = None
        for node in tree.iter() if tree is not None else ():
            node.tag = node.tag.rpartition("}")[2]
        formula = omml_from_mathml(tree, display=equation.display) if tree is not None else None
    if formula is None:
        sign = "$$" if equation.display else "$"
        return run(_UNWRITABLE.sub("", f"{sign}{equation.latex}{sign}"), "") if equation.latex else ""
    return f"<m:oMathPara>{formula}</m:oMathPara>" if equation.display else formula


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield every paragraph in these blocks."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from _paragraphs(_inner(block))


def _inner(block: Block) -> tuple[Block, ...]:
    """Return the blocks in a block that is no paragraph."""
    match block:
        case CodeBlock():
            return (Paragraph((Run(block.text, code=True),)),)
        case Quote():
            return block.blocks
        case ListBlock():
            return tuple(inner for one in block.items for inner in one)
        case Table():
            return tuple(inner for row in block.rows for cell in row for inner in cell.blocks)
        case _:
            return (block,)


def _fitting(image: Image) -> tuple[float, float]:
    """Return width and height in points, no wider than a page's text."""
    width, height = (image.width, image.height) if image.width > 0 and image.height > 0 else _USUAL_SIZE
    return (width, height) if width <= _WIDEST else (_WIDEST, height * _WIDEST / width)


def _drawing(key: str, number: int, alt: str, width: int, height: int) -> str:
    """Return a picture as a run."""
    named = f'id="{number}" name="Picture {number}" descr="{attribute(alt)}"'
    picture = (
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{_RELATION}" r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr {named}/><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture">{picture}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
