"""An answer put together: the initials that mark it taken off, an untouched slot left out."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.documents.reading_expected import OBJECT
from pipeline.documents.reading_prefix import Prefixes
from pipeline.documents.reading_question import cut
from pipeline.documents.reading_units import Unit
from pipeline.rich_text.rich_text import EMPTY, Paragraph, RichText, Run
from pipeline.word.rich_assembly import Piece, is_empty, trimmed
from pipeline.word.rich_pieces import Line, Setting, usual
from pipeline.word.rich_plain import PlainParagraph

# Of a slot, and of a paragraph that has lost its style; the same objects as in what is read, which are found faster.
_SLOTS = (usual(Setting(style="qa answer")), usual(Setting()))
_UNSEEN = "\u200b"


def without_prefixes(pieces: Sequence[Piece], prefixes: Prefixes) -> list[Piece]:
    """Return the pieces of an answer without our slot, and without initials that only say that it is one.

    The first paragraph loses its initials, and so does the first slot wherever it stands. Where another lecturer's
    part begins, the initials stay, so that readers see who speaks.
    """
    kept: list[Piece] = []
    is_first, slot_waits, last_speakers = True, True, frozenset[str]()
    for piece in pieces:
        if not isinstance(piece, Line) or is_empty(piece):
            kept.append(piece)
            is_first = is_first and isinstance(piece, Line)
            continue
        text = text_of(piece)
        length = prefixes.length(text)
        speakers = prefixes.speakers(text) if length else frozenset()
        is_ours = is_first or (slot_waits and prefixes.is_slot(text))
        if length and (is_ours or (length == len(text) and speakers <= last_speakers)):
            piece = Line(cut(piece.inlines, length, len(text)), piece.setting)  # noqa: PLW2901 - the same line, less
            slot_waits = False
        last_speakers |= speakers
        kept.append(piece)
        is_first = is_first and is_empty(piece)
    return kept


def plain_answer(units: Sequence[Unit], prefixes: Prefixes) -> RichText | None:
    """Return an answer in plain words, as most are, by a short way; None if it needs a closer look."""
    paragraphs: list[Paragraph] = []
    for unit in units:
        if not isinstance(unit, PlainParagraph) or unit.runs or unit.setting not in _SLOTS or _UNSEEN in unit.text:
            return None
        length = prefixes.length(unit.text)
        if length and unit is not units[0]:
            return None
        if words := unit.text[length:].strip():
            paragraphs.append(Paragraph((Run(words),)))
    return RichText(tuple(paragraphs)) if paragraphs else EMPTY


def plain_line(unit: Unit, prefixes: Prefixes) -> RichText | None:
    """Return an answer in one slot of words and looks by a short way; None if it needs a closer look."""
    line = unit.pieces[0]
    if unit.has_boxes or not isinstance(line, Line) or line.setting not in _SLOTS:
        return None
    if any(not isinstance(one, Run) or one.code for one in line.inlines):
        return None
    inlines = trimmed(cut(line.inlines, prefixes.length(unit.text), len(unit.text)))
    return RichText((Paragraph(inlines),), (), unit.lost) if inlines else EMPTY


def is_blank_slot(unit: Unit, prefixes: Prefixes) -> bool:
    """Tell whether nobody has typed anything into a paragraph."""
    return unit.is_empty or (not unit.has_boxes and prefixes.is_alone(unit.text))


def text_of(line: Line) -> str:
    """Return the words of a line, a mark for each thing that is no word."""
    return "".join(one.text if isinstance(one, Run) else OBJECT for one in line.inlines)
