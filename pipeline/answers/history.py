"""What a person may do with the history of an answer: bring a text back, or choose between two. Pure.

Either makes the chosen text the answer and takes what stands in each place now as seen: no place speaks against the
choice until somebody changes it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.errors import UsageError
from pipeline.model.answer import Answer, AnswerEvent, Conflict, HistoryEntry, Place, PlaceKind
from pipeline.model.reconciling import Outcome, Standing
from pipeline.rich_text.gist import gist


def restore(
    question: str, number: int, history: Sequence[HistoryEntry], standings: Iterable[Standing], now: datetime, who: str
) -> Outcome:
    """Bring an earlier text back.

    Args:
        question: its id.
        number: of an entry of its history.
        history: of this question.
        standings: what stands in its slots.
        now: the time.
        who: who wants it.

    Returns:
        what to store.

    Raises:
        UsageError: there is no such entry, or its text is the answer already.
    """
    return _outcome(question, _entry(question, number, history), history, standings, now, who, AnswerEvent.RESTORED)


def resolve(
    conflict: Conflict | None,
    question: str,
    choice: str,
    history: Sequence[HistoryEntry],
    standings: Iterable[Standing],
    now: datetime,
    who: str,
) -> Outcome:
    """Choose one of the texts that are in conflict.

    Args:
        conflict: the one this question is in, if any.
        question: its id.
        choice: the number of an entry of its history; or a place: its file name, or its kind (document, sheet, copy).
        history: of this question.
        standings: what stands in its slots.
        now: the time.
        who: who chooses.

    Returns:
        what to store.

    Raises:
        UsageError: there is no conflict, or nothing is known of that choice.
    """
    if conflict is None:
        raise UsageError(
            f"The answer of {question} is in no conflict. To bring an earlier text back: "
            f"qa-pipeline answers restore {question} NUMBER"
        )
    chosen = (
        _entry(question, int(choice), history) if choice.isdecimal() else _from(question, choice, conflict, history)
    )
    return _outcome(question, chosen, (), standings, now, who, AnswerEvent.RESOLVED)


def copied(question: str, place: Place, words_sha256: str, answer: Answer, now: datetime) -> Standing:
    """Return what stands in a slot once we have written an answer into it: until somebody saves it, nobody saw it.

    Args:
        question: its id.
        place: the document or the sheet.
        words_sha256: fingerprint of the words as a reader will read them there.
        answer: what was written.
        now: the time.
    """
    text = gist(answer.words)
    return Standing(question, place, words_sha256, text, text, now, untouched=True)


def _outcome(
    question: str,
    chosen: HistoryEntry,
    history: Sequence[HistoryEntry],
    standings: Iterable[Standing],
    now: datetime,
    who: str,
    event: AnswerEvent,
) -> Outcome:
    current = next((entry for entry in reversed(history) if entry.event is not AnswerEvent.DRAFT), None)
    if current is not None and current.words == chosen.words:
        raise UsageError(f"The text with the number {chosen.number} is the answer of {question} already.")
    return Outcome(
        accepted=(Answer(question, chosen.words, now, Place(PlaceKind.PERSON, who), event),),
        standings=tuple(
            replace(standing, agreed=standing.gist)
            for standing in standings
            if standing.question == question and standing.agreed != standing.gist
        ),
    )


def _entry(question: str, number: int, history: Sequence[HistoryEntry]) -> HistoryEntry:
    """Return an entry by its number."""
    found = next((entry for entry in history if entry.number == number), None)
    if found is None:
        known = f"numbered from 1 to {len(history)}" if history else "none"
        raise UsageError(f"The history of {question} has no text {number}; there are {known}.")
    return found


def _from(question: str, place: str, conflict: Conflict, history: Sequence[HistoryEntry]) -> HistoryEntry:
    """Return the last text that was read in a place; a kind that several texts in conflict have says too little."""
    files = sorted({draft.place.name for draft in conflict.drafts if draft.place.kind == place})
    if len(files) > 1:
        raise UsageError(
            f"Texts in more than one {place} are in conflict; say the file's name: {', '.join(files)}. "
            f"Or its number: qa-pipeline answers history {question}"
        )
    named = [entry for entry in history if entry.place.name == place and entry.place.kind is not PlaceKind.COMMENT]
    found = [entry for entry in history if entry.place.kind == place] or named
    if not found:
        names = sorted({word for entry in history for word in (entry.place.kind.value, entry.place.name)})
        raise UsageError(
            f'No text of {question} was read in "{place}". Say one of these: {", ".join(names)}; '
            f"or a number: qa-pipeline answers history {question}"
        )
    return found[-1]
