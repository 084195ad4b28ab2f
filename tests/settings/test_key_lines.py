"""On which lines keys stand."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.settings.faults import KeyPath
from pipeline.settings.key_lines import key_lines
from pipeline.settings.toml_values import in_toml

_TEXT = '''# a remark with [brackets] = "x"
[series]  # another
title = """
not = "a key"
[nor a section]"""
a.b."c d" = 1

[[lectures]]
id = 'x # y'
list = [ # remark
  "a", # b
  { x = 1, y = [2,
  3] },
]
[[lectures.fields]]
q = 2023-08-09 18:00:00
[[lectures]]
[[lectures.fields]]
[[lectures.fields]]
q = """a""""
[lectures.other]
z = true
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("series",), 2),
        (("series", "title"), 3),
        (("series", "a", "b", "c d"), 6),
        (("lectures", 0), 8),
        (("lectures", 0, "id"), 9),
        (("lectures", 0, "list", 0), 11),
        (("lectures", 0, "list", 1, "y"), 12),
        (("lectures", 0, "list", 1, "y", 1), 13),
        (("lectures", 0, "fields", 0, "q"), 16),
        (("lectures", 1, "fields", 1, "q"), 20),
        (("lectures", 1, "other", "z"), 22),
    ],
)
def test_key_is_found_on_its_line(path: KeyPath, line: int) -> None:
    """Every key has its line, past texts of several lines, remarks, lists and tables."""
    assert key_lines(_TEXT)[path] == line


@pytest.mark.parametrize("text", ["", "[", "a", "a =", "a = [", 'a = "', "a = {b", "[[a]", "= 1", "\x00", "a = [,"])
def test_text_that_is_no_toml_gives_what_it_can(text: str) -> None:
    """A damaged text is no error: whoever reads it properly will tell."""
    assert set(key_lines("first = 1\n" + text)) >= {("first",)}


_LEAVES = st.text(max_size=8) | st.integers(-9, 9) | st.booleans() | st.lists(st.text(max_size=4), max_size=3)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), _LEAVES, max_size=6))
def test_every_key_of_any_table_is_found(table: dict[str, object]) -> None:
    """Whatever the values hold, each key stands on the line it was written on."""
    text = "".join(f"{key} = {in_toml(value)}\n" for key, value in table.items())
    assert tomllib.loads(text) == table
    lines = key_lines(text)
    assert [lines[key,] for key in table] == list(range(1, len(table) + 1))
