"""The rich things in an answer, so that two answers can be compared thing by thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import (
    Block,
    CodeBlock,
    Equation,
    Image,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    RichText,
    Run,
    Table,
)

Thing = tuple[str, str]  # what it is, and its words
ALT_TEXT, HEADER_ROW, QUOTED = "alt text", "header row", "quoted paragraph"
LOOKS = ("bold", "italic", "underline", "strike", "code", "raised", "colour", "link")


def things(answer: RichText) -> Counter[Thing]:
    """Return the rich things of an answer, each with its words; white space runs as one."""
    notes = (("footnote", plain(RichText(note))) for note in answer.footnotes)
    return Counter((kind, " ".join(words.split())) for kind, words in (*_in_blocks(answer.blocks), *notes))


def without_alt_texts(answer: RichText) -> RichText:
    """Return an answer with its pictures undescribed, those in lists and tables aside."""
    blocks = (
        replace(one, inlines=tuple(map(_bare, one.inlines))) if isinstance(one, Paragraph) else one
        for one in answer.blocks
    )
    return replace(answer, blocks=tuple(blocks))


def _bare(inline: Inline) -> Inline:
    return replace(inline, alt="") if isinstance(inline, Image) else inline


def _in_blocks(blocks: Iterable[Block], depth: int = 1) -> Iterator[Thing]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from _in_paragraph(block)
            case CodeBlock():
                yield from (("code line", one) for one in block.text.splitlines())
            case Quote():
                yield from ((QUOTED, plain(RichText((one,)))) for one in block.blocks)
                yield from _in_blocks(block.blocks)
            case ListBlock():
                mark = "numbered item" if block.ordered else "bullet item"
                for item in block.items:
                    yield f"{mark} {depth}", plain(RichText(item[:1]))
                    yield from _in_blocks(item, depth + 1)
            case Table():
                yield from _in_table(block)


def _in_table(table: Table) -> Iterator[Thing]:
    for number, row in enumerate(table.rows):
        if number < table.header:
            yield HEADER_ROW, plain(RichText((Table((row,)),)))
        for cell in row:
            yield "cell", plain(RichText(cell.blocks))
            yield from _in_blocks(cell.blocks)


def _in_paragraph(paragraph: Paragraph) -> Iterator[Thing]:
    words = plain(RichText((paragraph,)))
    if paragraph.level:
        yield f"heading {paragraph.level}", words
    if paragraph.rtl:
        yield "right to left", words
    for one in paragraph.inlines:
        if isinstance(one, Equation):
            yield "equation", one.latex
        elif isinstance(one, Image):
            yield "image", one.sha256
            yield ALT_TEXT, one.alt
    for look in LOOKS:
        yield from _in_look(paragraph.inlines, look)


def _in_look(inlines: Iterable[Inline], look: str) -> Iterator[Thing]:
    """Yield the stretches of words with one look, however they are cut into runs."""
    worn = ((str(getattr(one, look) or ""), one.text) if isinstance(one, Run) else ("", "") for one in inlines)
    for value, group in groupby(worn, key=itemgetter(0)):
        words = "".join(text for _, text in group).strip()
        if value and words:
            yield look, f"{words} ({value})"
