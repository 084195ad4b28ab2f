"""The room of notes: small texts under a name, and the lasting conditions people have been told of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from pipeline.model.record import Condition
from pipeline.store.connection import Database
from pipeline.store.instants import to_instant, to_number
from pipeline.store.schema import CONDITIONS, NOTES


class Notes:
    """What one run leaves for the next."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """Return the text under a key, None if there is none."""
        with self._database.reading() as connection:
            return connection.execute(select(NOTES.c.text).where(NOTES.c.name == key)).scalar_one_or_none()

    def put(self, texts: Mapping[str, str]) -> None:
        """Keep texts under their keys, instead of what stood there, in one transaction."""
        if not texts:
            return
        with self._database.writing() as connection:
            connection.execute(delete(NOTES).where(NOTES.c.name.in_(sorted(texts))))
            connection.execute(insert(NOTES), [{"name": key, "text": text} for key, text in texts.items()])

    def conditions(self) -> tuple[Condition, ...]:
        """Return the conditions that last, ordered by key."""
        with self._database.reading() as connection:
            rows = connection.execute(select(CONDITIONS).order_by(CONDITIONS.c.name))
            return tuple(Condition(key, to_instant(since), to_instant(told)) for key, since, told in rows)

    def tell(self, keys: Collection[str], now: datetime) -> None:
        """Keep that people were told of these conditions now; the ones not known yet begin now."""
        if not keys:
            return
        moment = to_number(now)
        with self._database.writing() as connection:
            known = set(connection.execute(select(CONDITIONS.c.name)).scalars())
            lasting = update(CONDITIONS).where(CONDITIONS.c.name.in_(sorted(known.intersection(keys))))
            connection.execute(lasting.values(last_told=moment))
            for key in sorted(set(keys) - known):
                connection.execute(insert(CONDITIONS).values((key, moment, moment)))

    def end(self, keys: Collection[str]) -> None:
        """Forget conditions that are over."""
        if not keys:
            return
        with self._database.writing() as connection:
            connection.execute(delete(CONDITIONS).where(CONDITIONS.c.name.in_(sorted(keys))))
