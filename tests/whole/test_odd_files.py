"""Files that come, go and change at odd moments, and files that are no files: one of them stops itself alone."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.inbox_folder import InboxFolder
from tests.crash_points import count_operations, run_disturbed_at
from tests.whole.series import ROWS, SILENT, Row, Series, small
from tests.whole.test_copies import answered, history, inbox, put

ODD = ["folder", "pipe", "loop"]


@pytest.fixture
def begun(tmp_path: Path) -> Series:
    """Return a series after its first run."""
    series = small(tmp_path / "school")
    assert series.run() == SILENT
    return series


@pytest.mark.crash
def test_a_better_copy_under_the_same_name_is_read_whenever_it_comes(begun: Series) -> None:
    """Before whichever operation of a run it is saved, that run or the next one reads it."""
    blank = begun.document().read_bytes()
    put(begun, "answers.docx", answered(blank, "at first"))
    for number in range(count_operations(begun.run), 0, -3):
        name = f"answers {number}.docx"
        put(begun, name, answered(blank, f"first {number}"))
        run_disturbed_at(number, lambda: put(begun, name, answered(blank, f"second {number}")), begun.run)  # noqa: B023
        begun.run()
        assert ("draft", name, f"second {number}") in history(begun)
        assert name not in inbox(begun)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/self/mem is a file of Linux that refuses to be read")
def test_a_copy_that_cannot_be_read_now_is_read_later(begun: Series) -> None:
    """A failing disk is no fault of the file: it stays in the inbox, and the run says so."""
    begun.later().run()
    path = begun.output / "inbox" / "answers.docx"
    path.symlink_to("/proc/self/mem")
    told = begun.run()
    assert (told.code, path.name in told.err, inbox(begun)) == (75, True, [path.name])
    path.unlink()
    put(begun, path.name, answered(begun.document().read_bytes(), "it is steep"))
    begun.run()
    assert ("draft", path.name, "it is steep") in history(begun)


@pytest.mark.parametrize("refused", [True, False])
def test_only_what_was_read_is_put_away(tmp_path: Path, *, refused: bool) -> None:
    """Another file that has come under its name stays, without a reason beside it; one that is gone is no fault."""
    folder = InboxFolder(tmp_path / "inbox")
    folder.make()
    path = folder.path("a.docx")

    def put_away(sha256: str) -> bool:
        if refused:
            return folder.put_to_not_understood(path.name, "It is empty.", sha256)
        return folder.put_to_read(path.name, sha256)

    read = hashlib.sha256(b"first").hexdigest()
    assert not put_away(read)
    assert not put_away("")
    path.write_bytes(b"second")
    assert not put_away(read)
    assert [file for file in folder.root.rglob("*") if file.is_file()] == [path]
    path.write_bytes(b"first")
    assert put_away(read)
    assert folder.not_understood() == ([("a.docx", "It is empty.")] if refused else [])


def _in_place_of(path: Path, make: Callable[[Path], None]) -> None:
    """Put something else where a file or folder is."""
    path.rename(path.parent.parent / f"old {path.name}")
    make(path)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path.name)], ids=ODD)
def test_a_document_that_is_no_file_stops_itself_alone(begun: Series, make: Callable[[Path], None]) -> None:
    """It is told with what to do; the other documents are read and written, and status can be asked."""
    _in_place_of(begun.document("Tides"), make)
    waves = begun.document()
    waves.write_bytes(answered(waves.read_bytes(), "it is steep"))
    begun.has(*ROWS, Row("At night?", "8", "Tides", minute=60), Row("Do waves add up?", "40", minute=61))
    said = begun.run()
    assert said.code == 3
    assert "Ben Cole Tides.docx is" in said.err
    assert "fault of this program" not in said.err
    begun.later(hours=1).run()
    assert begun.later(hours=1).call("status").code == 0
    assert history(begun)[-1] == ("accepted", waves.name, "it is steep")
    assert any("Do waves add up?" in question for question in begun.questions())


@pytest.mark.parametrize("folder", ["documents", "inbox", "inbox/read"])
def test_a_file_in_place_of_a_folder_is_told(begun: Series, folder: str) -> None:
    """What else can be done is done; once the folder is back, the run goes on as if nothing was."""
    blank = begun.document().read_bytes()
    path = begun.output / folder
    path.mkdir(exist_ok=True)
    _in_place_of(path, Path.touch)
    if folder != "inbox":
        put(begun, "copy.docx", answered(blank, "it is steep"))
    begun.has(*ROWS, Row("Do waves add up?", "40", minute=60))
    said = begun.run()
    assert said.code == 3
    assert f"{path.name} is no folder, but one should be there" in said.err
    path.unlink(missing_ok=True)  # a file called read is put away like any other
    (path.parent.parent / f"old {path.name}").rename(path)
    begun.later(hours=1).run()
    assert begun.later(hours=2).run() == SILENT
    assert any("Do waves add up?" in question for question in begun.questions())


@pytest.mark.parametrize("folder", ["documents", "inbox"])
def test_a_file_in_place_of_a_folder_is_told_once(begun: Series, folder: str) -> None:
    """Not at every run, which cron would send each time."""
    _in_place_of(begun.output / folder, Path.touch)
    assert begun.run().err.count("is no folder") >= 1
    assert begun.later(minutes=1).run().err == ""


def test_a_document_may_be_renamed_to_the_longest_name(begun: Series) -> None:
    """It is followed and brought up to date under that name."""
    document = begun.document()
    path = document.rename(document.with_name("x" * 250 + ".docx"))
    path.write_bytes(answered(path.read_bytes(), "it is steep"))
    begun.has(*ROWS, Row("Do waves add up?", "40", minute=60))
    assert [begun.run(), begun.later(hours=1).run(), begun.later(hours=2).run()] == [SILENT] * 3
    assert any("Do waves add up?" in question for question in begun.questions("xxx"))
    assert sorted(file.name for file in begun.documents.iterdir()) == sorted([path.name, begun.document("Tides").name])


@pytest.mark.parametrize("folder", ["documents", "inbox"])
def test_what_is_no_file_stops_no_rehearsal(begun: Series, folder: str) -> None:
    """Pipes and links that lead nowhere are not copied."""
    os.mkfifo(begun.output / folder / "pipe.docx")
    (begun.output / folder / "loop.docx").symlink_to("loop.docx")
    (begun.output / folder / "nowhere.docx").symlink_to("nowhere")
    assert begun.run("--dry-run").code == 0
