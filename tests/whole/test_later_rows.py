"""What later downloads bring: more rows, edited ones, withdrawn ones, pairs of questions; and held ones placed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from io import StringIO

import pytest

from pipeline.cli import call
from pipeline.surroundings import Surroundings
from tests.whole.series import HEADER, ROWS, SETTINGS, SILENT, Row, Series

SECOND_PAIR = """
[[sources.fields]]
slide = "Other slide"
question = "Other question"
"""


@pytest.fixture
def begun(series: Series) -> Series:
    """Return the series after its first run."""
    assert series.run() == SILENT
    return series


def _ids(series: Series) -> dict[str, str]:
    """Return the printed text of each question by its id."""
    listed = json.loads(series.call("questions", "--json").out)
    return {question["id"]: question["text"] for question in listed}


def test_a_longer_download_adds_only_what_is_new(begun: Series) -> None:
    """Known submissions keep their numbers, whatever order the rows stand in."""
    before = begun.kept().submissions
    begun.has(Row("Do waves add up?", "40", minute=60), *reversed(ROWS))
    assert begun.run() == SILENT
    assert begun.kept().submissions[: len(before)] == before
    assert len(begun.kept().submissions) == len(before) + 1


def test_a_renamed_file_is_the_same_source(begun: Series) -> None:
    """What is known from the old name is not taken twice, and what is new is added."""
    before = begun.kept().submissions
    begun.says(SETTINGS.replace('"responses.csv"', '"later.csv"'))
    begun.has(*ROWS, Row("Do waves add up?", "40", minute=60), file="later.csv")
    assert begun.run() == SILENT
    assert len(begun.kept().submissions) == len(before) + 1
    assert begun.run() == SILENT


def test_another_form_is_another_source(begun: Series) -> None:
    """A file without the known rows adds all of its own."""
    begun.says(SETTINGS.replace('"responses.csv"', '"other.csv"'))
    begun.has(Row("Do waves add up?", "40", minute=60), file="other.csv")
    begun.run()
    assert len(begun.kept().submissions) == len(ROWS) + 1


def test_an_edited_row_changes_the_words_and_keeps_the_id(begun: Series) -> None:
    """In the untouched document stand the new words under the same number."""
    before = _ids(begun)
    begun.has(*(replace(row, question="Is foam a wave too?") if row.minute == 2 else row for row in ROWS))
    assert begun.run() == SILENT
    assert "Slide about foam. Is foam a wave too?" in begun.questions()
    assert _ids(begun) == before | {"waves-02": "Is foam a wave too?"}


def test_an_edited_slide_moves_the_question(begun: Series) -> None:
    """Sorted anew, with the same number."""
    before = _ids(begun)
    begun.has(*(replace(row, slide="1") if row.minute == 2 else row for row in ROWS))
    assert begun.run() == SILENT
    assert begun.questions()[0] == "Slide 1. Is foam a wave?"
    assert _ids(begun) == before


def test_an_edited_lecture_moves_the_question(begun: Series) -> None:
    """From one document into the other, with the id it had."""
    before = _ids(begun)
    begun.has(*(replace(row, lecture="Tides") if row.minute == 2 else row for row in ROWS))
    assert begun.run() == SILENT
    assert [question for question in begun.questions() if "foam" in question] == []
    assert "Slide about foam. Is foam a wave?" in begun.questions("Tides")
    assert _ids(begun) == before


def test_a_withdrawn_question_leaves_the_document(begun: Series) -> None:
    """It stays in the store, and comes back with the same number when the row does."""
    before = _ids(begun)
    begun.has(*(row for row in ROWS if row.minute != 2))
    assert begun.run() == SILENT
    assert begun.questions() == ["Slide 31. Why does a wave break?\nasked by 2"]
    begun.has(*ROWS)
    assert begun.run() == SILENT
    assert len(begun.questions()) == 2
    assert _ids(begun) == before


def test_the_last_question_of_a_lecture_leaves_too(begun: Series) -> None:
    """Its document then shows none."""
    begun.has(*(row for row in ROWS if row.lecture != "Waves"))
    assert begun.run() == SILENT
    assert begun.questions() == []
    assert begun.run() == SILENT


def test_a_merged_question_outlives_its_first_asker(begun: Series) -> None:
    """The head is withdrawn: the other one carries the number on."""
    begun.has(*ROWS[1:])
    assert begun.run() == SILENT
    assert "Slide 31. Why does a wave break?" in begun.questions()
    assert _ids(begun)["waves-01"] == "Why does a wave break?"


def test_the_line_that_status_prints_places_the_held_one(begun: Series) -> None:
    """Pasted into the block it names, it gives the question its place at the next run."""
    line = re.search(r"(aliases = .*\])\s+# in the block of (\w+)", begun.call("status").out)
    assert line is not None
    block = f'id = "{line[2]}"\n'
    begun.says(SETTINGS.replace(block, f"{block}{line[1]}\n"))
    assert begun.run() == SILENT
    assert "Slide 2. Where does it go?" in begun.questions(line[2].capitalize())
    assert begun.call("status").out.count("would place it") == 0


def test_hold_all_holds_what_comes_from_then_on(begun: Series) -> None:
    """Questions that stand in a document stay there; let go, the held ones get their place."""
    begun.says(SETTINGS + '\n[triage]\nhold = "all"\n')
    begun.has(*ROWS, Row("Do waves add up?", "40", minute=60))
    assert begun.run() == SILENT
    assert len(begun.questions()) == 2
    begun.says(SETTINGS)
    assert begun.run() == SILENT
    assert "Slide 40. Do waves add up?" in begun.questions()


def test_pairs_of_one_response_are_questions_of_their_own(series: Series) -> None:
    """Lecture and address of the first hold for the second; an empty pair is none."""
    series.says(SETTINGS + SECOND_PAIR)
    header = (*HEADER, "Other slide", "Other question")
    first, second = (row.cells for row in ROWS[:2])
    series.has((*first, "4", "How long is a wave?"), (*second, "", ""), header=header)
    assert series.run() == SILENT
    assert len(series.questions()) == 3
    assert series.questions()[0] == "Slide 4. How long is a wave?"


def test_a_pair_filled_in_later_is_taken_in(series: Series) -> None:
    """And one that is emptied leaves; the other of the response keeps its number."""
    series.says(SETTINGS + SECOND_PAIR)
    header = (*HEADER, "Other slide", "Other question")
    only, both = (*ROWS[0].cells, "", ""), (*ROWS[0].cells, "4", "How long is a wave?")
    for row, questions in ((only, 1), (both, 2), (only, 1), (both, 2)):
        series.has(row, header=header)
        assert series.run() == SILENT
        assert len(series.questions()) == questions
        assert _ids(series)["waves-01"] == "Why does a wave break?"


@pytest.mark.parametrize("broken", [b"", b"\xff\xfe\x00", b"Timestamp,Lecture\n2026/08/10 9:21:04 AM GMT+2,Waves\n"])
def test_a_broken_download_stops_only_its_source(begun: Series, broken: bytes) -> None:
    """The other source goes on, nothing is withdrawn, and the exit code says that a part failed."""
    begun.says(SETTINGS + SETTINGS[SETTINGS.index("[[sources]]") :].replace("responses", "second"))
    begun.has(Row("Do waves add up?", "40", minute=60), file="second.csv")
    begun.settings_file.with_name("responses.csv").write_bytes(broken)
    said = begun.run()
    assert said.code == 3
    assert "responses.csv" in said.err
    assert "Slide 40. Do waves add up?" in begun.questions()
    assert not any(submission.withdrawn for submission in begun.kept().submissions)


def test_a_download_saved_during_a_run_is_news_to_the_next_one(series: Series) -> None:
    """However late it came: a run that is silent because nothing has changed compares with what it had read."""
    times: list[datetime] = []

    def clock() -> datetime:
        times.append(series.now)
        if len(times) == 2:  # the run has begun, and asks for the time again when its work is done
            series.has(*ROWS, Row("Do waves add up?", "40", minute=60))
        return series.now

    series.has(*ROWS[:2])
    around = Surroundings(clock, {}, series.root, StringIO(), StringIO(), terminal=False)
    assert call(["run"], around) == 0
    assert len(series.kept().submissions) == 2
    assert series.run() == SILENT
    assert len(series.kept().submissions) == len(ROWS) + 1


def test_a_missing_download_stops_only_its_source(begun: Series) -> None:
    """The other one is read, though all was at rest before."""
    begun.says(SETTINGS + SETTINGS[SETTINGS.index("[[sources]]") :].replace("responses", "second"))
    begun.has(ROWS[0], file="second.csv")
    begun.run()
    begun.settings_file.with_name("responses.csv").unlink()
    begun.has(ROWS[0], Row("Do waves add up?", "40", minute=60), file="second.csv")
    assert begun.run().code == 3
    assert "Slide 40. Do waves add up?" in begun.questions()
    assert begun.run().err == ""


def test_a_missing_download_is_told_and_told_to_be_over(begun: Series) -> None:
    """The documents stay as they are meanwhile."""
    begun.settings_file.with_name("responses.csv").unlink()
    before = begun.kept()
    assert begun.run().code == 3
    assert begun.kept() == before
    begun.has(*ROWS)
    said = begun.run()
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert begun.run() == SILENT
