"""`decide`: what a person says about a question or a held submission, which outranks every later run."""

from __future__ import annotations

import json as json_format
from dataclasses import asdict
from typing import Annotated

import typer

from pipeline.commands.call import Call, Config, DryRun, Json, call_of, output_of
from pipeline.errors import ExitCode, UsageError
from pipeline.model.decision import Decision, Verb, undone_by
from pipeline.report import table
from pipeline.rich_text.characters import one_line
from pipeline.run_context import RunContext
from pipeline.run_triage import last_triage
from pipeline.settings import Settings
from pipeline.store import open_store, run_lock
from pipeline.terminal import open_progress
from pipeline.triage import open_triage

Said = Annotated[Verb | None, typer.Argument(metavar="[VERB]", help=f"One of {', '.join(Verb)}; none lists the log.")]
Subject = Annotated[
    str,
    typer.Argument(metavar="[ID]", help="A question's id; to accept or split, a submission's number."),
]
Argument = Annotated[
    str, typer.Argument(metavar="[TO]", help="A lecture, another question, a slide or new words, as the verb needs.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; needed to decline.")]


def decide_command(
    context: typer.Context,
    verb: Said = None,
    subject: Subject = "",
    argument: Argument = "",
    *,
    reason: Reason = "",
    config: Config = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> ExitCode:
    """Say what is to become of a question; every later run obeys, and every decision can be undone.

    Example: qa-pipeline decide move heinrich-2-07 heinrich-3, or qa-pipeline decide accept 26 bayes
    """
    call = call_of(context, config, json=json, dry_run=dry_run)
    settings = call.settings()
    if verb is None:
        return _list(call, settings)
    if not subject:
        raise UsageError(
            f"Say what to {verb}: qa-pipeline decide {verb} ID. The ids: qa-pipeline questions, or status."
        )
    who = call.surroundings.environ.get("USER") or call.surroundings.environ.get("LOGNAME") or "somebody"
    decision = Decision(0, verb, subject, argument, who, reason, call.surroundings.now())
    with run_lock(output_of(settings).state):
        number = _decide(call, settings, decision)
    _tell(call, decision, number)
    return ExitCode.DONE


def _decide(call: Call, settings: Settings, decision: Decision) -> int:
    """Record a decision that can be obeyed as things stand, and return its number, 0 on a dry run."""
    output = output_of(settings)
    with open_store(output.state) as store, open_progress(call.surroundings.err, shown=False) as silence:
        run_context = RunContext(settings, store, output, decision.at, frozenset(), silence)
        given, outcome = last_triage(run_context)
        open_triage().check(decision, outcome, given)
        return 0 if call.dry_run else store.decisions.record(decision)


def _tell(call: Call, decision: Decision, number: int) -> None:
    if call.json:
        said = asdict(decision) | {"number": number, "at": decision.at.isoformat(), "dry_run": call.dry_run}
        print(json_format.dumps(said, ensure_ascii=False), file=call.surroundings.out)
    elif call.dry_run:
        print("This can be done. Nothing was decided: this was a dry run.", file=call.surroundings.out)
    else:
        print(
            f"Decision {number} is noted; the next run obeys it. To take it back: qa-pipeline decide undo {number}",
            file=call.surroundings.out,
        )


def _list(call: Call, settings: Settings) -> ExitCode:
    with open_store(output_of(settings).state) as store:
        log = store.decisions.all()
    undone = undone_by(log)
    if call.json:
        rows = [asdict(one) | {"at": one.at.isoformat(), "undone_by": undone.get(one.number)} for one in log]
        print(json_format.dumps(rows, ensure_ascii=False, indent=1), file=call.surroundings.out)
        return ExitCode.DONE
    cells = [
        (one.number, f"{one.at:%Y-%m-%d %H:%M}", one.who, _words(one), one_line(one.why), undone.get(one.number, ""))
        for one in log
    ]
    header = ("Number", "When (UTC)", "Who", "What", "Why", "Undone by")
    print(table(header, cells) if cells else "Nobody has decided anything yet.", file=call.surroundings.out)
    return ExitCode.DONE


def _words(decision: Decision) -> str:
    return one_line(f"{decision.verb} {decision.subject} {decision.argument}").strip()
