"""A working document before it has a file format: what a writer is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """One question with its empty slot.

    Attributes:
        id: the question's id; its bookmark is `qa_` + id with `-` as `_`.
        label: `Slide 31.`, or "" where the form has no slide field.
        text: the question as typed; writers clean it for their format.
        note: `asked by 3; also: Slide 33`, or "".
    """

    id: str
    label: str
    text: str
    note: str = ""


class BlockState(StrEnum):
    """What became of a question in a working document."""

    STANDS = "stands"
    NOTICED = "noticed"  # its words gave way to a notice; what was typed below them stands
    GONE = "gone"  # taken out with its slot, which nobody had touched


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A question as a working document was written with it; what triage makes of it later changes nothing there."""

    block: QuestionBlock
    state: BlockState = BlockState.STANDS


@dataclass(frozen=True, slots=True)
class QuestionDocument:
    """All that a working document of one lecture shows.

    Attributes:
        series_key, lecture: custom properties that recognise a copy later.
        title: `Questions and answers - Lukas Heinrich Lecture 2`.
        series_title: for the header.
        introduction: may hold several paragraphs, parted by blank lines; "" for none.
        slot: `LH:`, without the blank that follows it in the file.
        language: BCP 47, of the printed words.
        footer: `First written on 9 August 2023`-like text, ready to print.
        page_of: pattern with {page} and {pages}, for the footer.
        first_written: the day; also the core properties' creation date.
        lecturers: names, for the core properties' subject.
    """

    series_key: str
    lecture: str
    title: str
    series_title: str
    introduction: str
    slot: str
    language: str
    footer: str
    page_of: str
    first_written: date
    lecturers: tuple[str, ...]
    blocks: tuple[QuestionBlock, ...]
