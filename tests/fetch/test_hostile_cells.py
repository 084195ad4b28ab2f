"""A cell of a megabyte, whatever it is full of, holds nobody up."""

from __future__ import annotations

import time

import pytest

from pipeline.errors import SourceError
from pipeline.fetch.delimited import read_delimited
from pipeline.fetch.field_proposals import propose_fields
from pipeline.fetch.file_format import recognise
from pipeline.fetch.form_fields import nearest_titles
from pipeline.fetch.time_shapes import shape_of
from pipeline.fetch.titles import normalised

# Each makes a pattern that looks back and forth look very long; the last ones are slow to normalise.
FILLINGS = (
    "a",
    "@",
    "a@",
    "a.",
    "@a.",
    "?",
    " ?",
    "( ",
    "[(",
    "1",
    "1/",
    '"',
    'a"',
    "<!---->",
    "ä",
    "\u0301\u0316",
    "ﷺ",
)


@pytest.fixture(params=FILLINGS)
def hostile(request: pytest.FixtureRequest) -> str:
    """Return a million characters that end in something else."""
    filling = str(request.param)
    return (filling * (1_000_000 // len(filling) + 1))[:1_000_000] + "x"


def test_columns_are_guessed_in_no_time(hostile: str) -> None:
    """`init` looks at the beginning of a cell only."""
    begin = time.perf_counter()
    propose_fields(["Timestamp", "Question", "Lecture", hostile], [[hostile] * 4] * 5)
    assert time.perf_counter() - begin < 1


def test_titles_times_and_formats_are_recognised_in_no_time(hostile: str) -> None:
    """Nothing that a cell, a title or a file holds makes a look at it long."""
    begin = time.perf_counter()
    assert shape_of(hostile) is None
    normalised(hostile)
    nearest_titles([hostile] * 5, "Question")
    try:
        recognise(hostile.encode(), "x")
        read_delimited(b"a,b\n" + hostile.encode(), "x", lambda _: None)
    except SourceError:
        pass
    assert time.perf_counter() - begin < 1
