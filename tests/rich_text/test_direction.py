"""Right-to-left words are known as such, in paragraphs of either direction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rich_text.direction import has_right_to_left, runs_right_to_left, split_direction

MIXED = st.text(st.sampled_from("ab Zé1,.(?)שלוםלماذا語"), max_size=20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why?", False),
        ("", False),
        ("למה?", True),
        ("3. لماذا", True),
        ("What is שלום?", False),
        ("«שלום» means peace", True),
        ("なぜ", False),
    ],
)
def test_the_first_strong_character_gives_the_direction(text: str, expected: bool) -> None:
    """Digits and punctuation before it do not count."""
    assert runs_right_to_left(text) is expected


@pytest.mark.parametrize(
    ("text", "from_right", "expected"),
    [
        ("What is שלום, עולם?", False, [("What is ", False), ("שלום, עולם", True), ("?", False)]),
        ("מה זה ReLU, בדיוק?", True, [("מה זה ", True), ("ReLU", False), (", בדיוק?", True)]),
        ("שקף 31", True, [("שקף ", True), ("31", False)]),
        ("plain", False, [("plain", False)]),
        ("", True, []),
    ],
)
def test_stretches_of_one_direction_are_parted(text: str, from_right: bool, expected: list[tuple[str, bool]]) -> None:
    """Blanks and punctuation go with the stretch around them, or with the paragraph."""
    assert [(one.text, one.right_to_left) for one in split_direction(text, right_to_left=from_right)] == expected


@given(MIXED, st.booleans())
def test_stretches_joined_are_the_text(text: str, from_right: bool) -> None:
    """Nothing is lost, and every right-to-left letter is in a right-to-left stretch."""
    pieces = split_direction(text, right_to_left=from_right)
    assert "".join(one.text for one in pieces) == text
    assert not any(has_right_to_left(one.text) for one in pieces if not one.right_to_left)
