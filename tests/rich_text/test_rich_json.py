"""Formatted text as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from pipeline.errors import StoreError
from pipeline.rich_text.rich_json import rich_from_json, rich_to_json
from pipeline.rich_text.rich_text import EMPTY, Paragraph, Raised, RichText, Run
from tests.rich_text.rich_samples import RICH


@given(RICH)
def test_any_text_comes_back_exactly(rich: RichText) -> None:
    """Whatever it holds, lone surrogates included."""
    assert rich_from_json(rich_to_json(rich)) == rich


@given(RICH, RICH)
def test_equal_texts_and_only_they_have_equal_json(one: RichText, other: RichText) -> None:
    """So its hash is a fingerprint."""
    assert (rich_to_json(one) == rich_to_json(other)) == (one == other)


def test_what_says_nothing_is_left_out() -> None:
    """Ten thousand answers should stay small, and be read by a person."""
    text = RichText((Paragraph((Run("x", raised=Raised.SUB),)),))
    assert json.loads(rich_to_json(text)) == {
        "is": "text",
        "blocks": [{"is": "paragraph", "inlines": [{"is": "run", "text": "x", "raised": "sub"}]}],
    }
    assert rich_to_json(EMPTY) == '{"is":"text"}'


@pytest.mark.parametrize(
    "source",
    ["", "[]", "{}", '{"is":"run","text":"x"}', '{"is":"nothing"}', '{"is":"text","more":1}', "[" * 10_000],
)
def test_a_damaged_text_is_named(source: str) -> None:
    """Never half a text, never another exception."""
    with pytest.raises(StoreError, match="damaged"):
        rich_from_json(source)
