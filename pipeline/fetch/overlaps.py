"""Several downloads of one form (pure): the newest stands for those it contains; different forms all count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import ExitCode, Problem
from pipeline.model.submission import Content, Entry

_Key = tuple[datetime, tuple[Content, ...]]


@dataclass(frozen=True, slots=True)
class FileEntries:
    """The entries of one file or table of a source."""

    name: str
    entries: tuple[Entry, ...]


def without_older_downloads(files: Sequence[FileEntries]) -> tuple[list[FileEntries], list[Problem]]:
    """Leave out each file of which a later one has at least half of the smaller one's timed entries.

    Later is the file whose last entry is later; of equal ones the longer, then the last by name. Entries are compared
    as read, so a column added or a zone changed between two downloads does not hide that they are the same form's.
    """
    if len(files) == 1:
        return list(files), []
    keys = {file.name: _keys(file) for file in files}
    newest_first = sorted(files, key=lambda file: _age(file, keys[file.name]), reverse=True)
    kept: list[FileEntries] = []
    remarks: list[Problem] = []
    for file in newest_first:
        newer = next((other for other in kept if _overlap(keys[file.name], keys[other.name])), None)
        if newer is None:
            kept.append(file)
        else:
            remarks.append(_replaced(file, newer))
    return sorted(kept, key=lambda file: file.name), sorted(remarks, key=lambda remark: remark.where)


def _keys(file: FileEntries) -> Counter[_Key]:
    """Count the entries by time and text; what has no time proves nothing."""
    return Counter((entry.instant, entry.parts) for entry in file.entries if entry.instant is not None)


def _age(file: FileEntries, keys: Counter[_Key]) -> tuple[float, int, str]:
    """Return what makes a download later than another."""
    last = max((instant.timestamp() for instant, _ in keys), default=0.0)
    return last, len(file.entries), file.name


def _overlap(one: Counter[_Key], other: Counter[_Key]) -> bool:
    """Tell whether at least half of the smaller one is in the other."""
    smaller, larger = sorted((one, other), key=len)
    shared = sum(min(count, larger[key]) for key, count in smaller.items())
    return shared > 0 and 2 * shared >= min(one.total(), other.total())


def _replaced(older: FileEntries, newer: FileEntries) -> Problem:
    """Return the remark about a file that is not read."""
    return Problem(
        where=older.name,
        message=f"An older download of the form that {newer.name} comes from; only the newer one is read.",
        next_step="It may be moved away.",
        exit_code=ExitCode.DONE,
        key="older-download",
    )
