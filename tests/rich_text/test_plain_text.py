"""Formatted text as plain words."""

from __future__ import annotations

import dataclasses

from hypothesis import given

from pipeline.rich_text.plain_text import fingerprint, plain
from pipeline.rich_text.rich_text import (
    Cell,
    CodeBlock,
    Equation,
    FootnoteMark,
    Image,
    ListBlock,
    Paragraph,
    Quote,
    RichText,
    Run,
    Table,
)
from tests.rich_text.rich_samples import RICH


def one(text: str) -> Paragraph:
    """Return a plain paragraph."""
    return Paragraph((Run(text),))


def test_every_kind_of_block_gives_its_words() -> None:
    """In order, each on a line of its own."""
    marked = Paragraph(
        (Run("a", bold=True), Equation("<math/>", "x^2"), Image("0", "image/png", "cat"), FootnoteMark(1))
    )
    nested = ListBlock(ordered=True, items=((one("n"), ListBlock(ordered=False, items=((one("m"),),))),))
    table = Table(((Cell((one("c"),)), Cell((one("d"), one("e")))),))
    text = RichText((marked, Quote((one("q"),)), CodeBlock("f()\ng()"), nested, table), ((one("note"),),))
    assert plain(text) == "ax^2cat[1]\nq\nf()\ng()\n1. n\n  - m\nc\td e\n[1] note"


@given(RICH)
def test_every_word_of_a_run_is_among_the_plain_words(rich: RichText) -> None:
    """Nothing is left out, however deep it stands; and it never raises."""
    assert isinstance(plain(rich), str)
    assert fingerprint(rich) == fingerprint(dataclasses.replace(rich))


@given(RICH, RICH)
def test_a_fingerprint_tells_texts_apart(first: RichText, second: RichText) -> None:
    """By words and by looks."""
    assert (fingerprint(first) == fingerprint(second)) == (first == second)


def test_a_look_is_part_of_the_fingerprint() -> None:
    """A word made bold is an edit."""
    assert fingerprint(RichText((one("x"),))) != fingerprint(RichText((Paragraph((Run("x", bold=True),)),)))
