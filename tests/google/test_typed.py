"""What a spreadsheet makes of typed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.google.a1 import Box, column_letters, column_number, read_range, write_range
from tests.google.typed import shown, typed
from tests.google.wire import Json, RefusedError

WHOLE = {"numberValue": 7.0}


@pytest.mark.parametrize(
    ("text", "locale", "entered", "text_shown"),
    [
        ("3-5", "en_US", {"numberValue": 46086.0}, "3-5"),
        ("1/2", "en_GB", {"numberValue": 46054.0}, "1/2"),
        ("3.5", "de_DE", {"numberValue": 46145.0}, "3.5"),
        ("3.5", "en_US", {"numberValue": 3.5}, "3.5"),
        ("1,5", "de_DE", {"numberValue": 1.5}, "1,5"),
        ("12,500", "en_US", {"numberValue": 12500.0}, "12,500"),
        ("007", "en_US", WHOLE, "7"),
        ("1e5", "en_US", {"numberValue": 100000.0}, "100000"),
        ("5.10", "en_US", {"numberValue": 5.1}, "5.1"),
        ("5 %", "en_US", {"numberValue": 0.05}, "5%"),
        ("10:30", "en_US", {"numberValue": 0.4375}, "10:30"),
        ("1234567890123456789", "en_US", {"numberValue": 1.2345678901234568e18}, "1.23E+18"),
        ("true", "en_US", {"boolValue": True}, "TRUE"),
        ("'007", "en_US", {"stringValue": "007"}, "007"),
        ("31-31", "en_US", {"stringValue": "31-31"}, "31-31"),
        ("- a point", "en_US", {"stringValue": "- a point"}, "- a point"),
        ("+49 170", "en_US", {"formulaValue": "=+49 170"}, None),
    ],
)
def test_typing_changes_what_was_typed(text: str, locale: str, entered: Json, text_shown: str | None) -> None:
    """Dates, numbers, booleans and formulas are made of texts that look like them, as the locale has it."""
    found, number_format = typed(text, locale, 2026)
    assert found == entered
    if text_shown is not None:
        assert shown(next(iter(found.values())), number_format, locale) == text_shown


@given(st.integers(0, 18000))
def test_column_letters_are_read_as_written(number: int) -> None:
    """A column's letters name it and no other."""
    assert column_number(column_letters(number)) == number


@pytest.mark.parametrize("text", ["'My sheet'!A1:Z1000", "'It''s'!B2", "Plain!C3:D4"])
def test_ranges_are_written_as_they_are_read(text: str) -> None:
    """A full range in Google's own writing comes back the same."""
    titles = ["My sheet", "It's", "Plain"]
    title, box = read_range(text, titles)
    assert write_range(title or "", box) == text


@pytest.mark.parametrize(
    ("text", "box"),
    [("Plain", Box()), ("A:C", Box(0, 0, None, 3)), ("2:5", Box(1, 0, 5, None)), ("B2:C", Box(1, 1, None, 3))],
)
def test_open_ranges(text: str, box: Box) -> None:
    """A title alone is the whole sheet; columns and rows may be open."""
    assert read_range(text, ["Plain"])[1] == box


@pytest.mark.parametrize("text", ["Nowhere!A1", "A0x", "Nowhere"])
def test_what_is_no_range_is_refused(text: str) -> None:
    """An unknown sheet or a broken range cannot be parsed."""
    with pytest.raises(RefusedError, match="Unable to parse range"):
        read_range(text, ["Plain"])
