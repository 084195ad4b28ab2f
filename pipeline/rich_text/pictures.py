"""The pictures in a formatted text. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.rich_text.rich_text import Block, CodeBlock, Image, ListBlock, Paragraph, Quote, RichText


def pictures(rich: RichText) -> tuple[str, ...]:
    """Return the SHA-256 of every picture, in order, those of footnotes last."""
    found = [sha for blocks in (rich.blocks, *rich.footnotes) for sha in _pictures(blocks)]
    return tuple(dict.fromkeys(found))


def _pictures(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from (inline.sha256 for inline in block.inlines if isinstance(inline, Image))
            case Quote():
                yield from _pictures(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from _pictures(item)
            case CodeBlock():
                pass
            case _:
                for row in block.rows:
                    for cell in row:
                        yield from _pictures(cell.blocks)
