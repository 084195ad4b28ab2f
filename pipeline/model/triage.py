"""What triage needs to know and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.decision import Decision
from pipeline.model.question import Held, Question
from pipeline.model.record import Placement
from pipeline.model.series import Series
from pipeline.model.submission import Submission


@dataclass(frozen=True, slots=True)
class TriageInput:
    """All that triage looks at.

    Attributes:
        series: the lectures, in order.
        submissions: every one the store has, withdrawn ones too.
        placements: where triage put them last time, by submission id.
        highest_numbers: the highest question number given so far, by first lecture.
        fixed_lectures: source name → lecture id, for sources that belong to one lecture.
        hold_all: hold every submission that no person has accepted.
        decisions: the whole log, in order.
    """

    series: Series
    submissions: tuple[Submission, ...]
    placements: Mapping[int, Placement]
    highest_numbers: Mapping[str, int]
    fixed_lectures: Mapping[str, str]
    hold_all: bool = False
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class TriageOutcome:
    """Every submission in its place.

    Attributes:
        questions: in the order of the lectures, then of their ids.
        held: what waits for a person, in the order of the submissions.
        changed: placements that are new or differ from last time.
        declined: questions that a person declined: they are printed nowhere, their ids stay theirs.
    """

    questions: tuple[Question, ...]
    held: tuple[Held, ...]
    changed: tuple[Placement, ...]
    declined: tuple[Question, ...] = ()
