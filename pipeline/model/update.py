"""What an update does to a working document that a lecturer has had in hand."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.document import QuestionBlock
from pipeline.rich_text.rich_text import RichText


@dataclass(frozen=True, slots=True)
class NewBlock:
    """A question that is to be put in; `after` is the id of the one before it in order, "" for none."""

    block: QuestionBlock
    after: str


@dataclass(frozen=True, slots=True)
class CopiedAnswer:
    """An answer that was accepted elsewhere and goes into a slot that is still empty and ours."""

    question: str
    words: RichText


@dataclass(frozen=True, slots=True)
class RemovedQuestion:
    """A question that no longer belongs here: declined, forgotten or moved.

    Attributes:
        question: id.
        untouched: nothing was ever typed into its slot, so that question and slot may go.
        notice: what stands in place of the question's words otherwise, `removed by the organisers`.
    """

    question: str
    untouched: bool
    notice: str
