"""Documents that a lecturer works in: what stands in them is never touched."""

from __future__ import annotations

import pytest

from tests.whole.series import ROWS, SILENT, Row, Said, Series, typed_into

NEW = Row("Do waves add up?", "40", minute=60)


@pytest.fixture
def begun(series: Series) -> Series:
    """Return the series after its first run, with an answer typed into the document about waves."""
    series.run()
    path = series.document()
    path.write_bytes(typed_into(path.read_bytes(), "because it is steep"))
    return series


def test_an_answer_is_read_in_silence_and_the_file_stays(begun: Series) -> None:
    """The words are kept in the store; the next run has nothing to do."""
    before = begun.document().read_bytes()
    assert begun.run() == SILENT
    assert begun.document().read_bytes() == before
    settled = begun.later(hours=1)
    assert settled.run() == SILENT
    picture = begun.picture()
    assert settled.run() == SILENT
    assert settled.call("run", terminal=True).out.count("\n") == 1
    assert begun.picture() == picture


def test_a_document_with_answers_is_left_alone(begun: Series) -> None:
    """New questions wait, the exit code says so, and the message names the file and the next step."""
    before = begun.document().read_bytes()
    begun.has(*ROWS, NEW)
    said = begun.run()
    assert (said.code, said.out) == (3, "")
    assert begun.document().name in said.err
    assert "left alone" in said.err
    assert "Move the file away" in said.err
    assert begun.document().read_bytes() == before


def test_other_words_around_the_questions_are_no_reason_to_complain(begun: Series) -> None:
    """A new introduction waits for a new document; the lecturer lacks nothing."""
    before = begun.document().read_bytes()
    begun.says(begun.settings_file.read_text(encoding="utf-8") + '\n[documents]\nintroduction = "Dear all"\n')
    assert begun.run() == SILENT
    assert begun.document().read_bytes() == before


def test_the_other_documents_are_written_all_the_same(begun: Series) -> None:
    """What is new about tides stands there after the same run."""
    begun.has(*ROWS, NEW, Row("And at night?", "8", "Tides", minute=61))
    assert begun.run().code == 3
    assert "Slide 8. And at night?" in begun.questions("Tides")


def test_left_alone_is_told_once_a_day(begun: Series) -> None:
    """When it begins, after a day, and when it is over; the exit code says it every time."""
    begun.has(*ROWS, NEW)
    told = [begun.later(hours=hours).run() for hours in (0, 1, 23, 24, 25)]
    assert [bool(said.err) for said in told] == [True, False, False, True, False]
    assert {said.code for said in told} == {3}
    begun.has(*ROWS)
    over = begun.later(hours=26).run()
    assert (over.code, over.err.count("\n")) == (0, 1)
    assert "over" in over.err
    assert begun.later(hours=27).run() == SILENT


def test_a_document_moved_away_is_written_anew(begun: Series) -> None:
    """Under the same name, with every question."""
    begun.has(*ROWS, NEW)
    begun.run()
    name = begun.document().name
    begun.document().rename(begun.root / "away.docx")
    assert begun.run().code == 0
    assert begun.document().name == name
    assert "Slide 40. Do waves add up?" in begun.questions()


def test_a_deleted_document_is_written_again(series: Series) -> None:
    """The same bytes, without any other news, and days later: the day of first writing is kept."""
    series.run()
    before = series.document().read_bytes()
    series.document().unlink()
    assert series.later(days=3).run() == SILENT
    assert series.document().read_bytes() == before


@pytest.mark.parametrize("mark", ["~${name}", "~${cut}", ".~lock.{name}#"])
def test_an_open_document_waits(series: Series, mark: str) -> None:
    """Word's and LibreOffice's marks are seen; the run after closing writes it."""
    series.run()
    path = series.document()
    before = path.read_bytes()
    held_by = path.with_name(mark.format(name=path.name, cut=path.name[2:]))
    held_by.write_bytes(b"somebody")
    series.has(*ROWS, NEW)
    assert [series.run() for _ in range(2)] == [SILENT, SILENT]
    assert path.read_bytes() == before
    held_by.unlink()
    assert series.run() == SILENT
    assert "Slide 40. Do waves add up?" in series.questions()


def test_an_open_document_is_told_of_at_a_terminal(series: Series) -> None:
    """A person who looks is told what waits."""
    series.run()
    path = series.document()
    path.with_name(f".~lock.{path.name}#").write_bytes(b"somebody")
    series.has(*ROWS, NEW)
    said = series.call("run", terminal=True)
    assert said.code == 0
    assert "open in an editor" in said.err


def test_a_stranger_under_the_name_is_never_overwritten(series: Series) -> None:
    """Somebody put another file where the deleted document was."""
    series.run()
    path = series.document()
    path.write_bytes(b"shopping list")
    series.has(*ROWS, NEW)
    assert series.run().code == 3
    assert path.read_bytes() == b"shopping list"


def test_new_questions_go_into_an_untouched_document(series: Series) -> None:
    """Silently, and the other document keeps its bytes."""
    series.run()
    before = series.document("Tides").read_bytes()
    series.has(*ROWS, NEW)
    assert series.run() == Said(0)
    assert series.questions()[1] == "Slide 40. Do waves add up?"
    assert series.document("Tides").read_bytes() == before
