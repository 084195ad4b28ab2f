"""`check`: are settings, sources, template, store and folders as they should be? It changes nothing."""

from __future__ import annotations

import json as json_format
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import typer

from pipeline.commands.call import Call, Config, Json, call_of, output_of
from pipeline.commands.status_documents import context_for_looking
from pipeline.commands.telling import tell_problems
from pipeline.documents import open_converter, open_writer
from pipeline.errors import AccessError, ExitCode, Problem, QaError
from pipeline.fetch import open_source
from pipeline.model.answer import PlaceKind
from pipeline.model.source import SourceSpec
from pipeline.output_folder import OutputFolder, read_template
from pipeline.rails import unknown_documents
from pipeline.report import problem_as_json, problem_of, table, worst_of
from pipeline.run import rails_of
from pipeline.run_context import RunContext
from pipeline.run_names import strangers
from pipeline.settings import Settings
from pipeline.store import open_store, sha256_of


def check_command(context: typer.Context, *, config: Config = None, json: Json = False) -> ExitCode:
    """Check settings, sources, template, store, documents and folders, and change nothing.

    Example: qa-pipeline check
    """
    call = call_of(context, config, json=json)
    settings = call.settings()
    findings = [
        *_sources(settings),
        _template(settings),
        *_stored(settings),
        _documents(call, settings),
        _folder(output_of(settings)),
        _copies(),
    ]
    problems = [problem for _, _, found in findings for problem in found]
    _tell(call, settings, findings)
    tell_problems(replace(call, verbose=1), problems)
    return worst_of(problems)


_Finding = tuple[str, str, tuple[Problem, ...]]


def _sources(settings: Settings) -> Iterator[_Finding]:
    for spec in settings.sources:
        yield _source(spec)


def _source(spec: SourceSpec) -> _Finding:
    where = f"source {spec.name}"
    try:
        reading = open_source(spec).read(lambda _: None)
    except QaError as error:
        return where, "cannot be read", (problem_of(error, spec.name, key=""),)
    entries = [entry for entry in reading.entries if entry.instant is not None]
    last = max((entry.instant for entry in entries if entry.instant), default=None)
    until = f", the last of {last:%d %b %Y %H:%M} UTC" if last else ""
    return where, f"{len(reading.entries)} responses{until}", reading.problems


def _template(settings: Settings) -> _Finding:
    path = settings.documents.template
    if path is None:
        return "template", "the built-in one", ()
    try:
        writer = open_writer("docx", read_template(path))
    except QaError as error:
        return "template", "cannot be used", (problem_of(error, str(path), key=""),)
    return "template", str(path), writer.remarks()


def _stored(settings: Settings) -> Iterator[_Finding]:
    try:
        with open_store(output_of(settings).state) as store:
            received = sum(account.received for account in store.placements.accounts())
            rails = tuple(problem_of(rail, "store", key="") for rail in rails_of(settings.series, store))
    except QaError as error:
        yield "store", "cannot be used", (problem_of(error, "store", key=""),)
        return
    yield "store", f"{received} submissions" if received else "new: the first run makes it", rails


def _documents(call: Call, settings: Settings) -> _Finding:
    """Look whether every file among the documents is known; a copy that lies there is, once it was read."""
    try:
        with open_store(output_of(settings).state) as store:
            context = context_for_looking(call, settings, store)
            records, others = store.documents.all(), strangers(context)
            is_new = not records and not store.documents.intents()
            rail = unknown_documents(context.output.document_names(), store_is_new=is_new)
            read = [name for name in others if store.versions.is_taken_in(_hash(context, name), PlaceKind.COPY)]
    except QaError as error:
        return "documents", "cannot be looked at", (problem_of(error, "documents", key=""),)
    if rail is not None:
        return "documents", f"{len(others)} that a new store does not know", (problem_of(rail, "documents", key=""),)
    problems = tuple(_stranger(name) for name in others if name not in read)
    counts = ((len(records), "known"), (len(read), "copies that were read"), (len(problems), "not known"))
    return "documents", ", ".join(f"{count} {what}" for count, what in counts if count) or "none yet", problems


def _hash(context: RunContext, name: str) -> str:
    return sha256_of(context.output.documents / name)


def _stranger(name: str) -> Problem:
    return Problem(
        where=f"documents/{name}",
        message="is no working document; the next run reads it as a renamed one or as a copy, or says why it cannot",
        next_step="If it is of no use, move it out of documents/.",
        exit_code=ExitCode.DONE,
    )


def _copies() -> _Finding:
    """Say which copies can be read here; without LibreOffice nothing is wrong."""
    if open_converter().is_there():
        return "copies", "Word files, workbooks, and through LibreOffice .odt, .doc, .rtf, .ods and .xls", ()
    return "copies", "Word files and workbooks; for .odt, .doc, .rtf, .ods and .xls install LibreOffice", ()


def _folder(output: OutputFolder) -> _Finding:
    place = output.writable_place()
    if place is None:
        return "output", str(output.root), ()
    error = AccessError(f"The folder {place} may not be written; let the user that runs qa-pipeline write there.")
    return "output", "may not be written", (problem_of(error, "output", key=""),)


def _tell(call: Call, settings: Settings, findings: list[_Finding]) -> None:
    if call.json:
        rows: list[dict[str, Any]] = [
            {"what": what, "found": found, "problems": [problem_as_json(one) for one in problems]}
            for what, found, problems in findings
        ]
        print(json_format.dumps(rows, ensure_ascii=False, indent=1), file=call.surroundings.out)
        return
    count = len(settings.series.lectures)
    lectures = "1 lecture" if count == 1 else f"{count} lectures"
    said = [("settings", f"{settings.path}: {settings.series.title}, {lectures}")]
    rows_said = [*said, *((what, found) for what, found, _ in findings)]
    print(table(("What", "Found"), rows_said), file=call.surroundings.out)
