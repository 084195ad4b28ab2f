"""The room of submissions: taken once, revised by adding, never changed or removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, Executable, func, insert, select, update

from pipeline.errors import SourceError
from pipeline.model.record import Revision, RevisionKind
from pipeline.model.source import SourceState
from pipeline.model.submission import SourceChanges, Submission
from pipeline.store.connection import Database
from pipeline.store.instants import to_instant
from pipeline.store.revisions import Numbering, named_responses, revisions_of
from pipeline.store.schema import REVISIONS, SOURCES, SUBMISSIONS
from pipeline.store.submission_rows import EVERY_REVISION, LATEST_REVISION, read_submissions, to_row, to_submission

_AT_ONCE = 500  # values in one statement: less than any database's limit
_ROWS_AT_ONCE = 5_000  # written by one call: keeps the memory low


class Submissions:
    """What came in, and what became of it at its source."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, source: str | None = None) -> tuple[Submission, ...]:
        """Return every submission (of one source) at its latest revision, ordered by id."""
        wanted = EVERY_REVISION.where(LATEST_REVISION).order_by(SUBMISSIONS.c.id)
        if source is not None:
            wanted = wanted.where(SUBMISSIONS.c.source == source)
        with self._database.reading() as connection:
            return read_submissions(connection, wanted)

    def revisions(self, submission: int) -> tuple[Revision, ...]:
        """Return the life of one submission, oldest revision first; empty if there is no such submission."""
        wanted = EVERY_REVISION.where(SUBMISSIONS.c.id == submission).order_by(REVISIONS.c.number)
        with self._database.reading() as connection:
            rows = connection.execute(wanted).all()
        return tuple(Revision(RevisionKind(row.kind), to_submission(row), to_instant(row.seen_at)) for row in rows)

    def version(self) -> int:
        """Return a number that grows with every revision of any submission; 0 for an empty store."""
        with self._database.reading() as connection:
            return _highest(connection, select(func.max(REVISIONS.c.id)))

    def last_instant(self) -> datetime | None:
        """Return when the latest submission came in, as its source says; None if no source ever said."""
        wanted = select(func.max(REVISIONS.c.instant)).where(LATEST_REVISION)
        with self._database.reading() as connection:
            number: int | None = connection.execute(wanted).scalar()
        return None if number is None else to_instant(number)

    def sources(self) -> tuple[str, ...]:
        """Return the names of all sources that were ever read, in order."""
        with self._database.reading() as connection:
            return tuple(connection.execute(select(SOURCES.c.name).order_by(SOURCES.c.name)).scalars())

    def source_state(self, source: str) -> SourceState:
        """Return what is remembered of a source; an empty state if it was never read."""
        with self._database.reading() as connection:
            return _state(connection, source) or SourceState()

    def take(self, source: str, changes: SourceChanges, state: SourceState, now: datetime) -> None:
        """Keep how a source's reading differs from the store, and the source's new state, in one transaction.

        Raises:
            SourceError: a text holds half a character; nothing was kept.
            StoreError: the changes name a response that the source never had; nothing was kept.
        """
        with self._database.writing() as connection:
            _remember(connection, source, state)
            known = _known(connection, source, named_responses(changes))
            free = Numbering(
                _highest(connection, select(func.max(SUBMISSIONS.c.id))) + 1,
                _highest(connection, select(func.max(SUBMISSIONS.c.response))) + 1,
            )
            version = _highest(connection, select(func.max(REVISIONS.c.id)))
            for some in _batches(revisions_of(source, changes, known, free, now)):
                _add(connection, source, some, version)
                version += len(some)


def _highest(connection: Connection, wanted: Executable) -> int:
    number: int | None = connection.execute(wanted).scalar()
    return number or 0


def _state(connection: Connection, source: str) -> SourceState | None:
    row = connection.execute(select(SOURCES).where(SOURCES.c.name == source)).one_or_none()
    return None if row is None else SourceState(row.fingerprint, row.entries)


def _remember(connection: Connection, source: str, state: SourceState) -> None:
    known = _state(connection, source)
    values = {"fingerprint": state.fingerprint, "entries": state.rows}
    if known is None:
        connection.execute(insert(SOURCES).values(name=source, **values))
    elif known != state:
        connection.execute(update(SOURCES).where(SOURCES.c.name == source).values(**values))


def _known(connection: Connection, source: str, responses: Sequence[int]) -> dict[int, list[Submission]]:
    known: dict[int, list[Submission]] = {}
    for start in range(0, len(responses), _AT_ONCE):
        some = responses[start : start + _AT_ONCE]
        wanted = EVERY_REVISION.where(
            LATEST_REVISION, SUBMISSIONS.c.source == source, SUBMISSIONS.c.response.in_(some)
        ).order_by(SUBMISSIONS.c.response, SUBMISSIONS.c.id)
        by_response = groupby(read_submissions(connection, wanted), key=lambda submission: submission.response)
        known.update((response, list(submissions)) for response, submissions in by_response)
    return known


def _batches(revisions: Iterable[Revision]) -> Iterator[list[Revision]]:
    some: list[Revision] = []
    for revision in revisions:
        some.append(revision)
        if len(some) == _ROWS_AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _add(connection: Connection, source: str, revisions: Sequence[Revision], version: int) -> None:
    born = [revision.submission for revision in revisions if revision.submission.revision == 1]
    try:
        if born:
            rows = [{"id": each.id, "source": each.source, "response": each.response} for each in born]
            connection.execute(insert(SUBMISSIONS), rows)
        numbered = enumerate(revisions, start=version + 1)
        connection.execute(insert(REVISIONS), [to_row(number, revision) for number, revision in numbered])
    except UnicodeEncodeError as error:
        raise SourceError(
            f"The source {source} has a text with half a character in it (a lone surrogate), which cannot be kept. "
            "Nothing of it was taken; correct that text in the source, or save the file as UTF-8 again."
        ) from error
