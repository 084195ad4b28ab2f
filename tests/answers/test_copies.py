"""Tests of finding the version that a copy grew from."""

from __future__ import annotations

import pytest

from pipeline.answers import grown_from
from pipeline.rich_text.gist import gist
from pipeline.rich_text.rich_text import Equation, Image, Paragraph, RichText
from tests.answers.samples import rich

_EMPTY = {"a-01": "", "a-02": ""}
_FIRST = {"a-01": gist(rich("It is a matter of taste.")), "a-02": ""}
_TEXTS = {gist(rich("It is a matter of taste.")): "It is a matter of taste."}


@pytest.mark.parametrize(
    ("words", "version"),
    [
        ("It is a matter of taste.", _FIRST),
        ("It is a matter of good taste.", _FIRST),
        ("No.", _EMPTY),
        ("Something else was written here.", _EMPTY),
        ("", _EMPTY),
    ],
)
def test_the_most_similar_version_is_found(words: str, version: dict[str, str]) -> None:
    """An edit is like what it grew from; another text grew from the empty slot."""
    assert grown_from({"a-01": rich(words), "a-02": rich("New.")}, [_EMPTY, _FIRST], _TEXTS) == version


def test_without_a_version_every_slot_was_empty() -> None:
    """A question that a version does not have says nothing for it."""
    assert grown_from({"a-01": rich("New.")}, [], {}) == {}
    assert grown_from({"a-09": rich("New.")}, [_FIRST], _TEXTS) == _FIRST


def test_the_gist_sees_words_and_pictures_but_no_looks() -> None:
    """Bold letters and blanks are looks; another picture or formula is another answer."""
    assert gist(rich("A  b", bold=True)) == gist(rich(" A b"))
    inlines = (
        Image("0" * 64, "image/png"),
        Image("1" * 64, "image/png"),
        Equation("<math/>"),
        Equation("<math>x</math>"),
    )
    gists = {gist(RichText((Paragraph((inline,)),))) for inline in inlines}
    assert len(gists | {""}) == len(inlines) + 1


def test_a_text_of_blanks_has_no_gist() -> None:
    """Empty paragraphs are an empty slot."""
    assert gist(rich("  \n ")) == ""
    assert gist(RichText((Paragraph(()), Paragraph(())))) == ""
