"""Front door of triage: SUBMISSIONS become QUESTIONS, purely."""

from __future__ import annotations

from typing import Protocol

from pipeline.model.decision import Decision
from pipeline.model.series import Lecture
from pipeline.model.triage import TriageInput, TriageOutcome


class Triage(Protocol):
    """Decides where each submission belongs; a pure function of its input."""

    def place(self, given: TriageInput) -> TriageOutcome:
        """Return every question and every held submission."""

    def check(self, decision: Decision, outcome: TriageOutcome, given: TriageInput) -> None:
        """Make sure that a decision can be obeyed as things stand, given the outcome of the last triage.

        Raises:
            UsageError: it cannot; the message says what can.
        """

    def nearest_lecture(self, text: str, lectures: tuple[Lecture, ...]) -> Lecture | None:
        """Return the lecture whose names are nearest to what a participant typed, for a suggestion."""


def open_triage() -> Triage:
    """Return the triage; only then are the libraries it needs imported."""
    from pipeline.triage.placing import SeriesTriage  # noqa: PLC0415 - heavy, only when there is news

    return SeriesTriage()
