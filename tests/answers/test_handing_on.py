"""Tests of answers that go on to where they are wanted as well."""

from __future__ import annotations

from dataclasses import replace

from pipeline.answers import copied, free_slots, handed_on
from pipeline.model.answer import Answer, PlaceKind
from pipeline.model.reconciling import Outcome
from pipeline.rich_text.plain_text import fingerprint, plain
from tests.answers.samples import DOCUMENT, SHEET, START, Memory, draft, rich


def test_answers_are_copied_into_slots_that_nobody_touched() -> None:
    """Not into one that was emptied by hand, not where they came from, and not while there is a conflict."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, ""), draft(SHEET, "S"), draft(DOCUMENT, "", "a-02"), draft(SHEET, "", "a-02"))
    known = memory.knowledge()
    assert free_slots(known, (), DOCUMENT, ["a-01", "a-02"]) == ("a-01",)
    assert free_slots(known, {"a-01"}, DOCUMENT, ["a-01"]) == ()
    assert free_slots(known, (), SHEET, ["a-01", "a-02"]) == ()
    memory.collect(draft(DOCUMENT, "x"))
    memory.settle(draft(DOCUMENT, ""))
    assert free_slots(memory.knowledge(), (), DOCUMENT, ["a-01"]) == ()


def test_a_slot_that_was_never_read_is_free() -> None:
    """It is as we wrote it."""
    memory = Memory()
    memory.settle(draft(SHEET, "S"))
    assert free_slots(memory.knowledge(), (), DOCUMENT, ["a-01", "a-02"]) == ("a-01",)


def test_a_comment_is_kept_and_never_taken_by_itself() -> None:
    """It waits in the history until a person says that it is the answer."""
    memory = Memory()
    comment = replace(DOCUMENT, kind=PlaceKind.COMMENT)
    for _ in range(2):
        memory.settle(draft(comment, "Because."))
    assert (memory.answer(), memory.texts(), len(memory.history())) == (None, {"Because."}, 1)


def test_the_answer_of_a_merged_question_goes_to_the_other() -> None:
    """Once; and an edit of it follows."""
    memory = Memory()
    for text in ("A", "A1"):
        memory.settle(draft(DOCUMENT, text))
        answers = {"a-01": Answer("a-01", rich(text), START, DOCUMENT)}
        handed = handed_on(memory.knowledge(), {"a-01": "a-02", "a-03": "a-02"}, answers, START)
        assert [(one.question, plain(one.words)) for one in handed] == [("a-02", text)]
        memory.settle(*handed)
        assert memory.answer("a-02") == text
        assert handed_on(memory.knowledge(), {"a-01": "a-02"}, answers, START) == ()


def test_it_does_not_replace_another_answer() -> None:
    """Two questions that were answered differently before they were merged are a conflict for a person."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"), draft(DOCUMENT, "B", "a-02"))
    answers = {"a-01": Answer("a-01", rich("A"), START, DOCUMENT)}
    outcome = memory.settle(*handed_on(memory.knowledge(), {"a-01": "a-02"}, answers, START))
    assert (memory.answer("a-02"), len(outcome.conflicts)) == ("B", 1)


def test_an_answer_that_nobody_saw_in_a_slot_cannot_be_cleared_there() -> None:
    """A file saved over ours from before it was copied in leaves the answer, and the slot free for it again."""
    memory = Memory()
    memory.settle(draft(SHEET, "S"))
    _copy_into_document(memory)
    memory.settle(draft(DOCUMENT, ""))
    assert memory.answer() == "S"
    assert free_slots(memory.knowledge(), (), DOCUMENT, ["a-01"]) == ("a-01",)


def test_an_answer_that_was_seen_in_a_slot_can_be_cleared_there() -> None:
    """Once somebody has saved the file with it."""
    memory = Memory()
    memory.settle(draft(SHEET, "S"))
    _copy_into_document(memory)
    memory.settle(draft(DOCUMENT, "S"))
    memory.settle(draft(DOCUMENT, ""))
    assert memory.answer() == ""


def _copy_into_document(memory: Memory) -> None:
    """Write the answer into the slot of the document."""
    answer = Answer("a-01", rich("S"), memory.now, SHEET)
    standing = copied("a-01", DOCUMENT, fingerprint(answer.words), answer, memory.now)
    memory.keep(Outcome(standings=(standing,)))
