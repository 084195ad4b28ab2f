"""The table of commands, and the only place that reads the clock or turns an error into an exit code."""

from __future__ import annotations

import json
import os
import platform
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from pipeline import __version__
from pipeline.commands.answers import history_command, list_command, resolve_command, restore_command
from pipeline.commands.check import check_command
from pipeline.commands.config import generate_command, show_command
from pipeline.commands.decide import decide_command
from pipeline.commands.init import init_command
from pipeline.commands.questions import questions_command
from pipeline.commands.run import collect_command, export_command, fetch_command, run_command, triage_command
from pipeline.commands.runs import runs_command
from pipeline.commands.status import status_command
from pipeline.errors import ExitCode, LockHeldError, QaError
from pipeline.surroundings import Surroundings

COMMANDS: dict[str, Callable[..., ExitCode]] = {
    "init": init_command,
    "check": check_command,
    "run": run_command,
    "fetch": fetch_command,
    "triage": triage_command,
    "collect": collect_command,
    "export": export_command,
    "status": status_command,
    "questions": questions_command,
    "decide": decide_command,
    "runs": runs_command,
}
ANSWER_COMMANDS: dict[str, Callable[..., ExitCode]] = {
    "list": list_command,
    "history": history_command,
    "restore": restore_command,
    "resolve": resolve_command,
}
CONFIG_COMMANDS: dict[str, Callable[..., ExitCode]] = {"show": show_command, "generate": generate_command}


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"qa-pipeline {__version__}")
        raise typer.Exit


def make_app() -> typer.Typer:
    """Return the command line with every command of the table."""
    app = typer.Typer(
        name="qa-pipeline",
        help="From a form's responses to one questions-and-answers document per lecture, unattended.",
        epilog="Start with: qa-pipeline init DIR FILE (FILE: the responses you downloaded), then qa-pipeline run.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def _all(
        *,
        version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
    ) -> None:
        """From a form's responses to one questions-and-answers document per lecture, unattended."""

    for name, command in COMMANDS.items():
        app.command(name)(command)
    config = typer.Typer(help="The settings in force, or a settings file to start from.", no_args_is_help=True)
    for name, command in CONFIG_COMMANDS.items():
        config.command(name)(command)
    app.add_typer(config, name="config")
    answers = typer.Typer(help="What stands and stood in the slots, and which text counts.", no_args_is_help=True)
    for name, command in ANSWER_COMMANDS.items():
        answers.command(name)(command)
    app.add_typer(answers, name="answers")
    return app


def call(arguments: Sequence[str] | None = None, surroundings: Surroundings | None = None) -> int:
    """Do what the command line asks for and return the exit code.

    Args:
        arguments: without the program's name; by default those of this program.
        surroundings: the world to work in; by default the real one.
    """
    around = surroundings or _real_surroundings()
    command = typer.main.get_command(make_app())
    try:
        result = command.main(
            args=None if arguments is None else list(arguments),
            prog_name="qa-pipeline",
            standalone_mode=False,
            obj=around,
        )
    except LockHeldError as error:
        if around.terminal:  # cron is not told: the next run will find what is new
            print(f"qa-pipeline: {error}", file=around.err)
        return ExitCode.LATER
    except QaError as error:
        _tell_error(error, around, as_json="--json" in (sys.argv if arguments is None else arguments))
        return error.exit_code
    except typer.TyperException as error:
        print(error.format_message(), file=around.err)
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours ends
        return _our_fault(error, around)
    return int(result or 0)


def _tell_error(error: QaError, around: Surroundings, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"error": str(error), "exit_code": int(error.exit_code)}, ensure_ascii=False), file=around.err)
    else:
        print(f"qa-pipeline: {error}", file=around.err)


def _real_surroundings() -> Surroundings:
    return Surroundings(
        now=lambda: datetime.now(UTC),
        environ=os.environ,
        folder=Path.cwd(),
        out=sys.stdout,
        err=sys.stderr,
        terminal=sys.stdout.isatty() and sys.stderr.isatty(),
        zone=_zone(),
    )


def _zone() -> str:
    """Return the IANA name of the machine's time zone, UTC where it cannot be told."""
    said = os.environ.get("TZ", "").removeprefix(":")
    linked = Path("/etc/localtime")
    parts = linked.resolve().parts if linked.is_symlink() else ()
    name = said or "/".join(parts[parts.index("zoneinfo") + 1 :] if "zoneinfo" in parts else ())
    return name if "/" in name else "UTC"


def _our_fault(error: Exception, around: Surroundings) -> int:
    """Write what a developer needs, without anybody's words: places in the code, no values and no messages."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    lines = [
        f"qa-pipeline {__version__}, Python {platform.python_version()}, {platform.system()}",
        type(error).__name__,
        *places,
    ]
    report = around.folder / f"qa-pipeline-fault-{around.now():%Y%m%dT%H%M%SZ}.txt"
    where = "\n".join(lines)
    try:
        report.write_text(where + "\n", encoding="utf-8")
        where = f"Please send the file {report}; it holds nobody's words."
    except OSError:
        pass
    print(f"qa-pipeline: a fault of this program ({type(error).__name__}). Nothing is lost.\n{where}", file=around.err)
    return ExitCode.OUR_FAULT
