"""The room of documents: what stands in `documents/`, and what is about to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from pipeline.model.document import BlockState, ShownBlock
from pipeline.model.record import DocumentRecord, Intent
from pipeline.store.connection import Database
from pipeline.store.instants import to_instant, to_number
from pipeline.store.schema import DOCUMENTS, INTENTS, STANDINGS
from pipeline.store.shown_blocks import packed, unpacked
from pipeline.store.standing_rows import packed_standings, put_standings, unpacked_standings

_RECORD = tuple(column for column in DOCUMENTS.c if column.name != "shows")


class Documents:
    """The working documents on disk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[DocumentRecord, ...]:
        """Return every document ever begun, ordered by lecture id and kind."""
        wanted = select(*_RECORD).order_by(DOCUMENTS.c.lecture, DOCUMENTS.c.kind)
        with self._database.reading() as connection:
            return tuple(_record(*row) for row in connection.execute(wanted))

    def get(self, lecture: str, kind: str) -> DocumentRecord | None:
        """Return the document of this kind of a lecture, None if it was never begun."""
        with self._database.reading() as connection:
            row = connection.execute(select(*_RECORD).where(_is(lecture, kind))).one_or_none()
            return None if row is None else _record(*row)

    def shown(self, lecture: str, kind: str) -> tuple[ShownBlock, ...]:
        """Return the questions a document holds, as they were written, and those it once held, in order."""
        with self._database.reading() as connection:
            return _shown(connection, lecture, kind)

    def intents(self) -> tuple[Intent, ...]:
        """Return what a run was about to write when it ended, ordered by path; empty if nothing was cut short."""
        wanted = select(INTENTS).order_by(INTENTS.c.path)
        with self._database.reading() as connection:
            return tuple(
                Intent(
                    path=row.path,
                    sha256=row.sha256,
                    lecture=row.lecture,
                    kind=row.kind,
                    fingerprint=row.fingerprint,
                    shows=unpacked(row.shows),
                    in_use=bool(row.in_use),
                    fresh=bool(row.fresh),
                    standings=unpacked_standings(row.standings),
                )
                for row in connection.execute(wanted)
            )

    def intend(self, intent: Intent, first_written: date, name: str) -> None:
        """Keep what a file is about to hold; day and name are kept too if the document is new, and never change."""
        with self._database.writing() as connection:
            begun = select(DOCUMENTS.c.lecture).where(_is(intent.lecture, intent.kind))
            if connection.execute(begun).one_or_none() is None:
                day = first_written.isoformat()
                row = (intent.lecture, intent.kind, name, day, name, "", "", 0, 0, "", None, "")
                connection.execute(insert(DOCUMENTS).values(row))
            connection.execute(delete(INTENTS).where(INTENTS.c.path == intent.path))
            connection.execute(
                insert(INTENTS).values(
                    path=intent.path,
                    sha256=intent.sha256,
                    lecture=intent.lecture,
                    kind=intent.kind,
                    fingerprint=intent.fingerprint,
                    in_use=int(intent.in_use),
                    fresh=int(intent.fresh),
                    shows=packed(intent.shows),
                    standings=packed_standings(intent.standings),
                )
            )

    def written(self, intent: Intent) -> None:
        """Keep that the file holds what was intended; the intent is done with."""
        document = _is(intent.lecture, intent.kind)
        with self._database.writing() as connection:
            shows = select(INTENTS.c.shows).where(INTENTS.c.path == intent.path).scalar_subquery()
            changed = update(DOCUMENTS).where(document)
            connection.execute(
                changed.values(
                    fingerprint=intent.fingerprint,
                    sha256=intent.sha256,
                    questions=sum(one.state is BlockState.STANDS for one in intent.shows),
                    in_use=int(intent.in_use),
                    shows=shows,
                )
            )
            if intent.fresh:  # an empty slot there is none that somebody emptied
                connection.execute(changed.values(read_sha256=""))
                name = select(DOCUMENTS.c.name).where(document).scalar_subquery()
                connection.execute(delete(STANDINGS).where(STANDINGS.c.name == name, STANDINGS.c.kind != "copy"))
            if intent.standings:
                put_standings(connection, intent.standings)
            connection.execute(delete(INTENTS).where(INTENTS.c.path == intent.path))

    def drop(self, intent: Intent) -> None:
        """Forget an intent that was never carried out; the document keeps its day and name."""
        with self._database.writing() as connection:
            connection.execute(delete(INTENTS).where(INTENTS.c.path == intent.path))

    def read(
        self, record: DocumentRecord, sha256: str, changed: datetime | None, shows: Sequence[ShownBlock] = ()
    ) -> None:
        """Keep that a document was read whole, and all that stood there taken in.

        Args:
            record: of the document.
            sha256: of the version that was read.
            changed: when somebody's change was first seen.
            shows: the questions in it, if they are not as they were written.
        """
        row: dict[str, object] = {"read_sha256": sha256, "in_use": 1}
        row["read_at"] = None if changed is None else to_number(changed)
        if shows:
            row["shows"] = packed(shows)
        with self._database.writing() as connection:
            connection.execute(update(DOCUMENTS).where(_is(record.lecture, record.kind)).values(**row))

    def renamed(self, record: DocumentRecord, file: str) -> None:
        """Keep that somebody gave a document's file another name."""
        with self._database.writing() as connection:
            document = update(DOCUMENTS).where(_is(record.lecture, record.kind))
            connection.execute(document.values(file=file))


def _is(lecture: str, kind: str) -> ColumnElement[bool]:
    return (DOCUMENTS.c.lecture == lecture) & (DOCUMENTS.c.kind == kind)


def _shown(connection: Connection, lecture: str, kind: str) -> tuple[ShownBlock, ...]:
    text = connection.execute(select(DOCUMENTS.c.shows).where(_is(lecture, kind))).scalar_one_or_none()
    return unpacked(text or "")


def _record(  # noqa: PLR0913, PLR0917 - a row as the table has it
    lecture: str,
    kind: str,
    name: str,
    first_written: str,
    file: str,
    fingerprint: str,
    sha256: str,
    questions: int,
    in_use: int,
    read_sha256: str,
    read_at: int | None,
) -> DocumentRecord:
    return DocumentRecord(
        lecture,
        kind,
        name,
        date.fromisoformat(first_written),
        file,
        fingerprint,
        sha256,
        questions,
        bool(in_use),
        read_sha256,
        None if read_at is None else to_instant(read_at),
    )
