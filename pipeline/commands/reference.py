"""The command-line reference, made from the commands themselves. Pure."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from pipeline.errors import ExitCode

_HEAD = """\
# Commands

Made from the program by `python docs/make.py`; do not edit.

Every command takes `--help`. Where `--config` is not given, `$QA_CONFIG` counts, then `config/pipeline.toml` in the
current folder. `qa-pipeline --install-completion` teaches your shell to complete commands and options.
"""
_MEANINGS = {
    ExitCode.DONE: "done, or nothing to do; held submissions and a file open in an editor are normal",
    ExitCode.OUR_FAULT: "a fault of the program; it writes a file without anybody's words, ready to send",
    ExitCode.USAGE: "wrong usage",
    ExitCode.PARTLY: "done, but some sources, lectures or documents failed; they are named",
    ExitCode.SETTINGS: "the settings are invalid; every fault is listed",
    ExitCode.NO_ACCESS: "something may not be read or written; the message says who must allow what",
    ExitCode.RAIL: "a rail stopped a part before harm; `--force RAIL` lifts it for one run",
    ExitCode.LATER: "try later: the disk is full, or another run is at work (then silent)",
    ExitCode.INTERRUPTED: "interrupted",
}


def cli_reference(group: TyperGroup) -> str:
    """Return the reference of all commands as Markdown, exit codes at the end."""
    parts = [_HEAD, *(part for name, command in _flat(group, "qa-pipeline") for part in _command(name, command))]
    rows = [f"| {int(code)} | {meaning} |" for code, meaning in _MEANINGS.items()]
    parts.append("\n".join(["## Exit codes", "", "| code | meaning |", "| --- | --- |", *rows]))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _flat(group: TyperGroup, name: str) -> Iterator[tuple[str, TyperCommand]]:
    for word, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _flat(command, f"{name} {word}")
        elif isinstance(command, TyperCommand):
            yield f"{name} {word}", command


def _command(name: str, command: TyperCommand) -> Iterator[str]:
    arguments = [one for one in command.params if isinstance(one, TyperArgument)]
    options = [one for one in command.params if isinstance(one, TyperOption)]
    yield f"## {name}"
    yield f"`{' '.join([name, '[OPTIONS]', *(one.metavar or '' for one in arguments)])}`"
    yield inspect.cleandoc(command.help or "")
    rows = [f"| `{one.metavar}` | {one.help} |" for one in arguments]
    rows += [f"| {_spelling(one)} | {one.help} |" for one in options]
    yield "\n".join(["| argument or option | meaning |", "| --- | --- |", *rows])


def _spelling(option: TyperOption) -> str:
    value = "" if option.is_flag or option.count else f" {option.metavar or 'NUMBER'}"
    return ", ".join(f"`{spelling}{value}`" for spelling in option.opts)
