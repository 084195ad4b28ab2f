"""A formatted answer as WordprocessingML: the words for the slot's own paragraph, and the blocks that follow it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.rich_text.rich_text import Block, Cell, CodeBlock, ListBlock, Paragraph, Quote, RichText, Run, Table
from pipeline.word.additions import Additions
from pipeline.word.numbering import DEEPEST, left_edge
from pipeline.word.rich_runs import RichRunWriter
from pipeline.word.table_layout import Placed, column_count, placed_rows
from pipeline.word.xml_parts import attribute

_TABLE_WIDTH = 8700  # of our page's text, in twentieths of a point
_EMPTY_PARAGRAPH = "<w:p/>"


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where a block stands: in a style, in a list, in a cell."""

    style: str = "QA Answer"
    list_number: int = 0
    level: int = -1


class RichWriter:
    """Writes answers into one document.

    Args:
        additions: what the document needs besides.
        images: the bytes of pictures, by their SHA-256.
        first_drawing: a number from which on no drawing of the document has one.
    """

    def __init__(self, additions: Additions, images: Mapping[str, bytes], first_drawing: int) -> None:
        self._additions = additions
        self._runs = RichRunWriter(additions, images, first_drawing)
        self._footnotes: tuple[tuple[Block, ...], ...] = ()

    def answer(self, words: RichText) -> tuple[str, str]:
        """Return the runs that go into the slot's paragraph, and the blocks to stand behind it."""
        self._footnotes = words.footnotes
        first, rest = words.blocks[:1], words.blocks[1:]
        if not first or not isinstance(first[0], Paragraph):
            return "", "".join(self._blocks(words.blocks, _Setting()))
        runs = self._runs.inlines(first[0].inlines, words.footnotes, bold=first[0].level > 0)
        return runs, "".join(self._blocks(rest, _Setting()))

    def _blocks(self, blocks: tuple[Block, ...], setting: _Setting) -> Iterator[str]:
        """Yield blocks one by one."""
        for block in blocks:
            match block:
                case Paragraph():
                    yield self._paragraph(block, setting)
                case Quote():
                    yield from self._blocks(block.blocks, replace(setting, style="Quote"))
                case CodeBlock():
                    code = Paragraph((Run(block.text, code=True),))
                    yield self._paragraph(code, replace(setting, style="HTML Preformatted"))
                case ListBlock():
                    yield from self._list(block, setting)
                case Table():
                    # Two tables without a paragraph between them would become one.
                    yield self._table(block) + _EMPTY_PARAGRAPH

    def _paragraph(self, paragraph: Paragraph, setting: _Setting) -> str:
        """Return a paragraph; headings are bold, for real ones belong to the outline of the questions."""
        is_heading = paragraph.level > 0
        properties = f'<w:pStyle w:val="{attribute(self._additions.style_ids[setting.style])}"/>'
        properties += "<w:keepNext/>" if is_heading else ""
        if setting.list_number:
            properties += (
                f'<w:numPr><w:ilvl w:val="{setting.level}"/><w:numId w:val="{setting.list_number}"/></w:numPr>'
            )
        properties += "<w:bidi/>" if paragraph.rtl else ""
        if setting.level >= 0 and not setting.list_number:
            properties += f'<w:ind w:left="{left_edge(setting.level)}"/>'
        runs = self._runs.inlines(paragraph.inlines, self._footnotes, bold=is_heading)
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    def _list(self, block: ListBlock, setting: _Setting) -> Iterator[str]:
        """Yield the items of a list: a sign before the first paragraph of each, the rest in line with it."""
        level = min(setting.level + 1, DEEPEST)
        number = self._additions.lists.add(ordered=block.ordered)
        for item in block.items:
            has_words = bool(item) and isinstance(item[0], Paragraph)
            first = item[0] if has_words else Paragraph(())
            yield from self._blocks((first,), replace(setting, list_number=number, level=level))
            yield from self._blocks(item[has_words:], replace(setting, list_number=0, level=level))

    def _table(self, table: Table) -> str:
        """Return a table with thin lines."""
        columns = column_count(table)
        width = _TABLE_WIDTH // columns
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>' for side in sides)
        grid = f'<w:gridCol w:w="{width}"/>' * columns
        rows = "".join(
            self._row(row, width, header=number < table.header) for number, row in enumerate(placed_rows(table))
        )
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblInd w:w="328" w:type="dxa"/>'
            f"<w:tblBorders>{lines}</w:tblBorders></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, row: list[Placed], width: int, *, header: bool) -> str:
        """Return a row; those of the header are repeated on every page."""
        repeated = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
        return f"<w:tr>{repeated}{''.join(self._cell(one, width) for one in row)}</w:tr>"

    def _cell(self, placed: Placed, width: int) -> str:
        """Return a cell, or the place that one from above reaches into; each ends with a paragraph."""
        properties = f'<w:tcW w:w="{width * placed.columns}" w:type="dxa"/>'
        properties += f'<w:gridSpan w:val="{placed.columns}"/>' if placed.columns > 1 else ""
        properties += '<w:vMerge w:val="restart"/>' if placed.begins else ""
        properties += "" if placed.cell else "<w:vMerge/>" if placed.continues else ""
        cell = placed.cell or Cell(())
        inner = "".join(self._blocks(cell.blocks, _Setting()))
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or _EMPTY_PARAGRAPH}</w:tc>"
