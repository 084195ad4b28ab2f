"""What is held because it asks nothing."""

from __future__ import annotations

import pytest

from pipeline.model.question import HoldReason
from pipeline.triage.screening import screen


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", ".", "-", "?", "??", "…", "42", "ok", "no", "n/a", "👍", "\u200b", "x", "3.14"]
)
def test_blank_submissions_are_held(text: str) -> None:
    """Fewer than three letters ask nothing."""
    assert screen(text) is HoldReason.BLANK


@pytest.mark.parametrize(
    "text",
    [
        "test",
        "Test.",
        "TEST!!",
        "testing",
        "test test",
        "Test 123",
        "this is a test",
        "This is just a test, please ignore",
        "please ignore this",
        "Testfrage",
        "Das ist nur ein Test",
        "ceci est un test",
        "prueba",
        "Domanda di prova",
        "тест",
    ],
)
def test_pure_tests_are_held(text: str) -> None:
    """Somebody tried the form out."""
    assert screen(text) is HoldReason.TEST


@pytest.mark.parametrize(
    "text",
    [
        "Why?",
        "σ?",
        "Units?",
        "x>0",
        "为什么",
        "なぜ",
        "왜",
        "لماذا؟",
        "Почему",
        "What is the test set?",
        "test statistic",
        "Test beam results",
        "A/B test",
        "Is this a test?",
        "testing on the test set",
        "How large is the test set",
        "Please test this on MNIST too",
        "bbbb final states",
    ],
)
def test_questions_pass(text: str) -> None:
    """Short questions, other scripts and the science of testing are questions."""
    assert screen(text) is None
