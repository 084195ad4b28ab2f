"""The database behind the store: opened late, read-only as long as nothing is written, one transaction at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, event

from pipeline.store.atomic_write import make_private_folder
from pipeline.store.database_faults import database_faults
from pipeline.store.migrations import LATEST, migrate, version_of


class Database:
    """One SQLite file. Until it is first written, an empty database in memory stands for a missing file."""

    def __init__(self, state: Path, patience: float) -> None:
        self.path = state / "pipeline.db"
        self._patience = patience
        self._connection: Connection | None = None
        self._writable = False
        self._version = 0

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the store and changes nothing, not even on disk."""
        with database_faults(self.path):
            connection = self._connection or self._open_for_reading()
            with self._transaction(connection):
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is written whole at the end of the block, or not at all if it raises."""
        with database_faults(self.path):
            connection = self._connection if self._writable and self._connection else self._open_for_writing()
            with self._transaction(connection):
                yield connection

    @contextmanager
    def _transaction(self, connection: Connection) -> Iterator[None]:
        """Let go of the file if anything fails: a commit that failed may have left its transaction open."""
        try:
            with connection.begin():
                yield
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._writable = False

    def _open_for_reading(self) -> Connection:
        if self._journal_is_left():
            self._roll_back()
        if self._is_empty():
            return self._open(":memory:", "BEGIN", migrating=True)
        connection = self._open(self._uri("ro"), "BEGIN", migrating=False)
        if self._version < LATEST:
            return self._open_for_writing()
        return connection

    def _open_for_writing(self) -> Connection:
        make_private_folder(self.path.parent)
        connection = self._open(self._uri("rwc"), "BEGIN IMMEDIATE", migrating=True)
        self._writable = True
        return connection

    def _roll_back(self) -> None:
        """Look at the file once with the right to write: SQLite then undoes what a crash left half done."""
        self._open(self._uri("rwc"), "BEGIN", migrating=False)
        self.close()

    def _open(self, uri: str, begin: str, *, migrating: bool) -> Connection:
        """Replace the connection by one whose file is known to be a store that this program can use."""
        self.close()
        connection = _connect(uri, begin, self._patience)
        try:
            with connection.begin():
                self._version = version_of(connection, self.path)
                if migrating:
                    migrate(connection, self._version)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _uri(self, mode: str) -> str:
        return f"{self.path.absolute().as_uri()}?mode={mode}"

    def _is_empty(self) -> bool:
        return not self.path.exists() or self.path.stat().st_size == 0

    def _journal_is_left(self) -> bool:
        return self.path.with_name(f"{self.path.name}-journal").exists()


def _connect(uri: str, begin: str, patience: float) -> Connection:
    """Return a connection whose transactions begin with `begin`, for Python's own would begin too late."""

    def connected() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=patience)
        connection.execute("PRAGMA foreign_keys = ON")
        # EXTRA is FULL that also makes the end of a transaction last: an intent must outlive what follows it.
        connection.execute("PRAGMA synchronous = EXTRA")
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connected, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine.connect()
