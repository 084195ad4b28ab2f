"""The files behind a source, read safely: regular files only, bounded, and nothing heavy is imported here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.model.source import SourceSpec

FORMAT_VERSION = 2  # raised whenever the same bytes would be read differently: every source is then read once more
UNREADABLE = "unreadable"
MAX_FILE_BYTES = 200_000_000
MAX_FILES = 1_000
_GLOB_SIGNS = frozenset("*?[")
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file of a source: its name within the source (for messages) and its bytes."""

    name: str
    content: bytes


def source_fingerprint(spec: SourceSpec) -> str:
    """Return a hash of the files' names and bytes and of how they are read; UNREADABLE if they cannot be now.

    No reading ever has that one, so the source is opened and says what is wrong. The folder the files lie in does not
    count: a series moved to another machine is not news.
    """
    try:
        return fingerprint_of(spec, read_files(spec))
    except SourceError:
        return UNREADABLE


def fingerprint_of(spec: SourceSpec, files: Iterable[RawFile]) -> str:
    """Return the fingerprint of files that were read for this source."""
    settings = repr((replace(spec, name="", path=""), FORMAT_VERSION))
    digest = blake2b(settings.encode("utf-8", "surrogateescape"), digest_size=20)
    for file in files:
        digest.update(f"{file.name}\0{len(file.content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(file.content)
    return digest.hexdigest()


def read_files(spec: SourceSpec) -> Iterable[RawFile]:
    """Yield the source's files, sorted by name, each read whole.

    Raises:
        SourceError: there is none, there are too many, or one of them cannot be read safely.
    """
    for path, name in find_files(spec.path):
        yield RawFile(name, read_bytes(path, name))


def find_files(pattern: str) -> list[tuple[Path, str]]:
    """Return (path, name within the source) of every file a path or glob stands for, sorted by name.

    Raises:
        SourceError: there is none, or more than a source may have.
    """
    if os.path.lexists(pattern) or not _GLOB_SIGNS & set(pattern):
        return [(Path(pattern), Path(pattern).name)]
    root = next(folder for folder in Path(pattern).parents if not _GLOB_SIGNS & set(str(folder)))
    try:
        found = [path for path in root.glob(str(Path(pattern).relative_to(root))) if _counts(path)]
    except (ValueError, NotImplementedError):
        raise SourceError(f'"{pattern}" is no valid pattern: ** must stand alone between two slashes.') from None
    if not found:
        raise SourceError(_nothing_found(Path(pattern), root))
    if len(found) > MAX_FILES:
        raise SourceError(
            f"{pattern} stands for {len(found)} files; a source may have {MAX_FILES}: narrow the pattern."
        )
    return sorted(((path, path.relative_to(root).as_posix()) for path in found), key=lambda pair: pair[1])


def _counts(path: Path) -> bool:
    """Tell whether a match is meant: folders, hidden files and lock files of a program in use are not."""
    return not path.is_dir() and not path.name.startswith((".", "~$"))


def read_bytes(path: Path, name: str) -> bytes:
    """Return all bytes of one regular file (a link to one is followed).

    Raises:
        SourceError: it is missing, no regular file, too large, locked away, or being written just now.
    """
    for _ in range(3):
        try:
            content = _read_once(path, name)
        except FileNotFoundError:
            raise SourceError(_nothing_found(path, path.parent)) from None
        except PermissionError:
            raise SourceError(
                f"{name} may not be read: give the account that runs this read access to {path}."
            ) from None
        except OSError as error:
            raise SourceError(f"{name} cannot be read ({error.strerror}): check {path}.") from None
        if content is not None:
            return content
    raise SourceError(f"{name} is being written just now; it is read at the next run.")


def _read_once(path: Path, name: str) -> bytes | None:
    """Read a file; None if it changed meanwhile."""
    if path.is_symlink():
        raise SourceError(f"{name} is a link to another file; point path at the downloaded file itself.")
    _refuse_unless_regular(path.stat().st_mode, path, name)  # before opening: opening a device may do something
    descriptor = os.open(path, _OPEN_FLAGS)
    with os.fdopen(descriptor, "rb") as stream:
        before = os.fstat(descriptor)
        _refuse_unless_regular(before.st_mode, path, name)
        if before.st_size > MAX_FILE_BYTES:
            raise SourceError(_too_large(name, before.st_size))
        content = stream.read(MAX_FILE_BYTES + 1)
        after = os.fstat(descriptor)
    if len(content) > MAX_FILE_BYTES:
        raise SourceError(_too_large(name, len(content)))
    unchanged = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return content if unchanged else None


def _refuse_unless_regular(mode: int, path: Path, name: str) -> None:
    """Raise unless the mode is that of a regular file."""
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise SourceError(f'{name} is a folder; name the file in it, or all of them: path = "{path}/*.csv".')
    kind = "a named pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    raise SourceError(f"{name} is {kind}, not a file: point path at the downloaded file itself.")


def _too_large(name: str, size: int) -> str:
    """Return the sentence about a file over the bound."""
    limit = MAX_FILE_BYTES // 1_000_000
    return f"{name} has {size // 1_000_000} MB; a source may have {limit}. Is it really a table of form responses?"


def _nothing_found(pattern: Path, folder: Path) -> str:
    """Return the sentence about a path that stands for nothing: what lies in its folder instead."""
    missing = f'There is no "{pattern.relative_to(folder)}" in {folder}'
    correct = "Correct path in the settings, or put the download there."
    try:
        lying_there = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return f"{missing}: that folder does not exist or may not be read. {correct}"
    if not lying_there:
        return f"{missing}, which is empty. {correct}"
    more = f" and {len(lying_there) - 5} more" if len(lying_there) > 5 else ""
    return f"{missing}; there: {', '.join(lying_there[:5])}{more}. {correct}"
