"""The real command in programs of its own: killed, failing, and with another hash seed, zone, locale or folder."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.whole.series import CHECKOUT, SILENT, Series, sample, small

# Starts the command; just before its file operation of a given number it kills itself, or lets the operation fail.
_STRUCK = """\
import os, signal, sys

point, error = int(sys.argv[1]), int(sys.argv[2])
seen = 0


def hear(event, arguments):
    global seen
    writes = event == "open" and isinstance(arguments[0], str) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if not writes and event not in {"os.rename", "os.link", "os.remove", "os.mkdir", "os.utime"}:
        return
    seen += 1
    if seen == point and error:
        raise OSError(error, os.strerror(error))
    if seen == point:
        os.kill(os.getpid(), signal.SIGKILL)


from pipeline.cli import call

sys.addaudithook(hear)
code = call(["run"])
if point == 0:
    print(seen)
sys.exit(code)
"""


def _struck(series: Series, point: int, error: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-c", _STRUCK, str(point), str(error)]
    environ = {"PYTHONPATH": str(CHECKOUT), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, cwd=series.root, env=environ, capture_output=True, text=True, check=False)


def _anew(series: Series) -> Series:
    shutil.rmtree(series.output, ignore_errors=True)
    return series


@pytest.mark.crash
def test_killed_at_twenty_points(quick_folder: Path) -> None:
    """By the signal that nobody can catch, all over a first run; the next run ends as if nothing had been."""
    series = small(quick_folder / "school")
    operations = int(_struck(series, 0).stdout)
    expected = _anew(series).call("run", "-v").code, series.kept().placements
    for point in (1 + number * (operations - 1) // 19 for number in range(20)):
        assert _struck(_anew(series), point).returncode == -9
        assert series.run() == SILENT
        assert (0, series.kept().placements) == expected
        assert len(series.kept().documents) == 2
        assert all(account.balances for account in series.kept().accounts)


@pytest.mark.crash
@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (errno.EACCES, 5, "may not be opened for writing. Let the account that runs qa-pipeline write in"),
        (errno.EROFS, 5, "may not be opened for writing"),
        (errno.ENOSPC, 75, "The disk is full"),
        (errno.EDQUOT, 75, "free some space, the next run goes on"),
        (errno.EIO, 3, "could not be written"),
    ],
)
def test_an_output_folder_that_cannot_be_made(tmp_path: Path, error: int, code: int, words: str) -> None:
    """Read-only, full or failing: one sentence with a next step, the exit code, and nothing left behind."""
    series = small(tmp_path)
    ran = _struck(series, 1, error)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert words in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config"]
    assert series.run() == SILENT


SURROUNDINGS = [
    {"PYTHONHASHSEED": "0"},
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "42", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    {"TZ": "Asia/Kathmandu", "LC_ALL": "POSIX", "COLUMNS": "20", "NO_COLOR": "1"},
]
_ON_THAT_DAY = """\
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.cli import call
from pipeline.surroundings import Surroundings

around = Surroundings(lambda: datetime(2026, 8, 20, 12, tzinfo=UTC), {}, Path.cwd(), sys.stdout, sys.stderr, False)
sys.exit(call(["run", "--config", sys.argv[1]], around))
"""


@pytest.mark.parametrize("environ", SURROUNDINGS)
def test_the_bytes_depend_on_nothing_around(tmp_path: Path, finished_sample: Series, environ: dict[str, str]) -> None:
    """Hash seed, zone, locale, current folder and the place of the series: the same documents to the byte."""
    series = sample(tmp_path / "another place")
    command = [sys.executable, "-c", _ON_THAT_DAY, str(series.settings_file)]
    given = {"PYTHONPATH": str(CHECKOUT), "PATH": os.environ["PATH"], **environ}
    ran = subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert series.kept().documents == finished_sample.kept().documents
    assert series.kept().placements == finished_sample.kept().placements
