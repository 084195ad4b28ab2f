"""`answers`: the history of a question's answer, and a person's word on which text counts."""

from __future__ import annotations

import json as json_format
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from pipeline.answers import reconcile, resolve, restore
from pipeline.commands.call import Call, Config, DryRun, Json, call_of, output_of
from pipeline.commands.status_answers import (
    answers_as_json,
    conflicts_as_text,
    look_at_answers,
    offered_as_text,
    waiting_as_text,
    withheld_as_text,
)
from pipeline.commands.status_documents import context_for_looking
from pipeline.commands.status_text import middle_out
from pipeline.errors import ExitCode, UsageError
from pipeline.model.answer import AnswerEvent, HistoryEntry, PlaceKind
from pipeline.model.reconciling import Outcome
from pipeline.rich_text.characters import one_line
from pipeline.rich_text.plain_text import plain
from pipeline.store import open_store, run_lock

if TYPE_CHECKING:
    from pipeline.store import Store

_SHOWN = 90  # characters of a text in the list
_PLACE_SHOWN = 50

Question = Annotated[str, typer.Argument(metavar="QUESTION", help="The question's id.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Of the text, as `answers history` counts them.")]
Choice = Annotated[
    str,
    typer.Argument(
        metavar="TEXT", help="Whose text counts: document, sheet, copy, a file's name, or a number of the history."
    ),
]


def list_command(context: typer.Context, *, config: Config = None, json: Json = False) -> ExitCode:
    """List the answers that wait for you or for time, each with the line that settles it.

    Example: qa-pipeline answers list
    """
    call = call_of(context, config, json=json)
    settings = call.settings()
    with open_store(output_of(settings).state) as store:
        answers = look_at_answers(context_for_looking(call, settings, store))
    if json:
        print(json_format.dumps(answers_as_json(answers), ensure_ascii=False, indent=1), file=call.surroundings.out)
        return ExitCode.DONE
    zone = ZoneInfo(settings.series.timezone)
    parts = (
        conflicts_as_text(answers),
        offered_as_text(answers),
        withheld_as_text(answers),
        waiting_as_text(answers, zone, each=True),
    )
    print("\n\n".join(filter(None, parts)) or "No answer waits for anything.", file=call.surroundings.out)
    return ExitCode.DONE


def history_command(
    context: typer.Context, question: Question, *, config: Config = None, json: Json = False
) -> ExitCode:
    """Show every text that ever stood in a question's slots, and which ones became its answer.

    Example: qa-pipeline answers history heinrich-2-07
    """
    call = call_of(context, config, json=json)
    with open_store(output_of(call.settings()).state) as store:
        entries = store.answers.history(question)
        if not entries:
            _refuse_unknown(store, question)
    seen = _seen_by_readers(entries)
    if json:
        rows = [_as_json(entry) | {"current": entry.number == seen} for entry in entries]
        print(json_format.dumps(rows, ensure_ascii=False, indent=1), file=call.surroundings.out)
        return ExitCode.DONE
    lines = [line for entry in entries for line in _entry_lines(entry, is_seen=entry.number == seen)]
    shown = bool(seen) and bool(entries[seen - 1].words)
    lines.append("* what readers see" if shown else "Readers see no answer yet.")
    print("\n".join(lines if entries else [f"Nothing was ever typed for {question}."]), file=call.surroundings.out)
    return ExitCode.DONE


def _entry_lines(entry: HistoryEntry, *, is_seen: bool) -> tuple[str, str]:
    """Return a step of a history as a person reads it: number, time, what happened and where; then the text."""
    what = f"{entry.event.value}{' *' if is_seen else ''}"
    where = f"{entry.place.kind.value} {middle_out(entry.place.name, _PLACE_SHOWN)}"
    text = _shortened(plain(entry.words)) or "(empty)"
    return f"{entry.number:3}  {entry.at:%Y-%m-%d %H:%M} UTC  {what:10}  {where}", f"       {text}"


def _seen_by_readers(entries: Sequence[HistoryEntry]) -> int:
    """Return the number of the text that is the answer now, 0 if none ever was."""
    return next((one.number for one in reversed(entries) if one.event is not AnswerEvent.DRAFT), 0)


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
        choice = text if any(entry.place.name == text for entry in history) else _place_named(store, text)
        return resolve(conflict, question, choice, history, known.standings.values(), now, _who(call))

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
        _refuse_unknown(store, question)
        raise UsageError(f"Nothing was ever typed for {question}, so there is no text to choose.")
    return entries


def _refuse_unknown(store: Store, question: str) -> None:
    """Raise if there never was such a question."""
    placed = store.placements.all().values()
    known = {name for one in placed for name in (one.question, one.carries) if name}
    if question not in known:
        near = get_close_matches(question, sorted(known), n=3)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        raise UsageError(f'There is no question "{question}".{meant} `qa-pipeline questions` lists the ids.')


def _place_named(store: Store, text: str) -> str:
    """Return a choice as the history knows it: a kind in small letters, a file by the name it was first read under."""
    if text.lower() in {kind.value for kind in PlaceKind}:
        return text.lower()
    name = PurePath(text).name
    return next((record.name for record in store.documents.all() if record.file == name), name)


def _who(call: Call) -> str:
    return call.surroundings.environ.get("USER") or call.surroundings.environ.get("LOGNAME") or "somebody"


def _as_json(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "event": entry.event.value,
        "place": entry.place.name,
        "place_kind": entry.place.kind.value,
        "at": entry.at.isoformat(),
        "text": plain(entry.words),
    }


def _shortened(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
