"""What was read from a working document or a copy of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.errors import Problem
from pipeline.rich_text.rich_text import EMPTY, RichText


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question as the document was written with it, in the order it stood there.

    Attributes:
        id: `heinrich-2-07`.
        label: `Slide 31.`, or "".
        text: its words as printed (cleaned, addresses masked).
        note: our remark behind them, `asked by 3`, or "".
    """

    id: str
    label: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentKnowledge:
    """What a reader may know of the document before it opens it.

    `initials` are those of all the lecturers; `words` the printed words of every language that may stand there.
    """

    lecture: str
    questions: tuple[KnownQuestion, ...]
    initials: tuple[str, ...]


class FoundBy(StrEnum):
    """How a question was found again."""

    BOOKMARK = "bookmark"
    TEXT = "text"
    ORDER = "order"
    ROW = "row"  # of an answer sheet, by its id


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands under one question now.

    Attributes:
        question: id.
        found_by: how the question was recognised.
        answer: the lecturer's words without the `LH:` that marks them; EMPTY if nothing was typed.
        question_text: the question's words as they stand there now, "" if unchanged.
        comments: margin comments at the question or its answer, as plain text.
    """

    question: str
    found_by: FoundBy
    answer: RichText = EMPTY
    question_text: str = ""
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that belong to no known question: greetings, the lecturer's own questions, a copied block.

    `after` is the id of the question they stand behind, "" before the first.
    """

    words: RichText
    after: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """Everything a document says.

    Attributes:
        series_key, lecture, version: from its properties; "" where they are gone.
        slots: one per recognised question, in the order of the document.
        leftovers: what could not be placed.
        missing: ids of known questions that are not there.
        images: bytes by their SHA-256.
        problems: remarks for a person.
    """

    series_key: str = ""
    lecture: str = ""
    version: str = ""
    slots: tuple[Slot, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    missing: tuple[str, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
