"""Answers come back from every editor and every habit, each to its question."""

from __future__ import annotations

import pytest

from tests.editors.all_editors import EDITORS
from tests.editors.at_work import scores
from tests.editors.measuring import Score
from tests.editors.table import ratio, table

_NEARLY_ALL = 0.99
_MANY = 40


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    """Return how well the file of each editor is read."""
    return scores(EDITORS, tmp_path_factory.mktemp("editors"))


def test_there_are_many_editors(read: list[Score]) -> None:
    """Each with a document of at least twenty-five questions."""
    assert len(read) >= _MANY


def test_nearly_all_answers_come_back(read: list[Score]) -> None:
    """Word for word, over all editors together."""
    assert ratio(read) >= _NEARLY_ALL, table(read, is_wordy=True)


def test_no_answer_is_at_the_wrong_question(read: list[Score]) -> None:
    """Not one line of one."""
    assert [one for score in read for one in score.wrong] == []


def test_nothing_that_an_editor_keeps_is_lost(read: list[Score]) -> None:
    """Looks, links, items of lists, cells, pictures, equations, notes."""
    assert [(score.editor.name, *one) for score in read for one in score.lost] == []


def test_every_miss_is_told(read: list[Score]) -> None:
    """Among the leftovers, the margin comments, the missing questions or the problems."""
    assert [(score.editor.name, one) for score in read for one in score.unreported] == []


def test_nothing_is_told_that_is_not_so(read: list[Score]) -> None:
    """No answer that nobody gave, no question that nobody changed."""
    assert [(score.editor.name, one) for score in read for one in score.noise] == []


def test_editors_have_names_of_their_own() -> None:
    """So that each can be found in the table."""
    names = [(one.family, one.name) for one in EDITORS]
    assert len(names) == len(set(names))
