"""Submissions as rows: how a revision is written, and how the latest one is found and read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Executable, exists, select

from pipeline.model.record import Revision, RevisionKind
from pipeline.model.submission import Content, Precision, Submission
from pipeline.store.instants import to_instant, to_number
from pipeline.store.schema import REVISIONS, SUBMISSIONS

_PRECISIONS = {precision.name: precision for precision in Precision}
_WITHDRAWN = RevisionKind.WITHDRAWN.value

_LATER = REVISIONS.alias("later")
# A revision is the latest if no later one follows it: nothing to keep right, and one look into an index.
LATEST_REVISION = ~exists().where(
    _LATER.c.submission == REVISIONS.c.submission, _LATER.c.number == REVISIONS.c.number + 1
)

EVERY_REVISION = select(
    SUBMISSIONS.c.id,
    SUBMISSIONS.c.source,
    SUBMISSIONS.c.response,
    REVISIONS.c.part,
    REVISIONS.c.number,
    REVISIONS.c.instant,
    REVISIONS.c.precision,
    REVISIONS.c.question,
    REVISIONS.c.slide,
    REVISIONS.c.lecture,
    REVISIONS.c.name,
    REVISIONS.c.email,
    REVISIONS.c.notify,
    REVISIONS.c.may_publish,
    REVISIONS.c.other,
    REVISIONS.c.kind,
    REVISIONS.c.seen_at,
).join_from(SUBMISSIONS, REVISIONS, REVISIONS.c.submission == SUBMISSIONS.c.id)


def read_submissions(connection: Connection, wanted: Executable) -> tuple[Submission, ...]:
    """Return what a selection of revisions finds."""
    return tuple(map(to_submission, connection.execute(wanted)))


def to_submission(row: Sequence[Any]) -> Submission:
    """Build a submission by position: a hundred thousand of them are read at every run with news."""
    number, source, response, part, revision, instant, precision, *texts, other, kind, _ = row
    return Submission(
        number,
        source,
        response,
        part,
        revision,
        None if instant is None else to_instant(instant),
        _PRECISIONS[precision],
        Content(*texts),
        other,
        kind == _WITHDRAWN,
    )


def to_row(number: int, revision: Revision) -> dict[str, object]:
    """Return the row of a revision, with its number among all revisions of the store."""
    submission, content = revision.submission, revision.submission.content
    return {
        "id": number,
        "submission": submission.id,
        "number": submission.revision,
        "kind": revision.kind.value,
        "part": submission.part,
        "instant": None if submission.instant is None else to_number(submission.instant),
        "precision": submission.precision.name,
        "question": content.question,
        "slide": content.slide,
        "lecture": content.lecture,
        "name": content.name,
        "email": content.email,
        "notify": content.notify,
        "may_publish": content.may_publish,
        "other": submission.other,
        "seen_at": to_number(revision.seen_at),
    }
