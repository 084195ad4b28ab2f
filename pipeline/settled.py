"""Whether anything has changed since a run that left nothing to do.

Such a run leaves a seal: a hash over all that it depended on. While the seal holds, the next run need not read the
settings, open the store or load a library; the account was checked when the seal was made, and the store's own
count of its changes is part of it. Whatever is in doubt breaks the seal, which costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline import __version__
from pipeline.errors import QaError
from pipeline.fetch import source_fingerprint
from pipeline.model.source import FieldTitles, SourceSpec
from pipeline.output_folder import OutputFolder
from pipeline.store import sha256_of, write_whole

_CHANGE_COUNTER = slice(24, 28)  # SQLite file format, section 1.3.8: counts every transaction that wrote
_DATABASE_HEADER = 100  # bytes


LyingThere = frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Watched:
    """What a run reads besides settings file, environment and store.

    Attributes:
        sources: with their paths relative to the settings file where they lie below it.
        files: timetable and template, likewise.
    """

    sources: tuple[SourceSpec, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What was watched and a hash of how it looked, "" if it could not be read."""

    watched: Watched
    seen: str


def watched_of(sources: Iterable[SourceSpec], files: Iterable[Path | None], settings_file: Path) -> Watched:
    """Return what to watch, so that a series moved to another machine keeps its seal."""
    folder = settings_file.parent.resolve()
    return Watched(
        tuple(replace(spec, path=_below(folder, Path(spec.path))) for spec in sources),
        tuple(_below(folder, file) for file in files if file is not None),
    )


def _below(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def look(watched: Watched, settings_file: Path, settings_hash: str, environ: Mapping[str, str]) -> Look:
    """Look at all that a run is about to read: what is saved while it is at work is then news to the next one."""
    folder = settings_file.parent.resolve()
    try:
        seen = (
            __version__,
            settings_hash,
            sorted((key, value) for key, value in environ.items() if key.startswith("QA_")),
            [(spec.name, source_fingerprint(replace(spec, path=str(folder / spec.path)))) for spec in watched.sources],
            [(name, hashlib.sha256((folder / name).read_bytes()).hexdigest()) for name in watched.files],
        )
    except (OSError, QaError):
        return Look(watched, "")
    return Look(watched, _hash_of(seen))


def is_settled(settings_file: Path, environ: Mapping[str, str], output: OutputFolder) -> bool:
    """Tell whether a seal is there and still holds."""
    try:
        kept = json.loads(output.seal.read_text(encoding="utf-8"))
        watched = Watched(tuple(_spec(given) for given in kept["sources"]), tuple(kept["files"]))
        now = look(watched, settings_file, sha256_of(settings_file), environ)
        return bool(now.seen and kept["seal"] == _seal(now, lying_there(output), output))
    except (OSError, QaError, ValueError, KeyError, TypeError):
        return False  # no seal, or none that can be read


def lying_there(output: OutputFolder) -> LyingThere:
    """Return what lies in `documents/` and `inbox/`: folder, name and hash of each file.

    Raises:
        OSError, QaError: it cannot be read.
    """
    beside = {("documents", name, sha256_of(output.documents / name)) for name in output.file_names()}
    return frozenset(beside | {("inbox", name, sha256_of(output.inbox.path(name))) for name in output.inbox.names()})


def settle(before: Look, found: LyingThere, read: Mapping[str, str], output: OutputFolder) -> None:
    """Leave the seal, unless it is there already; what cannot be read breaks no run, the next one looks again.

    Args:
        before: what the run was about to read.
        found: what lay there when it began.
        read: the working documents by name, with the hash they were last read or written with.
        output: of the series.
    """
    try:
        there = lying_there(output)
        if not all(_was_seen(one, found, read) for one in there):
            return  # somebody saved it while the run was at work
        seal = _seal(before, there, output)
    except (OSError, QaError):
        return
    content = (json.dumps(asdict(before.watched) | {"seal": seal}, indent=1) + "\n").encode()
    if before.seen and (not output.seal.is_file() or output.seal.read_bytes() != content):
        write_whole(output.seal, content)


def _was_seen(file: tuple[str, str, str], found: LyingThere, read: Mapping[str, str]) -> bool:
    folder, name, sha256 = file
    return folder == "documents" and (read[name] == sha256 if name in read else file in found)


def _spec(given: dict[str, object]) -> SourceSpec:
    fields = given.pop("fields")
    if not isinstance(fields, list):
        raise TypeError
    texts = {key: str(value) for key, value in given.items()}
    return SourceSpec(fields=tuple(FieldTitles(**titles) for titles in fields), **texts)


def _seal(inputs: Look, there: LyingThere, output: OutputFolder) -> str:
    """Return the hash; a store that has to be looked at raises OSError."""
    return _hash_of((inputs.seen, sorted(there), _store_state(output.state / "pipeline.db")))


def _hash_of(seen: object) -> str:
    return hashlib.sha256(repr(seen).encode("utf-8", "surrogateescape")).hexdigest()


def _store_state(database: Path) -> tuple[str, int]:
    """Return what changes with every transaction, and what tells of one that was cut short."""
    if _is_cut_short(database.with_name(f"{database.name}-journal")):
        raise OSError("the store has to be looked at")
    with database.open("rb") as file:
        return file.read(_DATABASE_HEADER)[_CHANGE_COUNTER].hex(), database.stat().st_size


def _is_cut_short(journal: Path) -> bool:
    """Tell whether a journal is to be played back: as long as its first byte is zero the database was not touched."""
    if not journal.exists():
        return False
    with journal.open("rb") as file:
        return file.read(1) not in {b"", b"\0"}
