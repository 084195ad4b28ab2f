"""Tests of writing documents: intent, file, record."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.model.document import BlockState, QuestionBlock, ShownBlock
from pipeline.model.record import DocumentRecord, Intent
from pipeline.store import Settled, open_store, settle_intents, sha256_of, write_document
from pipeline.store.rooms import Store
from tests.crash_points import KILLED, run_killed_at

_DAY = date(2026, 3, 4)
_SHOWS = (
    ShownBlock(QuestionBlock("a-01", "Slide 3.", "Why? «x» \x01 \ud83d", "asked by 2")),
    ShownBlock(QuestionBlock("a-02", "", "", ""), BlockState.GONE),
)


def _intent(content: bytes) -> Intent:
    return Intent("documents/A.docx", hashlib.sha256(content).hexdigest(), "a", "docx", f"shows {content!r}", _SHOWS)


def _write(store: Store, output: Path, content: bytes) -> None:
    there = sha256_of(output / "documents" / "A.docx")
    write_document(store, output, _intent(content), content, _DAY, instead_of=there)


def test_a_document_is_written_and_known(store: Store, tmp_path: Path) -> None:
    """The file holds the content, the store its hash, and no intent is left."""
    _write(store, tmp_path, b"one")
    _write(store, tmp_path, b"two")
    intent = _intent(b"two")
    assert (tmp_path / "documents" / "A.docx").read_bytes() == b"two"
    known = DocumentRecord("a", "docx", "A.docx", _DAY, "A.docx", intent.fingerprint, intent.sha256, 1)
    assert store.documents.get("a", "docx") == known
    assert store.documents.shown("a", "docx") == _SHOWS
    assert store.documents.intents() == ()


@pytest.mark.parametrize("known", [True, False])
def test_words_of_a_lecturer_are_never_overwritten(store: Store, tmp_path: Path, *, known: bool) -> None:
    """A file that is not as we wrote it stays, byte by byte, and no intent is made for it."""
    path = tmp_path / "documents" / "A.docx"
    if known:
        _write(store, tmp_path, b"ours")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"with an answer")
    before = store.documents.all()
    with pytest.raises(DocumentError, match="somebody works in it"):
        _write(store, tmp_path, b"new")
    assert path.read_bytes() == b"with an answer"
    assert (store.documents.all(), store.documents.intents()) == (before, ())


def test_only_the_file_that_was_looked_at_is_replaced(store: Store, tmp_path: Path) -> None:
    """A file that was moved away meanwhile may be back the next moment."""
    _write(store, tmp_path, b"one")
    path = tmp_path / "documents" / "A.docx"
    known = sha256_of(path)
    path.rename(tmp_path / "away")
    with pytest.raises(DocumentError):
        write_document(store, tmp_path, _intent(b"two"), b"two", _DAY, instead_of=known)
    assert not path.exists()


def test_a_document_that_was_removed_is_written_anew(store: Store, tmp_path: Path) -> None:
    """Where the file is gone, nobody's words can be lost by writing it again."""
    _write(store, tmp_path, b"one")
    (tmp_path / "documents" / "A.docx").unlink()
    _write(store, tmp_path, b"two")
    assert (tmp_path / "documents" / "A.docx").read_bytes() == b"two"


def test_a_file_that_equals_its_intent_is_ours(store: Store, tmp_path: Path) -> None:
    """A run cut short after the file was in place is completed by the next one."""
    intent = _intent(b"one")
    store.documents.intend(intent, _DAY, "A.docx")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "A.docx").write_bytes(b"one")
    assert settle_intents(store, tmp_path) == Settled(written=(intent,))
    assert settle_intents(store, tmp_path) == Settled()
    assert store.documents.all()[0].sha256 == intent.sha256


@pytest.mark.parametrize("there", [None, b"something else"])
def test_an_intent_without_its_file_is_dropped(store: Store, tmp_path: Path, there: bytes | None) -> None:
    """What stands there instead stays, and the record does not claim it."""
    intent = _intent(b"one")
    store.documents.intend(intent, _DAY, "A.docx")
    (tmp_path / "documents").mkdir()
    path = tmp_path / "documents" / "A.docx"
    if there is not None:
        path.write_bytes(there)
    assert settle_intents(store, tmp_path) == Settled(dropped=(intent,))
    assert (path.read_bytes() if path.exists() else None) == there
    assert store.documents.all() == (DocumentRecord("a", "docx", "A.docx", _DAY, "A.docx"),)


def _linked(output: Path) -> Path:
    """Return the lecturer's file in a synced folder, to which the document that we wrote is a link now."""
    path, file = output / "documents" / "A.docx", output / "synced" / "mine.docx"
    with open_store(output / "state") as store:
        _write(store, output, b"one")
    file.parent.mkdir()
    path.rename(file)
    path.symlink_to(file)
    return file


def _write_two(output: Path) -> None:
    with open_store(output / "state") as store:
        _write(store, output, b"two")


def test_where_a_document_is_a_link_the_file_it_leads_to_is_written(tmp_path: Path) -> None:
    """The link stays one, under the document's own name, and nothing is left in either folder."""
    file = _linked(tmp_path)
    _write_two(tmp_path)
    assert (tmp_path / "documents" / "A.docx").readlink() == file
    assert file.read_bytes() == b"two"
    assert [path.name for path in file.parent.iterdir()] == ["mine.docx"]
    with open_store(tmp_path / "state") as store:
        assert store.documents.all()[0].name == "A.docx"


def test_killed_anywhere_a_link_stays_a_link(tmp_path: Path) -> None:
    """What was cut short is cleared up beside the file it leads to; what others write there is left alone."""
    for number in range(1, 100):
        output = tmp_path / str(number)
        file = _linked(output)
        (file.parent / ".other.docx.qa-new").touch()
        code = run_killed_at(number, partial(_write_two, output))
        with open_store(output / "state") as store:
            settle_intents(store, output)
        assert (output / "documents" / "A.docx").readlink() == file
        assert file.read_bytes() in {b"one", b"two"}
        assert sorted(path.name for path in file.parent.iterdir()) == [".other.docx.qa-new", "mine.docx"]
        assert [path.name for path in (output / "documents").iterdir()] == ["A.docx"]
        if code != KILLED:
            break
    assert (number > 10, file.read_bytes()) == (True, b"two")


def test_a_link_into_a_folder_that_is_away_waits_for_it(tmp_path: Path) -> None:
    """A drive that is not connected is no reason to make its folders; a file that is gone from there is written."""
    file = _linked(tmp_path)
    file.unlink()
    file.parent.rmdir()
    with pytest.raises(DocumentError, match="whose folder is not there"):
        _write_two(tmp_path)
    file.parent.mkdir()
    _write_two(tmp_path)
    assert file.read_bytes() == b"two"


def test_words_that_still_lie_aside_are_put_back_before_anything_is_written(store: Store, tmp_path: Path) -> None:
    """They were left there by a run that could not clear up."""
    _write(store, tmp_path, b"one")
    path = tmp_path / "documents" / "A.docx"
    path.rename(path.with_name(".A.docx.qa-swap")).write_bytes(b"with an answer")
    with pytest.raises(DocumentError, match="somebody works in it"):
        _write(store, tmp_path, b"two")
    path.rename(path.with_name(".A.docx.qa-swap"))
    path.write_bytes(b"with two answers")
    with pytest.raises(DocumentError, match="saved twice"):
        _write(store, tmp_path, b"two")
    assert {file.read_bytes() for file in path.parent.iterdir()} == {b"with an answer", b"with two answers"}


def test_an_intent_whose_file_is_no_file_stops_no_other(store: Store, tmp_path: Path) -> None:
    """It stays until somebody has moved the folder away that stands there."""
    odd, other = _intent(b"one"), replace(_intent(b"two"), path="documents/B.docx", lecture="b")
    for intent in (odd, other):
        store.documents.intend(intent, _DAY, Path(intent.path).name)
    path = tmp_path / "documents" / "A.docx"
    path.mkdir(parents=True)
    settled = settle_intents(store, tmp_path)
    assert settled.dropped == (other,)
    assert [(intent, "no file" in str(error)) for intent, error in settled.failed] == [(odd, True)]
    path.rmdir()
    assert settle_intents(store, tmp_path) == Settled(dropped=(odd,))
