"""Documents that a lecturer works in: what stands in them is never touched."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.rich_text.plain_text import plain
from pipeline.store import open_store
from tests.documents.editing import Editing
from tests.whole.series import ROWS, SILENT, Row, Said, Series, paragraphs, typed_into

NEW = Row("Do waves add up?", "40", minute=60)


@pytest.fixture
def begun(series: Series) -> Series:
    """Return the series after its first run, with an answer typed into the document about waves."""
    series.run()
    path = series.document()
    path.write_bytes(typed_into(path.read_bytes(), "because it is steep"))
    return series


def slots(series: Series, part: str = "Waves") -> list[str]:
    """Return what stands in the slots of a document."""
    found = paragraphs(series.document(part).read_bytes())
    return [" ".join(text.split()) for style, text in found if style == "QAAnswer"]


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


def test_new_questions_go_between_the_answers(begun: Series) -> None:
    """Once the file has rested for half an hour; in order, and nothing else in it changes."""
    begun.has(*ROWS, NEW)
    before = begun.document().read_bytes()
    assert [begun.later(minutes=minutes).run() for minutes in (0, 10, 29)] == [SILENT] * 3
    assert begun.document().read_bytes() == before
    assert begun.later(minutes=31).run() == SILENT
    assert begun.questions()[1] == "Slide 40. Do waves add up?"
    assert "AB: because it is steep" in slots(begun)
    picture = begun.picture()
    assert begun.later(minutes=62).run() == SILENT  # takes the answer as given
    assert begun.later(minutes=63).run() == SILENT
    assert begun.document().read_bytes() == picture[f"documents/{begun.document().name}"][1]


def test_an_updated_document_is_in_use_for_ever(begun: Series) -> None:
    """A document that was brought up to date is never written from nothing, whatever else is new."""
    for number in range(3):
        begun.has(*ROWS, NEW, *(Row(f"And {n}?", str(50 + n), minute=70 + n) for n in range(number)))
        assert begun.later(hours=number + 1).run() == SILENT
    assert "AB: because it is steep" in slots(begun)
    assert [text.split(". ")[0].removeprefix("Slide ") for text in begun.questions()] == [
        "31",
        "40",
        "50",
        "51",
        "about foam",
    ]


def test_a_file_saved_from_before_gets_its_new_questions_again(begun: Series) -> None:
    """Somebody had it open elsewhere and saved it over ours: what they typed stays, what they never saw is back."""
    old = begun.document().read_bytes()
    begun.has(*ROWS, NEW)
    assert begun.later(hours=1).run() == SILENT
    begun.later(hours=1)
    begun.document().write_bytes(typed_into(old, "no: "))
    assert begun.later(hours=2).run() == SILENT
    assert begun.later(hours=3).run() == SILENT
    assert begun.questions()[1] == "Slide 40. Do waves add up?"
    assert "AB: no: because it is steep" in slots(begun)


def test_a_question_that_somebody_took_out_stays_out_and_is_told(begun: Series) -> None:
    """It was seen, so it was a person's will; it stays open until it is declined."""
    begun.run()
    document = Editing(begun.document().read_bytes())
    document.remove(document.question(2))
    begun.document().write_bytes(document.saved())
    begun.has(*ROWS, NEW)
    said = begun.later(hours=1).call("run", terminal=True)
    assert "is no longer in the file. If it is not to be answered" in said.err
    assert begun.later(hours=2).run() == SILENT
    assert begun.questions() == ["Slide 31. Why does a wave break?\nasked by 2", "Slide 40. Do waves add up?"]


def test_a_declined_question_leaves_with_its_slot_if_nobody_touched_it(begun: Series) -> None:
    """The other questions, and what is typed there, stay as they are."""
    begun.run()
    assert begun.call("decide", "decline", "waves-02", "--reason", "off topic").code == 0
    assert begun.later(hours=1).run() == SILENT
    assert begun.questions() == ["Slide 31. Why does a wave break?\nasked by 2"]
    assert begun.call("decide", "undo", "1").code == 0
    assert begun.later(hours=2).run() == SILENT
    assert len(begun.questions()) == 2


def test_of_a_declined_question_with_an_answer_only_the_words_go(begun: Series) -> None:
    """What the lecturer typed is theirs."""
    begun.run()
    assert begun.call("decide", "decline", "waves-01", "--reason", "off topic").code == 0
    assert begun.later(hours=1).run() == SILENT
    texts = [text for _, text in paragraphs(begun.document().read_bytes())]
    assert "[question removed by the organisers]" in texts
    assert "AB: because it is steep" in slots(begun)
    assert not any("Why does a wave break" in text for text in texts)
    picture = begun.picture()
    assert begun.later(hours=2).run() == SILENT
    assert begun.later(hours=3).run() == SILENT
    assert begun.picture().keys() == picture.keys()


def test_a_moved_question_takes_its_answer_along(begun: Series) -> None:
    """The answer was typed in one document and stands in the other, where the question is now."""
    begun.run()
    begun.later(hours=1).run()
    assert begun.call("decide", "move", "waves-01", "tides").code == 0
    assert begun.later(hours=2).run() == SILENT
    assert "Slide 31. Why does a wave break?\nasked by 2" in begun.questions("Tides")
    assert "BC: because it is steep" in slots(begun, "Tides")
    assert begun.later(hours=3).run() == SILENT


def test_other_words_around_the_questions_are_no_reason_to_complain(begun: Series) -> None:
    """A new introduction waits for a new document; the lecturer lacks nothing."""
    before = begun.document().read_bytes()
    begun.says(begun.settings_file.read_text(encoding="utf-8") + '\n[documents]\nintroduction = "Dear all"\n')
    assert begun.run() == SILENT
    assert begun.document().read_bytes() == before


def test_the_other_documents_are_written_all_the_same(begun: Series) -> None:
    """What is new about tides stands there after the same run."""
    begun.has(*ROWS, NEW, Row("And at night?", "8", "Tides", minute=61))
    assert begun.run() == SILENT
    assert "Slide 8. And at night?" in begun.questions("Tides")


def test_a_document_that_cannot_be_read_is_told_once_a_day(begun: Series) -> None:
    """When it begins, after a day, and when it is over; the exit code says it every time."""
    good = begun.document().read_bytes()
    begun.document().write_bytes(b"shopping list")
    told = [begun.later(hours=hours).run() for hours in (0, 1, 23, 24, 25)]
    assert [bool(said.err) for said in told] == [True, False, False, True, False]
    assert {said.code for said in told} == {3}
    begun.document().write_bytes(good)
    over = begun.later(hours=26).run()
    assert (over.code, over.err.count("\n")) == (0, 1)
    assert "over" in over.err
    assert begun.later(hours=27).run() == SILENT


def test_a_document_in_use_that_is_gone_is_written_anew_with_its_answers(begun: Series) -> None:
    """Not at once: a program may be saving it, or a synced folder be away for a moment."""
    begun.run()
    begun.later(hours=1).run()
    begun.has(*ROWS, NEW)
    name = begun.document().name
    begun.document().rename(begun.root / "away.docx")
    assert [begun.later(hours=2, minutes=minutes).run() for minutes in (0, 29)] == [SILENT] * 2
    assert not (begun.documents / name).exists()
    assert begun.later(hours=3).run() == SILENT
    assert begun.document().name == name
    assert begun.questions()[1] == "Slide 40. Do waves add up?"
    assert "AB: because it is steep" in slots(begun)
    assert begun.later(hours=4).run() == SILENT


def test_a_document_that_comes_back_is_taken_as_it_is(begun: Series) -> None:
    """Nothing was written in its place."""
    begun.run()
    begun.document().rename(begun.root / "away.docx")
    begun.later(hours=2).run()
    (begun.root / "away.docx").rename(begun.documents / "Renamed by me.docx")
    begun.has(*ROWS, NEW)
    assert begun.later(hours=3).run() == SILENT
    assert [path.name for path in begun.documents.glob("*Renamed*")] == ["Renamed by me.docx"]
    assert "Slide 40. Do waves add up?" in begun.questions("Renamed")


def test_a_renamed_document_is_followed(begun: Series) -> None:
    """It is found by what is in it, in the same run, and what is typed there later is read."""
    begun.run()
    begun.document().rename(begun.documents / "Brook answers.docx")
    begun.has(*ROWS, NEW)
    assert begun.later(hours=1).run() == SILENT
    assert "Slide 40. Do waves add up?" in begun.questions("Brook")
    assert len(list(begun.documents.glob("*.docx"))) == 2


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


def test_a_mark_that_was_left_behind_is_told_after_a_day(series: Series) -> None:
    """The message names the file to delete."""
    series.run()
    path = series.document()
    mark = path.with_name(f".~lock.{path.name}#")
    mark.write_bytes(b"somebody")
    since = (series.now - timedelta(hours=2)).timestamp()
    os.utime(mark, (since, since))
    series.has(*ROWS, NEW)
    assert series.run() == SILENT
    said = series.later(days=1).run()
    assert said.code == 3
    assert mark.name in said.err
    assert "delete" in said.err


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


def test_a_question_deleted_again_and_again_stays_out(series: Series) -> None:
    """Putting it back once is right, as the file may be older than the question; a second time it is not."""
    series.run()
    for hours in (1, 3):
        document = Editing(series.document().read_bytes())
        document.remove(document.question(2), document.slot(2))
        series.document().write_bytes(document.saved())
        assert [series.later(hours=hours + more).run() for more in (0, 1)] == [SILENT] * 2
    assert len(series.questions()) == 1


def test_words_come_back_where_a_notice_stood(begun: Series) -> None:
    """A decision that was undone leaves no trace in the document, and what was typed stays."""
    begun.run()
    begun.call("decide", "decline", "waves-01", "--reason", "off topic")
    assert begun.later(hours=1).run() == SILENT
    begun.call("decide", "undo", "1")
    assert begun.later(hours=2).run() == SILENT
    assert begun.questions()[0] == "Slide 31. Why does a wave break?"
    assert "AB: because it is steep" in slots(begun)
    begun.call("decide", "decline", "waves-01", "--reason", "really")
    assert begun.later(hours=3).run() == SILENT
    assert begun.questions()[0] == "[question removed by the organisers]"


def test_old_initials_are_no_answer(begun: Series) -> None:
    """Settings change, the words of ours that stand in a document do not."""
    begun.run()
    changed = begun.settings_file.read_text(encoding="utf-8").replace("Ada Brook", "Ada Mary Brook")
    begun.says(changed)
    begun.has(*ROWS, NEW)
    document = Editing(begun.document().read_bytes())
    document.drop_anchors()
    begun.document().write_bytes(document.saved())
    assert begun.later(hours=1).run() == SILENT
    assert begun.later(hours=2).run() == SILENT
    with open_store(begun.output / "state") as store:
        assert [plain(one.words) for one in store.answers.current().values()] == ["because it is steep"]


def test_a_store_older_than_the_file_puts_no_answer_at_another_question(begun: Series) -> None:
    """A backup without the last question: the id in the file is another question's now."""
    begun.run()
    shutil.copytree(begun.output / "state", begun.root / "backup")
    begun.has(*ROWS, NEW)
    assert begun.later(hours=1).run() == SILENT
    before = begun.document().read_bytes()
    shutil.rmtree(begun.output / "state")
    shutil.copytree(begun.root / "backup", begun.output / "state")
    begun.has(*ROWS, Row("Is the sea deep?", "41", minute=59))
    begun.later(hours=2).run()
    said = begun.later(hours=3).run()
    assert (said.code, begun.document().read_bytes()) == (3, before)
    with open_store(begun.output / "state") as store:
        assert not store.answers.history("waves-03")


def test_a_save_while_a_run_is_at_work_is_read_by_the_next(begun: Series) -> None:
    """The seal of the run does not cover what it never saw."""
    begun.run()
    begun.later(hours=1).run()
    late = typed_into(begun.document().read_bytes(), "No, ")
    begun.has(*ROWS, Row("And at night?", "8", "Tides", minute=61))
    fork_saving(begun.later(hours=2), begun.document(), late)
    begun.later(hours=3).run()
    with open_store(begun.output / "state") as store:
        assert len(store.answers.history("waves-01")) == 3


def fork_saving(series: Series, path: Path, content: bytes) -> None:
    """Run, and save a file when the run writes the other document: collecting is over by then."""
    saved: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if not saved and event == "os.rename" and "Tides" in str(arguments[1]) and os.getpid() == child:
            saved.append(event)
            path.write_bytes(content)

    if fork := os.fork():
        assert os.waitpid(fork, 0)[1] == 0
        return
    child = os.getpid()
    sys.addaudithook(watch)
    code = series.run().code
    os._exit(code if saved else 99)
