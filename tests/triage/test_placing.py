"""Submissions become questions: merged only when equal, numbered once, held with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.question import HoldReason
from pipeline.model.record import Placement
from pipeline.model.series import Lecture, Series
from pipeline.model.submission import Content, Precision, Submission
from pipeline.model.triage import TriageInput, TriageOutcome
from pipeline.triage.placing import SeriesTriage

START = datetime(2026, 8, 9, 9, tzinfo=UTC)
SERIES = Series("School", "en", "UTC", (Lecture("a", "Alpha", closes=START + timedelta(hours=5)), Lecture("b", "Beta")))


def submission(number: int, question: str, *, slide: str = "", lecture: str = "Alpha", email: str = "") -> Submission:
    """Return a submission that came `number` minutes after the start."""
    content = Content(question, slide, lecture, email=email)
    return Submission(number, "form", number, 0, 1, START + timedelta(minutes=number), Precision.SECOND, content)


def place(
    submissions: Sequence[Submission], known: Mapping[int, Placement] | None = None, *, hold_all: bool = False
) -> TriageOutcome:
    """Place the submissions, given where they stood before."""
    known = known or {}
    numbers: dict[str, int] = {}
    for placement in known.values():
        stem, _, number = (placement.question or "").rpartition("-")
        numbers[stem] = max(numbers.get(stem, 0), int(number or 0))
    return SeriesTriage().place(TriageInput(SERIES, tuple(submissions), known, numbers, {}, hold_all))


def after(outcome: TriageOutcome, known: Mapping[int, Placement] | None = None) -> dict[int, Placement]:
    """Return the placements once an outcome is stored."""
    return dict(known or {}) | {placement.submission: placement for placement in outcome.changed}


def test_questions_are_numbered_by_time_within_their_lecture() -> None:
    """The earliest gets 01, in each lecture."""
    outcome = place(
        [submission(2, "Second one?"), submission(1, "First one?"), submission(3, "Other?", lecture="Beta")]
    )
    assert [(one.id, one.text) for one in outcome.questions] == [
        ("a-01", "First one?"),
        ("a-02", "Second one?"),
        ("b-01", "Other?"),
    ]


def test_equal_questions_become_one_that_keeps_every_submission() -> None:
    """The earliest is the head, its slide labels the question, other slides are listed."""
    outcome = place([submission(1, "What is unfolding?", slide="31"), submission(2, "what is unfolding ?", slide="33")])
    (question,) = outcome.questions
    assert (question.submissions, question.asked_by) == ((1, 2), 2)
    assert question.slide is not None
    assert question.slide.ranges == ((31, 31),)
    assert [slide.ranges for slide in question.other_slides] == [((33, 33),)]


def test_one_person_asking_twice_is_one() -> None:
    """People are counted by address; a submission without one is somebody else."""
    twice = [submission(number, "What is unfolding?", email=email) for number, email in [(1, "x@y.z"), (2, "X@y.z ")]]
    assert place([*twice, submission(3, "What is unfolding?")]).questions[0].asked_by == 2


@pytest.mark.parametrize(
    ("slides", "questions"), [(("8", "19"), 2), (("8", "8"), 1), (("", ""), 2), (("8", ""), 2), (("2/31", "2/31"), 2)]
)
def test_words_that_point_at_a_slide_need_the_same_certain_slide(slides: tuple[str, str], questions: int) -> None:
    """The dashed line of another slide is another line."""
    both = [submission(n, "What does the dashed line mean?", slide=slide) for n, slide in enumerate(slides, start=1)]
    assert len(place(both).questions) == questions


def test_what_cannot_be_placed_is_held_with_its_reason() -> None:
    """Blank, test and unknown lecture wait for a person."""
    outcome = place([submission(1, " "), submission(2, "test"), submission(3, "A question?", lecture="Gamma")])
    assert [(one.reason, one.detail) for one in outcome.held] == [
        (HoldReason.BLANK, ""),
        (HoldReason.TEST, ""),
        (HoldReason.UNKNOWN_LECTURE, "Gamma"),
    ]


def test_everything_can_be_held() -> None:
    """With hold = "all" only what is a question already stays one."""
    first = place([submission(1, "First one?")])
    outcome = place([submission(1, "First one?"), submission(2, "Second one?")], after(first), hold_all=True)
    assert [one.id for one in outcome.questions] == ["a-01"]
    assert [one.reason for one in outcome.held] == [HoldReason.ALL_HELD]


def test_a_late_question_is_taken_and_marked() -> None:
    """Closing time marks, it does not refuse."""
    outcome = place([submission(299, "In time?"), submission(301, "Too late?")])
    assert [one.late for one in outcome.questions] == [False, True]


def test_the_head_stays_when_an_earlier_equal_one_arrives_late() -> None:
    """A lecturer has seen its words and its label."""
    first = place([submission(5, "What is unfolding?", slide="31")])
    both = [submission(5, "What is unfolding?", slide="31"), submission(1, "what is unfolding", slide="33")]
    (question,) = place(both, after(first)).questions
    assert (question.id, question.text, question.submissions) == ("a-01", "What is unfolding?", (5, 1))


def test_the_id_passes_on_when_the_head_is_withdrawn() -> None:
    """Somebody else asked the same: the question stays, under its id."""
    both = [submission(1, "What is unfolding?"), submission(2, "what is unfolding")]
    known = after(place(both))
    outcome = place([replace(both[0], withdrawn=True), both[1]], known)
    assert [(one.id, one.submissions) for one in outcome.questions] == [("a-01", (2,))]


def test_an_edit_parts_what_was_merged_and_ids_are_never_used_again() -> None:
    """The edited one gets a number of its own."""
    both = [submission(1, "What is unfolding?"), submission(2, "what is unfolding")]
    known = after(place(both))
    edited = replace(both[1], revision=2, content=Content("What is folding?", "", "Alpha"))
    assert [(one.id, one.text) for one in place([both[0], edited], known).questions] == [
        ("a-01", "What is unfolding?"),
        ("a-02", "What is folding?"),
    ]


def test_an_edited_lecture_moves_the_question_under_its_old_id() -> None:
    """An id is kept through moves."""
    known = after(place([submission(1, "Which one?")]))
    moved = replace(submission(1, "Which one?", lecture="Beta"), revision=2)
    assert [(one.id, one.lecture) for one in place([moved], known).questions] == [("a-01", "b")]


def test_placing_again_changes_nothing() -> None:
    """Two passes equal one."""
    submissions = [
        submission(1, "First?"),
        submission(2, "first"),
        submission(3, " "),
        submission(4, "Q?", lecture="?"),
    ]
    assert place(submissions, after(place(submissions))).changed == ()


def test_the_order_of_rows_does_not_matter() -> None:
    """Same instants, any order: the same ids for the same words."""
    rows = [submission(1, text) for text in ("What is x1?", "What is x2?", "What is x3?")]
    outcomes = {
        tuple((one.id, one.text) for one in place([replace(row, id=n) for n, row in enumerate(order, 1)]).questions)
        for order in permutations(rows)
    }
    assert len(outcomes) == 1


TEXTS = st.sampled_from(["What is N?", "What is n?", "what is n", "test", "", "Why this?", "Why x?"])
LECTURES = st.sampled_from(["Alpha", "Beta", "alpha ", "Gamma", ""])


@given(st.lists(st.tuples(TEXTS, LECTURES, st.sampled_from(["", "3", "5"])), max_size=12))
def test_every_submission_is_in_exactly_one_place(rows: list[tuple[str, str, str]]) -> None:
    """The account balances whatever comes in."""
    submissions = [submission(n, text, lecture=lecture, slide=slide) for n, (text, lecture, slide) in enumerate(rows)]
    outcome = place(submissions)
    placed = [number for question in outcome.questions for number in question.submissions]
    assert sorted([*placed, *(one.submission for one in outcome.held)]) == list(range(len(rows)))
    assert len({question.id for question in outcome.questions}) == len(outcome.questions)
