"""Whether a decision can be obeyed as things stand. Pure; what cannot is refused with the reason and the next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.model.decision import Decision, Verb, undone_by
from pipeline.model.question import Held, HoldReason, Question
from pipeline.model.triage import TriageInput, TriageOutcome
from pipeline.triage.slide_reference import read_slide_reference

_PLACELESS = {HoldReason.UNKNOWN_LECTURE, HoldReason.AMBIGUOUS_LECTURE}


def check_decision(decision: Decision, outcome: TriageOutcome, given: TriageInput) -> None:
    """Make sure that a decision says something about what there is, and something new.

    Args:
        decision: what a person wants to say.
        outcome: how triage left the series.
        given: what triage looked at: the lectures and the decisions so far.

    Raises:
        UsageError: there is no such question, submission, lecture or decision, or it cannot be done; says what can.
    """
    _CHECKS[decision.verb](decision, _Stand(outcome, given))


@dataclass(frozen=True, slots=True)
class _Stand:
    """How the series stands, with what the checks look up in it."""

    outcome: TriageOutcome
    given: TriageInput

    def held(self, decision: Decision) -> Held | None:
        """Return the held submission that a decision is about."""
        return next((held for held in self.outcome.held if str(held.submission) == decision.subject), None)

    def question(self, named: str) -> Question:
        """Return a question by its id."""
        found = next((question for question in self.outcome.questions if question.id == named), None)
        if found is None:
            raise UsageError(f'There is no question "{named}"{self._where(named)}.{_LIST}')
        return found

    def _where(self, named: str) -> str:
        if any(question.id == named for question in self.outcome.declined):
            return " any more: it was declined"
        known = self.given.placements.values()
        into = next((placement.question for placement in known if placement.carries == named), None)
        return f" any more: it was merged into {into}" if into else ""

    def lecture(self, named: str) -> str:
        """Return the present id of a lecture."""
        lecture = self.given.series.lecture(named)
        if lecture is None:
            known = ", ".join(each.id for each in self.given.series.lectures)
            raise UsageError(f'There is no lecture "{named}"; the settings have {known}.')
        return lecture.id


_LIST = " `qa-pipeline questions` lists the questions, `qa-pipeline status` what is held."


def _accept(decision: Decision, stand: _Stand) -> None:
    held = stand.held(decision)
    if held is None:
        raise UsageError(f'"{decision.subject}" is no submission that is held.{_LIST}')
    if decision.argument:
        stand.lecture(decision.argument)
    elif held.reason in _PLACELESS:
        raise UsageError(f"Submission {held.submission} names no lecture we know; say which one it is for.")


def _merge(decision: Decision, stand: _Stand) -> None:
    stand.question(decision.subject)
    stand.question(decision.argument)
    if decision.subject == decision.argument:
        raise UsageError(f"{decision.subject} cannot be merged with itself; name the question it is the same as.")


def _split(decision: Decision, stand: _Stand) -> None:
    for question in stand.outcome.questions:
        numbers = [str(submission) for submission in question.submissions]
        if decision.subject not in numbers:
            continue
        if decision.subject == numbers[0]:
            others = ", ".join(numbers[1:]) or "it stands alone"
            raise UsageError(
                f"The words of submission {decision.subject} are those that {question.id} prints; "
                f"only the others can be split off: {others}."
            )
        return
    raise UsageError(f'No question holds a submission "{decision.subject}".{_LIST}')


def _decline(decision: Decision, stand: _Stand) -> None:
    if not decision.why.strip():
        raise UsageError(f"Say why {decision.subject} is declined: --reason TEXT")
    if stand.held(decision) is None:
        stand.question(decision.subject)


def _move(decision: Decision, stand: _Stand) -> None:
    question, lecture = stand.question(decision.subject), stand.lecture(decision.argument)
    if question.lecture == lecture:
        raise UsageError(f"{question.id} stands under {lecture} already.")


def _slide(decision: Decision, stand: _Stand) -> None:
    stand.question(decision.subject)
    reading = read_slide_reference(decision.argument) if decision.argument.strip() else None
    if reading is None or reading.review:
        raise UsageError(
            f'"{decision.argument}" is not certain to be read as you mean it. '
            "Write 31, or 3, 5 and 7-9, or from 12 on, or last slide, or not specified, or a few words of the slide."
        )


def _reword(decision: Decision, stand: _Stand) -> None:
    stand.question(decision.subject)
    if not decision.argument.strip():
        raise UsageError(f"Say the new words of {decision.subject}; to take it out: decide decline {decision.subject}")


def _undo(decision: Decision, stand: _Stand) -> None:
    log = stand.given.decisions
    found = next((known for known in log if str(known.number) == decision.subject), None)
    if found is None:
        raise UsageError(f'There is no decision "{decision.subject}"; they are numbered from 1 to {len(log)}.')
    later = undone_by(log).get(found.number)
    if later is not None:
        raise UsageError(f"Decision {found.number} was undone already, by decision {later}.")


_CHECKS: dict[Verb, Callable[[Decision, _Stand], None]] = {
    Verb.ACCEPT: _accept,
    Verb.MERGE: _merge,
    Verb.SPLIT: _split,
    Verb.DECLINE: _decline,
    Verb.MOVE: _move,
    Verb.SLIDE: _slide,
    Verb.REWORD: _reword,
    Verb.UNDO: _undo,
}
