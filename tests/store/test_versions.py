"""Tests of the room of versions."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.model.answer import Place, PlaceKind
from pipeline.store.rooms import Store
from tests.store.samples import LATER, NOW

_PLACE = Place(PlaceKind.DOCUMENT, "A.docx")
_COPY = Place(PlaceKind.COPY, "back.docx")


def test_a_version_comes_back_byte_for_byte(store: Store, state: Path) -> None:
    """It lies under the hash of its bytes, in a folder that only the owner may enter."""
    name = store.versions.keep(b"words", "a", _PLACE, NOW)
    assert name == sha256(b"words").hexdigest()
    assert store.versions.content(name) == b"words"
    assert [path.name for path in (state / "versions").iterdir()] == [name]
    assert (state / "versions").stat().st_mode & 0o777 == 0o700


def test_the_same_version_is_kept_once(store: Store) -> None:
    """Read again, or sent back under another name: the bytes lie there once."""
    name = store.versions.keep(b"words", "a", _PLACE, NOW)
    assert store.versions.keep(b"words", "a", _PLACE, LATER) == name
    assert store.versions.keep(b"words", "a", _COPY, LATER) == name
    store.versions.keep_slots(name, {"a-01": "gist", "a-02": ""})
    store.versions.keep_slots(name, {"a-01": "gist", "a-02": ""})
    assert store.versions.slots("a") == ({"a-01": "gist", "a-02": ""},)


def test_only_what_was_remarked_on_is_taken_in(store: Store) -> None:
    """A run that was killed between keeping a file and keeping its words reads it again; a picture is no version."""
    store.versions.keep_images([b"picture"])
    assert store.versions.content(sha256(b"picture").hexdigest()) == b"picture"
    version = store.versions.keep(b"words", "a", _PLACE, NOW)
    assert not store.versions.is_taken_in(version, _PLACE.kind)
    store.versions.remark(version, _PLACE, [("a-01", "a greeting")])
    assert store.versions.is_taken_in(version, _PLACE.kind)
    assert not store.versions.is_taken_in(version, PlaceKind.COPY)
    assert store.versions.remarks(version, _PLACE) == (("a-01", "a greeting"),)


def test_copies_are_told_with_their_remarks(store: Store) -> None:
    """Of one lecture, in the order they came."""
    place = Place(PlaceKind.COPY, "sent.docx")
    store.versions.remark(store.versions.keep(b"copy", "a", place, NOW), place, [])
    store.versions.keep(b"words", "a", _PLACE, NOW)
    assert store.versions.copies("a") == ((place, NOW, ()),)


def test_versions_are_told_in_the_order_they_were_read(store: Store) -> None:
    """Of one lecture only."""
    for number, (content, lecture) in enumerate([(b"2", "a"), (b"1", "a"), (b"3", "b")]):
        version = store.versions.keep(content, lecture, _PLACE, (LATER, NOW, NOW)[number])
        store.versions.keep_slots(version, {"a-01": content.decode()})
    assert store.versions.slots("a") == ({"a-01": "1"}, {"a-01": "2"})


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_damaged_version_is_told(store: Store, state: Path, damage: str) -> None:
    """Bytes that are not those that were read are never given out."""
    name = store.versions.keep(b"words", "a", _PLACE, NOW)
    file = state / "versions" / name
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(b"other")
    with pytest.raises(StoreError, match="backup"):
        store.versions.content(name)
