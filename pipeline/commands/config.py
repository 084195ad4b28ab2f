"""`config show` and `config generate`."""

from __future__ import annotations

import json as json_format

import typer

from pipeline.commands.call import Config, Json, call_of
from pipeline.errors import ExitCode
from pipeline.report import table
from pipeline.settings import sample_settings, show


def show_command(context: typer.Context, *, config: Config = None, json: Json = False) -> ExitCode:
    """Show every setting in force and where it comes from.

    Example: qa-pipeline config show --json
    """
    call = call_of(context, config, json=json)
    shown = show(call.settings())
    if json:
        print(json_format.dumps(shown, ensure_ascii=False, indent=1), file=call.surroundings.out)
        return ExitCode.DONE
    rows = [
        (key, json_format.dumps(entry["value"], ensure_ascii=False), entry["where"] or entry["from"])
        for key, entry in _values(shown).items()
    ]
    print(table(("Key", "Value", "From"), rows), file=call.surroundings.out)
    return ExitCode.DONE


def _values(shown: dict[str, object]) -> dict[str, dict[str, object]]:
    values = shown["values"]
    return values if isinstance(values, dict) else {}


def generate_command(context: typer.Context) -> ExitCode:
    """Print a settings file with every option and what it means, to start from.

    Example: qa-pipeline config generate > config/pipeline.toml
    """
    call = call_of(context, None)
    print(sample_settings(timezone=call.surroundings.zone), file=call.surroundings.out, end="")
    return ExitCode.DONE
