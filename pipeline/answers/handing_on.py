"""Answers that go on to where they are wanted too: into empty slots, to the question others merged into. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from pipeline.model.answer import Answer, AnswerEvent, Draft, Place, PlaceKind
from pipeline.model.reconciling import AnswerKnowledge
from pipeline.rich_text.gist import gist
from pipeline.rich_text.rich_text import EMPTY

HANDED_ON = "the answer of "  # and the question: where such an answer was read


def free_slots(
    known: AnswerKnowledge, conflicting: Container[str], place: Place, questions: Iterable[str]
) -> tuple[str, ...]:
    """Return the questions with an answer that nobody ever touched in a place: their slots there are to get it.

    Args:
        known: what the store knows of the answers.
        conflicting: questions in conflict: readers see the last agreed text, the documents are left alone.
        place: a document or a sheet.
        questions: those that stand there.
    """
    return tuple(
        question
        for question in questions
        if known.current.get(question) and question not in conflicting and _is_free(known, question, place)
    )


def _is_free(known: AnswerKnowledge, question: str, place: Place) -> bool:
    """Tell whether a slot is as we wrote it; of what was never read there, nothing is known."""
    standing = known.standings.get((question, place))
    return standing is None or (standing.untouched and not standing.gist)


def taken_back(merged: Mapping[str, str], current: Mapping[str, Answer], now: datetime) -> tuple[Answer, ...]:
    """Return what ends the answers that questions have from others which were merged into them and are no longer.

    Args:
        merged: question → the one it is part of now.
        current: the answers that came from another question, by the question that has them.
        now: the time of this run.
    """
    return tuple(
        replace(answer, words=EMPTY, accepted_at=now, event=AnswerEvent.CLEARED)
        for question, answer in sorted(current.items())
        if answer.words and merged.get(answer.place.name.removeprefix(HANDED_ON)) != question
    )


def handed_on(
    known: AnswerKnowledge, merged: Mapping[str, str], answers: Mapping[str, Answer], now: datetime
) -> tuple[Draft, ...]:
    """Return the answers of questions that were merged into others as drafts of these: they ask the same.

    Args:
        known: what the store knows of the answers.
        merged: question → the one it was merged into.
        answers: of the merged questions.
        now: the time of this run.
    """
    found = []
    for question, into in sorted(merged.items()):
        answer = answers.get(question)
        if answer is None or not answer.words or gist(answer.words) in known.had.get(into, frozenset()):
            continue
        grown = known.current.get(into, "") in known.had.get(question, frozenset())
        base = known.current.get(into, "") if grown else ""
        found.append(Draft(into, Place(PlaceKind.COPY, f"{HANDED_ON}{question}"), answer.words, now, base))
    return tuple(found)
