"""Tests of the room of answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.answers import reconcile, restore
from pipeline.model.answer import Answer, AnswerEvent, Draft
from pipeline.model.reconciling import Outcome
from pipeline.model.record import Account
from pipeline.rich_text.gist import gist
from pipeline.rich_text.plain_text import plain
from pipeline.store.rooms import Store
from tests.answers.samples import COPY, DOCUMENT, OTHER_COPY, SETTLE, SHEET, START, Memory, draft, rich
from tests.store.samples import entry, placed, take


def accept(store: Store, question: str, text: str, event: AnswerEvent = AnswerEvent.ACCEPTED) -> None:
    """Keep a text as the answer of a question."""
    store.answers.keep(Outcome(accepted=(Answer(question, rich(text), START, DOCUMENT, event),)))


def test_a_store_without_answers_knows_nothing(store: Store) -> None:
    """And an outcome without news is not written."""
    store.answers.keep(Outcome(unchanged=7))
    known = store.answers.knowledge()
    assert (known.current, known.had, known.standings, known.unsettled) == ({}, {}, {}, ())
    assert (store.answers.current(), store.answers.history("a-01")) == ({}, ())


def test_an_answer_comes_back_whole(store: Store) -> None:
    """Words, look, place, time and what happened."""
    answer = Answer("a-01", rich("A", bold=True), START, DOCUMENT)
    store.answers.keep(Outcome(accepted=(answer,)))
    assert store.answers.current() == {"a-01": answer}
    assert store.answers.current(["a-02"]) == {}
    assert store.answers.texts(["a-01"]) == {gist(rich("A")): "A"}


def test_many_questions_may_be_asked_for_at_once(store: Store) -> None:
    """More than one statement can name."""
    names = [f"a-{number:04d}" for number in range(1200)]
    store.answers.keep(Outcome(accepted=tuple(Answer(name, rich(name), START, DOCUMENT) for name in names)))
    assert list(store.answers.current(names)) == names
    assert len(store.answers.knowledge(names).current) == len(names)


def test_the_account_tells_answered_questions_from_open_ones(store: Store) -> None:
    """A cleared answer leaves its question open; merged submissions stay merged."""
    take(store, *(entry(str(number)) for number in range(4)))
    merged = placed(4, "a-01", head=False)
    store.placements.place([placed(1, "a-01"), placed(2, "a-02"), placed(3, "a-03"), merged])
    accept(store, "a-01", "A")
    accept(store, "a-02", "B")
    accept(store, "a-02", "", AnswerEvent.CLEARED)
    store.answers.keep(Outcome(drafts=(draft(DOCUMENT, "typing", "a-03"),)))
    assert store.placements.accounts() == (Account("a", 4, open=2, merged=1, answered=1),)


STEPS: list[list[Draft]] = [
    [draft(DOCUMENT, ""), draft(SHEET, "")],
    [draft(DOCUMENT, "A"), draft(COPY, "C")],
    [draft(DOCUMENT, "A"), draft(SHEET, "A")],
    [draft(DOCUMENT, "D"), draft(OTHER_COPY, "E", base="A"), draft(SHEET, "TODO")],
    [draft(DOCUMENT, ""), draft(COPY, "[draft] F"), draft(SHEET, "[private] G", "a-02")],
    [draft(DOCUMENT, "A", bold=True), draft(SHEET, "C")],
    [draft(DOCUMENT, "C")],
]


@pytest.mark.parametrize("pause", [timedelta(0), timedelta(minutes=20), SETTLE])
def test_the_store_tells_all_that_reconciling_needs(store: Store, pause: timedelta) -> None:
    """Run by run the outcome is that of a memory which forgets nothing."""
    memory = Memory()
    for drafts in STEPS:
        outcome = memory.collect(*drafts, after=pause)
        kept = [Draft(one.question, one.place, one.words, memory.now, one.base) for one in drafts]
        found = reconcile(store.answers.knowledge(), kept, memory.now, SETTLE)
        store.answers.keep(found)
        assert found == outcome
    history = [store.answers.history(question) for question in ("a-01", "a-02")]
    assert history == [memory.history("a-01"), memory.history("a-02")]


def test_a_person_settles_every_copy_before(store: Store) -> None:
    """What they had before them when they chose is asked about no more."""
    store.answers.keep(Outcome(drafts=(draft(COPY, "C"), draft(OTHER_COPY, "D"))))
    assert len(store.answers.knowledge(["a-01"]).unsettled) == 2
    store.answers.keep(restore("a-01", 1, store.answers.history("a-01"), (), START, "ana"))
    known = store.answers.knowledge(["a-01"])
    assert not known.unsettled
    assert known.had["a-01"] == {gist(rich("C")), gist(rich("D"))}
    assert plain(store.answers.current()["a-01"].words) == "C"
