"""What was asked for on the command line, and the options that every command shares."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import UsageError
from pipeline.output_folder import OutputFolder
from pipeline.rails import RAILS
from pipeline.settings import Settings, load_settings
from pipeline.surroundings import Surroundings

Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The settings file (default: config/pipeline.toml, or $QA_CONFIG)."),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON, and trouble as JSON lines on stderr.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="List every change and make none.")]
Verbose = Annotated[
    int, typer.Option("--verbose", "-v", count=True, show_default=False, help="Say what was done, off a terminal too.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what needs you.")]
Force = Annotated[
    list[str] | None,
    typer.Option("--force", metavar="RAIL", help=f"Lift one rail for this run: {', '.join(RAILS)}."),
]


@dataclass(frozen=True, slots=True)
class Call:
    """One use of the command line."""

    surroundings: Surroundings
    config: Path | None
    json: bool = False
    dry_run: bool = False
    verbose: int = 0
    quiet: bool = False
    forced: frozenset[str] = frozenset()
    copies: tuple[Path, ...] = ()

    @property
    def settings_path(self) -> Path:
        """Return the settings file that is meant: flag, then $QA_CONFIG, then the series in the current folder."""
        said = self.config or self.surroundings.environ.get("QA_CONFIG") or "config/pipeline.toml"
        return self.surroundings.folder / said

    @property
    def talkative(self) -> bool:
        """Tell whether to say what was done when all is well, as whoever rehearses or lifts a rail wants to know."""
        asked = self.verbose > 0 or self.dry_run or bool(self.forced)
        return (self.surroundings.terminal or asked) and not self.quiet

    def settings(self) -> Settings:
        """Return the settings in force."""
        return load_settings(self.settings_path, self.surroundings.environ)


def call_of(
    context: typer.Context,
    config: Path | None,
    *,
    json: bool = False,
    dry_run: bool = False,
    verbose: int = 0,
    quiet: bool = False,
    force: list[str] | None = None,
) -> Call:
    """Return the call that typer has parsed.

    Raises:
        UsageError: `--force` names no rail.
    """
    unknown = set(force or ()) - set(RAILS)
    if unknown:
        raise UsageError(f"There is no rail called {', '.join(sorted(unknown))}; the rails are {', '.join(RAILS)}.")
    surroundings: Surroundings = context.obj
    return Call(surroundings, config, json, dry_run, verbose, quiet, frozenset(force or ()))


def output_of(settings: Settings) -> OutputFolder:
    """Return the output folder of a series."""
    return OutputFolder(settings.root / "output")
