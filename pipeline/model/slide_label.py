"""The printed label of a slide reference, and the order of references within a lecture. Pure."""

from __future__ import annotations

from pipeline.model.slide_reference import SlideKind, SlideReference
from pipeline.model.words import Words

_RANKS = {
    SlideKind.TITLE: 0,
    SlideKind.FIRST: 1,
    SlideKind.NUMBERS: 2,
    SlideKind.OPEN_RANGE: 2,
    SlideKind.LAST: 3,
    SlideKind.BACKUP: 4,
    SlideKind.DESCRIPTION: 5,
    SlideKind.GENERAL: 6,
    SlideKind.UNSPECIFIED: 7,
}


def slide_label(reference: SlideReference, words: Words) -> str:
    """Return the label with its full stop, `Slides 3, 5 and 7–9.` for instance."""
    return _without_stop(reference, words) + "."


def slide_order(reference: SlideReference | None) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Return the sort key: title and first slide, numbers, last, backup, descriptions, general, unspecified."""
    if reference is None:
        return _RANKS[SlideKind.UNSPECIFIED], ()
    return _RANKS[reference.kind], reference.ranges


def _without_stop(reference: SlideReference, words: Words) -> str:
    """Return the label without its full stop."""
    match reference.kind:
        case SlideKind.NUMBERS:
            return _numbered(words.slide, words.slides, reference.ranges, words)
        case SlideKind.OPEN_RANGE:
            return words.from_slide.replace("{first}", str(reference.ranges[0][0]))
        case SlideKind.BACKUP if reference.ranges:
            return _numbered(words.backup_slide, words.backup_slides, reference.ranges, words)
        case SlideKind.DESCRIPTION:
            return f"{words.slide_about} {_one_line(reference.text)}"
        case _:
            return _fixed(reference.kind, words)


def _fixed(kind: SlideKind, words: Words) -> str:
    """Return the label of a place that needs no number and no text."""
    return {
        SlideKind.FIRST: words.first_slide,
        SlideKind.LAST: words.last_slide,
        SlideKind.TITLE: words.title_slide,
        SlideKind.BACKUP: words.backup_slides,
        SlideKind.GENERAL: words.whole_lecture,
    }.get(kind, words.not_specified)


def _numbered(one: str, many: str, ranges: tuple[tuple[int, int], ...], words: Words) -> str:
    """Return `Slide 31` or `Slides 3, 5 and 7–9`."""
    printed = [str(low) if low == high else f"{low}–{high}" for low, high in ranges]
    if len(printed) == 1:
        low, high = ranges[0]
        return f"{one if low == high else many} {printed[0]}"
    return f"{many} {', '.join(printed[:-1])} {words.and_} {printed[-1]}"


def _one_line(text: str) -> str:
    """Return the text without line ends and without the full stop that the label adds."""
    return " ".join(text.split()).rstrip(".")
