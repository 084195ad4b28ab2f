"""Small records for the tests of the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pipeline.model.question import HoldReason
from pipeline.model.record import Placement
from pipeline.model.source import SourceState
from pipeline.model.submission import Content, Entry, Precision, SourceChanges
from pipeline.store.rooms import Store

NOW = datetime(2026, 3, 4, 5, 6, 7, 891, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
STATE = SourceState("fingerprint", 3)


def entry(*questions: str, at: datetime | None = NOW, other: str = "") -> Entry:
    """Return an entry that asks these questions about slide 3."""
    return Entry(at, Precision.SECOND, tuple(Content(question, "3") for question in questions), other)


def take(store: Store, *entries: Entry, source: str = "form") -> None:
    """Take new entries of a source."""
    store.submissions.take(source, SourceChanges(new=entries), STATE, NOW)


def placed(submission: int, question: str, *, revision: int = 1, head: bool = True) -> Placement:
    """Return the placement of a submission in a question of lecture a."""
    return Placement(submission, revision, "a", question, None, "", head)


def held(submission: int, *, revision: int = 1, lecture: str = "") -> Placement:
    """Return the placement of a submission that is held as blank."""
    return Placement(submission, revision, lecture, None, HoldReason.BLANK, "nothing was typed")
