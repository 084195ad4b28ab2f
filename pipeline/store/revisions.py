"""What a reading's changes become in the store: new submissions, and new revisions of known ones. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from pipeline.errors import StoreError
from pipeline.model.record import Revision, RevisionKind
from pipeline.model.submission import Content, Entry, SourceChanges, Submission


@dataclass(frozen=True, slots=True)
class Numbering:
    """The first free numbers of the store."""

    submission: int
    response: int


def revisions_of(
    source: str, changes: SourceChanges, known: Mapping[int, Sequence[Submission]], free: Numbering, now: datetime
) -> Iterator[Revision]:
    """Yield the revisions that a source's changes add; the first one of a submission also makes it.

    Args:
        source: the source's name.
        changes: how its new reading differs from the store.
        known: the submissions of every response the changes name, at their latest revision.
        free: where to count on.
        now: when the store saw the changes.

    Raises:
        StoreError: the changes name a response that the source never had.
    """
    ids = count(free.submission)
    for response, entry in enumerate(changes.new, start=free.response):
        for part, content in enumerate(entry.parts):
            yield Revision(RevisionKind.CONTENT, _first(next(ids), source, response, part, content, entry), now)
    for response, entry in (*changes.edited, *changes.returned):
        yield from _reread(source, response, entry, _of(known, response, source), ids, now)
    for response in changes.withdrawn:
        yield from _withdrawn(_of(known, response, source), now)


def named_responses(changes: SourceChanges) -> tuple[int, ...]:
    """Return the responses that changes name as known ones, in ascending order."""
    return tuple(sorted({*changes.withdrawn, *(response for response, _ in (*changes.edited, *changes.returned))}))


def _of(known: Mapping[int, Sequence[Submission]], response: int, source: str) -> Sequence[Submission]:
    if response not in known:
        raise StoreError(f"The store knows no response {response} of the source {source}. Please report this.")
    return known[response]


def _first(number: int, source: str, response: int, part: int, content: Content, entry: Entry) -> Submission:
    return Submission(number, source, response, part, 1, entry.instant, entry.precision, content, entry.other)


def _reread(
    source: str, response: int, entry: Entry, known: Sequence[Submission], ids: Iterator[int], now: datetime
) -> Iterator[Revision]:
    """Yield what an entry that reads differently now changes; a part that reads as before changes nothing."""
    pairs = pair_parts(known, entry.parts)
    for part, (content, before) in enumerate(zip(entry.parts, pairs, strict=True)):
        reading = _first(0, source, response, part, content, entry)
        if before is None:
            yield Revision(RevisionKind.CONTENT, replace(reading, id=next(ids)), now)
            continue
        after = replace(reading, id=before.id, revision=before.revision + 1)
        if replace(after, revision=before.revision) != before:
            yield Revision(RevisionKind.RETURNED if before.withdrawn else RevisionKind.CONTENT, after, now)
    kept = {before.id for before in pairs if before is not None}
    yield from _withdrawn((submission for submission in known if submission.id not in kept), now)


def _withdrawn(submissions: Iterable[Submission], now: datetime) -> Iterator[Revision]:
    for submission in submissions:
        if not submission.withdrawn:
            gone = replace(submission, revision=submission.revision + 1, withdrawn=True)
            yield Revision(RevisionKind.WITHDRAWN, gone, now)


def pair_parts(known: Sequence[Submission], parts: Sequence[Content]) -> tuple[Submission | None, ...]:
    """Return for each part of an entry the submission it was before, None for a new one.

    Equal words come first, so that a question keeps its id (and its answer) when a pair before it is emptied and
    all others move up. The rest are edits, in order: of what stood there last, or of all if the entry was withdrawn.
    """
    free = sorted(known, key=lambda submission: (submission.withdrawn, submission.part, submission.id))
    editable = [submission for submission in free if not submission.withdrawn] or list(free)
    pairs: list[Submission | None] = []
    for content in parts:
        same = next((submission for submission in free if submission.content == content), None)
        pairs.append(same)
        if same is not None:
            free.remove(same)
    edits = iter([submission for submission in editable if submission in free])
    return tuple(pair if pair is not None else next(edits, None) for pair in pairs)
