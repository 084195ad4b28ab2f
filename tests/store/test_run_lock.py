"""Tests of the lock that lets one run at a time into a series."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, LockHeldError
from pipeline.store import run_lock
from tests.crash_points import KILLED, run_killed_at


def test_a_second_run_is_turned_away_until_the_first_has_ended(state: Path) -> None:
    """The lock is busy inside the block and free after it, as often as one likes."""
    for _ in range(2):
        with run_lock(state), pytest.raises(LockHeldError, match="Another run") as caught, run_lock(state):
            pass
        assert caught.value.exit_code is ExitCode.LATER


def test_the_lock_dies_with_its_program(state: Path) -> None:
    """A run that was killed while it held the lock holds nobody up."""

    def work() -> None:
        with run_lock(state):
            os.mkdir(state / "here")  # noqa: PTH102 - the point to die at
            os.mkdir(state / "there")  # noqa: PTH102 - after it

    assert run_killed_at(_last_point(state), work) == KILLED
    with run_lock(state):
        assert [path.name for path in state.iterdir()] == ["lock"]


def test_the_lock_frees_itself_when_the_run_fails(state: Path) -> None:
    """An error inside the block passes through, and the lock is free."""
    with pytest.raises(ZeroDivisionError), run_lock(state):
        raise ZeroDivisionError
    with run_lock(state):
        pass


def _last_point(state: Path) -> int:
    """Return the number of the first operation under the lock: two folders, state/ and the lock's file come before."""
    return 1 + len([state.parent, state, state / "lock"])
