"""What people decide outranks every later run, and can be undone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.whole.series import ROWS, SILENT, Row, Series


@pytest.fixture
def begun(series: Series) -> Series:
    """Return the series after its first run."""
    assert series.run() == SILENT
    return series


def _listed(series: Series) -> dict[str, dict[str, Any]]:
    """Return what the list of questions says, by id."""
    return {one["id"]: one for one in json.loads(series.call("questions", "--json").out)}


def _first(series: Series, part: str = "waves") -> str:
    """Return the id of a question of this lecture."""
    return next(one for one, said in _listed(series).items() if said["lecture"] == part)


def test_a_declined_question_leaves_the_document_and_comes_back(begun: Series) -> None:
    """The account balances before, between and after."""
    before = begun.questions()
    assert begun.call("decide", "decline", _first(begun), "--reason", "asked in the room").code == 0
    assert begun.run() == SILENT
    assert len(begun.questions()) == len(before) - 1
    begun.call("decide", "undo", "1")
    assert begun.run() == SILENT
    assert begun.questions() == before


def test_a_moved_question_keeps_its_id(begun: Series) -> None:
    """It stands in the other lecture's document."""
    question = _first(begun)
    begun.call("decide", "move", question, "tides")
    assert begun.run() == SILENT
    assert _listed(begun)[question]["lecture"] == "tides"
    assert begun.run() == SILENT


def test_new_words_and_slide_are_printed(begun: Series) -> None:
    """What was typed stays in the store."""
    question = _first(begun)
    begun.call("decide", "reword", question, "Why is it so steep?")
    begun.call("decide", "slide", question, "12-14")
    assert begun.run() == SILENT
    assert any(text.startswith("Slides 12–14. Why is it so steep?") for text in begun.questions())


def test_decisions_hold_when_new_rows_come(begun: Series) -> None:
    """A later run does not bring a declined question back."""
    question = _first(begun)
    begun.call("decide", "decline", question, "--reason", "off topic")
    begun.has(*ROWS, Row("Do waves add up?", "40", minute=60))
    assert begun.run() == SILENT
    assert question not in _listed(begun)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("decline", "waves-99", "--reason", "x"), "waves-99"),
        (("decline",), "Say what to decline"),
        (("move", "waves-01", "nowhere"), "nowhere"),
        (("undo", "5"), "There is no decision"),
        (("dissolve", "waves-01"), "dissolve"),
    ],
)
def test_what_cannot_be_done_is_refused(begun: Series, words: tuple[str, ...], told: str) -> None:
    """The message names what is wrong, and nothing is noted."""
    said = begun.call("decide", *words)
    assert said.code == 2
    assert told in said.err
    assert begun.call("decide").out == "Nobody has decided anything yet.\n"


def test_a_dry_run_decides_nothing(begun: Series) -> None:
    """It only says whether it could be done."""
    said = begun.call("decide", "decline", _first(begun), "--reason", "x", "--dry-run")
    assert (said.code, "dry run" in said.out) == (0, True)
    assert begun.call("decide").out == "Nobody has decided anything yet.\n"
