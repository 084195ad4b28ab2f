"""Copies at odd times, under odd names, two at once, and with more in them than words."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pipeline.rich_text.rich_text import Image, ListBlock, Paragraph, RichText, Run, Table
from pipeline.store import open_store
from tests.crash_points import KILLED, count_operations, run_killed_at
from tests.documents.editing import PNG, Editing, paragraph, picture, run, table
from tests.documents.test_word_reader_rich import NUMBERING, item
from tests.whole.series import SILENT, Series, small
from tests.whole.test_copies import SHEETS, answered, answers, history, inbox, put, sheet

ODD = [b"caf\xe9.docx", b"x" * 250 + b".docx", ("ü" * 124 + ".docx").encode(), b"a\nb '\"$(x).docx"]


@pytest.fixture
def begun(tmp_path: Path) -> Series:
    """Return a series after its first run: waves are answered in Word, tides in a sheet."""
    series = small(tmp_path / "school", settings=SHEETS)
    assert series.run() == SILENT
    return series


def _copy(series: Series, words: str = "it is steep") -> bytes:
    """Return the document about waves with an answer in its first slot."""
    return answered(series.document().read_bytes(), words)


@pytest.mark.parametrize("folder", ["inbox", "documents"])
@pytest.mark.parametrize("name", ODD, ids=["no text", "long", "long letters", "signs"])
def test_a_name_may_be_anything_a_system_takes(begun: Series, name: bytes, folder: str) -> None:
    """Bytes that are no text, names as long as they can be; a good file is read, a bad one is told, no run breaks."""
    put(begun, os.fsdecode(name), _copy(begun), folder)
    assert [begun.run(), begun.later(hours=1).run()] == [SILENT, SILENT]
    assert answers(begun, "waves-01") == ["it is steep"]
    path = put(begun, os.fsdecode(name), b"%PDF-1.7 x", folder)
    assert begun.later(hours=2).run().code == 3
    assert begun.later(hours=3).run().code == (0 if folder == "inbox" else 3)
    assert path.exists() == (folder == "documents")
    assert begun.call("status", "--json").out.encode()


def test_a_document_under_a_name_that_is_no_text_is_read_as_a_copy(begun: Series) -> None:
    """What is typed there is not lost, and the document is written anew under its own name."""
    content, name = _copy(begun), begun.document().name
    begun.document().unlink()
    put(begun, os.fsdecode(b"caf\xe9.docx"), content, "documents")
    assert [begun.later(hours=hours).run() for hours in (0, 1, 2)] == [SILENT] * 3
    assert answers(begun, "waves-01") == ["it is steep"]
    assert "AB: it is steep" in Editing((begun.documents / name).read_bytes()).texts()


def test_a_document_is_followed_when_its_ending_is_in_capitals(begun: Series) -> None:
    """Some programs and systems write it so."""
    content, capitals = _copy(begun), begun.document().with_suffix(".DOCX")
    begun.document().unlink()
    capitals.write_bytes(content)
    assert [begun.later(hours=hours).run() for hours in (0, 1, 2)] == [SILENT] * 3
    assert answers(begun, "waves-01") == ["it is steep"]
    assert sorted(path.suffix for path in begun.documents.iterdir()) == [".DOCX", ".xlsx"]


def test_a_copy_that_comes_before_the_documents_waits_for_them(begun: Series, tmp_path: Path) -> None:
    """A series that is set up anew, with copies in its inbox already."""
    series = small(tmp_path / "again", settings=SHEETS)
    series.output.mkdir()
    put(series, "copy.docx", _copy(begun))
    assert [series.run(), series.later(minutes=1).run()] == [SILENT, SILENT]
    assert history(series) == [("draft", "copy.docx", "it is steep")]


def test_a_working_document_may_be_collected_by_name(begun: Series) -> None:
    """Its answers count at once, and it goes on as the working document."""
    begun.document().write_bytes(_copy(begun))
    assert begun.call("collect", str(begun.document())) == SILENT
    assert answers(begun, "waves-01") == ["it is steep"]
    assert begun.later(hours=1).run() == SILENT
    begun.document().write_bytes(_copy(begun, "it is not"))
    assert [begun.later(hours=2).run(), begun.later(hours=3).run()] == [SILENT, SILENT]
    assert answers(begun, "waves-01") == ["it is not"]


def test_two_copies_that_disagree_are_a_conflict(begun: Series) -> None:
    """The slot in the document stays empty until a person chooses; then the choice stands there."""
    put(begun, "a.docx", _copy(begun, "one"))
    put(begun, "b.docx", _copy(begun, "two"))
    assert begun.run() == SILENT
    assert begun.later(hours=1).run().code == 3
    assert [text for text in Editing(begun.document().read_bytes()).texts() if "AB:" in text] == ["AB: ", "AB: "]
    assert begun.later(hours=1).call("answers", "resolve", "waves-01", "b.docx").code == 0
    assert "This is over" in begun.later(hours=2).run().err
    assert begun.later(hours=3).run() == SILENT
    assert "AB: two" in Editing(begun.document().read_bytes()).texts()


def test_a_copy_finds_its_lecture_under_its_new_id(begun: Series) -> None:
    """The settings say what the lecture was called."""
    put(begun, "copy.docx", _copy(begun))
    begun.says(SHEETS.replace('id = "waves"', 'id = "surf"\nwas = ["waves"]'))
    assert [begun.run(), begun.later(hours=1).run()] == [SILENT, SILENT]
    assert answers(begun, "waves-01") == ["it is steep"]


def test_an_unfinished_answer_in_a_copy_is_never_taken(begun: Series) -> None:
    """The finished one that is sent later is."""
    put(begun, "copy.docx", _copy(begun, "[draft] it is"))
    assert [begun.run(), begun.later(hours=9).run()] == [SILENT, SILENT]
    assert answers(begun, "waves-01") == [""]
    put(begun, "copy.docx", _copy(begun))
    assert [begun.later(hours=10).run(), begun.later(hours=11).run()] == [SILENT, SILENT]
    assert answers(begun, "waves-01") == ["it is steep"]


@pytest.mark.parametrize("command", [("run",), ("collect",), ("collect", "output/inbox/copy.docx")], ids=" ".join)
def test_a_rehearsal_tells_and_moves_nothing(begun: Series, command: tuple[str, ...]) -> None:
    """With --dry-run."""
    put(begun, "copy.docx", _copy(begun))
    before = begun.picture()
    said = begun.call(*command, "--dry-run")
    assert (said.code, "1 copy was read" in said.out) == (0, True)
    assert begun.picture() == before


def test_what_is_no_file_of_a_person_stays_in_the_inbox(begun: Series) -> None:
    """Folders, hidden files, and the marks of programs that have a file open."""
    (begun.output / "inbox" / "folder").mkdir()
    for name in (".hidden.docx", "~$copy.docx", ".~lock.copy.docx#"):
        put(begun, name, b"x")
    before = inbox(begun)
    assert begun.run() == SILENT
    assert inbox(begun) == before


def _rich(series: Series) -> bytes:
    """Return the document with an answer of a bold word, a list, a table and a picture."""
    edited = Editing(series.document().read_bytes())
    edited.part("numbering.xml", NUMBERING, "numbering")
    cells = table([paragraph("high"), paragraph("low")])
    shown = paragraph(inner=picture(edited.part("media/one.png", PNG, "image"), "A wave"))
    edited.append(edited.slot(1), run("it is ") + run("steep", "<w:b/>"))
    edited.after(edited.slot(1), item("one", 2), item("two", 2), cells, shown)
    return edited.saved()


def _kinds(words: RichText) -> list[type]:
    """Return what an answer is made of."""
    inner = [type(one) for block in words.blocks if isinstance(block, Paragraph) for one in block.inlines]
    return [*map(type, words.blocks), *inner]


def test_a_rich_answer_goes_whole_into_the_empty_slot(begun: Series) -> None:
    """Its list, table and picture too; read there again it is the same, and no news."""
    put(begun, "copy.docx", _rich(begun))
    assert [begun.later(hours=hours).run() for hours in (0, 1, 2, 3)] == [SILENT] * 4
    assert [event for event, _, _ in history(begun)] == ["draft", "accepted"]
    with open_store(begun.output / "state") as store:
        words = store.answers.current()["waves-01"].words
    assert _kinds(words) == [Paragraph, ListBlock, Table, Paragraph, Run, Run, Image]
    put(begun, "again.docx", begun.document().read_bytes())
    assert begun.later(hours=4).run() == SILENT
    assert [event for event, _, _ in history(begun)] == ["draft", "accepted"]
    assert PNG in Editing(begun.document().read_bytes()).parts.values()


def test_a_rich_answer_that_a_cell_cannot_hold_leaves_it_empty_and_stays(begun: Series) -> None:
    """The lecture changes to a sheet: nothing is lost, nothing is half written, nothing is tried at every run."""
    put(begun, "copy.docx", _rich(begun))
    assert [begun.run(), begun.later(hours=1).run()] == [SILENT, SILENT]
    begun.says(SHEETS.replace('lecturer = "Ada Brook"\n', 'lecturer = "Ada Brook"\nanswers_in = "xlsx"\n'))
    begun.later(hours=2).run()
    before = {path.name: path.read_bytes() for path in begun.documents.iterdir()}
    assert [begun.later(hours=3).run(), begun.later(hours=4).run()] == [SILENT, SILENT]
    assert {path.name: path.read_bytes() for path in begun.documents.iterdir()} == before
    assert [event for event, _, _ in history(begun)] == ["draft", "accepted"]
    assert sheet(begun).name in before


@pytest.mark.crash
def test_a_killed_run_reads_a_copy_once(tmp_path: Path) -> None:
    """At every operation; the next run ends as an unbroken one, and the file is in one place."""
    model = small(tmp_path / "model", settings=SHEETS)
    model.run()
    put(model, "copy.docx", _copy(model))
    series = Series(tmp_path / "school")

    def reset() -> None:
        shutil.rmtree(series.root, ignore_errors=True)
        shutil.copytree(model.root, series.root)

    reset()
    for point in range(1, count_operations(series.run) + 1):
        reset()
        assert run_killed_at(point, series.run) == KILLED
        assert series.run() == SILENT
        assert history(series) == [("draft", "copy.docx", "it is steep")]
        assert inbox(series) == ["read/copy.docx"]
