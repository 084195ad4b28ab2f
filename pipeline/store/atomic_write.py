"""Whole files: a reader sees the old bytes or the new ones, whatever happens in between."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.store.file_faults import NO_FOLDER, file_faults
from pipeline.store.file_names import hidden
from pipeline.store.renaming import rename_to_free_name

_SUFFIX = ".qa-new"
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}  # FAT and some network folders


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place, new or instead of the old one, whose permissions it takes over.

    Raises:
        TryLaterError: the disk is full.
        AccessError: the folder may not be written.
        DocumentError: the file system refuses for another reason. In every case the old file stays whole.
    """
    with file_faults(path), written_beside(path, content) as temporary:
        temporary.replace(path)
        make_last(path.parent)


def write_new(path: Path, content: bytes) -> None:
    """Put a file in place where there is none.

    Raises:
        DocumentError: something of that name is there already, or the file system refuses.
        TryLaterError: the disk is full.
        AccessError: the folder may not be written.
    """
    with file_faults(path), written_beside(path, content) as temporary:
        try:
            move_to_free_name(temporary, path)
        except FileExistsError as error:
            raise DocumentError(
                f"{path} is there already and was not written by us. It was left as it is; move it away or rename it."
            ) from error
        make_last(path.parent)


def touch(path: Path, now: datetime) -> None:
    """Set the modification time of a file to `now`; make it, empty, if it is missing.

    Raises:
        AccessError: the file may not be changed.
    """
    moment = now.timestamp()
    with file_faults(path):
        path.touch(exist_ok=True)
        os.utime(path, (moment, moment))


def clean_leftovers(folder: Path) -> None:
    """Remove what an interrupted writing of ours left in a folder, and nothing else."""
    if not folder.is_dir():
        return
    with file_faults(folder):
        for leftover in sorted(folder.glob(f".*{_SUFFIX}")):
            if leftover.is_file() and not leftover.is_symlink():
                leftover.unlink(missing_ok=True)


def clean_leftover(path: Path) -> None:
    """Remove what an interrupted writing of this file left beside it: in a folder that others write in as well."""
    with file_faults(path):
        _temporary(path).unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; one that is there stays as it is.

    Raises:
        AccessError: the folder above may not be written.
        DocumentError: something else stands there.
    """
    with file_faults(folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise DocumentError(NO_FOLDER.format(path=folder)) from error


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, with the folders above it as usual.

    Raises:
        AccessError: the folder above may not be written.
    """
    make_folder(folder.parent)
    with file_faults(folder):
        folder.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def written_beside(path: Path, content: bytes) -> Iterator[Path]:
    """Write the bytes to disk under a name beside `path`, for the block to move; if it fails, nothing is left of it.

    A file that stands under `path` lends its permissions.
    """
    temporary = _temporary(path)
    temporary.unlink(missing_ok=True)  # of a run that was killed; the run lock keeps living ones apart
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(path.stat().st_mode & 0o777)
        yield temporary
    except BaseException:
        with suppress(OSError):  # the first fault is the one to tell
            temporary.unlink(missing_ok=True)
        raise


def _temporary(path: Path) -> Path:
    return hidden(path, _SUFFIX)


def move_to_free_name(temporary: Path, path: Path) -> None:
    """Give a file its name unless that name is taken, which raises FileExistsError."""
    try:
        path.hardlink_to(temporary)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        rename_to_free_name(temporary, path)
    else:
        temporary.unlink()


def make_last(folder: Path) -> None:
    """Make the new name last through a power cut."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
