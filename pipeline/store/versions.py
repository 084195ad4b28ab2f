"""The room of versions: every document that was ever read, whole, under the hash of its bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import ColumnElement, insert, select, update

from pipeline.errors import StoreError
from pipeline.model.answer import Place, PlaceKind
from pipeline.store.atomic_write import make_private_folder, write_whole
from pipeline.store.connection import Database
from pipeline.store.instants import to_instant, to_number
from pipeline.store.schema import VERSION_SLOTS, VERSIONS


class Versions:
    """What was read, byte for byte; nothing is ever taken away."""

    def __init__(self, database: Database, state: Path) -> None:
        self._database = database
        self._folder = state / "versions"

    def keep(self, content: bytes, lecture: str, place: Place, now: datetime) -> str:
        """Keep a document that was read and return its hash; its bytes are on disk before the store knows of it.

        Raises:
            TryLaterError: the disk is full.
            AccessError: the folder may not be written.
        """
        name = self._put(content)
        row = {"sha256": name, "kind": place.kind.value, "name": place.name}
        with self._database.reading() as connection:
            if connection.execute(select(VERSIONS.c.sha256).where(_is(name, place))).one_or_none() is not None:
                return name
        with self._database.writing() as connection:
            connection.execute(insert(VERSIONS).values(**row, lecture=lecture, read_at=to_number(now), remarks=""))
        return name

    def remark(self, version: str, place: Place, remarks: Sequence[tuple[str, str]]) -> None:
        """Keep what a person should know of a version (question or "", sentence), now that its words are kept."""
        with self._database.writing() as connection:
            kept = update(VERSIONS).where(_is(version, place))
            connection.execute(kept.values(remarks=json.dumps(remarks, ensure_ascii=False)))

    def remarks(self, version: str, place: Place) -> tuple[tuple[str, str], ...]:
        """Return what was remarked on a version that was read in this place."""
        with self._database.reading() as connection:
            kept = connection.execute(select(VERSIONS.c.remarks).where(_is(version, place))).scalar_one_or_none()
            return _remarks(kept)

    def keep_images(self, images: Iterable[bytes]) -> None:
        """Keep the pictures of answers; a text names them by their hash.

        Raises:
            TryLaterError: the disk is full.
            AccessError: the folder may not be written.
        """
        for image in images:
            self._put(image)

    def keep_slots(self, version: str, slots: Mapping[str, str]) -> None:
        """Keep what the slots of a version held: question → gist of its words, "" for an empty slot."""
        known = select(VERSION_SLOTS.c.question).where(VERSION_SLOTS.c.sha256 == version)
        with self._database.writing() as connection:
            there = set(connection.execute(known).scalars())
            rows = [
                {"sha256": version, "question": question, "gist": gist}
                for question, gist in slots.items()
                if question not in there
            ]
            if rows:
                connection.execute(insert(VERSION_SLOTS), rows)

    def is_taken_in(self, version: str, kind: PlaceKind) -> bool:
        """Tell whether a version was read in a place of this kind, and all that it said kept: it was remarked on."""
        taken = (VERSIONS.c.sha256 == version) & (VERSIONS.c.kind == kind.value) & (VERSIONS.c.remarks != "")
        with self._database.reading() as connection:
            return connection.execute(select(VERSIONS.c.sha256).where(taken).limit(1)).one_or_none() is not None

    def seen(self, place: Place) -> frozenset[str]:
        """Return every question that stood in some version that somebody saved in this place."""
        wanted = (
            select(VERSION_SLOTS.c.question)
            .join_from(VERSIONS, VERSION_SLOTS, VERSIONS.c.sha256 == VERSION_SLOTS.c.sha256)
            .where(VERSIONS.c.kind == place.kind.value, VERSIONS.c.name == place.name)
        )
        with self._database.reading() as connection:
            return frozenset(connection.execute(wanted).scalars())

    def copies(self, lecture: str) -> tuple[tuple[Place, datetime, tuple[tuple[str, str], ...]], ...]:
        """Return the copies of a lecture's documents that were read: where, when, what was remarked; oldest first."""
        wanted = (
            select(VERSIONS.c.kind, VERSIONS.c.name, VERSIONS.c.read_at, VERSIONS.c.remarks)
            .where(VERSIONS.c.lecture == lecture, VERSIONS.c.kind == PlaceKind.COPY.value)
            .order_by(VERSIONS.c.read_at, VERSIONS.c.name)
        )
        with self._database.reading() as connection:
            return tuple(
                (Place(PlaceKind(kind), name), to_instant(at), _remarks(remarks))
                for kind, name, at, remarks in connection.execute(wanted)
            )

    def content(self, version: str) -> bytes:
        """Return the bytes of a version or a picture.

        Raises:
            StoreError: it was never kept, or it was damaged or taken away since.
        """
        path = self._folder / version
        try:
            content = path.read_bytes()
        except OSError as error:
            raise StoreError(f"{path} cannot be read ({error.strerror}). Put it back from a backup.") from error
        if sha256(content).hexdigest() != version:
            raise StoreError(f"{path} is not as it was written. Put it back from a backup.")
        return content

    def slots(self, lecture: str) -> tuple[dict[str, str], ...]:
        """Return what the slots of each version of a lecture's documents held, in the order they were first read."""
        wanted = (
            select(VERSIONS.c.sha256, VERSION_SLOTS.c.question, VERSION_SLOTS.c.gist)
            .join_from(VERSIONS, VERSION_SLOTS, VERSIONS.c.sha256 == VERSION_SLOTS.c.sha256)
            .where(VERSIONS.c.lecture == lecture)
            .order_by(VERSIONS.c.read_at, VERSIONS.c.sha256)
        )
        found: dict[str, dict[str, str]] = {}
        with self._database.reading() as connection:
            for version, question, gist in connection.execute(wanted):
                found.setdefault(version, {})[question] = gist
        return tuple(found.values())

    def _put(self, content: bytes) -> str:
        """Have these bytes on disk, whole, and return their hash."""
        name = sha256(content).hexdigest()
        path = self._folder / name
        if not path.is_file():
            make_private_folder(self._folder.parent)
            make_private_folder(self._folder)
            write_whole(path, content)
        return name


def _is(version: str, place: Place) -> ColumnElement[bool]:
    return (VERSIONS.c.sha256 == version) & (VERSIONS.c.kind == place.kind.value) & (VERSIONS.c.name == place.name)


def _remarks(kept: str | None) -> tuple[tuple[str, str], ...]:
    return tuple((question, text) for question, text in json.loads(kept or "[]"))
