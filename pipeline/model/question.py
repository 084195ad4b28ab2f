"""What triage makes of submissions: questions with an id and a place, or held ones with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.model.slide_reference import SlideReference


class HoldReason(StrEnum):
    """Why a submission waits for a person."""

    UNKNOWN_LECTURE = "unknown lecture"
    AMBIGUOUS_LECTURE = "ambiguous lecture"
    BLANK = "blank"
    TEST = "test"
    ALL_HELD = "every submission is held"  # settings: hold = "all"


@dataclass(frozen=True, slots=True)
class Held:
    """A submission that waits for a person.

    `detail` is what a person needs to decide: the lecture as typed, the nearest titles.
    """

    submission: int
    reason: HoldReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a lecture, as it is printed.

    Attributes:
        id: the first lecture's id and a counter, `heinrich-2-07`; never reused, kept through moves and merges.
        lecture: id of the lecture it stands under now.
        slide: None where the form has no slide field: no label is printed.
        text: the head's words as typed, or as a person reworded them.
        instant: of the head; None if the source gave none.
        submissions: ids, the head (the earliest) first; more than one after a merge.
        other_slides: the readings of merged submissions where they differ from the head's.
        asked_by: how many people asked it.
        late: it came after the lecture closed.
        original: the words as typed, where a person reworded `text`; else "".
    """

    id: str
    lecture: str
    slide: SlideReference | None
    text: str
    instant: datetime | None
    submissions: tuple[int, ...]
    other_slides: tuple[SlideReference, ...] = ()
    asked_by: int = 1
    late: bool = False
    original: str = ""
