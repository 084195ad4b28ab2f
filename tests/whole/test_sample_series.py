"""The sample series that comes with the program, from its responses to its documents."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.whole.series import SHARED, SILENT, Series, sample

VALIDATOR = SHARED / "tools" / "validate.py"
OF_PARTICIPANTS = ("{{", "}}", "NaN", "\ufffd")  # what people type and the validator takes for a slip of ours


def test_the_first_run_makes_four_documents(finished_sample: Series) -> None:
    """An answer sheet among them; 69 questions, 3 held submissions, and every account balances."""
    kept = finished_sample.kept()
    assert sorted(name.rpartition(".")[2] for name in kept.documents) == ["docx", "docx", "docx", "xlsx"]
    assert len({placement.question for placement in kept.placements.values() if placement.question}) == 69
    assert sum(account.held for account in kept.accounts) == 3
    assert all(account.balances for account in kept.accounts)


def test_a_second_run_does_nothing(tmp_path: Path) -> None:
    """Off a terminal it is silent, and no byte, no time and no name changes but the time of `last-look`."""
    series = sample(tmp_path)
    series.run()
    before = series.picture()
    assert series.later(hours=1).run() == SILENT
    assert series.picture() == before
    assert (series.output / "state" / "last-look").stat().st_mtime == series.later(hours=1).now.timestamp()


def test_a_second_run_at_a_terminal_says_one_line(tmp_path: Path) -> None:
    """The last question and the last look, in one line; nothing else changes either."""
    series = sample(tmp_path)
    series.run()
    before = series.picture()
    said = series.later(hours=1).call("run", terminal=True)
    assert (said.code, said.err, said.out.count("\n")) == (0, "", 1)
    assert "last look 20 Aug 2026 12:00 UTC" in said.out
    assert series.picture() == before


def test_a_first_run_at_a_terminal_says_what_to_do_next(tmp_path: Path) -> None:
    """Where the documents lie and who gets them."""
    said = sample(tmp_path).call("run", terminal=True)
    assert said.code == 0
    assert str(tmp_path / "output" / "documents") in said.out
    assert "send each one to its lecturer" in said.out


def _run_by_cron(series: Series, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run as cron does: another folder, a bare environment, no terminal."""
    command = [sys.executable, "-m", "pipeline", "run", "--config", str(series.settings_file)]
    bare = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    return subprocess.run(command, cwd=folder, env=bare, capture_output=True, text=True, check=False, timeout=60)


def test_cron_runs_it(tmp_path: Path) -> None:
    """With a bare PATH, another folder and the locale C, twice, silently; only the series' own folder changes."""
    series, elsewhere = sample(tmp_path / "school"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    for _ in range(2):
        ran = _run_by_cron(series, elsewhere)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert len(list(series.documents.iterdir())) == 4
    assert list(elsewhere.iterdir()) == []


@pytest.mark.skipif(not VALIDATOR.exists(), reason="the validator is not beside this checkout")
def test_the_validator_finds_only_what_participants_typed(finished_sample: Series) -> None:
    """In the schema, the references, accessibility and the layout of questions."""
    options = "--qa --strict --json --no-sdk --no-audit --no-integrity --no-lo --xsd".split()
    command = [sys.executable, str(VALIDATOR), *options, str(SHARED / "schemas" / "ooxml")]
    files = [str(path) for path in finished_sample.documents.glob("*.docx")]
    ran = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    found: dict[str, list[object]] = json.loads(ran.stdout)
    assert len(found) == len(files)
    findings = [str(finding) for of_file in found.values() for finding in of_file]
    assert [finding for finding in findings if not any(mark in finding for mark in OF_PARTICIPANTS)] == []
