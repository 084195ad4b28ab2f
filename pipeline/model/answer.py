"""Answers: what was read (drafts), what was accepted, and where two places disagree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.rich_text.rich_text import RichText


class PlaceKind(StrEnum):
    """Where a draft was read."""

    DOCUMENT = "document"  # the working document itself
    SHEET = "sheet"  # the answer sheet itself
    COPY = "copy"  # something sent back
    COMMENT = "comment"  # in the margin of a document: kept and offered, never taken by itself
    PERSON = "person"  # restored or resolved by the organiser


IN_PLACE = frozenset({PlaceKind.DOCUMENT, PlaceKind.SHEET})


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were read: its kind, and the file's name for messages.

    A working document and an answer sheet of one lecture are two places; all copies of one document are others.
    """

    kind: PlaceKind
    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in one slot at one time; `base` is the gist of the words it grew from, "" for the empty slot.

    For a working document and an answer sheet the base is what is remembered of that place: a reader leaves it "".
    """

    question: str
    place: Place
    words: RichText
    read_at: datetime
    base: str = ""


class AnswerEvent(StrEnum):
    """What happened to the words of a question; all but the first made them its answer."""

    DRAFT = "draft"  # they were read
    ACCEPTED = "accepted"
    CLEARED = "cleared"  # the lecturer took the answer out
    RESTORED = "restored"  # a person brought an earlier text back
    RESOLVED = "resolved"  # a person chose between two texts


@dataclass(frozen=True, slots=True)
class Answer:
    """What was accepted; an empty text is an answer that was cleared."""

    question: str
    words: RichText
    accepted_at: datetime
    place: Place
    event: AnswerEvent = AnswerEvent.ACCEPTED


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more texts that nobody chose between; readers see the last agreed answer.

    `drafts` are the texts that differ from the answer readers see, one per place.
    """

    question: str
    drafts: tuple[Draft, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step in the life of a question's answer; `number` counts from 1 within the question and never changes."""

    number: int
    event: AnswerEvent
    place: Place
    words: RichText
    at: datetime
