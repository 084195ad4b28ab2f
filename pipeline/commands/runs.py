"""`runs`: what past runs did."""

from __future__ import annotations

import json as json_format
from typing import Annotated, Any

import typer

from pipeline.commands.call import Config, Json, call_of, output_of
from pipeline.errors import ExitCode
from pipeline.model.record import RunRecord
from pipeline.report import table
from pipeline.store import open_store

Count = Annotated[int, typer.Option("--last", "-n", min=1, help="How many runs to show.")]


def runs_command(context: typer.Context, *, last: Count = 20, config: Config = None, json: Json = False) -> ExitCode:
    """List the runs that did something, the newest first.

    Example: qa-pipeline runs --last 5
    """
    call = call_of(context, config, json=json)
    with open_store(output_of(call.settings()).state) as store:
        records = store.runs.latest(last)
    if json:
        print(json_format.dumps([_as_json(record) for record in records], indent=1), file=call.surroundings.out)
    elif records:
        rows = [_row(record) for record in records]
        header = ("Run", "Started (UTC)", "Command", "Exit", "New", "Edited", "Withdrawn", "Documents written")
        print(table(header, rows), file=call.surroundings.out)
    else:
        print("No run has done anything yet; start with: qa-pipeline run", file=call.surroundings.out)
    return ExitCode.DONE


def _row(record: RunRecord) -> tuple[object, ...]:
    summary = json_format.loads(record.summary)
    sources, documents = summary.get("sources", []), summary.get("documents", [])
    written = sum(1 for document in documents if document["state"] in {"written", "rewritten"})
    counts = (sum(source[kind] for source in sources) for kind in ("new", "edited", "withdrawn"))
    return (record.number, f"{record.started:%Y-%m-%d %H:%M}", record.command, record.exit_code, *counts, written)


def _as_json(record: RunRecord) -> dict[str, Any]:
    times = {"started": record.started.isoformat(), "ended": record.ended.isoformat()}
    return {"run": record.number, **times, "report": json_format.loads(record.summary)}
