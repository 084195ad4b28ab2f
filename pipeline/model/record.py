"""What the store remembers besides submissions: where they stand, what was written, what runs did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pipeline.model.document import ShownBlock
from pipeline.model.question import HoldReason
from pipeline.model.reconciling import Standing
from pipeline.model.submission import Submission


class RevisionKind(StrEnum):
    """What happened to a submission."""

    CONTENT = "content"  # it came in, or its fields changed
    WITHDRAWN = "withdrawn"  # the source no longer has it
    RETURNED = "returned"  # the source has it again


@dataclass(frozen=True, slots=True)
class Revision:
    """One step in the life of a submission: what it was from then on, and when the store saw it."""

    kind: RevisionKind
    submission: Submission
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Placement:
    """Where triage put a submission: to a question, or held for a reason.

    Exactly one of the two is set, but a submission that was declined while it was held has neither.

    Attributes:
        submission: its id.
        revision: the revision triage looked at.
        lecture: id of the lecture it counts for; "" for none.
        question: id of the question it stands in, or None.
        reason: why it is held, or None.
        detail: what a person needs to decide about a held one.
        head: it is the submission whose words the question prints; the others of that question are merged.
        declined: a person said that it is not for the lecturer.
        carries: id of the question it was the head of before it was merged or held: what parts them gives it back.
    """

    submission: int
    revision: int
    lecture: str
    question: str | None
    reason: HoldReason | None
    detail: str = ""
    head: bool = True
    declined: bool = False
    carries: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """How the submissions of one lecture (or of none: "") are spread; every one received is in one other count."""

    lecture: str
    received: int
    held: int = 0
    open: int = 0
    merged: int = 0
    withdrawn: int = 0
    answered: int = 0
    declined: int = 0
    superseded: int = 0
    forgotten: int = 0

    @property
    def difference(self) -> int:
        """Return how many submissions are received and in no other count (negative: counted twice)."""
        answered_or_waiting = self.held + self.open + self.answered + self.merged
        closed = self.declined + self.superseded + self.withdrawn + self.forgotten
        return self.received - answered_or_waiting - closed

    @property
    def balances(self) -> bool:
        """Tell whether every submission received is accounted for."""
        return self.difference == 0


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A working document of one kind on disk.

    Attributes:
        lecture: id.
        kind: `docx` or `xlsx`.
        name: file name in `documents/`, fixed at first writing; what was read there is remembered under it.
        first_written: the day, printed in the document.
        file: its name now: somebody may have renamed it.
        fingerprint: of the QuestionDocument it was written from.
        sha256: of the file as we last wrote it; "" while it has not been written.
        questions: how many it shows.
        in_use: it holds words of a lecturer, and is never written from nothing again.
        read_sha256: of the file as it was last read; "" if it never had to be.
        read_at: when that version was first seen.
    """

    lecture: str
    kind: str
    name: str
    first_written: date
    file: str
    fingerprint: str = ""
    sha256: str = ""
    questions: int = 0
    in_use: bool = False
    read_sha256: str = ""
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Intent:
    """A file about to be written: what will be there. After a crash a file that equals its intent is ours.

    `path` is relative to `output/`, with `/`; the other fields become the document's record once it is written.

    Attributes:
        fresh: it is written from nothing, so that what stood in the slots of an earlier file counts no more.
        shows: the questions it will hold, and those it once held.
        standings: what will stand in the slots into which answers were copied.
    """

    path: str
    sha256: str
    lecture: str
    kind: str
    fingerprint: str
    shows: tuple[ShownBlock, ...] = ()
    in_use: bool = False
    fresh: bool = True
    standings: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run that did something; `summary` is the JSON text of its report, `number` 0 asks for the next one."""

    number: int
    command: str
    started: datetime
    ended: datetime
    exit_code: int
    summary: str = "{}"


@dataclass(frozen=True, slots=True)
class Condition:
    """A lasting condition: told when it begins, once a day, and when it ends."""

    key: str
    since: datetime
    last_told: datetime
