"""Web addresses are found where a reader sees them, and lead where a program can follow."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rich_text.links import LinkPiece, split_links

PIECES = (
    "https://a.org/",
    "www.b.ch",
    "mailto:x@y.org",
    " ",
    ".",
    ")",
    "(",
    "ä",
    "%",
    "%zz",
    "[::1]",
    ":99999",
    "@",
    "#",
    "?",
    '"',
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=8).map("".join)


def links(text: str) -> list[tuple[str, str]]:
    """Return the links in a text with their targets."""
    return [(piece.text, piece.target) for piece in split_links(text) if isinstance(piece, LinkPiece)]


@pytest.mark.parametrize(
    ("text", "typed", "target"),
    [
        ("see https://a.org/x.", "https://a.org/x", "https://a.org/x"),
        ("(see www.a.org/wiki/B_(c))", "www.a.org/wiki/B_(c)", "http://www.a.org/wiki/B_(c)"),
        ("HTTP://A.org!", "HTTP://A.org", "http://a.org"),
        ("<https://a.org/b>", "https://a.org/b", "https://a.org/b"),
        ('"https://a.org/b"', "https://a.org/b", "https://a.org/b"),
        ("https://a.org/ä b", "https://a.org/ä", "https://a.org/%C3%A4"),
        ("https://a.org/100%", "https://a.org/100%", "https://a.org/100%25"),
        ("https://a.org/%C3%A4?q=1&r=[2]", "https://a.org/%C3%A4?q=1&r=[2]", "https://a.org/%C3%A4?q=1&r=%5B2%5D"),
        ("https://zürich.ch/", "https://zürich.ch/", "https://xn--zrich-kva.ch/"),
        ("https://a.org:8080/x#y", "https://a.org:8080/x#y", "https://a.org:8080/x#y"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("mailto:a@b.org, please", "mailto:a@b.org", "mailto:a@b.org"),
        ("見てhttps://a.jp/b。はい", "https://a.jp/b", "https://a.jp/b"),
        ("Www.a.org", "Www.a.org", "http://www.a.org"),
    ],
)
def test_finds_a_link_without_the_sentence_around_it(text: str, typed: str, target: str) -> None:
    """Punctuation and closing brackets stay outside; the target is percent-encoded."""
    assert links(text) == [(typed, target)]


@pytest.mark.parametrize(
    "text",
    [
        "write to someone@example.org",
        "javascript:alert(1) file:///etc/passwd ftp://a.org",
        "https://",
        "https://...",
        "http://a..b/",
        "http://a.org:99999/",
        "http://[::zz]/",
        "mailto:nobody",
        "https://a.org/" + "x" * 2100,
        "abchttp://a.org",
        "www is a word. Www too.",
    ],
)
def test_leaves_everything_else_as_words(text: str) -> None:
    """No other scheme becomes a link, nor what no program would accept."""
    assert links(text) == []


@given(TEXTS)
def test_pieces_joined_are_the_text(text: str) -> None:
    """Nothing is lost, added or moved."""
    assert "".join(piece if isinstance(piece, str) else piece.text for piece in split_links(text)) == text


@given(TEXTS)
def test_a_target_holds_only_what_an_address_may(text: str) -> None:
    """Word refuses a whole file for one blank in a target."""
    assert all(re.fullmatch(r"(?:https?://|mailto:)[!#-;=?-\[\]_a-z~]+", target) for _, target in links(text))


def test_a_long_text_takes_no_long_time() -> None:
    """A hundred thousand characters of beginnings and brackets are read once."""
    assert links("www." * 25_000) == []
    assert links("https://a.org/" + ")" * 100_000) == [("https://a.org/", "https://a.org/")]
