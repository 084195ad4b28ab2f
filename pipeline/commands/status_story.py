"""The story of one question's answer: what readers see, where it came from, and how documents show the question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.answers import reconcile
from pipeline.commands.status_documents import is_gone
from pipeline.model.answer import Answer, Conflict
from pipeline.model.document import BlockState
from pipeline.model.record import DocumentRecord
from pipeline.rich_text.characters import clean
from pipeline.rich_text.plain_text import plain
from pipeline.run_collect import conflict_problem
from pipeline.run_context import RunContext, place_of

_STATES = {BlockState.STANDS: "stands", BlockState.NOTICED: "removed", BlockState.GONE: "gone"}
_EXPLAINED = {
    "stands": "stands there",
    "removed": "its words gave way to a notice; what was typed below stands",
    "gone": "was taken out with its slot, which nobody had touched",
    "taken out": "somebody took it out of the file",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A document that shows a question or once did, and what became of the question there."""

    file: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of the answer of one question.

    Attributes:
        question: its id.
        answer: what readers see; None if there never was one.
        texts: how many texts its history holds.
        corrected: its words as the lecturer corrected them, "" if they did not.
        original: the words that were corrected, "" likewise.
        shown: the documents.
        conflict: if there is one.
        merged_into: the question it is part of now, "" if it stands by itself.
    """

    question: str
    answer: Answer | None
    texts: int
    corrected: str
    original: str
    shown: tuple[Shown, ...]
    conflict: Conflict | None
    merged_into: str

    def as_json(self) -> dict[str, Any]:
        """Return it in plain types; fields are only ever added."""
        answer = self.answer and {
            "text": plain(self.answer.words),
            "event": self.answer.event.value,
            "place_kind": self.answer.place.kind.value,
            "place": self.answer.place.name,
            "accepted_at": self.answer.accepted_at.isoformat(timespec="seconds"),
        }
        conflict = self.conflict and {
            "since": self.conflict.since.isoformat(timespec="seconds"),
            "places": [draft.place.name for draft in self.conflict.drafts],
        }
        return {
            "answer": answer,
            "texts": self.texts,
            "corrected": self.corrected,
            "original": self.original,
            "documents": [asdict(one) for one in self.shown],
            "conflict": conflict,
            "merged_into": self.merged_into,
        }

    def as_lines(self) -> Iterator[str]:
        """Yield it for a person."""
        if self.merged_into:
            yield f"{self.question} is part of {self.merged_into} now"
        if self.corrected:
            yield "question as its lecturer corrected it, so published:"
            yield f"    {clean(self.corrected)}"
            yield f"  before: {clean(self.original)}" if self.original else "  before: as submitted above"
        for one in self.shown:
            yield f"documents/{one.file}: {_EXPLAINED[one.state]}"
        yield from self._answer_lines()

    def _answer_lines(self) -> Iterator[str]:
        """Yield what readers see, and what else there is."""
        if self.answer is not None and self.answer.words:
            place = self.answer.place
            yield (
                f"answer, {self.answer.event} on {self.answer.accepted_at:%Y-%m-%d %H:%M} UTC "
                f"from the {place.kind} {place.name}:"
            )
            yield from (f"    {line}" for line in clean(plain(self.answer.words)).splitlines())
        else:
            yield "no answer yet" if self.answer is None else "no answer: it was taken out again"
        if self.conflict is not None:
            yield f"two answers, and nobody chose:\n    → {conflict_problem(self.conflict).next_step}"
        elif self.texts:
            texts = "1 text was" if self.texts == 1 else f"{self.texts} texts were"
            yield f"  {texts} noted in its history: qa-pipeline answers history {self.question}"


def look_at_story(context: RunContext, question: str, text: str) -> Story:
    """Return the story of a question; `text` is how it is printed where nobody corrected it."""
    store = context.store
    known = store.answers.knowledge([question])
    conflicts = reconcile(known, (), context.now, context.settings.publish.settle).conflicts
    corrected = store.corrections.all().get(question, "")
    return Story(
        question=question,
        answer=store.answers.current([question]).get(question),
        texts=len(store.answers.history(question)),
        corrected=corrected,
        original=text if corrected else "",
        shown=tuple(_shown(context, question)),
        conflict=next(iter(conflicts), None),
        merged_into=store.placements.merged().get(question, ""),
    )


def _shown(context: RunContext, question: str) -> Iterator[Shown]:
    for record in context.store.documents.all():
        for one in context.store.documents.shown(record.lecture, record.kind):
            if one.block.id == question:
                state = "taken out" if _is_taken_out(context, record, question) else _STATES[one.state]
                yield Shown(record.file, record.kind, state)


def _is_taken_out(context: RunContext, record: DocumentRecord, question: str) -> bool:
    remarks = context.store.versions.remarks(record.read_sha256, place_of(record))
    return any(is_gone(question, text) for of, text in remarks if of == question)
