"""One run at a time in a series: a lock of the operating system, which dies with the program that holds it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import AccessError, LockHeldError
from pipeline.store.atomic_write import make_private_folder
from pipeline.store.file_faults import file_faults


@contextmanager
def run_lock(state: Path) -> Iterator[None]:
    """Hold the lock of a series for the length of the block; the file stays, only its lock counts.

    Raises:
        LockHeldError: another run holds it.
        AccessError: the folder may not be written, or its disk knows no locks.
    """
    make_private_folder(state)
    path = state / "lock"
    with file_faults(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor, path)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    try:
        _ask_system(descriptor)
    except (BlockingIOError, PermissionError) as error:  # Windows says that it is not permitted
        raise LockHeldError(
            f"Another run of qa-pipeline is at work in {path.parent.parent}. Wait until it has ended."
        ) from error
    except OSError as error:
        raise AccessError(
            f"{path} cannot be locked ({error.strerror}). Put the series on a disk that knows locks, a local one."
        ) from error


if sys.platform == "win32":
    import msvcrt

    def _ask_system(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _ask_system(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
