"""`answers`: the history of a question's answer, and a person's word on which text counts."""

from __future__ import annotations

import json as json_format
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.answers import reconcile, resolve, restore
from pipeline.commands.call import Call, Config, DryRun, Json, call_of, output_of
from pipeline.errors import ExitCode, UsageError
from pipeline.model.answer import HistoryEntry
from pipeline.model.reconciling import Outcome
from pipeline.report import table
from pipeline.rich_text.characters import one_line
from pipeline.rich_text.plain_text import plain
from pipeline.store import open_store, run_lock

if TYPE_CHECKING:
    from pipeline.store import Store

_SHOWN = 70  # characters of a text in the list

Question = Annotated[str, typer.Argument(metavar="QUESTION", help="The question's id.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Of the text, as `answers history` counts them.")]
Choice = Annotated[
    str, typer.Argument(metavar="TEXT", help="document, sheet, copy, a file's name, or a number of the history.")
]


def history_command(
    context: typer.Context, question: Question, *, config: Config = None, json: Json = False
) -> ExitCode:
    """Show every text that ever stood in a question's slots, and which ones became its answer.

    Example: qa-pipeline answers history heinrich-2-07
    """
    call = call_of(context, config, json=json)
    with open_store(output_of(call.settings()).state) as store:
        entries = _history(store, question)
    if json:
        rows = [_as_json(entry) for entry in entries]
        print(json_format.dumps(rows, ensure_ascii=False, indent=1), file=call.surroundings.out)
        return ExitCode.DONE
    cells = [
        (
            entry.number,
            f"{entry.at:%Y-%m-%d %H:%M}",
            entry.event.value,
            entry.place.name,
            _shortened(plain(entry.words)),
        )
        for entry in entries
    ]
    print(table(("Number", "When (UTC)", "What", "Where", "Text"), cells), file=call.surroundings.out)
    return ExitCode.DONE


def restore_command(
    context: typer.Context, question: Question, number: Number, *, config: Config = None, dry_run: DryRun = False
) -> ExitCode:
    """Make an earlier text the answer again; every other one stays in the history.

    Example: qa-pipeline answers restore heinrich-2-07 3
    """
    call = call_of(context, config, dry_run=dry_run)

    def chosen(store: Store) -> Outcome:
        standings = store.answers.knowledge([question]).standings.values()
        return restore(question, number, _history(store, question), standings, call.surroundings.now(), _who(call))

    return _settle(call, question, chosen)


def resolve_command(
    context: typer.Context, question: Question, text: Choice, *, config: Config = None, dry_run: DryRun = False
) -> ExitCode:
    """Choose between two places that answer a question differently.

    Example: qa-pipeline answers resolve heinrich-2-07 document
    """
    call = call_of(context, config, dry_run=dry_run)
    settle = call.settings().publish.settle

    def chosen(store: Store) -> Outcome:
        now, known = call.surroundings.now(), store.answers.knowledge([question])
        conflicts = reconcile(known, (), now, settle).conflicts
        conflict = next((one for one in conflicts if one.question == question), None)
        history = _history(store, question)
        return resolve(conflict, question, text, history, known.standings.values(), now, _who(call))

    return _settle(call, question, chosen)


def _settle(call: Call, question: str, chosen: Callable[[Store], Outcome]) -> ExitCode:
    state = output_of(call.settings()).state
    with run_lock(state), open_store(state) as store:
        outcome = chosen(store)
        if not call.dry_run:
            store.answers.keep(outcome)
    said = "would become" if call.dry_run else "is now"
    for answer in outcome.accepted:
        print(f"{question}: {said} the answer: {_shortened(plain(answer.words))}", file=call.surroundings.out)
    return ExitCode.DONE


def _history(store: Store, question: str) -> tuple[HistoryEntry, ...]:
    entries = store.answers.history(question)
    if not entries:
        raise UsageError(f'No text was ever read for "{question}"; `qa-pipeline questions` lists the ids.')
    return entries


def _who(call: Call) -> str:
    return call.surroundings.environ.get("USER") or call.surroundings.environ.get("LOGNAME") or "somebody"


def _as_json(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "event": entry.event.value,
        "place": entry.place.name,
        "at": entry.at.isoformat(),
        "text": plain(entry.words),
    }


def _shortened(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
