"""Each rail stops one part of a run, says so, lets the rest go on, and is lifted by name."""

from __future__ import annotations

import shutil

import pytest

from tests.whole.series import ROWS, SETTINGS, SILENT, Row, Series, small

TIDES = '[[lectures]]\nid = "tides"\ntitle = "Tides"\nlecturer = "Ben Cole"\n'
NEW = Row("Do waves add up?", "40", minute=60)


@pytest.fixture
def begun(series: Series) -> Series:
    """Return the series after its first run."""
    assert series.run() == SILENT
    return series


def test_settings_of_another_series_stop_the_run(begun: Series) -> None:
    """Nothing is taken in, nothing written, until a person says that it is the same school."""
    other = SETTINGS.replace("Hill School", "Lake School").replace('"waves"', '"swell"').replace('"tides"', '"ebb"')
    begun.says(other)
    begun.has(*ROWS, NEW)
    before = begun.picture()
    said = begun.run()
    assert (said.code, said.out) == (6, "")
    assert "Hill School" in said.err
    assert "--force other-series" in said.err
    assert begun.picture() == before
    begun.run("--force", "other-series")
    assert len(begun.kept().submissions) == len(ROWS) + 1


def test_a_lecture_gone_from_the_settings_keeps_its_questions(begun: Series) -> None:
    """Its document and placements stay as they are while the other lecture gets what is new."""
    document = begun.document("Tides").read_bytes()
    placements = {key: one for key, one in begun.kept().placements.items() if one.lecture == "tides"}
    begun.says(SETTINGS.replace(TIDES, ""))
    begun.has(*ROWS, NEW)
    said = begun.run()
    assert said.code == 6
    assert "--force lecture-gone" in said.err
    assert begun.document("Tides").read_bytes() == document
    assert placements.items() <= begun.kept().placements.items()
    assert "Slide 40. Do waves add up?" in begun.questions()


def test_a_lecture_gone_may_be_given_up(begun: Series) -> None:
    """Forced, its submissions are held for a person, and the next run is at rest."""
    begun.says(SETTINGS.replace(TIDES, ""))
    assert begun.run("--force", "lecture-gone").code == 0
    assert sum(account.held for account in begun.kept().accounts) == 4
    assert begun.run() == SILENT


def test_a_lecture_that_is_back_goes_on(begun: Series) -> None:
    """The rail is told to be over, and every question has the id it had."""
    before = begun.kept()
    begun.says(SETTINGS.replace(TIDES, ""))
    begun.run()
    begun.says(SETTINGS)
    said = begun.run()
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert begun.kept() == before


def test_documents_without_their_store_are_not_written_beside(begun: Series) -> None:
    """What came in is stored all the same; forced, new documents get other names."""
    shutil.rmtree(begun.output / "state")
    before = begun.kept().documents
    said = begun.run()
    assert said.code == 6
    assert "--force unknown-documents" in said.err
    assert begun.kept().documents == before
    assert len(begun.kept().submissions) == len(ROWS)
    assert begun.run("--force", "unknown-documents").code == 0
    assert before.items() < begun.kept().documents.items()
    assert len(begun.kept().documents) == 4


def test_a_source_that_shrank_is_not_believed(begun: Series) -> None:
    """Nothing is withdrawn, and what another source brings is taken; forced, the rows are withdrawn."""
    begun.says(SETTINGS + SETTINGS[SETTINGS.index("[[sources]]") :].replace("responses", "second"))
    begun.has(*ROWS[:2])
    begun.has(NEW, file="second.csv")
    said = begun.run()
    assert said.code == 6
    assert "--force shrunk" in said.err
    assert not any(submission.withdrawn for submission in begun.kept().submissions)
    assert "Slide 40. Do waves add up?" in begun.questions()
    assert begun.run("--force", "shrunk").code == 0
    assert sum(submission.withdrawn for submission in begun.kept().submissions) == 5


@pytest.mark.parametrize("rows", [ROWS[:4], ROWS[:5]])
def test_losing_less_than_half_is_no_rail(begun: Series, rows: tuple[Row, ...]) -> None:
    """The rows are withdrawn without a word."""
    begun.has(*rows)
    assert begun.run() == SILENT


def test_an_unknown_rail_is_wrong_usage(begun: Series) -> None:
    """The rails are named."""
    said = begun.run("--force", "everything")
    assert said.code == 2
    assert "lecture-gone" in said.err


def test_a_rail_is_told_once_a_day(begun: Series) -> None:
    """The exit code says it every time."""
    begun.says(SETTINGS.replace(TIDES, ""))
    told = [begun.later(hours=hours).run() for hours in (0, 1, 25)]
    assert [bool(said.err) for said in told] == [True, False, True]
    assert {said.code for said in told} == {6}


def test_a_renamed_lecture_keeps_its_questions_and_its_document(begun: Series) -> None:
    """`was` names the old id: ids, document and its bytes stay, and new questions go into that document."""
    name = begun.document("Tides").name
    before = begun.questions("Tides")
    begun.says(SETTINGS.replace('id = "tides"', 'id = "ebb"\nwas = ["tides"]'))
    begun.has(*ROWS, Row("And at night?", "8", "Tides", minute=61))
    assert begun.run().code == 0
    assert begun.document("Tides").name == name
    assert set(before) < set(begun.questions("Tides"))


def test_two_series_do_not_know_each_other(begun: Series) -> None:
    """A second series in a folder of its own starts from nothing."""
    other = small(begun.root.parent / "other", *ROWS[:1])
    assert other.run() == SILENT
    assert len(other.kept().submissions) == 1


def test_whoever_lifts_a_rail_is_told_what_came_of_it(series: Series) -> None:
    """Off a terminal too: it was done by hand."""
    series.run()
    said = series.run("--force", "shrunk")
    assert (said.code, said.out != "") == (0, True)
