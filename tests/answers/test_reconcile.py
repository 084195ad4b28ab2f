"""Tests of reconciling: what becomes the answer, what waits, what is a conflict; and that no word is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.answers import reconcile
from pipeline.model.answer import AnswerEvent, Draft, Place
from pipeline.rich_text.plain_text import plain
from tests.answers.samples import COPY, DOCUMENT, OTHER_COPY, SETTLE, SHEET, START, Memory, draft, rich

MINUTE = timedelta(minutes=1)


def test_a_text_is_stored_at_once_and_accepted_when_it_stood_long_enough() -> None:
    """Until then readers see nothing of it, and the run knows when to look again."""
    memory = Memory()
    first = memory.collect(draft(DOCUMENT, "Because."))
    assert (len(first.drafts), first.accepted, first.due) == (1, (), START + SETTLE)
    assert not memory.collect(after=SETTLE - MINUTE).changes
    assert [plain(answer.words) for answer in memory.collect(after=MINUTE).accepted] == ["Because."]


def test_every_change_begins_the_waiting_anew() -> None:
    """Who is still typing is not published."""
    memory = Memory()
    memory.collect(draft(DOCUMENT, "Bec"))
    memory.collect(draft(DOCUMENT, "Because"), after=SETTLE - MINUTE)
    assert memory.collect(after=MINUTE).accepted == ()
    assert memory.collect(after=SETTLE).accepted != ()
    assert memory.texts() == {"Bec", "Because"}


def test_a_text_typed_in_steps_grew_from_the_answer_before_it() -> None:
    """An edit read half done and read again is one edit, no conflict."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"))
    memory.collect(draft(DOCUMENT, "A1"))
    memory.settle(draft(DOCUMENT, "A12"))
    assert (memory.answer(), memory.last.conflicts) == ("A12", ())


def test_a_copy_given_by_hand_does_not_wait_but_a_draft_in_place_does() -> None:
    """`collect FILE` means now."""
    memory = Memory()
    memory.collect(draft(DOCUMENT, "typing", "a-02"))
    memory.collect(draft(COPY, "done"), after=MINUTE, waits=False)
    assert (memory.answer("a-01"), memory.answer("a-02")) == ("done", None)


def test_an_empty_slot_of_a_copy_never_clears() -> None:
    """A blank copy sent back changes nothing."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"))
    outcome = memory.collect(draft(COPY, "", base="A"), waits=False)
    assert (outcome.changes, memory.answer(), outcome.unchanged) == (False, "A", 1)


def test_an_old_copy_is_no_news() -> None:
    """A text the question ever had, anywhere, is not taken from a copy again."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"))
    memory.settle(draft(DOCUMENT, "A2"))
    assert not memory.collect(draft(COPY, "A"), waits=False).changes
    assert not memory.collect(draft(COPY, "  A2 ", bold=True), waits=False).changes


def test_a_cleared_answer_is_an_edit_and_stays_in_the_history() -> None:
    """In place, taking the words out takes the answer away, after the same waiting."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"))
    memory.settle(draft(DOCUMENT, ""))
    assert (memory.answer(), memory.texts()) == ("", {"A", ""})
    assert memory.last.accepted[0].event is AnswerEvent.CLEARED


@pytest.mark.parametrize(("base", "answer", "conflicts"), [("A", "A2", 0), ("", "A", 1), ("older", "A", 1)])
def test_a_copy_is_taken_if_it_grew_from_the_answer(base: str, answer: str, conflicts: int) -> None:
    """If it grew from anything else nobody has seen both texts."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"))
    outcome = memory.collect(draft(COPY, "A2", base=base), waits=False)
    assert (memory.answer(), len(outcome.conflicts)) == (answer, conflicts)


def test_two_places_that_disagree_are_a_conflict_until_they_agree() -> None:
    """Readers see the last agreed text; both stay; the lecturer ends it by making them equal."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"), draft(SHEET, "A"))
    (conflict,) = memory.settle(draft(DOCUMENT, "D"), draft(SHEET, "S")).conflicts
    assert {plain(one.words) for one in conflict.drafts} == {"D", "S"}
    assert (memory.answer(), memory.texts()) == ("A", {"A", "D", "S"})
    assert memory.settle(draft(DOCUMENT, "S")).conflicts == ()
    assert memory.answer() == "S"


def test_a_conflict_ends_when_one_place_returns_to_the_agreed_text() -> None:
    """Then the other one's edit is the only one."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"), draft(SHEET, "A"))
    memory.settle(draft(DOCUMENT, "D"), draft(SHEET, "S"))
    assert memory.settle(draft(DOCUMENT, "A")).conflicts == ()
    assert memory.answer() == "S"


def test_two_places_that_say_the_same_end_a_conflict_with_a_copy() -> None:
    """Document and sheet agree: that is a choice, wherever each of them came from."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A"), draft(SHEET, "A"))
    memory.collect(draft(COPY, "C", base="A"), waits=False)
    assert len(memory.settle(draft(DOCUMENT, "N")).conflicts) == 1
    memory.settle(draft(SHEET, "N"))
    assert (memory.answer(), memory.last.conflicts) == ("N", ())


@pytest.mark.parametrize("mark", ["TODO", "todo:", "??", "???", "tbc", "TBC.", "[draft] Perhaps", "[PRIVATE] Ask Bob"])
def test_what_is_marked_as_unfinished_is_never_published(mark: str) -> None:
    """It is kept, with the reason; the finished text that replaces it is accepted."""
    memory = Memory()
    outcome = memory.settle(draft(DOCUMENT, mark))
    assert (memory.answer(), len(outcome.withheld), memory.texts()) == (None, 1, {mark})
    memory.settle(draft(DOCUMENT, "Finished."))
    assert memory.answer() == "Finished."


@pytest.mark.parametrize("text", ["TODO lists are fine.", "What??", "A [draft] of it", "tbc of the detector"])
def test_an_answer_may_speak_of_unfinished_things(text: str) -> None:
    """Only a mark alone, or a beginning in brackets, withholds."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, text))
    assert memory.answer() == text


def test_the_same_words_in_another_look_are_no_conflict() -> None:
    """A sheet loses bold letters; only where the words stood already is a new look taken over."""
    memory = Memory()
    memory.settle(draft(DOCUMENT, "A", bold=True))
    memory.settle(draft(SHEET, "A"))
    assert memory.history()[-2].words == rich("A", bold=True)
    memory.collect(draft(DOCUMENT, "A"))
    assert memory.last.accepted[0].words == rich("A")


def test_a_clock_that_is_set_back_only_lengthens_the_waiting() -> None:
    """A text read in the future has stood since now at the latest."""
    memory = Memory()
    memory.collect(draft(DOCUMENT, "A"), after=timedelta(days=400))
    memory.collect(after=timedelta(days=-400))
    assert memory.collect(after=SETTLE).accepted != ()


TEXTS = st.sampled_from(["", "A", "B", "C", "TODO", "[draft] A"])
PLACES = st.sampled_from([DOCUMENT, SHEET, COPY, OTHER_COPY])
DRAFTS = st.builds(draft, PLACES, TEXTS, st.sampled_from(["a-01", "a-02"]), base=st.sampled_from(["", "A", "B"]))
RUNS = st.lists(
    st.tuples(
        st.lists(DRAFTS, max_size=4, unique_by=lambda one: (one.question, one.place)),
        st.sampled_from([timedelta(), 10 * MINUTE, SETTLE, -3 * MINUTE]),
        st.booleans(),
    ),
    max_size=6,
)


def played(runs: list[tuple[list[Draft], timedelta, bool]]) -> Memory:
    """Return the memory after these runs."""
    memory = Memory()
    for drafts, after, waits in runs:
        memory.collect(*drafts, after=after, waits=waits)
    return memory


@given(RUNS)
def test_no_text_is_ever_lost(runs: list[tuple[list[Draft], timedelta, bool]]) -> None:
    """Every word that was read is in the history of its question, and only words that were read are answers."""
    memory = played(runs)
    for question in ("a-01", "a-02"):
        read = {plain(one.words) for drafts, _, _ in runs for one in drafts if one.question == question}
        assert read - {""} == memory.texts(question) - {""}
        assert memory.answer(question) not in {"TODO", "[draft] A"}


@given(RUNS, DRAFTS, st.booleans())
def test_two_equal_passes_are_one(runs: list[tuple[list[Draft], timedelta, bool]], last: Draft, waits: bool) -> None:
    """Reading the same again at the same moment changes nothing."""
    memory = played(runs)
    memory.collect(last, waits=waits)
    again = memory.collect(last)
    assert not again.drafts
    assert not memory.collect(last).changes


@given(RUNS)
def test_a_conflict_never_changes_what_readers_see(runs: list[tuple[list[Draft], timedelta, bool]]) -> None:
    """A question in conflict is accepted from nowhere in the same pass."""
    memory = Memory()
    for drafts, after, waits in runs:
        before = {question: memory.answer(question) for question in ("a-01", "a-02")}
        outcome = memory.collect(*drafts, after=after, waits=waits)
        for conflict in outcome.conflicts:
            assert memory.answer(conflict.question) == before[conflict.question]


@given(RUNS)
def test_an_empty_copy_never_clears(runs: list[tuple[list[Draft], timedelta, bool]]) -> None:
    """Whatever happened before."""
    memory = played(runs)
    empty = [draft(place, "", question, base="A") for place in (COPY, OTHER_COPY) for question in ("a-01", "a-02")]
    known = memory.knowledge()
    silent = reconcile(known, (), memory.now, SETTLE)
    assert reconcile(known, empty, memory.now, SETTLE) == replace(silent, unchanged=len(empty))


@given(RUNS, st.lists(st.tuples(TEXTS, st.sampled_from(["", "A"])), min_size=1, max_size=3))
def test_the_order_of_copies_changes_no_words(
    runs: list[tuple[list[Draft], timedelta, bool]], copies: list[tuple[str, str]]
) -> None:
    """Whichever is read first, the same texts are kept."""
    sent = [draft(Place(COPY.kind, f"{n}.docx"), text, base=base) for n, (text, base) in enumerate(copies)]
    kept = set()
    for order in permutations(sent):
        memory = played(runs)
        for one in order:
            memory.collect(one, waits=False)
        kept.add(frozenset(memory.texts()))
    assert len(kept) == 1
