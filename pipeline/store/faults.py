"""Faults of the disk and of the database, told as sentences with a next step."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from pipeline.errors import AccessError, DocumentError, QaError, StoreError, TryLaterError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}

_DISK_FULL = (
    "The disk is full: {path} could not be written. Nothing was changed; free some space, the next run goes on."
)
_NO_WRITING = "{path} may not be opened for writing. Let the account that runs qa-pipeline write in {folder}."
_IN_USE = "The store {path} is in use by another program. Try again in a minute."
_DAMAGED = (
    "The store {path} is damaged ({reason}). It was left as it is. Move it away, keep it, and put the last good "
    "copy of the folder {folder} in its place."
)

_DISK_FAILS = (
    "The disk refused to read or write {path} ({reason}): it may be full, over its quota, failing or unplugged. "
    "Nothing was changed; look after the disk, the next run goes on."
)

_BY_SQLITE_CODE: dict[int, tuple[type[QaError], str]] = {
    sqlite3.SQLITE_FULL: (TryLaterError, _DISK_FULL),
    sqlite3.SQLITE_IOERR: (TryLaterError, _DISK_FAILS),
    sqlite3.SQLITE_BUSY: (TryLaterError, _IN_USE),
    sqlite3.SQLITE_LOCKED: (TryLaterError, _IN_USE),
    sqlite3.SQLITE_READONLY: (AccessError, _NO_WRITING),
    sqlite3.SQLITE_PERM: (AccessError, _NO_WRITING),
    sqlite3.SQLITE_CANTOPEN: (
        AccessError,
        "The store {path} cannot be opened. Let the account that runs qa-pipeline read and write in {folder}.",
    ),
    sqlite3.SQLITE_CORRUPT: (StoreError, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (StoreError, _DAMAGED),
}
_UNKNOWN = (StoreError, "The store {path} refused a change ({reason}). Nothing was changed; please report this.")


@contextmanager
def database_faults(path: Path) -> Iterator[None]:
    """Raise what the database says about the store at `path` as one of our errors.

    Raises:
        TryLaterError: the disk is full or fails, or the store is in use.
        AccessError: the store may not be opened or written.
        StoreError: the store is damaged, or refuses what we write.
        QaError: a text to be kept holds half a character.
    """
    try:
        yield
    except DBAPIError as error:
        raise _from_database(path, error.orig) from error
    except sqlite3.Error as error:
        raise _from_database(path, error) from error
    except UnicodeEncodeError as error:
        raise QaError(
            "A text that should be kept holds half a character (a lone surrogate), which no file can hold. "
            "Nothing was changed; correct that text where it comes from."
        ) from error


@contextmanager
def file_faults(path: Path) -> Iterator[None]:
    """Raise what the file system says about writing `path` as one of our errors.

    Raises:
        TryLaterError: the disk is full.
        AccessError: the folder may not be written.
        DocumentError: anything else that the file system refuses.
    """
    try:
        yield
    except OSError as error:
        raise _from_file_system(path, error) from error


def _from_database(path: Path, error: BaseException | None) -> QaError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the upper bytes only say more about the lowest one
    kind, sentence = _BY_SQLITE_CODE.get(code, _UNKNOWN)
    return kind(sentence.format(path=path, folder=path.parent, reason=error))


def _from_file_system(path: Path, error: OSError) -> QaError:
    if error.errno in _FULL:
        return TryLaterError(_DISK_FULL.format(path=path))
    if error.errno in _FORBIDDEN:
        return AccessError(_NO_WRITING.format(path=path, folder=path.parent))
    return DocumentError(f"{path} could not be written ({error.strerror}). It is unchanged; the next run tries again.")
