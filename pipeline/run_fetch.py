"""The fetch step: each source is read, compared with what the store has, and the difference is stored."""

from __future__ import annotations

from pipeline.errors import QaError
from pipeline.fetch import open_matching, open_source, source_fingerprint
from pipeline.model.source import SourceSpec, SourceState
from pipeline.rails import SHRUNK
from pipeline.report import SourceNews, problem_of
from pipeline.run_context import RunContext


def fetch(context: RunContext) -> tuple[SourceNews, ...]:
    """Take in what is new at every source; one that fails does not stop the others."""
    return tuple(_fetch_one(context, spec) for spec in context.settings.sources)


def _fetch_one(context: RunContext, spec: SourceSpec) -> SourceNews:
    try:
        state = context.store.submissions.source_state(spec.name) or SourceState()
        if source_fingerprint(spec) == state.fingerprint:
            return SourceNews(spec.name)
        return _take(context, spec, state)
    except QaError as error:
        return SourceNews(spec.name, looked=True, problems=(problem_of(error, spec.name, key=f"source {spec.name}"),))


def _take(context: RunContext, spec: SourceSpec, state: SourceState) -> SourceNews:
    reading = open_source(spec).read(lambda rows: context.progress(f"reading {spec.name}", rows))
    matching = open_matching()
    rail = matching.shrink_rail(state, reading)
    if rail is not None and SHRUNK not in context.forced:
        raise rail
    changes = matching.match(context.store.submissions.all(spec.name), reading)
    after = SourceState(reading.fingerprint, len(reading.entries))
    context.store.submissions.take(spec.name, changes, after, context.now)
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
