"""Faults of the database, told as sentences with a next step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from pipeline.errors import AccessError, QaError, StoreError, TryLaterError
from pipeline.store.file_faults import DISK_FULL, NO_WRITING

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
    sqlite3.SQLITE_FULL: (TryLaterError, DISK_FULL),
    sqlite3.SQLITE_IOERR: (TryLaterError, _DISK_FAILS),
    sqlite3.SQLITE_BUSY: (TryLaterError, _IN_USE),
    sqlite3.SQLITE_LOCKED: (TryLaterError, _IN_USE),
    sqlite3.SQLITE_READONLY: (AccessError, NO_WRITING),
    sqlite3.SQLITE_PERM: (AccessError, NO_WRITING),
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


def _from_database(path: Path, error: BaseException | None) -> QaError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the upper bytes only say more about the lowest one
    kind, sentence = _BY_SQLITE_CODE.get(code, _UNKNOWN)
    return kind(sentence.format(path=path, folder=path.parent, reason=error))
