"""SUBMISSIONS → QUESTIONS: lecture, screening, slide, equal texts, decisions. Pure: the store keeps what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from pipeline.model.decision import Decision
from pipeline.model.question import Held, HoldReason, Question
from pipeline.model.record import Placement
from pipeline.model.series import Lecture
from pipeline.model.submission import Submission
from pipeline.model.triage import TriageInput, TriageOutcome
from pipeline.triage.decision_check import check_decision
from pipeline.triage.decisions import Orders, obeyed, orders_of
from pipeline.triage.grouping import Candidate, Group, carried_id, groups_of
from pipeline.triage.lecture_match import LectureMatch, LectureNames
from pipeline.triage.screening import screen
from pipeline.triage.slide_reference import read_slide_reference


@dataclass(frozen=True, slots=True)
class _Declined:
    """A submission that a person declined while it was held."""

    submission: int


class SeriesTriage:
    """The triage of one series."""

    def place(self, given: TriageInput) -> TriageOutcome:
        """Return every question and every held submission."""
        orders = orders_of(given.decisions, given.series)
        names = LectureNames(given.series.lectures)
        live = [submission for submission in given.submissions if not submission.withdrawn]
        verdicts = [_verdict(submission, names, given, orders) for submission in live]
        candidates = (verdict for verdict in verdicts if isinstance(verdict, Candidate))
        groups = groups_of(candidates, given.placements, given.highest_numbers, orders)
        questions = _in_order((_question(group, given, orders) for group in groups), given.series.lectures)
        held = tuple(verdict for verdict in verdicts if isinstance(verdict, Held))
        apart = (verdict for verdict in verdicts if not isinstance(verdict, Candidate))
        placements = chain(_of_questions(questions, given, orders), _apart(apart, given))
        return TriageOutcome(
            questions=tuple(question for question in questions if question.id not in orders.declined),
            held=held,
            changed=_changed(placements, given.placements),
            declined=tuple(question for question in questions if question.id in orders.declined),
        )

    def check(self, decision: Decision, outcome: TriageOutcome, given: TriageInput) -> None:
        """Make sure that a decision can be obeyed as things stand.

        Raises:
            UsageError: it cannot; the message says what can.
        """
        check_decision(decision, outcome, given)

    def nearest_lecture(self, text: str, lectures: tuple[Lecture, ...]) -> Lecture | None:
        """Return the lecture whose names are nearest to what a participant typed, for a suggestion."""
        near = LectureNames(lectures).match(text).near
        return next((lecture for lecture in lectures if lecture.id in near), None)


def _verdict(
    submission: Submission, names: LectureNames, given: TriageInput, orders: Orders
) -> Candidate | Held | _Declined:
    if str(submission.id) in orders.declined:
        return _Declined(submission.id)
    content = submission.content
    reason = None if submission.id in orders.accepted else _hold_reason(submission, given)
    if reason is not None:
        return Held(submission.id, reason)
    match = _lecture(submission, names, given, orders)
    if match.lecture is None:
        return Held(submission.id, match.reason or HoldReason.UNKNOWN_LECTURE, content.lecture.strip())
    return Candidate(submission, match.lecture, read_slide_reference(content.slide, content.question))


def _hold_reason(submission: Submission, given: TriageInput) -> HoldReason | None:
    """Return why a submission waits that no person has accepted, whatever its lecture; None if it need not."""
    known = given.placements.get(submission.id)
    if given.hold_all and not (known and known.question):
        return HoldReason.ALL_HELD
    return screen(submission.content.question)


def _lecture(submission: Submission, names: LectureNames, given: TriageInput, orders: Orders) -> LectureMatch:
    told = orders.accepted.get(submission.id) or given.fixed_lectures.get(submission.source)
    return LectureMatch(told) if told else names.match(submission.content.lecture)


def _question(group: Group, given: TriageInput, orders: Orders) -> Question:
    head, everyone = group.head, (group.head, *group.others)
    lecture_id = orders.moved.get(group.id, head.lecture)
    slides = dict.fromkeys(one.slide for one in group.others if one.slide and one.slide != head.slide)
    lecture = given.series.lecture(lecture_id)
    closes = lecture.closes if lecture else None
    instant = head.submission.instant
    question = Question(
        id=group.id,
        lecture=lecture_id,
        slide=head.slide,
        text=head.submission.content.question,
        instant=instant,
        submissions=tuple(candidate.submission.id for candidate in everyone),
        other_slides=tuple(slides),
        asked_by=_people(everyone),
        late=bool(closes and instant and instant > closes),
    )
    return obeyed(question, orders)


def _people(group: Iterable[Candidate]) -> int:
    """Count who asked: an address that asks twice is one person, a submission without one is somebody else each."""
    addresses = [candidate.submission.content.email.strip().casefold() for candidate in group]
    return len({address for address in addresses if address}) + addresses.count("")


def _of_questions(questions: Iterable[Question], given: TriageInput, orders: Orders) -> Iterable[Placement]:
    revisions = {submission.id: submission.revision for submission in given.submissions}
    for question in questions:
        for submission in question.submissions:
            yield Placement(
                submission=submission,
                revision=revisions[submission],
                lecture=question.lecture,
                question=question.id,
                reason=None,
                head=submission == question.submissions[0],
                declined=question.id in orders.declined,
                carries=carried_id(given.placements.get(submission), question.id),
            )


def _apart(verdicts: Iterable[Held | _Declined], given: TriageInput) -> Iterable[Placement]:
    """Yield the placements of submissions that stand in no question."""
    submissions = {submission.id: submission for submission in given.submissions}
    for verdict in verdicts:
        submission = submissions[verdict.submission]
        held = verdict if isinstance(verdict, Held) else None
        yield Placement(
            submission=submission.id,
            revision=submission.revision,
            lecture=given.fixed_lectures.get(submission.source, ""),
            question=None,
            reason=held.reason if held else None,
            detail=held.detail if held else "",
            head=False,
            declined=held is None,
            carries=carried_id(given.placements.get(submission.id), None),
        )


def _changed(placements: Iterable[Placement], known: Mapping[int, Placement]) -> tuple[Placement, ...]:
    new = (placement for placement in placements if known.get(placement.submission) != placement)
    return tuple(sorted(new, key=lambda placement: placement.submission))


def _in_order(questions: Iterable[Question], lectures: tuple[Lecture, ...]) -> tuple[Question, ...]:
    place = {lecture.id: index for index, lecture in enumerate(lectures)}
    return tuple(sorted(questions, key=lambda question: (place[question.lecture], question.id)))
