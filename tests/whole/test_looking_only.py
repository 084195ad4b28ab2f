"""Commands that only look: dry runs and `--json`; they say all there is to say and change nothing."""

from __future__ import annotations

import json

import pytest

from tests.whole.series import ROWS, SETTINGS, Row, Series

NEW = Row("Do waves add up?", "40", minute=60)
WRITING = ["run", "fetch", "triage", "export"]
LOOKING = [["check"], ["status"], ["questions"], ["questions", "waves"], ["questions", "--trace", "waves-01"], ["runs"]]


@pytest.mark.parametrize("command", WRITING)
def test_a_dry_run_changes_nothing(series: Series, command: str) -> None:
    """Not even the time of the last look; neither before the first run nor with news."""
    assert series.call(command, "--dry-run").code == 0
    assert not series.output.exists()
    series.run()
    series.has(*ROWS, NEW)
    last_look = series.output / "state" / "last-look"
    looked, before = last_look.stat().st_mtime_ns, series.picture()
    assert series.later(hours=1).call(command, "--dry-run").code == 0
    assert series.picture() == before
    assert last_look.stat().st_mtime_ns == looked


@pytest.mark.parametrize("terminal", [True, False])
def test_a_dry_run_lists_what_would_be(series: Series, *, terminal: bool) -> None:
    """Off a terminal too, for it was asked for: the new question and the document it would go into."""
    series.run()
    series.has(*ROWS, NEW)
    said = series.call("run", "--dry-run", terminal=terminal)
    assert "1 new question" in said.out
    assert "documents/Questions and answers - Ada Brook Waves.docx" in said.out
    assert "rewritten" in said.out
    assert "Ben Cole" not in said.out
    assert "dry run" in said.out


def test_a_dry_run_ends_as_the_run_would(series: Series) -> None:
    """A document that cannot be read is left alone; exit code and message are the same, remarks come besides."""
    series.run()
    series.document().write_bytes(b"with answers")
    series.has(*ROWS, NEW)
    rehearsed, done = series.run("--dry-run"), series.run()
    assert rehearsed.code == done.code
    assert done.err
    assert done.err in rehearsed.err
    assert done.code == 3


@pytest.mark.parametrize("command", [*([name] for name in WRITING), *LOOKING, ["config", "show"]])
@pytest.mark.parametrize("state", ["new", "after a run", "with news"])
def test_every_result_is_one_json_value(series: Series, command: list[str], state: str) -> None:
    """On stdout, with nothing beside it."""
    if state != "new":
        series.run()
    if state == "with news":
        series.has(*ROWS, NEW)
    said = series.call(*command, "--json")
    if "--trace" in command and state == "new":
        assert said.code == 2
        return
    assert said.code == 0
    assert said.err == ""
    assert json.loads(said.out) is not None


def test_trouble_is_one_json_value_a_line(series: Series) -> None:
    """On stderr, with the place, the message and the next step; stdout still holds the report."""
    series.run()
    (series.output / "inbox" / "notes.txt").write_text("see you soon", encoding="utf-8")
    said = series.run("--json")
    (trouble,) = (json.loads(line) for line in said.err.splitlines())
    assert trouble["exit_code"] == said.code == json.loads(said.out)["exit_code"] == 3
    assert trouble["message"]
    assert trouble["next_step"]


@pytest.mark.parametrize("command", [["check"], ["status"], ["questions"], ["runs"]])
def test_looking_makes_nothing(series: Series, command: list[str]) -> None:
    """Before the first run no folder appears, after it nothing changes."""
    series.call(*command)
    assert not series.output.exists()
    series.run()
    before = series.picture()
    series.call(*command)
    assert series.picture() == before


def test_nobodys_words_stand_in_reports(series: Series) -> None:
    """Neither questions nor addresses nor what was typed for a lecture."""
    series.has(*ROWS, Row("My secret question?", "1", email="ann@example.org", minute=9))
    said = series.run("--json", "-v")
    reports = "".join(path.read_text(encoding="utf-8") for path in (series.output / "reports").iterdir())
    for words in ("secret", "ann@example.org", "Currents", "wave break"):
        assert words not in reports + said.out + said.err


def test_steps_one_by_one_are_a_run(series: Series) -> None:
    """Fetch, triage and export end where one run ends."""
    for command in ("fetch", "triage", "export"):
        assert series.call(command).code == 0
    stepwise = series.kept()
    assert series.run().code == 0
    assert series.kept() == stepwise
    assert len(stepwise.documents) == 2


def test_a_run_is_remembered(series: Series) -> None:
    """One line for each run that did something, none for the others."""
    series.run()
    series.later(hours=1).run()
    series.says(SETTINGS + '\n[documents]\norder = "submitted"\n')
    series.later(hours=2).run()
    assert len(json.loads(series.call("runs", "--json").out)) == 2
