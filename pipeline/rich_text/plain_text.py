"""Formatted text as plain words, and its fingerprint: what tells whether two texts are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from pipeline.rich_text.rich_json import rich_to_json
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
    RichText,
    Run,
    Table,
)

_INDENT = "  "


def plain(rich: RichText) -> str:
    """Return the words, a line for each paragraph, list items with their marks, cells parted by tabs.

    Footnotes stand at the end; an equation is its LaTeX or linear text, a picture its alternative text.
    """
    lines = list(_lines(rich.blocks))
    for number, note in enumerate(rich.footnotes, 1):
        lines += _marked(f"[{number}] ", _lines(note))
    return "\n".join(lines)


def fingerprint(rich: RichText) -> str:
    """Return the SHA-256 of everything the text says and how it says it, in hexadecimal digits."""
    return sha256(rich_to_json(rich).encode()).hexdigest()


def inline_words(inlines: Iterable[Inline]) -> str:
    """Return the words of a paragraph's pieces."""
    return "".join(map(_words, inlines))


def _words(inline: Inline) -> str:
    match inline:
        case Run():
            return inline.text
        case Equation():
            return inline.latex
        case Image():
            return inline.alt
        case FootnoteMark():
            return f"[{inline.number}]"


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield inline_words(block.inlines)
            case CodeBlock():
                yield block.text
            case Quote():
                yield from _lines(block.blocks)
            case ListBlock():
                for number, item in enumerate(block.items, 1):
                    yield from _marked(f"{number}. " if block.ordered else "- ", _lines(item))
            case Table():
                for row in block.rows:
                    yield "\t".join(" ".join(_lines(cell.blocks)) for cell in row)


def _marked(mark: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, a mark before the first and a blank margin before the others."""
    for line in lines:
        yield mark + line
        mark = _INDENT
