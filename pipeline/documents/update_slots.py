"""Slots that are still as we wrote them, and the answers that were accepted elsewhere put into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.documents.update_places import Places
from pipeline.model.update import CopiedAnswer
from pipeline.word.blocks import Span
from pipeline.word.rich_write import RichWriter
from pipeline.word.splicing import Splice, declare

# What is no text, but was put there by somebody: pictures, formulas, notes, comments, tracked changes, fields.
_SOMETHING = re.compile(
    rb"<(?:[\w.-]+:)?(?:drawing|pict|object|oMath|oMathPara|sym|fldSimple|fldChar|altChunk|subDoc|contentPart|ins|del|"
    rb"moveFrom|moveTo|commentRangeStart|commentRangeEnd|commentReference|footnoteReference|endnoteReference|ruby)"
    rb"(?=[\s/>])"
)


def empty_slot(places: Places, question: str, slot: str) -> Span | None:
    """Return the paragraph of a slot into which nobody ever put anything; None if it is not there any more.

    Args:
        places: of the questions.
        question: id.
        slot: what we wrote there, `LH:`.
    """
    paragraph = places.paragraph(question)
    if paragraph is None:
        return None
    body, below = places.body, places.below(paragraph)
    if _SOMETHING.search(body.content, below.start, below.end):
        return None
    # A slot that is empty is all there is, and its words are ours.
    if body.text(below.start, below.end).split() != slot.split():
        return None
    spans = body.paragraphs(below.start, below.end)
    return next((span for span in spans if body.text(span.start, span.end).strip()), None)


def answer_splices(places: Places, copied: Sequence[CopiedAnswer], slot: str, writer: RichWriter) -> Iterator[Splice]:
    """Yield the changes that put answers into slots; where something was typed meanwhile, there is none."""
    for answer in copied:
        span = empty_slot(places, answer.question, slot) if answer.words else None
        if span is None:
            continue
        body = places.body
        runs, blocks = (
            declare(xml, "w:p|w:tbl|w:r|w:hyperlink|m:oMath|m:oMathPara", body.prefixes)
            for xml in writer.answer(answer.words)
        )
        typed = body.text(span.start, span.end)
        gap = "" if typed[-1:].isspace() or not runs else declare(_BLANK, "w:r", body.prefixes)
        end = body.content.rindex(b"</", span.start, span.end)
        yield Splice(end, end, gap + runs)
        yield Splice(span.end, span.end, blocks)


_BLANK = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
