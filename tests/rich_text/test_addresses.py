"""No document shows how to reach a participant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rich_text.addresses import mask_addresses


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Why? p.kolar@example.org", "Why? […]"),
        ("Best regards, Petra (p.kolar@example.org)", "Best regards, Petra ([…])"),
        ("write to me+school@mail.example.co.uk.", "write to […]."),
        ("petra (at) example.org", "[…]"),
        ("petra[at]example[dot]org", "[…]"),
        ("petra dot kolar at example dot org", "petra dot […]"),
        ("call +49 170 123 45 67", "call […]"),
        ("+41(0)44/123-45-67 please", "[…] please"),
        ("Tel: 0170 1234567!", "[…]!"),
    ],
)
def test_addresses_are_masked(text: str, masked: str) -> None:
    """E-mail addresses, also spelt out, and phone numbers disappear; the words around them stay."""
    assert mask_addresses(text, "[…]") == masked


@pytest.mark.parametrize(
    "text",
    [
        "Is A @ B the matrix product?",
        "the @property decorator",
        "https://example.org/@someone/post",
        "at 139.1 fb⁻¹ and 13 TeV",
        "run 367 415 998, event 1234567890",
        "arXiv:1502.03044, doi 10.1000/182",
        "x + 12345678 is large",
        "Is it +1 or -1?",
        "on 2023-08-09 at 10.30",
        "look at slide 3 dot plot",
        "$+1 234 567$ in millicells 12 345 678",
    ],
)
def test_science_is_left_alone(text: str) -> None:
    """Operators, decorators, links, identifiers and numbers are no addresses."""
    assert mask_addresses(text, "[…]") == text


@given(st.text(max_size=200))
def test_masking_twice_is_masking_once(text: str) -> None:
    """Whatever is typed, nothing is left to mask."""
    once = mask_addresses(text, "…")
    assert mask_addresses(once, "…") == once
