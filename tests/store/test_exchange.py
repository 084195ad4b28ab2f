"""Tests of replacing a file that a person may be saving."""

from __future__ import annotations

import errno
import hashlib
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.store.exchange import exchange, settle_exchange
from tests.crash_points import KILLED, count_operations, run_failing_at, run_killed_at

_OLD, _NEW, _WORDS, _NEWER = b"old", b"new" * 500, b"old, with an answer", b"old, with two answers"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


_OURS = {_hash(_OLD), _hash(_NEW)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a document as we last wrote it."""
    document = tmp_path / "A.docx"
    document.write_bytes(_OLD)
    return document


def test_a_file_as_known_is_replaced(path: Path) -> None:
    """The new bytes stand there, with the permissions of the old ones, and nothing beside them."""
    path.chmod(0o660)
    assert exchange(path, _NEW, _hash(_OLD))
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (_NEW, 0o660)
    assert list(path.parent.iterdir()) == [path]


def test_what_a_person_saved_goes_back(path: Path) -> None:
    """Words saved after the last look stand there again, and ours are gone."""
    path.write_bytes(_WORDS)
    assert not exchange(path, _NEW, _hash(_OLD))
    assert path.read_bytes() == _WORDS
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("words", [_OLD, _WORDS])
def test_killed_anywhere_words_are_kept(path: Path, words: bytes) -> None:
    """After a kill at each point and settling, a person's words stand in place; our own file is old or new."""

    def work() -> None:
        exchange(path, _NEW, _hash(_OLD))

    for number in range(1, count_operations(work) + 1):
        path.write_bytes(words)
        assert run_killed_at(number, work) == KILLED
        assert settle_exchange(path, _OURS) is None
        assert path.read_bytes() in ({_OLD, _NEW} if words == _OLD else {_WORDS})
        assert [each for each in path.parent.iterdir() if each.name.endswith(".qa-swap")] == []


def test_failing_anywhere_words_are_kept(path: Path) -> None:
    """Whichever operation fails, after settling a person's words stand in place."""

    def work() -> None:
        exchange(path, _NEW, _hash(_OLD))

    for number in range(1, count_operations(work) + 1):
        path.write_bytes(_WORDS)
        assert run_failing_at(number, errno.EIO, work) in {"", "DocumentError"}
        settle_exchange(path, _OURS)
        assert path.read_bytes() == _WORDS


def test_of_two_savings_the_newer_stays_and_the_older_is_set_aside(path: Path) -> None:
    """Where words were swapped out, the run was killed, and somebody saved again, both are there."""
    (path.parent / ".A.docx.qa-swap").write_bytes(_WORDS)
    (path.parent / "A (set aside 1).docx").write_bytes(b"of last time")
    path.write_bytes(_NEWER)
    aside = settle_exchange(path, _OURS)
    assert aside == path.parent / "A (set aside 2).docx"
    assert (path.read_bytes(), aside.read_bytes()) == (_NEWER, _WORDS)
    assert sorted(path.parent.iterdir()) == [path.parent / "A (set aside 1).docx", aside, path]


def test_words_whose_place_is_gone_are_set_aside(path: Path) -> None:
    """Where the document was removed meanwhile, what had been swapped out is not lost with it."""
    (path.parent / ".A.docx.qa-swap").write_bytes(_WORDS)
    path.unlink()
    aside = settle_exchange(path, _OURS)
    assert aside is not None
    assert aside.read_bytes() == _WORDS


def test_the_last_saving_is_never_lost(path: Path) -> None:
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
            exchange(path, _NEW, _hash(_OLD))
    person.join()
    assert b"answer 299" in {each.read_bytes() for each in path.parent.iterdir()}
    assert path.read_bytes() not in {_OLD, _NEW}
