"""Formatted texts for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.rich_text.rich_text import (
    Block,
    Cell,
    CodeBlock,
    Equation,
    FootnoteMark,
    Image,
    ListBlock,
    Paragraph,
    Quote,
    Raised,
    RichText,
    Run,
    Table,
)

WORDS = st.text(max_size=12)
SIZES = st.floats(0, 1000, allow_nan=False)
RUNS = st.builds(
    Run,
    WORDS,
    bold=st.booleans(),
    code=st.booleans(),
    raised=st.sampled_from(Raised),
    colour=st.sampled_from(["", "FF0000"]),
    link=st.sampled_from(["", "https://example.org/ä"]),
)
INLINES = st.one_of(
    RUNS,
    st.builds(Equation, WORDS, WORDS, display=st.booleans()),
    st.builds(Image, WORDS, WORDS, WORDS, SIZES, SIZES),
    st.builds(FootnoteMark, st.integers(1, 9)),
)


def some(values: st.SearchStrategy[Block]) -> st.SearchStrategy[tuple[Block, ...]]:
    """Return a few blocks."""
    return st.lists(values, max_size=3).map(tuple)


def nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Return blocks that hold others."""
    cells = st.builds(Cell, some(inner), st.integers(1, 3), st.integers(1, 3))
    rows = st.lists(st.lists(cells, max_size=2).map(tuple), max_size=2).map(tuple)
    items = st.lists(some(inner), max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quote, some(inner)),
        st.builds(ListBlock, st.booleans(), items),
        st.builds(Table, rows, st.integers(0, 1)),
    )


PARAGRAPHS = st.builds(Paragraph, st.lists(INLINES, max_size=3).map(tuple), st.integers(0, 6), st.booleans())
LEAVES: st.SearchStrategy[Block] = st.one_of(PARAGRAPHS, st.builds(CodeBlock, WORDS))
BLOCKS: st.SearchStrategy[Block] = st.recursive(LEAVES, nested, max_leaves=6)
RICH = st.builds(
    RichText, some(BLOCKS), st.lists(some(BLOCKS), max_size=2).map(tuple), st.lists(WORDS, max_size=2).map(tuple)
)
