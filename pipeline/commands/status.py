"""`status`: how the series stands, lecture by lecture, and what waits for a person with the line that settles it."""

from __future__ import annotations

import json as json_format
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import typer

from pipeline.commands.call import Config, Json, call_of, output_of
from pipeline.commands.status_answers import (
    OpenAnswers,
    answers_as_json,
    conflicts_as_text,
    look_at_answers,
    offered_as_text,
    waiting_as_text,
    withheld_as_text,
)
from pipeline.commands.status_documents import DocumentLook, context_for_looking, look_at_documents
from pipeline.commands.status_lectures import answered_as_json, counts_as_json, lecture_as_json, oldest_open
from pipeline.commands.status_text import (
    attention_as_text,
    conditions_as_text,
    copies_as_text,
    corrected_as_text,
    documents_as_text,
    head_as_text,
    held_as_text,
    lectures_as_text,
)
from pipeline.errors import ExitCode
from pipeline.model.question import HoldReason
from pipeline.model.record import Placement
from pipeline.model.series import Lecture
from pipeline.model.submission import Submission
from pipeline.rich_text.addresses import mask_addresses
from pipeline.run_context import RunContext
from pipeline.settings import Settings
from pipeline.store import open_store
from pipeline.triage import open_triage

if TYPE_CHECKING:
    from pipeline.store import Store


def status_command(context: typer.Context, *, config: Config = None, json: Json = False) -> ExitCode:
    """Show how each lecture and its document stand, and what waits for you.

    Example: qa-pipeline status
    """
    call = call_of(context, config, json=json)
    settings = call.settings()
    with open_store(output_of(settings).state) as store:
        look = context_for_looking(call, settings, store)
        documents, answers = look_at_documents(look), look_at_answers(look)
        stand = _stand(look, documents, answers)
    zone = ZoneInfo(settings.series.timezone)
    text = json_format.dumps(stand, ensure_ascii=False, indent=1) if json else _as_text(stand, documents, answers, zone)
    print(text, file=call.surroundings.out)
    return ExitCode.DONE


def _stand(context: RunContext, documents: tuple[DocumentLook, ...], answers: OpenAnswers) -> dict[str, Any]:
    settings, store = context.settings, context.store
    submissions = {submission.id: submission for submission in store.submissions.all()}
    placements = store.placements.all()
    held = [placement for placement in placements.values() if _waits(placement, submissions)]
    looked = context.output.last_look()
    zone = ZoneInfo(settings.series.timezone)
    accounts = store.placements.accounts()
    oldest = oldest_open(submissions, placements, answers, zone)
    return {
        "series": settings.series.title,
        "last_look": datetime.fromtimestamp(looked, UTC).isoformat(timespec="seconds") if looked else None,
        "lectures": [
            lecture_as_json(lecture, settings.lecture_answers_in[lecture.id], documents)
            | counts_as_json(lecture, accounts)
            | answered_as_json(lecture, placements, answers, zone)
            | {"oldest_open": oldest.get(lecture.id)}
            for lecture in settings.series.lectures
        ],
        "accounts": [asdict(account) for account in accounts],
        "oldest_open": oldest,
        "held": [_held(placement, submissions[placement.submission], settings) for placement in held],
        "conditions": [condition.key for condition in store.notes.conditions()],
        "documents": [look.as_json() for look in documents],
        "answers": answers_as_json(answers),
        "corrected": _corrected(store),
        "copies": [found for lecture in settings.series.lectures if (found := _last_copy(store, lecture))],
        "inbox": context.output.inbox.names(),
        "not_understood": [{"file": name, "reason": why} for name, why in context.output.inbox.not_understood()],
    }


def _waits(placement: Placement, submissions: dict[int, Submission]) -> bool:
    return placement.reason is not None and not submissions[placement.submission].withdrawn


def _corrected(store: Store) -> list[dict[str, str]]:
    """Return the questions whose words a lecturer corrected, addresses masked."""
    return [
        {"question": one, "words": mask_addresses(words, "…")} for one, words in sorted(store.corrections.all().items())
    ]


def _last_copy(store: Store, lecture: Lecture) -> dict[str, Any] | None:
    """Return the copy of a lecture's document that was read last, None if there never was one."""
    copies = [copy for one in (lecture.id, *lecture.was) for copy in store.versions.copies(one)]
    if not copies:
        return None
    place, at, remarks = max(copies, key=lambda copy: copy[1])
    return {
        "lecture": lecture.id,
        "file": place.name,
        "read_at": at.isoformat(timespec="seconds"),
        "remarks": [{"question": question, "text": text} for question, text in remarks],
    }


def _held(placement: Placement, submission: Submission, settings: Settings) -> dict[str, Any]:
    return {
        "submission": submission.id,
        "source": submission.source,
        "reason": placement.reason.value if placement.reason else "",
        "lecture_as_typed": placement.detail,
        "would_place_it": _line_that_places(placement, settings.series.lectures),
    }


def _line_that_places(placement: Placement, lectures: tuple[Lecture, ...]) -> str:
    """Return the settings line that would place a submission whose lecture is not known, or ""."""
    if placement.reason is not HoldReason.UNKNOWN_LECTURE or not placement.detail:
        return ""
    nearest = open_triage().nearest_lecture(placement.detail, lectures)
    if nearest is None:
        return ""
    names = ", ".join(json_format.dumps(name, ensure_ascii=False) for name in (*nearest.aliases, placement.detail))
    return f"aliases = [{names}]    # in the block of {nearest.id}, if that is the lecture it means"


def _as_text(stand: dict[str, Any], documents: tuple[DocumentLook, ...], answers: OpenAnswers, zone: ZoneInfo) -> str:
    days = {one.file: f"{one.last_change.astimezone(zone):%Y-%m-%d}" for one in documents if one.last_change}
    parts = (
        head_as_text(stand),
        lectures_as_text(stand),
        documents_as_text(documents, days),
        attention_as_text(documents),
        conflicts_as_text(answers),
        offered_as_text(answers),
        withheld_as_text(answers),
        waiting_as_text(answers, zone, each=False),
        corrected_as_text(stand["corrected"]),
        copies_as_text(stand),
        held_as_text(stand["held"]),
        conditions_as_text(_not_said_yet(stand, answers)),
    )
    return "\n\n".join(part for part in parts if part)


def _not_said_yet(stand: dict[str, Any], answers: OpenAnswers) -> list[str]:
    """Return the lasting conditions that no other part tells of."""
    said = [f"{conflict.question}: " for conflict in answers.conflicts]
    said += [f"documents/{one['file']}: " for one in stand["documents"] if one["reason"]]
    return [key for key in stand["conditions"] if not key.startswith(tuple(said))]
