"""The fetch step: each source is read, compared with what the store has, and the difference is stored."""

from __future__ import annotations

from dataclasses import replace

from pipeline.errors import ExitCode, Problem, QaError
from pipeline.fetch import open_matching, open_source, source_fingerprint
from pipeline.model.source import SourceSpec, SourceState
from pipeline.model.submission import Reading
from pipeline.rails import SHRUNK
from pipeline.report import SourceNews, problem_of
from pipeline.run_context import RunContext


def fetch(context: RunContext) -> tuple[SourceNews, ...]:
    """Take in what is new at every source; one that fails does not stop the others."""
    return tuple(_fetch_one(context, spec) for spec in context.settings.sources)


def _fetch_one(context: RunContext, spec: SourceSpec) -> SourceNews:
    try:
        stored = stored_names(context)[spec.name]
        state = context.store.submissions.source_state(stored)
        if source_fingerprint(spec) == state.fingerprint:
            return SourceNews(spec.name)
        reading = open_source(spec).read(lambda rows: context.progress(f"reading {spec.name}", rows))
        adopted = None if state.fingerprint else _adopted(context, reading)
        if adopted is None:
            return _take(context, spec, stored, reading)
        context.store.notes.put({_note(spec.name): adopted})
        news = _take(context, spec, adopted, reading)
        return replace(news, problems=(*news.problems, _took_over(spec, adopted)))
    except QaError as error:
        return SourceNews(spec.name, looked=True, problems=(problem_of(error, spec.name, key=f"source {spec.name}"),))


def _take(context: RunContext, spec: SourceSpec, stored: str, reading: Reading) -> SourceNews:
    matching = open_matching()
    rail = matching.shrink_rail(context.store.submissions.source_state(stored), reading)
    if rail is not None and SHRUNK not in context.forced:
        raise rail
    changes = matching.match(context.store.submissions.all(stored), replace(reading, source=stored))
    after = SourceState(reading.fingerprint, len(reading.entries))
    context.store.submissions.take(stored, changes, after, context.now)
    return SourceNews(
        spec.name,
        looked=True,
        rows=after.rows,
        new=len(changes.new),
        edited=len(changes.edited),
        withdrawn=len(changes.withdrawn),
        returned=len(changes.returned),
        problems=(*reading.problems, *changes.doubts),
    )


def stored_names(context: RunContext) -> dict[str, str]:
    """Return, for each source of the settings, the name the store knows it by: a moved source keeps its first one."""
    names = [spec.name for spec in context.settings.sources]
    kept = {name: context.store.notes.get(_note(name)) for name in names}
    taken = {stored for stored in kept.values() if stored}
    return {name: kept[name] or (f"{name} (again)" if name in taken else name) for name in names}


def _note(name: str) -> str:
    return f"source {name}"


def _adopted(context: RunContext, reading: Reading) -> str | None:
    """Return the source that is no longer in the settings and whose rows are the ones just read under a new name."""
    orphans = set(context.store.submissions.sources()) - set(stored_names(context).values())
    for orphan in sorted(orphans):
        known = context.store.submissions.all(orphan)
        responses = {submission.response for submission in known if not submission.withdrawn}
        new = len(open_matching().match(known, replace(reading, source=orphan)).new)
        same = len(reading.entries) - new
        if same and same * 2 >= min(len(responses), len(reading.entries)):
            return orphan
    return None


def _took_over(spec: SourceSpec, adopted: str) -> Problem:
    return Problem(
        where=spec.name,
        message=f"it has the rows known from {adopted}, which is no longer in the settings, and goes on from there",
        exit_code=ExitCode.DONE,
    )
