"""What lecturers type is read by the next run, kept for ever, and taken as given once it has stood a while."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.rich_text.plain_text import plain
from pipeline.store import open_store
from tests.crash_points import KILLED, count_operations, run_killed_at
from tests.whole.series import ROWS, SILENT, Row, Series, small, typed_into


@pytest.fixture
def begun(series: Series) -> Series:
    """Return the series after its first run, with an answer typed into the document about waves."""
    assert series.run() == SILENT
    _type(series, "because it is steep")
    return series


def _type(series: Series, words: str) -> None:
    """Type words into the first slot."""
    path = series.document()
    path.write_bytes(typed_into(path.read_bytes(), words))


def _question(series: Series) -> str:
    """Return the id of the first question of the document about waves."""
    listed = json.loads(series.call("questions", "waves", "--json").out)
    return str(listed[0]["id"])


def _history(series: Series) -> list[tuple[str, str]]:
    """Return what happened to the answer of that question: event and text."""
    told: list[dict[str, Any]] = json.loads(series.call("answers", "history", _question(series), "--json").out)
    return [(one["event"], one["text"]) for one in told]


def test_an_answer_is_kept_at_once_and_taken_once_it_has_stood(begun: Series) -> None:
    """Half an hour by default."""
    assert begun.run() == SILENT
    assert _history(begun) == [("draft", "because it is steep")]
    assert begun.later(minutes=29).run() == SILENT
    assert len(_history(begun)) == 1
    assert begun.later(minutes=31).run() == SILENT
    assert _history(begun) == [("draft", "because it is steep"), ("accepted", "because it is steep")]


def test_the_time_to_stand_can_be_set(begun: Series) -> None:
    """With [publish] settle."""
    begun.says(begun.settings_file.read_text(encoding="utf-8") + '\n[publish]\nsettle = "2 hours"\n')
    begun.run()
    begun.later(minutes=119).run()
    assert len(_history(begun)) == 1
    begun.later(minutes=121).run()
    assert len(_history(begun)) == 2


def test_an_edit_is_the_new_answer_and_the_old_one_can_be_restored(begun: Series) -> None:
    """Every text stays in the history."""
    begun.run()
    begun.later(hours=1).run()
    _type(begun, "No: ")
    begun.later(hours=2).run()
    begun.later(hours=3).run()
    assert [event for event, _ in _history(begun)] == ["draft", "accepted", "draft", "accepted"]
    said = begun.later(hours=4).call("answers", "restore", _question(begun), "1")
    assert (said.code, "because it is steep" in said.out) == (0, True)
    assert _history(begun)[-1] == ("restored", "because it is steep")


def test_the_file_that_we_once_wrote_is_read_when_it_comes_back(series: Series) -> None:
    """An answer that it does not hold was taken out, and new questions find their way in."""
    series.run()
    blank = series.document().read_bytes()
    _type(series, "because it is steep")
    series.run()
    series.later(hours=1).run()
    series.document().write_bytes(blank)
    series.later(hours=2).run()
    series.has(*ROWS, Row("Do waves add up?", "40", minute=60))
    assert series.later(hours=3).run() == SILENT
    assert _history(series)[-1] == ("cleared", "")
    assert "Slide 40. Do waves add up?" in series.questions()


def test_answers_are_counted(begun: Series) -> None:
    """The account balances with them."""
    begun.run()
    begun.later(hours=1).run()
    accounts = {one["lecture"]: one for one in json.loads(begun.call("status", "--json").out)["accounts"]}
    assert (accounts["waves"]["answered"], accounts["tides"]["answered"]) == (1, 0)


def test_what_we_print_behind_a_question_is_nobodys_answer(series: Series) -> None:
    """Remarks such as "asked by 2" belong to us, in whatever words the settings give them."""
    series.says(series.settings_file.read_text(encoding="utf-8") + '\n[words]\nasked_by = "{count} people wonder"\n')
    series.has(*ROWS, Row("Is it 2 or 31?", "2/31", minute=61), Row("And at dawn?", "3-May", minute=62))
    series.run()
    _type(series, "because it is steep")
    series.run()
    with open_store(series.output / "state") as store:
        drafts = [plain(draft.words) for draft in store.answers.knowledge().unsettled]
    assert drafts == ["because it is steep"]


def test_an_unfinished_answer_is_not_taken(series: Series) -> None:
    """It is kept, and waits for its author."""
    series.run()
    _type(series, "TODO")
    series.run()
    series.later(hours=9).run()
    assert _history(series) == [("draft", "TODO")]


def test_a_damaged_document_is_told_and_nothing_is_lost(begun: Series) -> None:
    """What was read before stays, the file is left as it is, and the other documents go on."""
    begun.run()
    begun.document().write_bytes(b"this is no Word file")
    begun.has(*ROWS, Row("And at night?", "8", "Tides", minute=61))
    said = begun.later(hours=1).run()
    assert said.code == 3
    assert begun.document().name in said.err
    assert begun.document().read_bytes() == b"this is no Word file"
    assert "Slide 8. And at night?" in begun.questions("Tides")
    assert _history(begun)[0] == ("draft", "because it is steep")


@pytest.mark.crash
def test_a_killed_collection_loses_no_word(tmp_path: Path) -> None:
    """At every operation; the next run ends as an unbroken one."""
    model = small(tmp_path / "model")
    model.run()
    _type(model, "because it is steep")
    series = Series(tmp_path / "school")

    def reset() -> None:
        shutil.rmtree(series.root, ignore_errors=True)
        shutil.copytree(model.root, series.root)

    reset()
    for point in range(1, count_operations(series.run) + 1):
        reset()
        assert run_killed_at(point, series.run) == KILLED
        assert series.run() == SILENT
        assert _history(series) == [("draft", "because it is steep")]
