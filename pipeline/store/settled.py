"""What became of the intents that a run left behind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import QaError
from pipeline.model.record import Intent


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the intents that a run left behind.

    Attributes:
        written: their files are there: they are ours, and known from now on.
        dropped: their files are not there, or hold something else.
        failed: they could not be looked at, and are left for the next run; a person must be told why.
        set_aside: files with a person's words for which there was no other place; a person must be told.
    """

    written: tuple[Intent, ...] = ()
    dropped: tuple[Intent, ...] = ()
    failed: tuple[tuple[Intent, QaError], ...] = ()
    set_aside: tuple[Path, ...] = ()
