"""Files that come, go and change at odd moments, and files that are no files: one of them stops itself alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.inbox_folder import InboxFolder
from tests.crash_points import count_operations, run_disturbed_at
from tests.whole.series import SILENT, Series, small
from tests.whole.test_copies import answered, history, inbox, put


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
