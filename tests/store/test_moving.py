"""Tests of moving files that people may replace at any moment."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store.moving import free_place, move
from tests.crash_points import KILLED, count_operations, run_disturbed_at, run_failing_at, run_killed_at

_FIRST, _SECOND = b"first", b"second, corrected"
_HASH = hashlib.sha256(_FIRST).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file that was read where it came in."""
    file = tmp_path / "inbox" / "a.docx"
    _reset(file)
    return file


def _reset(path: Path, read: bytes | None = None) -> None:
    """Let there be the file, and in read/ one of its name with these bytes."""
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    path.write_bytes(_FIRST)
    if read is not None:
        (path.parent / "read").mkdir()
        (path.parent / "read" / path.name).write_bytes(read)


def _operations(path: Path, read: bytes | None = None) -> Iterator[int]:
    """Yield the number of each operation of a move, the files being as before it."""
    _reset(path, read)
    for number in range(1, count_operations(lambda: _move(path)) + 1):
        _reset(path, read)
        yield number


def _move(path: Path) -> bool:
    return move(path, free_place(path, path.parent / "read", _HASH), _HASH)


def _there(path: Path) -> dict[str, bytes]:
    """Return all files below the folder the file came into."""
    files = (file for file in path.parent.rglob("*") if file.is_file())
    return {file.relative_to(path.parent).as_posix(): file.read_bytes() for file in files}


def _save(path: Path, content: bytes) -> None:
    """Save as most programs do: the whole file in one step."""
    saving = path.parent.parent / "saving"
    saving.write_bytes(content)
    saving.replace(path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"read/a.docx"}),
        ({"a.docx": b"another"}, {"read/a.docx", "read/a (2).docx"}),
        ({"a.docx": _FIRST}, {"read/a.docx"}),
        ({"a.docx": b"another", "a (2).docx": _FIRST}, {"read/a.docx", "read/a (2).docx"}),
    ],
)
def test_nothing_is_replaced_and_nothing_is_there_twice(path: Path, before: dict[str, bytes], after: set[str]) -> None:
    """Other bytes under the same name stay; the same bytes are not kept again."""
    (path.parent / "read").mkdir()
    for name, content in before.items():
        (path.parent / "read" / name).write_bytes(content)
    assert _move(path)
    there = _there(path)
    assert set(there) == after
    assert _FIRST in there.values()
    assert there["read/a.docx"] == before.get("a.docx", _FIRST)


@pytest.mark.parametrize("there", [_SECOND, None])
def test_what_is_not_the_file_that_was_read_stays(path: Path, there: bytes | None) -> None:
    """It came under the same name meanwhile, or the file was taken away."""
    path.unlink()
    if there is not None:
        path.write_bytes(there)
    assert not _move(path)
    assert _there(path) == ({} if there is None else {"a.docx": there})


@pytest.mark.parametrize("read", [None, _FIRST])
def test_a_file_that_comes_at_any_moment_is_never_moved_away(path: Path, read: bytes | None) -> None:
    """Before whichever operation the second one is saved, it lies where it came in; the first is whole or gone."""
    for number in _operations(path, read):
        assert run_disturbed_at(number, lambda: _save(path, _SECOND), lambda: _move(path)) == ""
        there = _there(path)
        assert there.pop("a.docx") == _SECOND
        assert set(there.items()) <= {("read/a.docx", _FIRST)}
        assert there or read is None


def test_killed_anywhere_the_file_is_in_one_place(path: Path) -> None:
    """Where it came in or where it went; moved again it has arrived."""
    for number in _operations(path):
        assert run_killed_at(number, lambda: _move(path)) == KILLED
        assert list(_there(path).values()) == [_FIRST]
        _move(path)
        assert _there(path) == {"read/a.docx": _FIRST}


@pytest.mark.parametrize("error", [errno.EACCES, errno.EROFS])
def test_a_folder_that_may_not_be_written_stops_it(path: Path, error: int) -> None:
    """At whichever operation; the file stays."""
    for number in _operations(path):
        assert run_failing_at(number, error, lambda: _move(path)) == "AccessError"
        assert _there(path) == {"a.docx": _FIRST}


def test_a_disk_that_cannot_refuse_to_replace_is_looked_at_first(path: Path) -> None:
    """The file is moved all the same, and never over another."""
    *_, renaming = _operations(path, b"another")
    assert run_failing_at(renaming, errno.EINVAL, lambda: _move(path)) == ""
    assert _there(path) == {"read/a.docx": b"another", "read/a (2).docx": _FIRST}


@pytest.mark.parametrize("name", [b"x" * 250 + b".docx", b"x." + b"y" * 253, b"caf\xe9.docx"])
def test_any_name_that_a_folder_takes_can_be_moved(path: Path, name: bytes) -> None:
    """However long, with whatever bytes, with room for a mark of ours."""
    odd = path.rename(path.parent / os.fsdecode(name))
    for _ in range(2):
        odd.write_bytes(_FIRST)
        assert _move(odd)
    assert list(_there(path).values()) == [_FIRST]
    assert max(len(os.fsencode(found)) for found in _there(path)) <= 255 - len(".why.txt") + len("read/")


def test_a_link_is_moved_as_one(path: Path) -> None:
    """What it leads to stays where it lies."""
    link = path.with_name("link.docx")
    link.symlink_to("a.docx")
    assert _move(link)
    assert (path.read_bytes(), link.is_symlink()) == (_FIRST, False)
