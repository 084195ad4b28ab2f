"""Tests of the fault harness itself: a harness that never strikes would prove anything."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.crash_points import (
    KILLED,
    count_operations,
    run_failing_at,
    run_full_at_size,
    run_killed_at,
    run_killed_at_size,
)


def _three_folders(folder: Path) -> None:
    for name in "abc":
        (folder / name).mkdir()


def _two_rows(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (1)")
        connection.execute("INSERT INTO t VALUES (2)")


def test_every_point_is_struck_once(tmp_path: Path) -> None:
    """Killed at the n-th operation, the n-1 before it have happened; beyond the last one nothing strikes."""
    assert count_operations(lambda: _three_folders(tmp_path)) == 3
    for number in (1, 2, 3, 4):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert run_killed_at(number, partial(_three_folders, folder)) == (KILLED if number < 4 else 0)
        assert len(list(folder.iterdir())) == number - 1


@pytest.mark.parametrize(("number", "rows"), [(1, None), (2, 0), (3, 1)])
def test_statements_are_points_too(tmp_path: Path, number: int, rows: int | None) -> None:
    """A statement of SQL can be struck before it begins."""
    path = tmp_path / "db"
    assert run_killed_at(number, lambda: _two_rows(path)) == KILLED
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        assert (connection.execute("SELECT count(*) FROM t").fetchone()[0] if found else None) == rows


def test_failures_are_told_by_name(tmp_path: Path) -> None:
    """A failing file operation raises its OSError, a failing statement SQLite's own; beyond the last nothing fails."""
    assert run_failing_at(2, errno.EACCES, lambda: _three_folders(tmp_path)) == "PermissionError"
    assert run_failing_at(2, errno.EIO, lambda: _two_rows(tmp_path / "db")) == "OperationalError"
    assert run_failing_at(99, errno.EIO, lambda: _two_rows(tmp_path / "other")) == ""


def test_a_bound_on_size_strikes_in_the_midst_of_a_write(tmp_path: Path) -> None:
    """What is beyond the bound is not written: the program dies or is told."""
    path = tmp_path / "long"
    assert run_killed_at_size(100, lambda: path.write_bytes(b"x" * 500)) == KILLED
    assert path.stat().st_size == 100
    assert run_full_at_size(100, lambda: path.write_bytes(b"x" * 500)) == "OSError"
    assert run_full_at_size(1_000, lambda: path.write_bytes(b"x" * 500)) == ""
