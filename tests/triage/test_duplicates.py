"""When two texts are one question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.triage.duplicates import is_deictic, normal_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is unfolding?", "what is unfolding"),
        ("What is unfolding?", "  What  is\nunfolding ??"),
        ("What is unfolding?", "Please, what is unfolding? Thanks!"),
        ("Hi, what is unfolding?", "What is unfolding? Thank you very much."),
        ("WHAT IS THE POINT OF DROPOUT", "WHAT IS THE POINT OF dropout"),
        ("Don't you need it?", "Don’t you need it?"),
        ("cafe\u0301?", "café?"),
        ("¿Qué es el ruido?", "Qué es el ruido"),
    ],
)
def test_equal_questions_are_equal(one: str, other: str) -> None:
    """White space, politeness, case and closing marks do not make another question."""
    assert normal_text(one) == normal_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is N?", "What is n?"),
        ("p < 0.05", "p > 0.05"),
        ("What is α?", "What is β?"),
        ("Is it in mW?", "Is it in MW?"),
        ("Is it in MeV?", "Is it in meV?"),
        ("Why $X_i$?", "Why $x_i$?"),
        ("Is it necessary?", "Is it not necessary?"),
        ("What is unfolding?", "What is folding?"),
        ("a = b", "a != b"),
        ("What is x²?", "What is x2?"),
        ("Why 3?", "Why -3?"),
    ],
)
def test_different_questions_stay_different(one: str, other: str) -> None:
    """A single letter, an operator or a unit can be the whole difference."""
    assert normal_text(one) != normal_text(other)


@pytest.mark.parametrize(
    "text",
    [
        "What does the dashed line mean?",
        "Can you explain this slide?",
        "Was bedeutet die rote Kurve hier?",
        "Que montre cette figure ?",
        "Why is it linear?",
    ],
)
def test_words_that_point_are_seen(text: str) -> None:
    """Such a text means another thing on another slide."""
    assert is_deictic(text)


def test_a_question_that_stands_by_itself_does_not_point() -> None:
    """Nothing on a slide is needed to understand it."""
    assert not is_deictic("How does dropout prevent overfitting?")


@given(st.text(max_size=80))
def test_folding_is_stable(text: str) -> None:
    """Any text can be folded, and the empty result stands only for texts without a word or sign."""
    assert normal_text(text) or not text.strip()
