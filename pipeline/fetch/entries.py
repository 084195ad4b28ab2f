"""Rows of a table → entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import blake2b

from pipeline.fetch.form_fields import ENTRY_ROLES, BlockColumns, Columns
from pipeline.fetch.located import Located, cell_of
from pipeline.fetch.timestamps import Stamp
from pipeline.fetch.titles import normalised
from pipeline.model.submission import Content, Entry

MAX_CELL = 1_000_000


def entries_of(located: Located, stamps: Sequence[Stamp]) -> tuple[Entry, ...]:
    """Return one entry per row that counts."""
    first = located.fields.blocks[0]
    blocks = [_inherit(block, first) for block in located.fields.blocks]
    other = _other_hash(located)
    entries = []
    for row, (instant, precision) in zip(located.rows, stamps, strict=True):
        cells = located.grid.rows[row]
        parts = _parts(cells, blocks)
        entries.append(Entry(instant, precision, parts, other(cells), row + 1, located.grid.name))
    return tuple(entries)


def _inherit(block: BlockColumns, first: BlockColumns) -> list[tuple[str, Columns]]:
    """Return role and columns of a block; what it does not name itself, the first block says."""
    named = [("question", block.question)] + ([] if block.slide is None else [("slide", block.slide)])
    return named + [(role, getattr(block, role) or getattr(first, role)) for role in ENTRY_ROLES]


def _parts(cells: Sequence[str], blocks: list[list[tuple[str, Columns]]]) -> tuple[Content, ...]:
    """Return the pairs that were filled in; one blank one if none was."""
    contents = [Content(**{role: _pick(cells, columns) for role, columns in block}) for block in blocks]
    filled = [content for content in contents if content.question.strip() or (content.slide or "").strip()]
    return tuple(filled or contents[:1])


def _pick(cells: Sequence[str], columns: Columns) -> str:
    """Return the first filled one of a field's cells, exactly as typed."""
    for column in columns:
        cell = cell_of(cells, column)
        if cell.strip():
            return cell[:MAX_CELL]
    return cell_of(cells, columns[0])[:MAX_CELL] if columns else ""


def _other_hash(located: Located) -> Callable[[Sequence[str]], str]:
    """Return a hash of the columns nobody mapped: by title, so that moving or adding a column changes nothing."""
    seen: Counter[str] = Counter()
    labels: list[tuple[str, int]] = []
    taken = located.taken()
    for column, title in enumerate(located.grid.rows[located.header]):
        if column not in taken:
            key = normalised(title)
            labels.append((f"{key}\0{seen[key]}", column))
            seen[key] += 1
    labels.sort()

    def hashed(cells: Sequence[str]) -> str:
        filled = [(label, cell) for label, column in labels if (cell := cell_of(cells, column))]
        return blake2b(repr(filled).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() if filled else ""

    return hashed
