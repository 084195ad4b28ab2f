"""Answers come back from every editor and every habit, each to its question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.editors.all_editors import EDITORS
from tests.editors.at_work import scores
from tests.editors.measuring import Score
from tests.editors.office import OFFICE
from tests.editors.table import ratio, table

_NEARLY_ALL = 0.99
_MANY = 40
_GROUPS = {
    "simulated": tuple(one for one in EDITORS if not one.route),
    "LibreOffice": tuple(one for one in EDITORS if one.route),
}
_MARKS = [pytest.mark.office, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]
_groups = pytest.mark.parametrize("group", ["simulated", pytest.param("LibreOffice", marks=_MARKS)])
Scores = Callable[[str], list[Score]]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Scores:
    """Return what tells how well the file of each editor of a group is read; each works once."""
    known: dict[str, list[Score]] = {}

    def scores_of(group: str) -> list[Score]:
        if group not in known:
            known[group] = scores(_GROUPS[group], tmp_path_factory.mktemp("editors"))
        return known[group]

    return scores_of


def remarks(found: list[Score], kind: str) -> list[str]:
    """Return the remarks of a kind with the names of their editors."""
    return [
        f"{score.editor.name}: {': '.join(one) if isinstance(one, tuple) else one}"
        for score in found
        for one in getattr(score, kind)
    ]


def test_nearly_all_answers_come_back(read: Scores) -> None:
    """Word for word, over all simulated editors together."""
    found = read("simulated")
    assert ratio(found) >= _NEARLY_ALL, table(found, is_wordy=True)


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_nearly_all_answers_come_back_with_libreoffice_too(read: Scores) -> None:
    """Over all editors together, the real one among them."""
    found = [*read("simulated"), *read("LibreOffice")]
    assert ratio(found) >= _NEARLY_ALL, table(found, is_wordy=True)


@_groups
def test_no_answer_is_at_the_wrong_question(read: Scores, group: str) -> None:
    """Not one line of one."""
    assert remarks(read(group), "wrong") == []


@_groups
def test_nothing_that_an_editor_keeps_is_lost(read: Scores, group: str) -> None:
    """Looks, links, items of lists, cells, pictures, equations, notes."""
    assert remarks(read(group), "lost") == []


@_groups
def test_every_miss_is_told(read: Scores, group: str) -> None:
    """Among the leftovers, the margin comments, the missing questions or the problems."""
    assert remarks(read(group), "unreported") == []


@_groups
def test_nothing_is_told_that_is_not_so(read: Scores, group: str) -> None:
    """No answer that nobody gave, no question that nobody changed, no copy of another lecture."""
    assert remarks(read(group), "noise") == []


def test_there_are_many_editors() -> None:
    """Each with a name of its own, so that it can be found in the table."""
    names = {(one.family, one.name) for one in EDITORS}
    assert len(names) == len(EDITORS) >= _MANY
