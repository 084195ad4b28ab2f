"""The marks of footnotes in blocks: found in their order, and numbered anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.rich_text.rich_text import Block, FootnoteMark, ListBlock, Paragraph, Quote, Table


def marks_in(blocks: Iterable[Block]) -> list[int]:
    """Return the numbers of all marks, each once, in the order in which they stand."""
    return list(dict.fromkeys(_marks(blocks)))


def renumbered(blocks: Iterable[Block], numbers: Mapping[int, int]) -> tuple[Block, ...]:
    """Return the blocks with their marks numbered otherwise."""
    return tuple(_renumbered(block, numbers) for block in blocks)


def _marks(blocks: Iterable[Block]) -> Iterator[int]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from (one.number for one in block.inlines if isinstance(one, FootnoteMark))
            case Quote():
                yield from _marks(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from _marks(item)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from _marks(cell.blocks)


def _renumbered(block: Block, numbers: Mapping[int, int]) -> Block:
    match block:
        case Paragraph():
            inlines = (
                FootnoteMark(numbers[one.number]) if isinstance(one, FootnoteMark) else one for one in block.inlines
            )
            return replace(block, inlines=tuple(inlines))
        case Quote():
            return Quote(renumbered(block.blocks, numbers))
        case ListBlock():
            return replace(block, items=tuple(renumbered(item, numbers) for item in block.items))
        case Table():
            rows = (tuple(replace(cell, blocks=renumbered(cell.blocks, numbers)) for cell in row) for row in block.rows)
            return replace(block, rows=tuple(rows))
        case _:
            return block
