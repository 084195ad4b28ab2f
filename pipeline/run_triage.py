"""The triage step: every submission is placed anew, and what changed is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.errors import Problem
from pipeline.model.record import Placement
from pipeline.model.triage import TriageInput, TriageOutcome
from pipeline.rails import LECTURE_GONE, lectures_gone
from pipeline.report import TriageNews, problem_of
from pipeline.run_context import RunContext
from pipeline.run_fetch import stored_names
from pipeline.triage import open_triage


def triage(context: RunContext) -> tuple[TriageOutcome, TriageNews]:
    """Place every submission and store the placements that changed."""
    placements = context.store.placements.all()
    gone = {} if LECTURE_GONE in context.forced else lectures_gone(context.settings.series, placements)
    outcome = open_triage().place(_triage_input(context, placements, frozenset(gone)))
    if outcome.changed:
        context.store.placements.place(outcome.changed)
    problems = tuple(problem_of(rail, f"lecture {lecture}", key=f"gone {lecture}") for lecture, rail in gone.items())
    return outcome, _news(outcome, placements, problems)


def last_triage(context: RunContext) -> tuple[TriageInput, TriageOutcome]:
    """Return the series as the last triage left it: nothing is stored, and what was never placed is left out."""
    placements = context.store.placements.all()
    given = _triage_input(context, placements, frozenset(lectures_gone(context.settings.series, placements)))
    placed = tuple(submission for submission in given.submissions if submission.id in placements)
    given = replace(given, submissions=placed)
    return given, open_triage().place(given)


def _triage_input(context: RunContext, placements: Mapping[int, Placement], gone: frozenset[str]) -> TriageInput:
    """Return what triage looks at; submissions of lectures that are gone from the settings stay where they are."""
    submissions = context.store.submissions.all()
    if gone:
        stay = {submission for submission, placement in placements.items() if placement.lecture in gone}
        submissions = tuple(submission for submission in submissions if submission.id not in stay)
    stored = stored_names(context)
    return TriageInput(
        series=context.settings.series,
        submissions=submissions,
        placements=placements,
        highest_numbers=context.store.placements.highest_numbers(),
        fixed_lectures={stored[spec.name]: spec.lecture for spec in context.settings.sources if spec.lecture},
        hold_all=context.settings.triage.hold == "all",
        decisions=context.store.decisions.all(),
    )


def _news(outcome: TriageOutcome, before: Mapping[int, Placement], problems: tuple[Problem, ...]) -> TriageNews:
    known = {placement.question for placement in before.values()}
    new = tuple(question for question in outcome.questions if question.id not in known)
    fresh = [
        placement
        for placement in outcome.changed
        if _situation(placement) != _situation(before.get(placement.submission))
    ]
    moved = [placement for placement in fresh if placement.head and placement.question in known]
    return TriageNews(
        new_questions=tuple(question.id for question in new),
        merged=sum(1 for placement in fresh if placement.question and not placement.head),
        held=sum(1 for placement in fresh if placement.reason is not None),
        moved=len(moved),
        review=sum(1 for question in new if question.slide and question.slide.review),
        problems=problems,
    )


def _situation(placement: Placement | None) -> tuple[object, ...]:
    """Return where a submission stands, without the revision that was looked at."""
    if placement is None:
        return ()
    return (placement.lecture, placement.question, placement.reason, placement.head)
