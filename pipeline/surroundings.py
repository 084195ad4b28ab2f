"""The world as a command sees it: clock, environment, terminal. Only `cli` makes one; tests make their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a command.

    Attributes:
        now: reads the clock; aware UTC.
        environ: the environment variables.
        folder: the current folder, where `config/pipeline.toml` is looked for.
        out, err: where results and trouble are written.
        terminal: a person is watching: tables, a progress bar, a line for a run without news.
        zone: IANA name of the machine's time zone, for new settings.
    """

    now: Callable[[], datetime]
    environ: Mapping[str, str]
    folder: Path
    out: TextIO
    err: TextIO
    terminal: bool
    zone: str = "UTC"
