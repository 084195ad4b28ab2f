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
    PERSON = "person"  # restored or resolved by the organiser


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were read: its kind, and the file's name for messages.

    A working document and an answer sheet of one lecture are two places; all copies of one document are others.
    """

    kind: PlaceKind
    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in one slot at one time; `base` is the hash of the words it grew from, "" for the empty slot."""

    question: str
    place: Place
    words: RichText
    read_at: datetime
    base: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was accepted; an empty text is an answer that was cleared."""

    question: str
    words: RichText
    accepted_at: datetime
    place: Place


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more texts that nobody chose between; readers see the last agreed answer."""

    question: str
    drafts: tuple[Draft, ...]
    since: datetime
