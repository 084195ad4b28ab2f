"""Faults of the disk, told as sentences with a next step."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import AccessError, DocumentError, QaError, TryLaterError

DISK_FULL = "The disk is full: {path} could not be written. Nothing was changed; free some space, the next run goes on."
NO_WRITING = "{path} may not be opened for writing. Let the account that runs qa-pipeline write in {folder}."

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def file_faults(path: Path, refused: str = "") -> Iterator[None]:
    """Raise what the file system says about writing `path` as one of our errors.

    Args:
        path: what is written.
        refused: the sentence for what may not be done, if it is not writing beside `path`.

    Raises:
        TryLaterError: the disk is full.
        AccessError: the folder may not be written.
        DocumentError: anything else that the file system refuses.
    """
    try:
        yield
    except OSError as error:
        raise _from_file_system(path, refused, error) from error


def _from_file_system(path: Path, refused: str, error: OSError) -> QaError:
    if error.errno in _FULL:
        return TryLaterError(DISK_FULL.format(path=path))
    if error.errno in _FORBIDDEN:
        return AccessError(refused or NO_WRITING.format(path=path, folder=path.parent))
    return DocumentError(f"{path} could not be written ({error.strerror}). It is unchanged; the next run tries again.")
