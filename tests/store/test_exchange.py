"""Tests of replacing a file that a person may be saving."""

from __future__ import annotations

import errno
import hashlib
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.store.atomic_write import clean_leftover
from pipeline.store.exchange import Swap, exchange, settle_exchange
from pipeline.store.file_names import hidden
from pipeline.store.renaming import swapped
from tests.crash_points import KILLED, Work, count_operations, run_disturbed_at, run_failing_at, run_killed_at

_OLD, _NEW, _WORDS, _NEWER = b"old", b"new" * 500, b"old, with an answer", b"old, with two answers"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _cannot_swap(_one: Path, _other: Path) -> bool:
    """Do as a system or a disk that cannot."""
    return False


_OURS = {_hash(_OLD), _hash(_NEW)}
SWAPS = [pytest.param(swapped, id="in one step"), pytest.param(_cannot_swap, id="one by one")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a document as we last wrote it."""
    document = tmp_path / "A.docx"
    document.write_bytes(_OLD)
    return document


def _reset(path: Path, content: bytes) -> None:
    """Let there be this document and nothing beside it."""
    for file in path.parent.iterdir():
        file.unlink()
    path.write_bytes(content)


def _points(path: Path, work: Work, content: bytes) -> Iterator[int]:
    """Yield the number of each operation of the work, the document being as before it."""
    _reset(path, content)
    for number in range(1, count_operations(work) + 1):
        _reset(path, content)
        yield number


@pytest.mark.parametrize("swap", SWAPS)
def test_a_file_as_known_is_replaced(path: Path, swap: Swap) -> None:
    """The new bytes stand there, with the permissions of the old ones, and nothing beside them."""
    path.chmod(0o660)
    assert exchange(path, _NEW, _hash(_OLD), swap)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (_NEW, 0o660)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("swap", SWAPS)
def test_what_a_person_saved_goes_back(path: Path, swap: Swap) -> None:
    """Words saved after the last look stand there again, and ours are gone."""
    path.write_bytes(_WORDS)
    assert not exchange(path, _NEW, _hash(_OLD), swap)
    assert path.read_bytes() == _WORDS
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("swap", SWAPS)
@pytest.mark.parametrize("words", [_OLD, _WORDS])
def test_killed_anywhere_words_are_kept(path: Path, words: bytes, swap: Swap) -> None:
    """After a kill at each point and settling, a person's words stand in place; our own file is old or new."""

    def work() -> None:
        exchange(path, _NEW, _hash(_OLD), swap)

    for number in _points(path, work, words):
        assert run_killed_at(number, work) == KILLED
        assert settle_exchange(path, _OURS, swap) is None
        clean_leftover(path)
        assert path.read_bytes() in ({_OLD, _NEW} if words == _OLD else {_WORDS})
        assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("swap", SWAPS)
@pytest.mark.parametrize("words", [_OLD, _WORDS])
def test_killed_again_while_settling_words_are_kept(path: Path, words: bytes, swap: Swap) -> None:
    """The next run is killed as well, at each point of clearing up after a kill at each point."""

    def work() -> None:
        exchange(path, _NEW, _hash(_OLD), swap)

    def settle() -> None:
        settle_exchange(path, _OURS, swap)

    for number in _points(path, work, words):
        for again in range(1, 4):
            _reset(path, words)
            run_killed_at(number, work)
            run_killed_at(again, settle)
            assert settle_exchange(path, _OURS, swap) is None
            assert path.read_bytes() in ({_OLD, _NEW} if words == _OLD else {_WORDS})
            assert not list(path.parent.glob(".*.qa-swap"))


@pytest.mark.parametrize("swap", SWAPS)
def test_failing_anywhere_words_are_kept(path: Path, swap: Swap) -> None:
    """Whichever operation fails, after settling a person's words stand in place."""

    def work() -> None:
        exchange(path, _NEW, _hash(_OLD), swap)

    for number in _points(path, work, _WORDS):
        assert run_failing_at(number, errno.EIO, work) in {"", "DocumentError"}
        settle_exchange(path, _OURS, swap)
        assert path.read_bytes() == _WORDS


@pytest.mark.parametrize("swap", SWAPS)
@pytest.mark.parametrize("in_one_step", [True, False])
def test_saved_at_any_moment_words_are_kept(path: Path, swap: Swap, *, in_one_step: bool) -> None:
    """Before whichever operation a person saves, by putting a file there or by writing into it, the words stand."""

    def save() -> None:
        saving = path.with_name("~saving") if in_one_step else path
        saving.write_bytes(_WORDS)
        saving.replace(path)

    def work() -> None:
        exchange(path, _NEW, _hash(_OLD), swap)

    for number in _points(path, work, _OLD):
        assert run_disturbed_at(number, save, work) == ""
        assert path.read_bytes() == _WORDS
        assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("swap", SWAPS)
def test_what_lies_aside_while_nothing_stands_there_goes_back(path: Path, swap: Swap) -> None:
    """A version of ours as well as a person's words."""
    for words in (_OLD, _NEW, _WORDS):
        path.rename(path.with_name(".A.docx.qa-swap"))
        path.with_name(".A.docx.qa-swap").write_bytes(words)
        assert settle_exchange(path, _OURS, swap) is None
        assert path.read_bytes() == words
        assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("swap", SWAPS)
@pytest.mark.parametrize("name", ["x" * 250 + ".docx", "ü" * 124 + ".docx", "x" * 245 + ".docx"])
def test_a_name_may_be_as_long_as_a_folder_takes(path: Path, name: str, swap: Swap) -> None:
    """Also where words have to be set aside under another name."""
    path = path.rename(path.with_name(name))
    assert exchange(path, _NEW, _hash(_OLD), swap)
    path.write_bytes(_WORDS)
    assert not exchange(path, _NEW, _hash(_OLD), swap)
    hidden(path, ".qa-swap").write_bytes(_NEWER)
    aside = settle_exchange(path, _OURS, swap)
    assert aside is not None
    assert "(set aside 1).docx" in aside.name
    assert {file.read_bytes() for file in path.parent.iterdir()} == {_WORDS, _NEWER}


@pytest.mark.parametrize("swap", SWAPS)
def test_of_two_savings_the_newer_stays_and_the_older_is_set_aside(path: Path, swap: Swap) -> None:
    """Where words were swapped out, the run was killed, and somebody saved again, both are there."""
    (path.parent / ".A.docx.qa-swap").write_bytes(_WORDS)
    (path.parent / "A (set aside 1).docx").write_bytes(b"of last time")
    path.write_bytes(_NEWER)
    aside = settle_exchange(path, _OURS, swap)
    assert aside == path.parent / "A (set aside 2).docx"
    assert (path.read_bytes(), aside.read_bytes()) == (_NEWER, _WORDS)
    assert sorted(path.parent.iterdir()) == [path.parent / "A (set aside 1).docx", aside, path]


@pytest.mark.parametrize("swap", SWAPS)
def test_the_last_saving_is_never_lost(path: Path, swap: Swap) -> None:
    """While one side saves and the other exchanges all the time, what was saved last is there in the end."""

    def save() -> None:
        for number in range(300):
            saving = path.with_name("~saving")
            saving.write_bytes(b"answer %d" % number)
            saving.replace(path)

    person = threading.Thread(target=save)
    person.start()
    while person.is_alive():
        with suppress(DocumentError):
            exchange(path, _NEW, _hash(_OLD), swap)
    person.join()
    assert b"answer 299" in {each.read_bytes() for each in path.parent.iterdir()}
    assert path.read_bytes() not in {_OLD, _NEW}
