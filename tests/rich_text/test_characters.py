"""What a participant typed is cleaned of what would damage or mislead, and of nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rich_text.characters import clean, one_line

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("plain words", "plain words"),
        ("  blank edges \n", "blank edges"),
        ("two\r\nlines\rand\u2028more", "two\nlines\nand\nmore"),
        ("far\n \n\n\napart", "far\n\napart"),
        ("a\x00b\x07c\x1bd\x7fe", "abcde"),
        ("tab\tstays", "tab\tstays"),
        ("evil \u202eturn\u202c and \u2067isolate\u2069", "evil turn and isolate"),
        ("non\ufffe\uffff\ufdd0\U0001ffffcharacters", "noncharacters"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("lone \ud83d half", "lone  half"),
        ("\ufeffmark", "mark"),
        ("family 👩\u200d👧 stays", "family 👩\u200d👧 stays"),
        ("_x0041_ & <b> stay", "_x0041_ & <b> stay"),
        ("naïve “quotes” – fine", "naïve “quotes” – fine"),
    ],
)
def test_keeps_words_and_drops_the_unprintable(typed: str, expected: str) -> None:
    """Words survive; controls, overrides, halves of characters and non-characters do not."""
    assert clean(typed) == expected


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    """A text that was cleaned is clean."""
    assert clean(clean(typed)) == clean(typed)


@given(ANY_TEXT)
def test_a_clean_text_can_be_written_as_utf_8(typed: str) -> None:
    """No lone surrogate is left."""
    assert clean(typed).encode("utf-8").decode("utf-8") == clean(typed)


def test_a_title_has_one_line() -> None:
    """White space of every kind becomes one blank."""
    assert one_line(" Lecture\n\n2\t \u00a0 of 3 ") == "Lecture 2 of 3"
