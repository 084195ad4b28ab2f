"""Which submissions are one question, and which id it has. Pure.

A question's id stays with its head, the submission it was first given for; while the head is there, neither an
earlier submission that arrives late nor a merge changes the words or the label that a lecturer has seen. A head that
is merged or held carries its id along and gets it back when it stands alone again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.model.record import Placement
from pipeline.model.slide_reference import SlideReference
from pipeline.model.submission import Submission
from pipeline.triage.decisions import Orders, regrouped
from pipeline.triage.duplicates import is_deictic, normal_text

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class _Claim:
    """How good a submission's claim to an id is: the lowest is the best, then the id that was given first."""

    rank: int
    number: int
    question: str
    submission: int


@dataclass(frozen=True, slots=True)
class Candidate:
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


@dataclass(frozen=True, slots=True)
class Group:
    """A question: its id, its head, and the others that ask the same, earliest first."""

    id: str
    head: Candidate
    others: tuple[Candidate, ...]


def groups_of(
    candidates: Iterable[Candidate],
    placements: Mapping[int, Placement],
    highest_numbers: Mapping[str, int],
    orders: Orders,
) -> tuple[Group, ...]:
    """Return the questions: those that are known keep their id, the others get the next numbers, earliest first."""
    ordered = sorted(candidates, key=lambda candidate: candidate.order)
    claims = _claims(ordered, placements)
    carriers = {question: claim.submission for question, claim in claims.items()}
    claimed = _by_submission(claims)
    by_id = {candidate.submission.id: (place, candidate) for place, candidate in enumerate(ordered)}
    numbers = dict(highest_numbers)
    groups = []
    for members, into in _in_order(regrouped(_equal(ordered), carriers, orders.regroupings), by_id):
        question = into or _best_id(members, claimed)
        head = by_id[carriers[question] if question else members[0]][1]
        if not question:
            numbers[head.lecture] = numbers.get(head.lecture, 0) + 1
            question = f"{head.lecture}-{numbers[head.lecture]:02d}"
        others = tuple(by_id[member][1] for member in members if member != head.submission.id)
        groups.append(Group(question, head, others))
    return tuple(groups)


def carried_id(known: Placement | None, question: str | None) -> str:
    """Return the id that a submission carries along while it stands in `question` (None: it is held), or ""."""
    if known is None:
        return ""
    if known.head and known.question and known.question != question:
        return known.question
    return known.carries if known.carries != question else ""


def _equal(candidates: Iterable[Candidate]) -> list[list[int]]:
    """Return the submissions that ask the same, each group and the groups themselves earliest first."""
    together: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for candidate in candidates:
        together[candidate.sameness].append(candidate.submission.id)
    return list(together.values())


def _claims(candidates: Iterable[Candidate], placements: Mapping[int, Placement]) -> dict[str, _Claim]:
    """Return for each known id the best claim to it: the head's, that of the earliest merged one, a carried one."""
    claims: dict[str, _Claim] = {}
    for candidate in candidates:
        submission = candidate.submission.id
        known = placements.get(submission)
        if known is None:
            continue
        for rank, question in ((0 if known.head else 1, known.question), (2, known.carries)):
            if question and (question not in claims or rank < claims[question].rank):
                claims[question] = _Claim(rank, int(question.rpartition("-")[2]), question, submission)
    return claims


def _by_submission(claims: Mapping[str, _Claim]) -> dict[int, list[_Claim]]:
    claimed: defaultdict[int, list[_Claim]] = defaultdict(list)
    for claim in claims.values():
        claimed[claim.submission].append(claim)
    return claimed


def _best_id(members: Iterable[int], claimed: Mapping[int, list[_Claim]]) -> str:
    """Return the id that a group keeps: of those best claimed the one that was given first; "" if it needs one."""
    claims = [claim for member in members for claim in claimed.get(member, ())]
    return min(claims).question if claims else ""


def _in_order(
    groups: Iterable[tuple[tuple[int, ...], str]], by_id: Mapping[int, tuple[int, Candidate]]
) -> list[tuple[tuple[int, ...], str]]:
    """Return the groups and their members earliest first."""
    inside = [(tuple(sorted(members, key=lambda member: by_id[member][0])), into) for members, into in groups]
    return sorted(inside, key=lambda group: by_id[group[0][0]][0])
