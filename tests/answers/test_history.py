"""Tests of what a person may do with the history of an answer."""

from __future__ import annotations

import pytest

from pipeline.answers import copied, resolve, restore
from pipeline.errors import UsageError
from pipeline.model.answer import Answer, AnswerEvent
from pipeline.rich_text.plain_text import fingerprint, plain
from tests.answers.samples import COPY, DOCUMENT, SETTLE, SHEET, START, Memory, draft, rich


def restored(memory: Memory, number: int) -> None:
    """Restore an entry of the history and keep it."""
    standings = memory.standings.values()
    memory.keep(restore("a-01", number, memory.history(), standings, memory.now, "ana"))


def resolved(memory: Memory, choice: str) -> None:
    """Choose in the conflict that the last pass told of, and keep it."""
    (conflict,) = memory.last.conflicts
    standings = memory.standings.values()
    memory.keep(resolve(conflict, "a-01", choice, memory.history(), standings, memory.now, "ana"))


def in_conflict() -> Memory:
    """Return a memory in which document, sheet and a copy disagree after they had agreed on A."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"), draft(SHEET, "A"))
    memory.settle(draft(DOCUMENT, "D"), draft(SHEET, "S"), draft(COPY, "C", base="A"))
    return memory


def test_every_event_has_a_number_that_stays() -> None:
    """What was read and what was accepted, in the order it came."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"))
    memory.settle(draft(DOCUMENT, ""))
    told = [(entry.number, entry.event, plain(entry.words)) for entry in memory.history()]
    assert told == [
        (1, AnswerEvent.DRAFT, "A"),
        (2, AnswerEvent.ACCEPTED, "A"),
        (3, AnswerEvent.DRAFT, ""),
        (4, AnswerEvent.CLEARED, ""),
    ]


def test_an_earlier_text_is_restored_and_no_place_speaks_against_it() -> None:
    """Until somebody changes what stands there."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"))
    memory.settle(draft(DOCUMENT, "B"))
    restored(memory, 1)
    assert memory.answer() == "A"
    assert memory.settle(draft(DOCUMENT, "B")).conflicts == ()
    assert memory.answer() == "A"
    assert len(memory.settle(draft(DOCUMENT, "B2")).conflicts) == 1


@pytest.mark.parametrize(("choice", "answer"), [("document", "D"), ("A.xlsx", "S"), ("copy", "C"), ("1", "A")])
def test_a_conflict_ends_with_a_choice(choice: str, answer: str) -> None:
    """By kind of place, by file, or by number; afterwards nothing is left to choose."""
    memory = in_conflict()
    resolved(memory, choice)
    assert memory.collect(after=SETTLE).conflicts == ()
    assert memory.answer() == answer
    assert memory.texts() == {"A", "D", "S", "C"}


def test_a_place_that_was_chosen_can_be_edited_on() -> None:
    """Its next text grew from the answer."""
    memory = in_conflict()
    resolved(memory, "document")
    memory.settle(draft(DOCUMENT, "D2"))
    assert (memory.answer(), memory.last.conflicts) == ("D2", ())


@pytest.mark.parametrize(("number", "says"), [(9, "numbered from 1 to 2"), (2, "already"), (1, "already")])
def test_a_restoring_without_effect_is_refused(number: int, says: str) -> None:
    """A number that does not exist, or the text readers see."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"))
    with pytest.raises(UsageError, match=says):
        restored(memory, number)


def test_a_wrong_choice_is_told_the_right_ones() -> None:
    """The places are named."""
    with pytest.raises(UsageError, match=r"A\.docx, A\.xlsx"):
        resolved(in_conflict(), "B.docx")


def test_without_a_conflict_there_is_nothing_to_choose() -> None:
    """The message names the command that brings a text back."""
    with pytest.raises(UsageError, match="answers restore a-01"):
        resolve(None, "a-01", "1", (), (), START, "ana")


def test_a_restored_empty_history_is_told() -> None:
    """A question that nobody answered has none."""
    with pytest.raises(UsageError, match="there are none"):
        restore("a-01", 1, (), (), START, "ana")


def test_what_we_copied_into_a_slot_is_no_news_when_it_is_read() -> None:
    """The slot agrees with the answer, and an edit there grows from it."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"), draft(SHEET, ""))
    answer = Answer("a-01", rich("A"), memory.now, DOCUMENT)
    memory.standings["a-01", SHEET] = copied("a-01", SHEET, fingerprint(rich("A")), answer, memory.now)
    read = memory.collect(draft(SHEET, "A"))
    assert (read.drafts, read.accepted) == ((), ())
    memory.settle(draft(SHEET, "A2"))
    assert memory.answer() == "A2"
