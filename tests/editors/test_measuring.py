"""The harness itself: a reader that lost, moved or invented anything would be caught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.rich_text.rich_text import EMPTY, RichText
from tests.editors.answers import PLAIN, RICH, said
from tests.editors.editor import Editor, Left
from tests.editors.measuring import Score, measured
from tests.editors.questions import blank
from tests.editors.rich_items import things
from tests.editors.word_file import WordFile


def score(typed: Sequence[RichText], meant: Sequence[RichText] = RICH) -> Score:
    """Return the score of a file in which something else was typed than its writer meant."""
    file = WordFile(blank("docx"))
    file.type_all(typed)
    left = Left(file.saved(), tuple(meant))
    return measured(Editor("", "", lambda *_: left), left)


def test_what_was_typed_comes_back() -> None:
    """Nothing is missed, moved, lost or invented."""
    found = score(RICH)
    assert (found.recovered, found.kept, found.misses, found.noise) == (len(RICH), found.things, (), ())


def test_an_answer_at_another_question_is_wrong() -> None:
    """And counts as missed at both."""
    found = score((RICH[1], RICH[0], *RICH[2:]))
    assert found.recovered == len(RICH) - 2
    assert len(found.wrong) == 2


def test_an_answer_that_vanished_is_a_miss_that_nobody_was_told_of() -> None:
    """With all that was in it."""
    found = score((*RICH[:3], EMPTY, *RICH[4:]))
    assert (found.recovered, len(found.unreported)) == (len(RICH) - 1, 1)
    assert {kind for kind, _ in found.lost} == {"bullet item 1", "bullet item 2", "numbered item 2"}


def test_an_answer_without_its_looks_is_recovered_and_its_looks_are_lost() -> None:
    """Words and rich things are counted apart."""
    found = score((RICH[0], PLAIN[1], *RICH[2:]))
    assert (found.recovered, len(found.lost)) == (len(RICH), 9)


def test_an_answer_that_nobody_gave_is_noise() -> None:
    """However good it is."""
    found = score(RICH, (*RICH[:-1], EMPTY))
    assert [one.split(":")[0] for one in found.noise] == ["nobody answered heinrich-2-28"]


@pytest.mark.parametrize("kind", ["own", "gone", "corrected"])
def test_what_should_be_told_and_is_not_is_untold(kind: str) -> None:
    """Own words, deleted questions, corrected ones."""
    file = WordFile(blank("docx"))
    left = Left(file.saved(), (EMPTY,) * len(RICH))
    expected = {"own": ("Hello!",), "gone": frozenset({3}), "corrected": {4: "Why?"}}[kind]
    found = measured(Editor("", "", lambda *_: left), replace(left, **{kind: expected}))  # type: ignore[arg-type] # by name
    assert len(found.unreported) == 1


def test_one_word_more_is_another_answer() -> None:
    """Gists are exact."""
    assert score((said("Because the gradients are tiny."), *RICH[1:])).recovered == len(RICH) - 1


def test_there_is_something_of_everything() -> None:
    """Each kind of rich thing is typed at least once."""
    kinds = {kind for answer in RICH for kind, _ in things(answer)}
    wanted = "bold italic underline strike code raised colour link image equation footnote cell".split()
    assert kinds >= {*wanted, "heading 2", "right to left", "quoted paragraph", "code line", "numbered item 1"}
