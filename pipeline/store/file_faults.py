"""Faults of the disk, told as sentences with a next step."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import AccessError, DocumentError, QaError, TryLaterError

DISK_FULL = "The disk is full: {path} could not be written. Nothing was changed; free some space, the next run goes on."
NO_WRITING = "{path} may not be opened for writing. Let the account that runs qa-pipeline write in {folder}."
NO_READING = "{path} may not be read. Let the account that runs qa-pipeline read it."
NO_FILE = "{path} is no file, but one should be there. Move it away or rename it."
NO_FOLDER = "{path} is no folder, but one should be there. Move it away or rename it."

_LOOP = "{path} is a link that leads back to itself. Remove it, and put the file there."
_LONG_NAME = "The name of {path} is longer than its folder takes. Give it a shorter one."
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


@contextmanager
def reading_faults(path: Path) -> Iterator[None]:
    """Raise what the file system says about reading `path` as one of our errors; that it is missing, as it is.

    Raises:
        FileNotFoundError: nothing is there.
        AccessError: it may not be read.
        DocumentError: anything else that the file system refuses.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        if error.errno in _FORBIDDEN:
            raise AccessError(NO_READING.format(path=path)) from error
        told = f"{path} cannot be read now ({error.strerror}). The next run tries again."
        raise DocumentError(_shape(path, error) or told) from error


def _shape(path: Path, error: OSError) -> str:
    """Return what to tell where a name leads to something else than it should, "" if it does not."""
    if error.errno == errno.ENOTDIR:
        path = next((one for one in (path, *path.parents) if one.is_file()), path.parent)
    sentences = {
        errno.ENOTDIR: NO_FOLDER,
        errno.EISDIR: NO_FILE,
        errno.ELOOP: _LOOP,
        errno.ENAMETOOLONG: _LONG_NAME,
    }
    return sentences.get(error.errno or 0, "").format(path=path)


def _from_file_system(path: Path, refused: str, error: OSError) -> QaError:
    if error.errno in _FULL:
        return TryLaterError(DISK_FULL.format(path=path))
    if error.errno in _FORBIDDEN:
        return AccessError(refused or NO_WRITING.format(path=path, folder=path.parent))
    told = f"{path} could not be written ({error.strerror}). It is unchanged; the next run tries again."
    return DocumentError(_shape(path, error) or told)
