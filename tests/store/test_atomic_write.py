"""Tests of whole files."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.store.atomic_write import clean_leftovers, make_folder, make_private_folder, touch, write_new, write_whole
from tests.crash_points import KILLED, count_operations, run_failing_at, run_full_at_size, run_killed_at
from tests.store.samples import NOW

_NEW = b"new " * 1_000
_FAILURES = [
    (errno.ENOSPC, "TryLaterError"),
    (errno.EDQUOT, "TryLaterError"),
    (errno.EACCES, "AccessError"),
    (errno.EROFS, "AccessError"),
    (errno.EIO, "DocumentError"),
]


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    """The new bytes stand under the name, nothing else stands beside it, and who might read it may still."""
    path = tmp_path / "Questions and answers.docx"
    write_whole(path, b"old")
    path.chmod(0o640)
    write_whole(path, _NEW)
    assert path.read_bytes() == _NEW
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_never_replaces_another(tmp_path: Path) -> None:
    """Whatever stands under the name stays; the message names it."""
    path = tmp_path / "a.docx"
    write_new(path, b"first")
    with pytest.raises(DocumentError, match=r"a\.docx is there already"):
        write_new(path, b"second")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_run_left_is_in_nobodys_way(tmp_path: Path) -> None:
    """A half-written leftover is written over, or removed without touching any other file."""
    for name in (".a.docx.qa-new", ".b.docx.qa-new", "c.qa-new", ".d.docx"):
        (tmp_path / name).write_bytes(b"half")
    write_whole(tmp_path / "a.docx", _NEW)
    clean_leftovers(tmp_path)
    clean_leftovers(tmp_path / "nowhere")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".d.docx", "a.docx", "c.qa-new"]


@pytest.mark.parametrize("old", [b"old", None])
def test_killed_anywhere_a_file_is_old_or_new(tmp_path: Path, old: bytes | None) -> None:
    """After a kill at each point the file holds the old bytes or the new ones, and writing again completes."""
    path = tmp_path / "a.docx"
    write = write_whole if old else write_new

    def work() -> None:
        write(path, _NEW)

    for number in range(1, _fresh_count(path, old, work) + 1):
        _reset(path, old)
        assert run_killed_at(number, work) == KILLED
        assert (path.read_bytes() if path.exists() else None) in {old, _NEW}
        write_whole(path, _NEW)
        clean_leftovers(tmp_path)
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("error", "told"), _FAILURES)
def test_a_failing_disk_leaves_the_old_file_whole(tmp_path: Path, error: int, told: str) -> None:
    """Whichever operation fails, the old bytes stay whole, or the new ones stand, and the class tells what to do."""
    path = tmp_path / "a.docx"

    def work() -> None:
        write_whole(path, _NEW)

    for number in range(1, _fresh_count(path, b"old", work) + 1):
        _reset(path, b"old")
        raised = run_failing_at(number, error, work)
        assert raised in {told, ""}
        assert path.read_bytes() == (b"old" if raised else _NEW)


def test_a_disk_that_fills_up_in_the_midst_leaves_the_old_file(tmp_path: Path) -> None:
    """A write that stops half-way is told as a full disk, and the half file is gone."""
    path = tmp_path / "a.docx"
    _reset(path, b"old")
    assert run_full_at_size(1_500, lambda: write_whole(path, _NEW)) == "TryLaterError"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_without_links_still_takes_new_files(tmp_path: Path) -> None:
    """Where a second name for a file is not possible, the file gets its name by renaming, never over another."""
    linking = 3  # the old leftover, the new file, its name
    path = tmp_path / "a.docx"
    assert run_failing_at(linking, errno.EPERM, lambda: write_new(path, _NEW)) == ""
    assert path.read_bytes() == _NEW
    linking += 1  # the file that is there lends its permissions
    assert run_failing_at(linking, errno.EPERM, lambda: write_new(path, b"other")) == "DocumentError"
    assert path.read_bytes() == _NEW


def test_touching_changes_the_time_alone(tmp_path: Path) -> None:
    """The file is made empty if it is missing; its bytes stay, its time is the one given."""
    path = tmp_path / "last-look"
    touch(path, NOW)
    path.write_bytes(b"kept")
    touch(path, NOW)
    assert path.read_bytes() == b"kept"
    assert path.stat().st_mtime == pytest.approx(NOW.timestamp())


@pytest.mark.parametrize("below", ["", "a/b"])
def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path, below: str) -> None:
    """With what to do."""
    (tmp_path / "inbox").touch()
    with pytest.raises(DocumentError, match=r"inbox is no folder, but one should be there\. Move it away"):
        make_folder(tmp_path / "inbox" / below)


@pytest.mark.parametrize("name", ["x" * 250 + ".docx", "ü" * 124 + ".docx", "x" * 246 + ".docx"])
def test_a_name_may_be_as_long_as_a_folder_takes(tmp_path: Path, name: str) -> None:
    """The name under which the bytes are written first is shorter, and cleared up like any other."""
    path = tmp_path / name
    write_new(path, b"old")
    write_whole(path, _NEW)
    assert run_killed_at(3, lambda: write_whole(path, b"newer")) == KILLED
    assert len(list(tmp_path.iterdir())) == 2
    clean_leftovers(tmp_path)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [(name, _NEW)]


def test_a_private_folder_keeps_the_permissions_it_has(tmp_path: Path) -> None:
    """It is made for its owner alone; one that is there already stays as people set it."""
    make_private_folder(tmp_path / "a" / "state")
    assert (tmp_path / "a" / "state").stat().st_mode & 0o777 == 0o700
    (tmp_path / "a" / "state").chmod(0o750)
    make_private_folder(tmp_path / "a" / "state")
    assert (tmp_path / "a" / "state").stat().st_mode & 0o777 == 0o750


def _reset(path: Path, old: bytes | None) -> None:
    path.unlink(missing_ok=True)
    if old is not None:
        path.write_bytes(old)


def _fresh_count(path: Path, old: bytes | None, work: object) -> int:
    assert callable(work)
    _reset(path, old)
    return count_operations(work)
