"""Where in a lecture a question points: the reading of the slide field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SlideKind(StrEnum):
    """What sort of place it is."""

    NUMBERS = "numbers"  # slides 3, 5 and 7–9
    OPEN_RANGE = "open-range"  # from slide 31 on
    FIRST = "first"
    LAST = "last"
    TITLE = "title"  # the title slide
    BACKUP = "backup"  # the backup slides, or one of them if `ranges` is set
    DESCRIPTION = "description"  # "about shallow vs deep NN"
    GENERAL = "general"  # said to be about the whole lecture
    UNSPECIFIED = "unspecified"  # left empty, "don't know", "none"


@dataclass(frozen=True, slots=True)
class SlideReference:
    """A slide reference as read.

    Attributes:
        kind: what sort of place it is.
        ranges: for NUMBERS, OPEN_RANGE (one range, both ends the first slide) and BACKUP: inclusive (first, last)
            pairs of printed numbers, in the order given, without repeats; a single slide is (n, n).
        text: for DESCRIPTION the words to print after "Slide about"; for any other reading with `review` the field
            as typed; else "".
        review: why a person should look at it, as a short phrase; "" when the reading is certain.
        hints: other numbers that were mentioned ("31, pdf page 45" → 45), for the check against the deck.
    """

    kind: SlideKind
    ranges: tuple[tuple[int, int], ...] = ()
    text: str = ""
    review: str = ""
    hints: tuple[int, ...] = ()


UNSPECIFIED = SlideReference(SlideKind.UNSPECIFIED)
