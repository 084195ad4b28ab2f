"""One pass over the series: fetch, triage, collect, export. Each step loads, lets pure code decide, and writes.

    sources ──fetch──▶ submissions ──triage──▶ questions ──export──▶ working documents ──collect──▶ answers

A step that fails for one source, lecture or document says so in the report and goes on with the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExitCode, Problem, QaError, RailError
from pipeline.model.series import Series
from pipeline.rails import OTHER_SERIES, another_series, lectures_gone
from pipeline.report import RunReport, problem_of
from pipeline.run_collect import collect
from pipeline.run_context import RunContext, series_key
from pipeline.run_export import export
from pipeline.run_fetch import fetch
from pipeline.run_triage import last_triage, triage
from pipeline.store import Settled, settle_intents

if TYPE_CHECKING:
    from pipeline.store import Store

STEPS = ("fetch", "triage", "collect", "export")


def run(context: RunContext, command: str = "run", steps: tuple[str, ...] = STEPS) -> RunReport:
    """Do the steps and report; what cannot be done is in the report, not raised.

    Raises:
        RailError: the settings belong to another series than the store.
        StoreError, AccessError, TryLaterError: the store itself cannot be used.
    """
    _refuse_other_series(context)
    settled = settle_intents(context.store, context.output.root)
    report = RunReport(command, context.now, general=(*map(_set_aside, settled.set_aside), *_not_settled(settled)))
    if "fetch" in steps:
        report = replace(report, sources=fetch(context))
    report = _sort_and_write(context, report, steps)
    return _balanced(context, report, steps)


def _sort_and_write(context: RunContext, report: RunReport, steps: tuple[str, ...]) -> RunReport:
    if steps == ("fetch",) or not context.store.submissions.version():
        return report
    _remember_series(context)
    if "triage" in steps:
        outcome, news = triage(context)
        report = replace(report, triage=news)
    else:
        _, outcome = last_triage(context)
    if "collect" in steps:
        report = _collected(context, report, frozenset(question.id for question in outcome.questions))
    if "export" not in steps:
        return report
    try:
        return replace(report, documents=export(context, outcome.questions))
    except QaError as error:
        return replace(report, general=(*report.general, problem_of(error, "documents", key="documents")))


def _collected(context: RunContext, report: RunReport, questions: frozenset[str]) -> RunReport:
    """Collect; what goes wrong there, in a folder that cannot be read for instance, stops no document."""
    try:
        return replace(report, answers=collect(context, questions))
    except QaError as error:
        return replace(report, general=(*report.general, problem_of(error, "answers", key="collect")))


def _not_settled(settled: Settled) -> Iterator[Problem]:
    for intent, error in settled.failed:
        yield problem_of(error, intent.path, key=f"settle {intent.path}")


def _set_aside(path: Path) -> Problem:
    return Problem(
        where=f"documents/{path.name}",
        message="somebody saved this document at the very moment an interrupted run wrote it; both versions were kept",
        next_step=f"Copy what was typed from {path.name} into the lecture's document, then remove that file.",
    )


def rails_of(series: Series, store: Store) -> Iterator[RailError]:
    """Yield the rails that these settings would run into with this store."""
    title = store.notes.get("series title") or ""
    lectures = frozenset((store.notes.get("series lectures") or "").split())
    rail = another_series(series, title, lectures)
    if rail is not None:
        yield rail
    else:
        yield from lectures_gone(series, store.placements.all()).values()


def _refuse_other_series(context: RunContext) -> None:
    for rail in rails_of(context.settings.series, context.store):
        if rail.rail == OTHER_SERIES and OTHER_SERIES not in context.forced:
            raise rail


def _remember_series(context: RunContext) -> None:
    series = context.settings.series
    wanted = {
        "series key": series_key(context),
        "series title": series.title,
        "series lectures": " ".join(lecture.id for lecture in series.lectures),
    }
    if any(context.store.notes.get(key) != text for key, text in wanted.items()):
        context.store.notes.put(wanted)


def _balanced(context: RunContext, report: RunReport, steps: tuple[str, ...]) -> RunReport:
    """Check law 3: every submission received is somewhere, once triage has seen it."""
    accounts = context.store.placements.accounts()
    unplaced = [account for account in accounts if not account.balances]
    if not unplaced or report.triage.problems or "triage" not in steps:
        return replace(report, accounts=accounts)
    problem = Problem(
        where="account",
        message="the account does not balance: " + "; ".join(str(account) for account in unplaced),
        next_step="Nothing is lost: every submission is in the store. Please report this with the file in reports/.",
        exit_code=ExitCode.OUR_FAULT,
    )
    return replace(report, accounts=accounts, general=(*report.general, problem))
