"""A run without news is light, one run at a time is at work, and a person may stop it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.cli import call
from pipeline.store import run_lock
from pipeline.surroundings import Surroundings
from tests.whole.series import CHECKOUT, ROWS, SILENT, Row, Series

HEAVY = set("pandas numpy openpyxl docx lxml PIL rapidfuzz typst google googleapiclient gspread rich".split())
_LOADED = """\
import sys
from pipeline.cli import call
code = call(["run"])
print(*{name.partition(".")[0] for name in sys.modules})
raise SystemExit(code)
"""


def _python(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=60)


def test_a_run_without_news_loads_nothing_heavy(series: Series) -> None:
    """No table reader, no Word writer, no Google, no terminal library."""
    series.run()
    ran = _python(_LOADED, series.root)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert HEAVY & set(ran.stdout.split()) == set()


def test_a_run_with_something_waiting_loads_no_table_reader(series: Series) -> None:
    """A document left alone keeps a run from being silent for good, but known files are not read again."""
    series.run()
    series.document().write_bytes(b"with answers")
    os.utime(series.document(), (0, 0))  # long ago: it is not just being saved
    series.has(*ROWS, Row("Do waves add up?", "40", minute=60))
    series.run()
    ran = _python(_LOADED, series.root)
    assert ran.returncode == 3
    assert {"pandas", "numpy", "openpyxl", "rich"} & set(ran.stdout.split()) == set()


def test_a_second_run_at_once_ends_silently(series: Series) -> None:
    """With 75, and nothing is touched; the next one after it does the work."""
    with run_lock(series.output / "state"):
        said = series.run()
    assert (said.code, said.out, said.err) == (75, "", "")
    assert not series.documents.exists()
    assert series.run() == SILENT
    assert len(series.kept().documents) == 2


@pytest.mark.parametrize("command", [["status"], ["questions"], ["check"], ["runs"]])
def test_looking_needs_no_lock(series: Series, command: list[str]) -> None:
    """A person may look while cron is at work."""
    series.run()
    with run_lock(series.output / "state"):
        assert series.call(*command).code == 0


def test_no_folder_is_made_where_no_series_is(tmp_path: Path) -> None:
    """Started in a wrong folder, the program says so and leaves it as it is."""
    said = Series(tmp_path).run()
    assert (said.code, "there is no such file" in said.err) == (4, True)
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_waits_for_its_turn_and_a_person_is_told(series: Series) -> None:
    """It works on a copy, and nobody copies a store that is being written."""
    series.run()
    with run_lock(series.output / "state"):
        said = series.call("run", "--dry-run", terminal=True)
    assert (said.code, "Another run" in said.err) == (75, True)


def test_ctrl_c_ends_with_130(series: Series) -> None:
    """Whatever was being done, without a trace of the program's inside; the next run goes on."""

    class Impatient:
        def write(self, text: str) -> int:
            raise KeyboardInterrupt

    around = Surroundings(lambda: series.now, {}, series.root, Impatient(), sys.stderr, terminal=False)  # type: ignore[arg-type] # only write is used
    assert call(["run", "-v"], around) == 130
    assert series.run() == SILENT
    assert len(series.kept().documents) == 2


def test_the_real_command_is_interrupted(series: Series) -> None:
    """By the signal that Ctrl-C sends, wherever it is at that moment."""
    command = [sys.executable, "-m", "pipeline", "run"]
    environ = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen(command, cwd=series.root, env=environ, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not (series.output / "state" / "lock").exists():
            time.sleep(0.001)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
    # Python dies of the signal itself if it met it inside `exec`; a shell says 130 of both.
    # And a run may have ended by itself before the signal came.
    assert running.returncode in {130, -signal.SIGINT, 0}
    assert "Traceback" not in said
    assert series.run() == SILENT
    assert len(series.kept().documents) == 2
