"""What comes in: readings of a source, made of entries; and submissions, as the store keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from pipeline.errors import Problem


@dataclass(frozen=True, slots=True)
class Content:
    """The mapped fields of one question/slide pair, exactly as typed.

    `slide` is None where the form has no slide field (then no label is printed), "" where it was left empty.
    """

    question: str
    slide: str | None = None
    lecture: str = ""
    name: str = ""
    email: str = ""
    notify: str = ""
    may_publish: str = ""


class Precision(Enum):
    """How exactly a source tells the time; matching compares at the coarser of two. Values are seconds."""

    DAY = 86_400
    MINUTE = 60
    SECOND = 1
    MILLISECOND = 0.001


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a source: one person's visit to the form.

    Attributes:
        instant: aware UTC, or None if the row has no readable time.
        precision: of `instant`.
        parts: one Content per question/slide pair that was filled in (at least one; blank if all are blank).
        other: a hash of the columns nobody mapped, so that a change there is seen without keeping them.
        row: 1-based row in the source, for messages only.
        file: name of the file within the source, for messages only.
    """

    instant: datetime | None
    precision: Precision
    parts: tuple[Content, ...]
    other: str = ""
    row: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All a source said at one look: its entries in any order, and what could not be read.

    `fingerprint` is a hash of the bytes read and of how they were read; an equal one means nothing is new.
    """

    source: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One question/slide pair in the store, at its latest revision.

    Attributes:
        id: given once by the store, in the order (instant, source, texts) within one fetch.
        source: the source's name.
        response: number of the entry it came with; pairs of one entry share it.
        part: 0-based place of the pair within its entry.
        revision: 1 for the first reading, counted up by every edit.
        withdrawn: the source no longer has it.
    """

    id: int
    source: str
    response: int
    part: int
    revision: int
    instant: datetime | None
    precision: Precision
    content: Content
    other: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class SourceChanges:
    """How a reading differs from what the store has; entries are named by their response number.

    Attributes:
        new: entries never seen, in the order (instant, texts), which is the order they get their numbers in.
        edited: (response, its entry as it reads now).
        withdrawn: responses the source no longer has.
        returned: (response, entry) that had been withdrawn and are back.
        doubts: remarks for a person: entries that may be edits of vanished ones but are kept apart.
    """

    new: tuple[Entry, ...] = ()
    edited: tuple[tuple[int, Entry], ...] = ()
    withdrawn: tuple[int, ...] = ()
    returned: tuple[tuple[int, Entry], ...] = ()
    doubts: tuple[Problem, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything changed; a doubt alone does not count, it was told when it arose."""
        return bool(self.new or self.edited or self.withdrawn or self.returned)
