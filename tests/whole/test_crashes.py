"""Whole runs that are killed, or whose disk fails, at one point after another: the next run ends as if nothing was."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from tests.crash_points import (
    KILLED,
    count_operations,
    run_failing_at,
    run_full_at_size,
    run_killed_at,
    run_killed_at_size,
)
from tests.whole.series import ROWS, SILENT, Kept, Row, Said, Series, small

pytestmark = pytest.mark.crash

_ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)
_DESIGNED = {ExitCode.DONE, ExitCode.OUR_FAULT, ExitCode.PARTLY, ExitCode.NO_ACCESS, ExitCode.LATER}


def _new(root: Path) -> Series:
    """Return a series in which nothing was run."""
    return small(root)


def _with_news(root: Path) -> Series:
    """Return a series with documents, and rows that are new, edited and gone."""
    series = small(root)
    assert series.run() == SILENT
    edited = replace(ROWS[1], question="Is foam a wave too?")
    series.has(edited, *ROWS[2:], Row("Do waves add up?", "40", minute=60), Row("At night?", "8", "Tides", minute=61))
    return series


Begin = Callable[[Path], Series]
BEGINNINGS = [_new, _with_news]


class Ground:
    """A series that is put back to how it began before each strike."""

    def __init__(self, folder: Path, begin: Begin) -> None:
        self._model = begin(folder / "model")
        self.series = Series(folder / "school")
        self.before = self._model.kept() if self._model.output.exists() else Kept((), {}, {}, (), {})
        self.reset()
        assert self.series.run() == SILENT
        self.after = self.series.kept()

    def reset(self) -> Series:
        """Put it back."""
        shutil.rmtree(self.series.root, ignore_errors=True)
        shutil.copytree(self._model.root, self.series.root)
        return self.series

    def hold_to_the_law(self) -> None:
        """Whole files and whole submissions now; after the next run all is as after an unbroken one, and stays so."""
        for path in self.series.documents.glob("[!.]*"):
            whole = {self.before.documents.get(path.name), self.after.documents[path.name]}
            assert path.read_bytes() in whole
        if (self.series.output / "state" / "pipeline.db").exists():
            assert self.series.kept().submissions in (self.before.submissions, self.after.submissions)
        again = self.series.run()
        assert (again.code, again.out) == (0, "")
        assert self.series.kept() == self.after
        left = {path.relative_to(self.series.output).as_posix() for path in self.series.output.rglob("*")}
        assert not any(name.endswith((".qa-new", ".qa-swap")) for name in left)
        assert {"README.md", "state/settled.json"} <= left
        assert self.series.run() == SILENT


@pytest.mark.parametrize("begin", BEGINNINGS)
def test_killed_at_every_operation(quick_folder: Path, begin: Begin) -> None:
    """Files and statements: no half file, no submission lost or doubled, and the same bytes after the next run."""
    ground = Ground(quick_folder, begin)
    ground.reset()
    for number in range(1, count_operations(ground.series.run) + 1):
        ground.reset()
        assert run_killed_at(number, ground.series.run) == KILLED
        ground.hold_to_the_law()


def _said(series: Series, strike: Callable[[Callable[[], object]], object]) -> Said:
    """Strike a run and return what it said."""
    told = series.root.with_name("told")
    told.unlink(missing_ok=True)

    def run() -> None:
        said = series.run()
        told.write_text(f"{said.code}\n{said.out}{said.err}", encoding="utf-8")

    strike(run)
    code, _, words = told.read_text(encoding="utf-8").partition("\n")
    return Said(int(code), "", words)


def _hold_to_the_design(said: Said) -> None:
    """A failing disk is never called a fault of the program, and never passed over in silence."""
    assert said.code in _DESIGNED
    assert "a fault of this program" not in said.err
    assert (said.code == 0) == (said.err == "")
    if said.code == ExitCode.OUR_FAULT:
        assert "refused a change (interrupted)" in said.err  # what the harness does to a statement, no disk does


@pytest.mark.parametrize("begin", BEGINNINGS)
def test_failing_at_every_operation(quick_folder: Path, begin: Begin) -> None:
    """A full disk, a folder that may not be written and a failing disk: a message, an exit code, and nothing lost."""
    ground = Ground(quick_folder, begin)
    ground.reset()
    for number in range(1, count_operations(ground.series.run) + 1):
        ground.reset()
        error = _ERRORS[number % len(_ERRORS)]
        said = _said(ground.series, partial(run_failing_at, number, error))
        _hold_to_the_design(said)
        ground.hold_to_the_law()


@pytest.mark.parametrize("begin", BEGINNINGS)
def test_a_disk_full_in_the_midst_of_a_write(quick_folder: Path, begin: Begin) -> None:
    """Beyond a size no file can grow: the run says that the disk is full and to try later."""
    ground = Ground(quick_folder, begin)
    codes = set()
    for size in range(500, 100_000, 3_777):
        ground.reset()
        said = _said(ground.series, partial(run_full_at_size, size))
        _hold_to_the_design(said)
        codes.add(said.code)
        ground.hold_to_the_law()
    assert ExitCode.LATER in codes


@pytest.mark.parametrize("begin", BEGINNINGS)
def test_killed_in_the_midst_of_a_write(quick_folder: Path, begin: Begin) -> None:
    """The kernel kills the program while it writes a file."""
    ground = Ground(quick_folder, begin)
    struck = 0
    for size in range(500, 100_000, 3_777):
        ground.reset()
        struck += run_killed_at_size(size, ground.series.run) == KILLED
        ground.hold_to_the_law()
    assert struck
