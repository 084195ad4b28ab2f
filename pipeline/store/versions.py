"""The room of versions: every document that was ever read, whole, under the hash of its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import insert, select

from pipeline.errors import StoreError
from pipeline.model.answer import Place
from pipeline.store.atomic_write import make_private_folder, write_whole
from pipeline.store.connection import Database
from pipeline.store.instants import to_number
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
        known = select(VERSIONS.c.sha256).where(*(VERSIONS.c[column] == value for column, value in row.items()))
        with self._database.reading() as connection:
            if connection.execute(known).one_or_none() is not None:
                return name
        with self._database.writing() as connection:
            connection.execute(insert(VERSIONS).values(**row, lecture=lecture, read_at=to_number(now)))
        return name

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

    def has(self, version: str) -> bool:
        """Tell whether a document with this hash was ever read and kept."""
        with self._database.reading() as connection:
            known = select(VERSIONS.c.sha256).where(VERSIONS.c.sha256 == version).limit(1)
            return connection.execute(known).one_or_none() is not None

    def open(self, version: str) -> bytes:
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
