"""Which answers wait for a person or for time: in conflict, unfinished, not settled, offered in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pipeline.answers import reconcile
from pipeline.model.answer import Answer, AnswerEvent, Conflict, Draft, HistoryEntry, Place, PlaceKind
from pipeline.model.reconciling import AnswerKnowledge, Outcome
from pipeline.rich_text.plain_text import plain
from pipeline.run_collect import conflict_problem
from pipeline.run_context import RunContext
from pipeline.run_reading import shortened

if TYPE_CHECKING:
    from pipeline.store import Store


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text that is not the answer of its question: its number in the history, and what it says of itself."""

    number: int
    draft: Draft
    mark: str = ""


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """What is open about answers; nothing of it is decided by looking.

    Attributes:
        conflicts: two texts that nobody chose between.
        withheld: texts whose authors say that they are not finished.
        waiting: texts that count once they have stood long enough.
        due: when the first of these will have; None if it has by now.
        offered: margin comments at questions without an answer.
        answered: the current answer of every question that has one.
        files: place → its file as a person finds it.
    """

    conflicts: tuple[Conflict, ...]
    withheld: tuple[Numbered, ...]
    waiting: tuple[Numbered, ...]
    due: datetime | None
    offered: tuple[Numbered, ...]
    answered: Mapping[str, Answer]
    files: Mapping[str, str]

    def file(self, place: Place) -> str:
        """Return where a text was read, as a person finds it."""
        return place.name if place.kind is PlaceKind.COPY else self.files.get(place.name, place.name)


def look_at_answers(context: RunContext) -> OpenAnswers:
    """Return what is open about the answers of the series."""
    store = context.store
    known = store.answers.knowledge()
    outcome = reconcile(known, (), context.now, context.settings.publish.settle)
    answers = store.answers.current()
    return OpenAnswers(
        conflicts=outcome.conflicts,
        withheld=tuple(_numbered(store, one.draft, one.reason) for one in outcome.withheld),
        waiting=tuple(_numbered(store, draft) for draft in _not_settled(outcome)),
        due=None if outcome.accepted else outcome.due,
        offered=tuple(_offered(store, known)),
        answered={question: answer for question, answer in answers.items() if answer.words},
        files={record.name: f"documents/{record.file}" for record in store.documents.all()},
    )


def _not_settled(outcome: Outcome) -> Iterable[Draft]:
    """Return the texts that wait for time, also those that have stood long enough: the next run takes them."""
    return (*outcome.waiting, *(Draft(one.question, one.place, one.words, one.accepted_at) for one in outcome.accepted))


def _numbered(store: Store, draft: Draft, mark: str = "") -> Numbered:
    history = store.answers.history(draft.question)
    number = next((one.number for one in reversed(history) if one.words == draft.words), len(history))
    return Numbered(number, draft, mark)


def _offered(store: Store, known: AnswerKnowledge) -> Iterable[Numbered]:
    for question in sorted(known.had):
        if known.current.get(question):
            continue
        last = _last_comment(store.answers.history(question))
        if last is not None:
            yield Numbered(last.number, Draft(question, last.place, last.words, last.at))


def _last_comment(history: Iterable[HistoryEntry]) -> HistoryEntry | None:
    """Return the comment that nobody has said anything about yet."""
    found = None
    for entry in history:
        if entry.event is AnswerEvent.DRAFT:
            found = entry if entry.place.kind is PlaceKind.COMMENT else found
        elif entry.event is not AnswerEvent.CLEARED:
            found = None
    return found


def answers_as_json(answers: OpenAnswers) -> dict[str, Any]:
    """Return what is open in plain types; fields are only ever added."""
    return {
        "conflicts": [
            {
                "question": conflict.question,
                "since": conflict.since.isoformat(timespec="seconds"),
                "places": [answers.file(draft.place) for draft in conflict.drafts],
                "next_step": conflict_problem(conflict).next_step,
            }
            for conflict in answers.conflicts
        ],
        "withheld": [_as_json(answers, one) | {"mark": one.mark} for one in answers.withheld],
        "waiting": [_as_json(answers, one) for one in answers.waiting],
        "first_counts_from": answers.due.isoformat(timespec="seconds") if answers.due else None,
        "comments": [_as_json(answers, one) for one in answers.offered],
    }


def _as_json(answers: OpenAnswers, one: Numbered) -> dict[str, Any]:
    return {
        "question": one.draft.question,
        "number": one.number,
        "place": answers.file(one.draft.place),
        "read_at": one.draft.read_at.isoformat(timespec="seconds"),
    }


def conflicts_as_text(answers: OpenAnswers) -> str:
    """Return the conflicts with the lines that end them, "" if there are none."""
    if not answers.conflicts:
        return ""
    lines = ["Two answers, and nobody chose between them; readers see the last agreed one:"]
    for conflict in answers.conflicts:
        places = ", ".join(dict.fromkeys(answers.file(draft.place) for draft in conflict.drafts))
        lines += [f"  {conflict.question}: another text stands in {places}"]
        lines += [f"    → {conflict_problem(conflict).next_step}"]
    return "\n".join(lines)


def withheld_as_text(answers: OpenAnswers) -> str:
    """Return the unfinished texts, "" if there are none."""
    if not answers.withheld:
        return ""
    lines = [f'  {one.draft.question}: "{one.mark}" in {answers.file(one.draft.place)}' for one in answers.withheld]
    return "\n".join(["Marked as unfinished by their authors, so not shown to readers:", *lines])


def offered_as_text(answers: OpenAnswers) -> str:
    """Return the margin comments that may be answers with the lines that make them such, "" if there are none."""
    if not answers.offered:
        return ""
    lines = ["No answer, but a comment in the margin; if it is the answer, take it as such:"]
    for one in answers.offered:
        lines += [
            f'  {one.draft.question}: "{shortened(plain(one.draft.words))}"',
            f"    → qa-pipeline answers restore {one.draft.question} {one.number}",
        ]
    return "\n".join(lines)


def waiting_as_text(answers: OpenAnswers, zone: ZoneInfo, *, each: bool) -> str:
    """Return what counts by itself once it has stood long enough, each with its line if wanted; "" if nothing does."""
    if not answers.waiting:
        return ""
    count = len(answers.waiting)
    when = f"from {answers.due.astimezone(zone):%d %b %Y %H:%M}" if answers.due else "with the next run"
    counts = "1 answer counts" if count == 1 else f"{count} answers count"
    lines = [f"{counts} once the text has stood unchanged long enough; the first {when}."]
    if each:
        lines += [
            f"  {one.draft.question} in {answers.file(one.draft.place)}\n"
            f"    → at once: qa-pipeline answers restore {one.draft.question} {one.number}"
            for one in answers.waiting
        ]
    return "\n".join(lines)
