"""Tests of the decision which part of an entry was which."""

from __future__ import annotations

import pytest

from pipeline.model.submission import Content, Precision, Submission
from pipeline.store.revisions import pair_parts


def _known(*texts: str) -> list[Submission]:
    """Return submissions numbered from 1; a text in brackets is withdrawn."""
    return [
        Submission(
            number, "form", 1, number - 1, 1, None, Precision.SECOND, Content(text.strip("()")), "", text[0] == "("
        )
        for number, text in enumerate(texts, start=1)
    ]


@pytest.mark.parametrize(
    ("known", "parts", "pairs"),
    [
        ("a b", "a b", [1, 2]),
        ("a b", "b a", [2, 1]),
        ("a b", "b", [2]),
        ("a b", "x b", [1, 2]),
        ("a b", "b x", [2, 1]),
        ("a b", "x y z", [1, 2, None]),
        ("a", "x a", [None, 1]),
        ("a a", "a a", [1, 2]),
        ("a (b)", "a b", [1, 2]),
        ("a (b)", "a c", [1, None]),
        ("(a) (b)", "x b", [1, 2]),
        ("(a) a", "a", [2]),
    ],
)
def test_equal_words_come_first_then_order(known: str, parts: str, pairs: list[int | None]) -> None:
    """A part is what had its words; else it is the edit of the next live one; else it is new."""
    found = pair_parts(_known(*known.split()), [Content(text) for text in parts.split()])
    assert [each.id if each else None for each in found] == pairs
