"""`run`, and the single steps `fetch`, `triage` and `export`: one pass, or a part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from pipeline.commands.call import Call, Config, DryRun, Force, Json, Quiet, Verbose, call_of
from pipeline.commands.telling import tell_ended, tell_problems, tell_report, to_tell
from pipeline.errors import ExitCode, QaError
from pipeline.model.record import RunRecord
from pipeline.output_folder import OutputFolder
from pipeline.report import DocumentState, RunReport
from pipeline.run import STEPS, run
from pipeline.run_context import RunContext
from pipeline.settings import Settings, series_root
from pipeline.settled import LyingThere, is_settled, look, lying_there, settle, watched_of
from pipeline.store import open_store, run_lock, sha256_of
from pipeline.terminal import open_progress

if TYPE_CHECKING:
    from pipeline.store import Store

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILES", help="Copies that were sent back, of any kind and under any name."),
]


def _command_of(command: str, steps: tuple[str, ...], words: str) -> Callable[..., ExitCode]:
    """Return the command that does these steps; all of them take the same options."""

    def do(
        context: typer.Context,
        *,
        config: Config = None,
        dry_run: DryRun = False,
        force: Force = None,
        json: Json = False,
        verbose: Verbose = 0,
        quiet: Quiet = False,
    ) -> ExitCode:
        call = call_of(context, config, json=json, dry_run=dry_run, verbose=verbose, quiet=quiet, force=force)
        return _steps(call, command, steps)

    do.__doc__ = words
    return do


run_command = _command_of(
    "run",
    STEPS,
    """Fetch what is new, sort it, and write the documents: the line for cron.

    Example: qa-pipeline run --config /srv/school/config/pipeline.toml
    """,
)
fetch_command = _command_of(
    "fetch",
    ("fetch",),
    """Read the sources and store what is new, without sorting it.

    Example: qa-pipeline fetch -v
    """,
)
triage_command = _command_of(
    "triage",
    ("triage",),
    """Sort every submission into questions and held ones, without reading sources or writing documents.

    Example: qa-pipeline triage --dry-run
    """,
)


def collect_command(
    context: typer.Context,
    files: Files = None,
    *,
    config: Config = None,
    dry_run: DryRun = False,
    force: Force = None,
    json: Json = False,
    verbose: Verbose = 0,
    quiet: Quiet = False,
) -> ExitCode:
    """Read what lecturers have typed into the documents, and the copies in inbox/; every version is kept.

    With FILES, read only these, as copies of documents that were sent back; answers in them count at once.

    Example: qa-pipeline collect ~/Downloads/answers.docx
    """
    call = call_of(context, config, json=json, dry_run=dry_run, verbose=verbose, quiet=quiet, force=force)
    copies = tuple(call.surroundings.folder / file for file in files or ())
    return _steps(replace(call, copies=copies), "collect", ("collect",))


export_command = _command_of(
    "export",
    ("export",),
    """Write the documents whose questions have changed, from what is stored.

    Example: qa-pipeline export -v
    """,
)


def _steps(call: Call, command: str, steps: tuple[str, ...]) -> ExitCode:
    if not _settings_hash(call):
        call.settings()  # says what is missing, before a folder is made where no series is
    output = OutputFolder(series_root(call.settings_path) / "output")
    if call.dry_run:
        return _rehearse(call, output, command, steps)
    with run_lock(output.state):
        code = ExitCode.DONE
        if not (_may_be_silent(call, steps) and is_settled(call.settings_path, call.surroundings.environ, output)):
            code = _pass(call, output, command, steps)
        output.looked(call.surroundings.now())
    return code


def _settings_hash(call: Call) -> str:
    """Return the hash of the settings file, "" if it cannot be read: why, loading it says best."""
    try:
        return sha256_of(call.settings_path)
    except QaError:
        return ""


def _may_be_silent(call: Call, steps: tuple[str, ...]) -> bool:
    """Tell whether a run without news has nothing to say to anybody."""
    return steps == STEPS and not call.talkative and not call.json and not call.forced


def _rehearse(call: Call, output: OutputFolder, command: str, steps: tuple[str, ...]) -> ExitCode:
    settings = call.settings()
    with output.rehearsal() as copy, open_store(copy.state) as store:
        report = replace(_run(call, _context(call, settings, store, copy), command, steps), dry_run=True)
    tell_problems(call, report.problems)
    tell_report(call, report, output, "")
    return report.exit_code


def _pass(call: Call, output: OutputFolder, command: str, steps: tuple[str, ...]) -> ExitCode:
    settings_hash = _settings_hash(call)
    settings = call.settings()
    output.tidy()
    watched = watched_of(settings.sources, [settings.timetable, settings.documents.template], call.settings_path)
    before = look(watched, call.settings_path, settings_hash, call.surroundings.environ)
    found = _lying_there(output)
    with open_store(output.state) as store:
        context = _context(call, settings, store, output)
        report = _run(call, context, command, steps)
        _remember_and_tell(call, context, report)
        read = {record.file: record.read_sha256 or record.sha256 for record in store.documents.all()}
    left = any(news.state is DocumentState.LEFT_ALONE for news in report.documents)
    waits = left or bool(report.answers.waiting or report.answers.put_off)
    if steps == STEPS and report.exit_code is ExitCode.DONE and not waits and output.has_store:
        settle(before, found, read, output)
    return report.exit_code


def _lying_there(output: OutputFolder) -> LyingThere:
    """Return what lies there; what cannot be looked at was not seen, and is told of by the step that needs it."""
    try:
        return lying_there(output)
    except (OSError, QaError):
        return frozenset()


def _context(call: Call, settings: Settings, store: Store, output: OutputFolder) -> RunContext:
    return RunContext(
        settings, store, output, call.surroundings.now(), call.forced, lambda _label, _done: None, call.copies
    )


def _run(call: Call, context: RunContext, command: str, steps: tuple[str, ...]) -> RunReport:
    shown = call.surroundings.terminal and not call.quiet and not call.json
    with open_progress(call.surroundings.err, shown=shown) as progress:
        return run(replace(context, progress=progress), command, steps)


def _remember_and_tell(call: Call, context: RunContext, report: RunReport) -> None:
    """Say what is due; only a run that did something, or has something to say, leaves a trace."""
    store, now = context.store, context.now
    telling = to_tell(report.problems, store.notes.conditions(), now)
    if telling.told:
        store.notes.tell(telling.told, now)
    if telling.ended and report.command == "run":
        store.notes.end(telling.ended)
        tell_ended(call, telling.ended)
    tell_problems(call, report.problems if call.talkative else telling.problems)
    tell_report(call, report, context.output, _last_question(context))
    if context.output.has_store:
        context.output.explain()
    is_said = any(problem.exit_code is not ExitCode.DONE for problem in telling.problems)
    if report.changed or report.answers.documents or is_said:
        context.output.keep_report(report.command, report.started, report.as_json())
        summary = dumps(report.as_json(), ensure_ascii=False)
        ended = call.surroundings.now()
        store.runs.record(RunRecord(0, report.command, now, ended, int(report.exit_code), summary))


def _last_question(context: RunContext) -> str:
    last = context.store.submissions.last_instant()
    if last is None:
        return "No question has come in yet"
    zone = ZoneInfo(context.settings.series.timezone)
    return f"The last question came in on {last.astimezone(zone):%d %b %Y %H:%M}"
