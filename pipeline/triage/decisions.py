"""What people decided, in the shape in which triage obeys it. Pure; whatever no longer applies is passed over.

A decision names questions and submissions by ids that last. A merge and a split are replayed, in order, on the groups
the machine makes anew at every run; all others speak about one question or one submission, and the last one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.model.decision import Decision, Verb, in_force
from pipeline.model.question import Question
from pipeline.model.series import Series
from pipeline.model.slide_reference import UNSPECIFIED, SlideReference
from pipeline.triage.slide_reference import read_slide_reference


@dataclass(frozen=True, slots=True)
class Orders:
    """The decisions in force.

    Attributes:
        accepted: submission → lecture id, "" for the one that its words name.
        declined: ids of questions, and numbers of submissions as text.
        regroupings: merges and splits in order.
        moved: question → lecture id.
        slides: question → where it points.
        texts: question → the words to print.
    """

    accepted: Mapping[int, str] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    regroupings: tuple[Decision, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    slides: Mapping[str, SlideReference] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def orders_of(log: tuple[Decision, ...], series: Series) -> Orders:
    """Return what the log of decisions orders; a lecture that is not in the series any more is ordered by nobody."""
    decisions = in_force(log)
    by_verb = {verb: [decision for decision in decisions if decision.verb is verb] for verb in Verb}
    accepted = {
        int(decision.subject): _lecture(decision.argument, series)
        for decision in by_verb[Verb.ACCEPT]
        if decision.subject.isdecimal()
    }
    moved = {decision.subject: _lecture(decision.argument, series) for decision in by_verb[Verb.MOVE]}
    slides = {decision.subject: decided_slide(decision.argument) for decision in by_verb[Verb.SLIDE]}
    return Orders(
        accepted=accepted,
        declined=frozenset(decision.subject for decision in by_verb[Verb.DECLINE]),
        regroupings=tuple(decision for decision in decisions if decision.verb in {Verb.MERGE, Verb.SPLIT}),
        moved={question: lecture for question, lecture in moved.items() if lecture},
        slides=slides,
        texts={decision.subject: decision.argument for decision in by_verb[Verb.REWORD]},
    )


def decided_slide(argument: str) -> SlideReference:
    """Return the slide reference that a person typed, whatever doubts the reading would have had."""
    reading = read_slide_reference(argument) or UNSPECIFIED
    return SlideReference(reading.kind, reading.ranges, reading.text)


def obeyed(question: Question, orders: Orders) -> Question:
    """Return a question as people want it printed."""
    text = orders.texts.get(question.id, question.text)
    return replace(
        question,
        slide=orders.slides.get(question.id, question.slide),
        text=text,
        original=question.text if text != question.text else "",
    )


@dataclass(slots=True)
class _Group:
    """Submissions that ask the same, and the question that a person merged the others into."""

    members: list[int]
    into: str = ""


def regrouped(
    groups: Iterable[Iterable[int]], carriers: Mapping[str, int], regroupings: Iterable[Decision]
) -> tuple[tuple[tuple[int, ...], str], ...]:
    """Replay merges and splits on the groups the machine made.

    Args:
        groups: the submissions that ask the same.
        carriers: question → the submission that carries its id on.
        regroupings: merges and splits in order.

    Returns:
        the groups, none of them empty, each with the id of the question that others were merged into, or "".
    """
    made = [_Group(list(group)) for group in groups]
    of = {member: group for group in made for member in group.members}
    for decision in regroupings:
        if decision.verb is Verb.MERGE:
            _merge(of, carriers.get(decision.subject), carriers.get(decision.argument), decision.argument)
        elif decision.subject.isdecimal() and (group := of.get(int(decision.subject))):
            of[int(decision.subject)] = _split(group, int(decision.subject))
    remaining = {id(group): group for group in of.values()}.values()
    return tuple((tuple(group.members), _still(group, carriers)) for group in remaining)


def _merge(of: dict[int, _Group], one: int | None, other: int | None, into: str) -> None:
    """Let the group of one submission become part of the other's."""
    if one not in of or other not in of or of[one] is of[other]:
        return
    going, staying = of[one], of[other]
    staying.members += going.members
    staying.into = into
    of.update(dict.fromkeys(going.members, staying))


def _split(group: _Group, submission: int) -> _Group:
    """Take a submission out of its group; return the group it is in from now on."""
    if len(group.members) == 1:
        return group
    group.members.remove(submission)
    return _Group([submission])


def _still(group: _Group, carriers: Mapping[str, int]) -> str:
    """Return the question the others were merged into, if it is in this group still."""
    return group.into if carriers.get(group.into) in group.members else ""


def _lecture(named: str, series: Series) -> str:
    """Return the present id of a lecture, "" if it is none of the series."""
    lecture = series.lecture(named)
    return lecture.id if lecture else ""
