"""Tests of decisions: what a person said holds in every later run, until it is undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.model.decision import Decision, Verb, in_force, undone_by
from pipeline.model.question import HoldReason
from pipeline.model.record import Placement
from pipeline.model.series import Lecture, Series
from pipeline.model.submission import Content, Precision, Submission
from pipeline.model.triage import TriageInput, TriageOutcome
from pipeline.triage.decision_check import check_decision
from pipeline.triage.placing import SeriesTriage

START = datetime(2026, 8, 9, 9, tzinfo=UTC)
SERIES = Series("School", "en", "UTC", (Lecture("a", "Alpha"), Lecture("b", "Beta", was=("old-b",))))


def submission(number: int, question: str, *, lecture: str = "Alpha") -> Submission:
    """Return a submission that came `number` minutes after the start."""
    content = Content(question, "3", lecture)
    return Submission(number, "form", number, 0, 1, START + timedelta(minutes=number), Precision.SECOND, content)


def say(number: int, verb: Verb, subject: str, argument: str = "", why: str = "because") -> Decision:
    """Return a decision."""
    return Decision(number, verb, subject, argument, "ana", why, START)


class Runs:
    """Runs of triage, one after the other, each knowing where the last one left everything."""

    def __init__(self, *submissions: Submission, hold_all: bool = False) -> None:
        self.submissions: Sequence[Submission] = submissions
        self.placements: Mapping[int, Placement] = {}
        self.log: tuple[Decision, ...] = ()
        self.highest: dict[str, int] = {}
        self.hold_all = hold_all
        self.outcome = self.run()

    def given(self) -> TriageInput:
        """Return what the next run looks at."""
        return TriageInput(
            SERIES, tuple(self.submissions), self.placements, dict(self.highest), {}, self.hold_all, self.log
        )

    def run(self) -> TriageOutcome:
        """Run once and remember the placements and the numbers."""
        self.outcome = SeriesTriage().place(self.given())
        self.placements = dict(self.placements) | {placed.submission: placed for placed in self.outcome.changed}
        for question in (*self.outcome.questions, *self.outcome.declined):
            lecture, _, number = question.id.rpartition("-")
            self.highest[lecture] = max(self.highest.get(lecture, 0), int(number))
        return self.outcome

    def decide(self, verb: Verb, subject: str, argument: str = "", *, checked: bool = True) -> TriageOutcome:
        """Add a decision to the log and run."""
        decision = say(len(self.log) + 1, verb, subject, argument)
        if checked:
            check_decision(decision, self.outcome, self.given())
        self.log = (*self.log, decision)
        return self.run()

    def groups(self) -> dict[str, tuple[int, ...]]:
        """Return the submissions of each question."""
        return {question.id: question.submissions for question in self.outcome.questions}


def test_a_held_submission_is_accepted_into_a_lecture() -> None:
    """A person knows better which lecture was meant."""
    runs = Runs(submission(1, "Why?!", lecture="Gamma"))
    assert runs.outcome.held
    outcome = runs.decide(Verb.ACCEPT, "1", "old-b")
    assert [(one.id, one.lecture) for one in outcome.questions] == [("b-01", "b")]
    assert outcome.held == ()


def test_what_is_held_for_its_words_may_be_accepted_without_a_lecture() -> None:
    """It goes where its words say."""
    runs = Runs(submission(1, "test"), hold_all=True)
    assert [one.id for one in runs.decide(Verb.ACCEPT, "1").questions] == ["a-01"]


def test_two_questions_are_merged_into_the_second() -> None:
    """Its id, words and label stay; the first one's id is kept for the day they part again."""
    runs = Runs(submission(1, "First?"), submission(2, "Second?"))
    runs.decide(Verb.MERGE, "a-01", "a-02")
    assert runs.groups() == {"a-02": (2, 1)}
    assert runs.outcome.questions[0].text == "Second?"
    runs.decide(Verb.UNDO, "1")
    assert runs.groups() == {"a-01": (1,), "a-02": (2,)}


def test_a_submission_is_split_out_for_good() -> None:
    """It gets an id of its own, and the machine never merges it with that group again, whoever joins that one."""
    runs = Runs(submission(1, "What is it?"), submission(2, "what is it"))
    runs.decide(Verb.SPLIT, "2")
    runs.submissions = [*runs.submissions, submission(3, "What is it ?")]
    runs.run()
    assert runs.groups() == {"a-01": (1, 3), "a-02": (2,)}
    runs.decide(Verb.UNDO, "1")
    assert runs.groups() == {"a-01": (1, 2, 3)}
    runs.decide(Verb.UNDO, "2")
    assert runs.groups() == {"a-01": (1, 3), "a-02": (2,)}


def test_a_split_outranks_the_merge_before_it() -> None:
    """What was merged by a person can be parted by a person, under its old id."""
    runs = Runs(submission(1, "First?"), submission(2, "Second?"))
    runs.decide(Verb.MERGE, "a-02", "a-01")
    runs.decide(Verb.SPLIT, "2")
    assert runs.groups() == {"a-01": (1,), "a-02": (2,)}


def test_an_undone_split_leaves_the_head_in_place_even_if_it_is_not_the_earliest() -> None:
    """A lecturer has seen its words."""
    runs = Runs(submission(5, "What is it?"))
    runs.submissions = [*runs.submissions, submission(1, "what is it")]
    runs.run()
    runs.decide(Verb.SPLIT, "1")
    runs.decide(Verb.UNDO, "1")
    assert runs.groups() == {"a-01": (5, 1)}


def test_a_declined_question_leaves_and_keeps_its_id() -> None:
    """All its submissions count as declined; undone, it is back as it was."""
    runs = Runs(submission(1, "Why?!?"), submission(2, "why?!?"), submission(3, "Other?"))
    outcome = runs.decide(Verb.DECLINE, "a-01")
    assert (list(runs.groups()), [one.id for one in outcome.declined]) == (["a-02"], ["a-01"])
    assert [runs.placements[number].declined for number in (1, 2, 3)] == [True, True, False]
    runs.decide(Verb.UNDO, "1")
    assert runs.groups() == {"a-01": (1, 2), "a-02": (3,)}


def test_a_held_submission_is_declined() -> None:
    """It waits no more, whatever it becomes."""
    runs = Runs(submission(1, "test"))
    outcome = runs.decide(Verb.DECLINE, "1")
    assert (outcome.held, runs.placements[1].declined, runs.placements[1].reason) == ((), True, None)
    runs.submissions = [replace(submission(1, "A real one?"), revision=2)]
    assert runs.run().questions == ()


def test_a_question_moves_to_another_lecture_under_its_id() -> None:
    """And back, when that is undone."""
    runs = Runs(submission(1, "First?"))
    assert [(one.id, one.lecture) for one in runs.decide(Verb.MOVE, "a-01", "b").questions] == [("a-01", "b")]
    assert [one.lecture for one in runs.decide(Verb.UNDO, "1").questions] == ["a"]


def test_slide_and_words_are_what_a_person_said() -> None:
    """The words as typed are kept beside; the last decision counts."""
    runs = Runs(submission(1, "Waht?"))
    runs.decide(Verb.SLIDE, "a-01", "7-9")
    runs.decide(Verb.REWORD, "a-01", "Wha?")
    (question,) = runs.decide(Verb.REWORD, "a-01", "What?").questions
    assert question.slide is not None
    assert (question.slide.ranges, question.text, question.original) == (((7, 9),), "What?", "Waht?")


def test_a_held_head_gets_its_id_back() -> None:
    """An edit that empties a question and one that mends it leave it where it was."""
    runs = Runs(submission(1, "First?"), submission(2, "Second?"))
    runs.submissions = [replace(submission(1, ""), revision=2), submission(2, "Second?")]
    assert [one.reason for one in runs.run().held] == [HoldReason.BLANK]
    runs.submissions = [replace(submission(1, "First one?"), revision=3), submission(2, "Second?")]
    runs.run()
    assert runs.groups() == {"a-01": (1,), "a-02": (2,)}


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (say(9, Verb.ACCEPT, "1", "a"), "no submission that is held"),
        (say(9, Verb.ACCEPT, "4", ""), "which one it is for"),
        (say(9, Verb.ACCEPT, "4", "c"), "the settings have a, b"),
        (say(9, Verb.MERGE, "a-01", "a-09"), 'no question "a-09"'),
        (say(9, Verb.MERGE, "a-01", "a-01"), "with itself"),
        (say(9, Verb.SPLIT, "1"), "only the others can be split off: 2"),
        (say(9, Verb.SPLIT, "77"), 'No question holds a submission "77"'),
        (say(9, Verb.DECLINE, "a-01", why=" "), "--reason"),
        (say(9, Verb.DECLINE, "a-09"), 'no question "a-09"'),
        (say(9, Verb.MOVE, "a-01", "a"), "already"),
        (say(9, Verb.MOVE, "a-01", "c"), "the settings have a, b"),
        (say(9, Verb.SLIDE, "a-01", ""), "31"),
        (say(9, Verb.SLIDE, "a-01", "2/31"), "not certain"),
        (say(9, Verb.REWORD, "a-01", " "), "decide decline a-01"),
        (say(9, Verb.UNDO, "5"), "from 1 to 3"),
        (say(9, Verb.UNDO, "1"), "undone already, by decision 2"),
        (say(9, Verb.SLIDE, "a-02", "3"), "it was declined"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_can(decision: Decision, says: str) -> None:
    """A wrong id or a decision without effect is told before it is kept."""
    runs = Runs(
        submission(1, "Same?"), submission(2, "same"), submission(3, "Other?"), submission(4, "Q?!", lecture="Gamma")
    )
    runs.decide(Verb.MOVE, "a-01", "b")
    runs.decide(Verb.UNDO, "1")
    runs.decide(Verb.DECLINE, "a-02")
    with pytest.raises(UsageError, match=says):
        check_decision(decision, runs.outcome, runs.given())


def test_a_merged_question_is_named_with_the_one_it_went_into() -> None:
    """Its id is remembered, but nothing can be said about it."""
    runs = Runs(submission(1, "First?"), submission(2, "Second?"))
    runs.decide(Verb.MERGE, "a-01", "a-02")
    with pytest.raises(UsageError, match="merged into a-02"):
        check_decision(say(9, Verb.MOVE, "a-01", "b"), runs.outcome, runs.given())


def test_an_undone_undoing_brings_the_decision_back() -> None:
    """The log is only ever added to."""
    log = (say(1, Verb.MOVE, "a-01", "b"), say(2, Verb.UNDO, "1"), say(3, Verb.UNDO, "2"))
    assert in_force(log[:2]) == ()
    assert in_force(log) == log[:1]
    assert undone_by(log) == {2: 3}


DECISIONS = st.lists(
    st.tuples(
        st.sampled_from(Verb),
        st.sampled_from(["1", "2", "3", "4", "a-01", "a-02", "a-03", "b-01"]),
        st.sampled_from(["a", "b", "a-01", "a-02", "a-03", "7", "New words?"]),
    ),
    max_size=8,
)


def everything(outcome: TriageOutcome) -> object:
    """Return all that an outcome shows, ids and all."""
    return outcome.questions, outcome.held, outcome.declined


@given(DECISIONS, st.booleans())
def test_any_decisions_balance_and_outlast_later_runs(said: list[tuple[Verb, str, str]], newcomer: bool) -> None:
    """Obeyed or passed over: each submission has one place, no id is given twice, and a second run changes nothing."""
    runs = Runs(*(submission(number, text) for number, text in enumerate(["Same?", "same", "Other?", "test"], 1)))
    for verb, subject, argument in said:
        runs.decide(verb, subject, argument, checked=False)
        if newcomer:
            runs.submissions = [*runs.submissions, submission(len(runs.submissions) + 1, "Same ?")]
    before = everything(runs.run())
    assert runs.run().changed == ()
    assert everything(runs.outcome) == before
    questions = (*runs.outcome.questions, *runs.outcome.declined)
    placed = [number for question in questions for number in question.submissions]
    apart = [number for number, known in runs.placements.items() if known.question is None]
    assert sorted([*placed, *apart]) == [one.id for one in runs.submissions]
    assert len({question.id for question in questions}) == len(questions)


@given(DECISIONS)
def test_undoing_everything_restores_what_was(said: list[tuple[Verb, str, str]]) -> None:
    """Ids, words, labels and lectures are as before the first decision; ids given meanwhile are not used again."""
    runs = Runs(*(submission(number, text) for number, text in enumerate(["Same?", "same", "Other?", "test"], 1)))
    before = everything(runs.outcome)
    for verb, subject, argument in said:
        with suppress(UsageError):
            runs.decide(verb, subject, argument)
    highest = dict(runs.highest)
    for decision in reversed(in_force(runs.log)):
        runs.decide(Verb.UNDO, str(decision.number))
    assert everything(runs.outcome) == before
    assert all(runs.highest[lecture] >= number for lecture, number in highest.items())
