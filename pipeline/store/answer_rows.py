"""Answers as rows: how an event is written, which one made the answer, and what is open after a question's events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from pipeline.model.answer import Answer, AnswerEvent, Draft, Place, PlaceKind
from pipeline.rich_text.gist import gist
from pipeline.rich_text.rich_json import rich_to_json
from pipeline.store.instants import to_number
from pipeline.store.schema import ANSWERS

_BY_PERSON = {AnswerEvent.RESTORED.value, AnswerEvent.RESOLVED.value}
_DRAFT = AnswerEvent.DRAFT.value
_COPY = PlaceKind.COPY.value

_LATER = ANSWERS.alias("later")
IS_CURRENT = (
    ANSWERS.c.event != _DRAFT,
    ~select(_LATER.c.number)
    .where(_LATER.c.question == ANSWERS.c.question, _LATER.c.number > ANSWERS.c.number, _LATER.c.event != _DRAFT)
    .exists(),
)
ANSWERED = select(ANSWERS.c.question).where(*IS_CURRENT, ANSWERS.c.gist != "").subquery("answered")
"""The questions that have an answer now."""


@dataclass(slots=True)
class Trail:
    """What the events of one question come to.

    Attributes:
        current: gist of the answer, None if there never was one.
        had: gists of all texts.
        last: place → number of the last draft that was read there.
        copies: gist → number of the draft of a copy that nothing was decided about.
    """

    current: str | None = None
    had: set[str] = field(default_factory=set)
    last: dict[Place, int] = field(default_factory=dict)
    copies: dict[str, int] = field(default_factory=dict)

    def follow(self, number: int, event: str, place: Place, text: str) -> None:
        """Take in the next event."""
        self.had.add(text)
        if event == _DRAFT:
            self.last[place] = number
            if place.kind is PlaceKind.COPY:
                self.copies[text] = number
            return
        self.current = text
        self.copies.pop(text, None)
        if event in _BY_PERSON:  # whoever chose had all the others before them
            self.copies.clear()


def trails(rows: Iterable[Sequence[Any]]) -> dict[str, Trail]:
    """Return the trail of each question; rows are (number, question, event, kind, name, gist) in order."""
    found: dict[str, Trail] = {}
    places: dict[tuple[str, str], Place] = {}
    for number, question, event, kind, name, text in rows:
        place = places.get((kind, name)) or places.setdefault((kind, name), Place(PlaceKind(kind), name))
        found.setdefault(question, Trail()).follow(number, event, place, text)
    return found


def draft_row(number: int, draft: Draft) -> dict[str, object]:
    """Return the row of a text that was read."""
    event = Answer(draft.question, draft.words, draft.read_at, draft.place, AnswerEvent.DRAFT)
    return answer_row(number, event) | {"base": draft.base}


def answer_row(number: int, answer: Answer) -> dict[str, object]:
    """Return the row of a text that became an answer."""
    return {
        "number": number,
        "question": answer.question,
        "event": answer.event.value,
        "kind": answer.place.kind.value,
        "name": answer.place.name,
        "words": rich_to_json(answer.words),
        "gist": gist(answer.words),
        "base": "",
        "at": to_number(answer.accepted_at),
    }
