"""Copies that lecturers send back: under any name, old or new, once or twice; each does the right thing."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.documents.editing import Editing
from tests.documents.sheets import typed
from tests.whole.series import ROWS, SETTINGS, SILENT, Row, Series, small

SHEETS = SETTINGS.replace('lecturer = "Ben Cole"\n', 'lecturer = "Ben Cole"\nanswers_in = "xlsx"\n')
NEW = Row("Do waves add up?", "40", minute=60)


@pytest.fixture
def begun(tmp_path: Path) -> Series:
    """Return a series after its first run: waves are answered in Word, tides in a sheet."""
    series = small(tmp_path / "school", settings=SHEETS)
    assert series.run() == SILENT
    return series


def sheet(series: Series) -> Path:
    """Return the answer sheet about tides."""
    (found,) = series.documents.glob("*Tides.xlsx")
    return found


def answered(content: bytes, *answers: str) -> bytes:
    """Return a Word file with these answers in its slots, in place of what was typed there."""
    edited = Editing(content)
    for number, answer in enumerate(answers, 1):
        edited.retype(edited.slot(number), f"AB: {answer}")
    return edited.saved()


def as_csv(content: bytes) -> bytes:
    """Return a sheet as its program saves it as text."""
    target = io.StringIO()
    csv.writer(target).writerows(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    return target.getvalue().encode()


def put(series: Series, name: str, content: bytes, folder: str = "inbox", age: float = 3600) -> Path:
    """Put a file that was saved some seconds ago into a folder of the series."""
    path = series.output / folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    saved = series.now.timestamp() - age
    os.utime(path, (saved, saved))
    return path


def history(series: Series, question: str = "waves-01") -> list[tuple[str, str, str]]:
    """Return what happened to an answer: event, place and words."""
    said = series.call("answers", "history", question, "--json")
    return [(one["event"], one["place"], one["text"]) for one in json.loads(said.out)] if said.code == 0 else []


def answers(series: Series, *questions: str) -> list[str]:
    """Return the last words that were taken as the answer of each question, "" for none."""
    return [
        next((text for event, _, text in reversed(history(series, one)) if event != "draft"), "") for one in questions
    ]


def inbox(series: Series) -> list[str]:
    """Return what lies in the inbox and below it."""
    root = series.output / "inbox"
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def accepted(series: Series, *texts: str) -> Series:
    """Return the series at the time when the lecturer's answers about waves, typed in place, have been taken."""
    series.document().write_bytes(answered(series.document().read_bytes(), *texts))
    assert [series.run(), series.later(hours=1).run()] == [SILENT, SILENT]
    return series.later(hours=1)


def _copies(series: Series) -> Mapping[str, tuple[str, bytes]]:
    """Return copies of each kind with the question that is answered in them."""
    filled = typed({"tides-01": "it does"}, sheet(series).read_bytes())
    return {
        "docx": ("waves-01", answered(series.document().read_bytes(), "it does")),
        "xlsx": ("tides-01", filled),
        "csv": ("tides-01", as_csv(filled)),
    }


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("docx", "my answers.docx"),
        ("docx", "Antworten (ü).xlsx"),
        ("docx", "scan0001"),
        ("xlsx", "answers.xlsx"),
        ("xlsx", "done.CSV"),
        ("csv", "done.csv"),
        ("csv", "scan0002"),
    ],
)
def test_a_copy_in_the_inbox_is_read_under_any_name(begun: Series, kind: str, name: str) -> None:
    """It is moved to read/, its words are kept at once with where they came from, and count once they have stood."""
    question, content = _copies(begun)[kind]
    put(begun, name, content)
    assert begun.run() == SILENT
    assert inbox(begun) == [f"read/{name}"]
    assert (begun.output / "inbox" / "read" / name).read_bytes() == content
    assert history(begun, question) == [("draft", name, "it does")]
    assert begun.later(minutes=29).run() == SILENT
    assert answers(begun, question) == [""]
    assert begun.later(minutes=31).run() == SILENT
    assert history(begun, question) == [("draft", name, "it does"), ("accepted", name, "it does")]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv"])
def test_a_file_that_is_collected_by_name_counts_at_once_and_stays(begun: Series, tmp_path: Path, kind: str) -> None:
    """From anywhere, relative to where the command is given."""
    question, content = _copies(begun)[kind]
    (tmp_path / "school" / "elsewhere").mkdir()
    path = tmp_path / "school" / "elsewhere" / f"sent back.{kind}"
    path.write_bytes(content)
    assert begun.call("collect", f"elsewhere/sent back.{kind}") == SILENT
    assert path.read_bytes() == content
    assert history(begun, question) == [
        ("draft", path.name, "it does"),
        ("accepted", path.name, "it does"),
    ]
    assert begun.later(minutes=1).run() == SILENT
    assert answers(begun, question) == ["it does"]


@pytest.mark.parametrize("second", ["again.docx", "copy.docx"])
def test_the_same_copy_twice_changes_nothing(begun: Series, second: str) -> None:
    """Under the same name or another."""
    content = answered(begun.document().read_bytes(), "it does")
    put(begun, "copy.docx", content)
    begun.run()
    begun.later(hours=1).run()
    before = history(begun), begun.document().read_bytes()
    put(begun, second, content)
    assert [begun.later(hours=2).run(), begun.later(hours=3).run()] == [SILENT, SILENT]
    assert (history(begun), begun.document().read_bytes()) == before
    assert set(inbox(begun)) == {"read/copy.docx", f"read/{second}"}


def test_a_blank_copy_clears_nothing(begun: Series) -> None:
    """Somebody sends back what they were sent."""
    blank, blank_sheet = begun.document().read_bytes(), sheet(begun).read_bytes()
    sheet(begun).write_bytes(typed({"tides-01": "it does"}, blank_sheet))
    later = accepted(begun, "because")
    put(later, "blank.docx", blank)
    put(later, "blank.xlsx", blank_sheet)
    put(later, "blank.csv", as_csv(blank_sheet))
    assert [later.run(), later.later(hours=1).run()] == [SILENT, SILENT]
    assert inbox(later) == ["read/blank.csv", "read/blank.docx", "read/blank.xlsx"]
    assert answers(later, "waves-01", "tides-01") == ["because", "it does"]


def test_an_old_copy_is_news_only_where_somebody_changed_it(begun: Series) -> None:
    """What was an answer long ago is none again because a copy still says it; what is new in the copy counts."""
    first = accepted(begun, "the first", "")
    old = first.document().read_bytes()
    second = accepted(first, "the second", "")
    put(second, "old.docx", answered(old, "the first", "foam is air"))
    assert [second.run(), second.later(hours=1).run()] == [SILENT, SILENT]
    assert answers(second, "waves-01", "waves-02") == ["the second", "foam is air"]
    assert ("draft", "old.docx", "the first") not in history(second)


def test_an_edit_in_a_copy_of_what_counts_now_is_an_edit(begun: Series) -> None:
    """The lecturer goes on in their own copy, and sends it twice."""
    later = accepted(begun, "because it is steep")
    mine = later.document().read_bytes()
    for number, words in enumerate(("because it is very steep", "because it is very steep and shallow")):
        put(later, "mine.docx", answered(mine, words))
        now = later.later(hours=2 * number + 1)
        assert [now.run(), now.later(hours=1).run()] == [SILENT, SILENT]
        assert answers(now, "waves-01") == [words]


@pytest.fixture
def disputed(begun: Series) -> Series:
    """Return the series with an old copy that changed an answer which had become another one meanwhile."""
    first = accepted(begun, "because it is steep")
    old = first.document().read_bytes()
    second = accepted(first, "because the ground is near")
    put(second, "old.docx", answered(old, "because it is very steep"))
    assert second.run() == SILENT
    said = second.later(hours=1).run()
    assert said.code == 3
    assert "qa-pipeline answers resolve waves-01" in said.err
    assert answers(second, "waves-01") == ["because the ground is near"]
    return second.later(hours=1)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("old.docx", "because it is very steep"),
        ("copy", "because it is very steep"),
        ("document", "because the ground is near"),
    ],
)
def test_a_conflict_ends_when_a_person_chooses(disputed: Series, choice: str, words: str) -> None:
    """By file or by place; told as over, and nothing is asked again."""
    said = disputed.call("answers", "resolve", "waves-01", choice)
    assert (said.code, words in said.out) == (0, True), said
    over = disputed.later(hours=1).run()
    assert (over.code, over.err.count("This is over")) == (0, 1)
    assert disputed.later(hours=2).run() == SILENT
    assert answers(disputed, "waves-01") == [words]


def test_a_conflict_ends_by_itself_when_the_places_agree(disputed: Series) -> None:
    """The lecturer types into the document what the copy says."""
    path = disputed.document()
    path.write_bytes(answered(path.read_bytes(), "because it is very steep"))
    disputed.later(hours=1).run()
    assert disputed.later(hours=2).run().code == 0
    assert answers(disputed, "waves-01") == ["because it is very steep"]
    assert disputed.later(hours=3).run() == SILENT


def test_a_copy_goes_to_its_lecture_whatever_it_is_called(begun: Series) -> None:
    """Two files that exchanged their names."""
    put(begun, begun.document().name, typed({"tides-03": "it is far"}, sheet(begun).read_bytes()))
    put(begun, "Tides.docx", answered(begun.document().read_bytes(), "it is steep"))
    assert [begun.run(), begun.later(hours=1).run()] == [SILENT, SILENT]
    assert answers(begun, "waves-01", "tides-03") == ["it is steep", "it is far"]


@pytest.mark.parametrize(
    "name",
    [
        "{stem} (conflicted copy 2026-08-20).docx",
        "{stem}-DESKTOP-X.docx",
        "{stem} (1).docx",
        "Copy of {stem}.docx",
    ],
)
def test_what_a_sync_program_puts_beside_a_document_is_a_copy(begun: Series, name: str) -> None:
    """It is read once and stays where it is; what is in it counts after a while."""
    path = begun.document()
    beside = name.format(stem=path.stem)
    put(begun, beside, answered(path.read_bytes(), "it is steep"), "documents")
    assert [begun.run(), begun.later(hours=1).run()] == [SILENT, SILENT]
    assert history(begun)[:2] == [("draft", beside, "it is steep"), ("accepted", beside, "it is steep")]
    assert (begun.documents / beside).is_file()
    picture = begun.later(hours=2), begun.later(hours=2).run(), begun.picture()
    assert begun.later(hours=3).run() == SILENT
    assert begun.picture() == picture[2]


def test_a_stranger_among_the_documents_is_told_once_a_day(begun: Series) -> None:
    """And left alone; when it is gone, that is told too."""
    path = put(begun, "shopping.txt", b"milk, bread", "documents")
    told = [begun.later(hours=hours).run() for hours in (0, 1, 23, 24, 25)]
    assert [bool(said.err) for said in told] == [True, False, False, True, False]
    assert {said.code for said in told} == {3}
    assert "documents/shopping.txt" in told[0].err
    assert path.read_bytes() == b"milk, bread"
    path.unlink()
    assert "This is over" in begun.later(hours=26).run().err
    assert begun.later(hours=27).run() == SILENT


@pytest.mark.parametrize("folder", ["inbox", "documents"])
def test_a_file_that_is_still_being_copied_waits(begun: Series, folder: str) -> None:
    """What came a moment ago and ends in the middle is looked at again; then it is whole, and read."""
    content = answered(begun.document().read_bytes(), "it is steep")
    path = put(begun, "copy.docx", content[: len(content) // 2], folder, age=30)
    assert begun.run() == SILENT
    assert path.is_file()
    assert history(begun) == []
    put(begun, "copy.docx", content, folder, age=0)
    assert begun.later(minutes=1).run() == SILENT
    assert history(begun) == [("draft", "copy.docx", "it is steep")]


def test_a_file_that_never_came_whole_is_told_in_the_end(begun: Series) -> None:
    """It goes to where one can find it, with the reason."""
    content = answered(begun.document().read_bytes(), "it is steep")
    put(begun, "copy.docx", content[: len(content) // 2], age=30)
    assert begun.run() == SILENT
    assert begun.later(minutes=5).run().code == 3
    assert inbox(begun) == ["not-understood/copy.docx", "not-understood/copy.docx.why.txt"]


def test_an_answer_from_a_copy_stands_in_the_document_and_is_the_lecturers_there(begun: Series) -> None:
    """In Word and in a sheet: put into the slot that nobody had touched; a later edit there is just an edit."""
    put(begun, "a.docx", answered(begun.document().read_bytes(), "it is steep"))
    put(begun, "b.xlsx", typed({"tides-01": "it does"}, sheet(begun).read_bytes()))
    begun.run()
    assert begun.later(hours=1).run() == SILENT
    assert "AB: it is steep" in Editing(begun.document().read_bytes()).texts()
    assert "it does" in as_csv(sheet(begun).read_bytes()).decode()
    assert begun.later(hours=2).run() == SILENT
    begun.document().write_bytes(answered(begun.document().read_bytes(), "it is very steep"))
    sheet(begun).write_bytes(typed({"tides-01": "it does indeed"}, sheet(begun).read_bytes()))
    assert [begun.later(hours=hours).run() for hours in (3, 4, 5)] == [SILENT] * 3
    assert answers(begun, "waves-01", "tides-01") == ["it is very steep", "it does indeed"]


def test_an_answer_from_a_copy_goes_into_a_document_in_use(begun: Series) -> None:
    """Beside what the lecturer typed there, which stays; a slot where they cleared their words is left empty."""
    later = accepted(begun, "mine", "gone soon")
    cleared = answered(later.document().read_bytes(), "mine", "")
    later.document().write_bytes(cleared)
    later.has(*ROWS, NEW)
    assert [later.later(hours=hours).run() for hours in (1, 2, 3)] == [SILENT] * 3
    edited = Editing(later.document().read_bytes())
    edited.retype(edited.slot(2), "AB: they do")
    put(later, "copy.docx", edited.saved())
    assert [later.later(hours=hours).run() for hours in (4, 5, 6)] == [SILENT] * 3
    texts = Editing(later.document().read_bytes()).texts()
    assert [text.rstrip() for text in texts if text.startswith("AB:")] == ["AB: mine", "AB: they do", "AB:"]
