"""The room of documents: what stands in `documents/`, and what is about to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, insert, select, update

from pipeline.model.record import DocumentRecord, Intent
from pipeline.store.connection import Database
from pipeline.store.schema import DOCUMENTS, INTENTS


class Documents:
    """The working documents on disk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[DocumentRecord, ...]:
        """Return every document ever begun, ordered by lecture id."""
        with self._database.reading() as connection:
            rows = connection.execute(select(DOCUMENTS).order_by(DOCUMENTS.c.lecture))
            return tuple(_record(*row) for row in rows)

    def get(self, lecture: str) -> DocumentRecord | None:
        """Return the document of a lecture, None if it was never begun."""
        with self._database.reading() as connection:
            row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.lecture == lecture)).one_or_none()
            return None if row is None else _record(*row)

    def intents(self) -> tuple[Intent, ...]:
        """Return what a run was about to write when it ended, ordered by path; empty if nothing was cut short."""
        with self._database.reading() as connection:
            return tuple(Intent(*row) for row in connection.execute(select(INTENTS).order_by(INTENTS.c.path)))

    def intend(self, intent: Intent, first_written: date, name: str) -> None:
        """Keep what a file is about to hold; day and name are kept too if the document is new, and never change."""
        with self._database.writing() as connection:
            begun = select(DOCUMENTS.c.lecture).where(DOCUMENTS.c.lecture == intent.lecture)
            if connection.execute(begun).one_or_none() is None:
                row = (intent.lecture, name, first_written.isoformat(), "", "", 0)
                connection.execute(insert(DOCUMENTS).values(row))
            connection.execute(delete(INTENTS).where(INTENTS.c.path == intent.path))
            row_of_intent = (intent.path, intent.sha256, intent.lecture, intent.fingerprint, intent.questions)
            connection.execute(insert(INTENTS).values(row_of_intent))

    def written(self, intent: Intent) -> None:
        """Keep that the file holds what was intended; the intent is done with."""
        with self._database.writing() as connection:
            document = update(DOCUMENTS).where(DOCUMENTS.c.lecture == intent.lecture)
            connection.execute(
                document.values(fingerprint=intent.fingerprint, sha256=intent.sha256, questions=intent.questions)
            )
            connection.execute(delete(INTENTS).where(INTENTS.c.path == intent.path))

    def drop(self, intent: Intent) -> None:
        """Forget an intent that was never carried out; the document keeps its day and name."""
        with self._database.writing() as connection:
            connection.execute(delete(INTENTS).where(INTENTS.c.path == intent.path))


def _record(
    lecture: str, name: str, first_written: str, fingerprint: str, sha256: str, questions: int
) -> DocumentRecord:
    return DocumentRecord(lecture, name, date.fromisoformat(first_written), fingerprint, sha256, questions)
