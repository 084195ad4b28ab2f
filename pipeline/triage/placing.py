"""SUBMISSIONS → QUESTIONS: lecture, screening, slide, equal texts, ids. Pure: the store writes what comes out.

A question's id stays with its head, the submission it was first given for; while the head is there, neither an
earlier submission that arrives late nor a merge changes the words or the label that a lecturer has seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from pipeline.model.question import Held, HoldReason, Question
from pipeline.model.record import Placement
from pipeline.model.series import Lecture
from pipeline.model.slide_reference import SlideReference
from pipeline.model.submission import Submission
from pipeline.model.triage import TriageInput, TriageOutcome
from pipeline.triage.duplicates import is_deictic, normal_text
from pipeline.triage.lecture_match import LectureMatch, LectureNames
from pipeline.triage.screening import screen
from pipeline.triage.slide_reference import read_slide_reference

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A submission that is a question of this lecture."""

    submission: Submission
    lecture: str
    slide: SlideReference | None

    @property
    def order(self) -> tuple[datetime, str, tuple[str, ...]]:
        """(instant, source, texts): who was first, whatever order a source lists its rows in."""
        content = self.submission.content
        texts = (content.lecture, content.slide or "", content.question, content.name, content.email)
        return (self.submission.instant or _LAST, self.submission.source, texts)

    @property
    def sameness(self) -> tuple[object, ...]:
        """Submissions with an equal key ask the same; words that point at a slide need the same certain slide."""
        text = self.submission.content.question
        if not is_deictic(text):
            return (self.lecture, normal_text(text))
        if self.slide is None or not self.slide.ranges or self.slide.review:
            return (self.lecture, self.submission.id)
        return (self.lecture, normal_text(text), self.slide.kind, self.slide.ranges)


class SeriesTriage:
    """The triage of one series."""

    def place(self, given: TriageInput) -> TriageOutcome:
        """Return every question and every held submission."""
        names = LectureNames(given.series.lectures)
        live = [submission for submission in given.submissions if not submission.withdrawn]
        verdicts = [_verdict(submission, names, given) for submission in live]
        held = tuple(verdict for verdict in verdicts if isinstance(verdict, Held))
        groups = _groups(verdict for verdict in verdicts if isinstance(verdict, _Candidate))
        questions = tuple(_numbered(groups, given))
        placements = chain(_of_questions(questions, given), _of_held(held, given))
        changed = tuple(sorted(_changed(placements, given.placements), key=lambda placement: placement.submission))
        return TriageOutcome(_in_order(questions, given.series.lectures), held, changed)

    def nearest_lecture(self, text: str, lectures: tuple[Lecture, ...]) -> Lecture | None:
        """Return the lecture whose names are nearest to what a participant typed, for a suggestion."""
        near = LectureNames(lectures).match(text).near
        return next((lecture for lecture in lectures if lecture.id in near), None)


def _verdict(submission: Submission, names: LectureNames, given: TriageInput) -> _Candidate | Held:
    content = submission.content
    known = given.placements.get(submission.id)
    if given.hold_all and not (known and known.question):
        return Held(submission.id, HoldReason.ALL_HELD)
    reason = screen(content.question)
    if reason is not None:
        return Held(submission.id, reason)
    match = _lecture(submission, names, given.fixed_lectures)
    if match.lecture is None:
        return Held(submission.id, match.reason or HoldReason.UNKNOWN_LECTURE, content.lecture.strip())
    return _Candidate(submission, match.lecture, read_slide_reference(content.slide, content.question))


def _lecture(submission: Submission, names: LectureNames, fixed: Mapping[str, str]) -> LectureMatch:
    if fixed.get(submission.source):
        return LectureMatch(fixed[submission.source])
    return names.match(submission.content.lecture)


def _groups(candidates: Iterable[_Candidate]) -> list[list[_Candidate]]:
    """Return the candidates that ask the same, each group and the groups themselves earliest first."""
    together: defaultdict[tuple[object, ...], list[_Candidate]] = defaultdict(list)
    for candidate in sorted(candidates, key=lambda candidate: candidate.order):
        together[candidate.sameness].append(candidate)
    return list(together.values())


def _numbered(groups: list[list[_Candidate]], given: TriageInput) -> Iterable[Question]:
    """Yield the questions: groups whose head is known keep their id, the others get the next numbers in order."""
    numbers = dict(given.highest_numbers)
    owned = _owners(groups, given.placements)
    for group in groups:
        head = next((candidate for candidate in group if candidate.submission.id in owned), None)
        if head is None:
            head = group[0]
            numbers[head.lecture] = numbers.get(head.lecture, 0) + 1
            question_id = f"{head.lecture}-{numbers[head.lecture]:02d}"
        else:
            question_id = owned[head.submission.id]
        yield _question(question_id, head, group, given)


def _owners(groups: list[list[_Candidate]], placements: Mapping[int, Placement]) -> dict[int, str]:
    """Return submission → question id for the one submission that carries each known id on.

    That is the head; or, once the head is withdrawn or held, the earliest of the others it was merged with.
    """
    carriers: dict[str, tuple[bool, int]] = {}
    for candidate in chain.from_iterable(groups):
        placement = placements.get(candidate.submission.id)
        if placement is None or placement.question is None:
            continue
        if placement.question not in carriers or (placement.head and not carriers[placement.question][0]):
            carriers[placement.question] = (placement.head, candidate.submission.id)
    return {submission: question for question, (_, submission) in carriers.items()}


def _question(question_id: str, head: _Candidate, group: list[_Candidate], given: TriageInput) -> Question:
    others = [candidate for candidate in group if candidate is not head]
    slides = dict.fromkeys(candidate.slide for candidate in others if candidate.slide and candidate.slide != head.slide)
    lecture = given.series.lecture(head.lecture)
    closes = lecture.closes if lecture else None
    instant = head.submission.instant
    return Question(
        id=question_id,
        lecture=head.lecture,
        slide=head.slide,
        text=head.submission.content.question,
        instant=instant,
        submissions=(head.submission.id, *(candidate.submission.id for candidate in others)),
        other_slides=tuple(slides),
        asked_by=_people(group),
        late=bool(closes and instant and instant > closes),
    )


def _people(group: list[_Candidate]) -> int:
    """Count who asked: an address that asks twice is one person, a submission without one is somebody else each."""
    addresses = [candidate.submission.content.email.strip().casefold() for candidate in group]
    return len({address for address in addresses if address}) + addresses.count("")


def _of_questions(questions: Iterable[Question], given: TriageInput) -> Iterable[Placement]:
    revisions = {submission.id: submission.revision for submission in given.submissions}
    for question in questions:
        for submission in question.submissions:
            head = submission == question.submissions[0]
            yield Placement(submission, revisions[submission], question.lecture, question.id, None, "", head)


def _of_held(held: Iterable[Held], given: TriageInput) -> Iterable[Placement]:
    submissions = {submission.id: submission for submission in given.submissions}
    for one in held:
        submission = submissions[one.submission]
        lecture = given.fixed_lectures.get(submission.source, "")
        yield Placement(one.submission, submission.revision, lecture, None, one.reason, one.detail, head=False)


def _changed(placements: Iterable[Placement], known: Mapping[int, Placement]) -> Iterable[Placement]:
    return (placement for placement in placements if known.get(placement.submission) != placement)


def _in_order(questions: tuple[Question, ...], lectures: tuple[Lecture, ...]) -> tuple[Question, ...]:
    place = {lecture.id: index for index, lecture in enumerate(lectures)}
    return tuple(sorted(questions, key=lambda question: (place[question.lecture], question.id)))
