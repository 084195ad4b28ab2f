"""The one exception root, and one class per exit code that an organiser may meet.

Each message is a sentence that says what is wrong, where, and what to do next. Faults that stop only a part
of a run (a source, a lecture, a document) are not raised past that part: they become a `Problem` in the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What the command tells the shell. Published: numbers are never reused."""

    DONE = 0
    OUR_FAULT = 1
    USAGE = 2
    PARTLY = 3
    SETTINGS = 4
    NO_ACCESS = 5
    RAIL = 6
    LATER = 75
    INTERRUPTED = 130


class QaError(Exception):
    """Anything the pipeline raises on purpose; `exit_code` is what a run ends with if nobody catches it."""

    exit_code = ExitCode.PARTLY


class UsageError(QaError):
    """The command line asks for something that does not exist or cannot be done."""

    exit_code = ExitCode.USAGE


class SettingsError(QaError):
    """The settings are invalid; the message lists every fault with file, line and key."""

    exit_code = ExitCode.SETTINGS


class AccessError(QaError):
    """Something may not be read or written; the message says who must allow what."""

    exit_code = ExitCode.NO_ACCESS


class SourceError(QaError):
    """A source cannot be read; it stops that source, the rest of the run goes on."""


class DocumentError(QaError):
    """A working document cannot be written or read; it stops that document only."""


class RailError(QaError):
    """A rail stopped a part of the run before harm; `rail` is the word `--force` takes."""

    exit_code = ExitCode.RAIL

    def __init__(self, message: str, *, rail: str) -> None:
        super().__init__(message)
        self.rail = rail


class TryLaterError(QaError):
    """Nothing is wrong here, but it cannot be done now: another run holds the lock, the disk is full."""

    exit_code = ExitCode.LATER


class LockHeldError(TryLaterError):
    """Another run is at work in this series; a run off a terminal ends silently because of it."""


class StoreError(QaError):
    """The store is damaged or was written by a newer version."""

    exit_code = ExitCode.OUR_FAULT


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong without stopping the run.

    Attributes:
        where: the place as a person names it: `responses.csv, row 12` or `lecture heinrich-2`.
        message: what is wrong, as a sentence.
        next_step: what to do, as a sentence or a line to paste; empty where there is nothing to do.
        exit_code: what the run ends with because of it; DONE for a remark.
        key: set for a condition that lasts until somebody ends it: it is told once a day, not at every run.
    """

    where: str
    message: str
    next_step: str = ""
    exit_code: ExitCode = ExitCode.PARTLY
    key: str = ""
