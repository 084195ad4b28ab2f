"""`status`: how the series stands, lecture by lecture, and what waits for a person with the line that settles it."""

from __future__ import annotations

import json as json_format
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import typer

from pipeline.commands.call import Config, Json, call_of, output_of
from pipeline.errors import ExitCode
from pipeline.model.question import HoldReason
from pipeline.model.record import DocumentRecord, Placement
from pipeline.model.series import Lecture
from pipeline.model.submission import Submission
from pipeline.output_folder import OutputFolder
from pipeline.report import table
from pipeline.rich_text.characters import one_line
from pipeline.run_context import document_record
from pipeline.settings import Settings
from pipeline.store import open_store, sha256_of
from pipeline.triage import open_triage

if TYPE_CHECKING:
    from pipeline.store import Store

_COUNTS = ("received", "open", "answered", "merged", "held", "declined", "withdrawn")
_NO_LECTURE = "(no lecture)"


def status_command(context: typer.Context, *, config: Config = None, json: Json = False) -> ExitCode:
    """Show how each lecture stands and what waits for you.

    Example: qa-pipeline status
    """
    call = call_of(context, config, json=json)
    settings = call.settings()
    output = output_of(settings)
    with open_store(output.state) as store:
        stand = _stand(settings, store, output)
    text = json_format.dumps(stand, ensure_ascii=False, indent=1) if json else _as_text(stand)
    print(text, file=call.surroundings.out)
    return ExitCode.DONE


def _stand(settings: Settings, store: Store, output: OutputFolder) -> dict[str, Any]:
    submissions = {submission.id: submission for submission in store.submissions.all()}
    placements = store.placements.all()
    held = [placement for placement in placements.values() if _waits(placement, submissions)]
    looked = output.last_look()
    zone = ZoneInfo(settings.series.timezone)
    return {
        "series": settings.series.title,
        "last_look": datetime.fromtimestamp(looked, UTC).isoformat(timespec="seconds") if looked else None,
        "lectures": [_lecture(lecture, settings, store, output) for lecture in settings.series.lectures],
        "accounts": [asdict(account) for account in store.placements.accounts()],
        "oldest_open": _oldest(submissions, _open(store, placements), zone),
        "held": [_held(placement, submissions[placement.submission], settings) for placement in held],
        "conditions": [condition.key for condition in store.notes.conditions()],
    }


def _waits(placement: Placement, submissions: dict[int, Submission]) -> bool:
    return placement.reason is not None and not submissions[placement.submission].withdrawn


def _lecture(lecture: Lecture, settings: Settings, store: Store, output: OutputFolder) -> dict[str, Any]:
    record = document_record(store, lecture, settings.lecture_answers_in[lecture.id])
    return {
        "id": lecture.id,
        "title": lecture.title,
        "document": record.file if record else None,
        "questions_in_document": record.questions if record else 0,
        "document_state": _document_state(record, output),
        "answers_in": settings.lecture_answers_in[lecture.id],
    }


def _document_state(record: DocumentRecord | None, output: OutputFolder) -> str:
    if record is None:
        return "none yet"
    found = sha256_of(output.documents / record.file)
    if not found:
        return "missing: the next run writes it again"
    return "as written" if found == record.sha256 else "changed since it was written"


def _open(store: Store, placements: dict[int, Placement]) -> list[Placement]:
    """Return the placements of questions that have no answer yet."""
    answered = {question for question, answer in store.answers.current().items() if answer.words}
    return [one for one in placements.values() if one.question and not one.declined and one.question not in answered]


def _oldest(submissions: dict[int, Submission], unanswered: list[Placement], zone: ZoneInfo) -> dict[str, str]:
    """Return lecture → day of its oldest open question."""
    oldest: dict[str, datetime] = {}
    for placement in unanswered:
        submission = submissions[placement.submission]
        if submission.instant is None or submission.withdrawn:
            continue
        oldest[placement.lecture] = min(submission.instant, oldest.get(placement.lecture, submission.instant))
    return {lecture: instant.astimezone(zone).date().isoformat() for lecture, instant in sorted(oldest.items())}


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


def _as_text(stand: dict[str, Any]) -> str:
    looked = f"{datetime.fromisoformat(stand['last_look']):%d %b %Y %H:%M} UTC" if stand["last_look"] else "never"
    parts = [f"{stand['series']} (last look: {looked})", _lectures_as_text(stand)]
    if stand["held"]:
        parts.append(_held_as_text(stand["held"]))
    if stand["conditions"]:
        parts.append("\n".join(["Still going on:", *(f"  {condition}" for condition in stand["conditions"])]))
    return "\n\n".join(parts)


def _lectures_as_text(stand: dict[str, Any]) -> str:
    accounts = {account["lecture"]: account for account in stand["accounts"]}
    documents = {lecture["id"]: lecture for lecture in stand["lectures"]}
    rows = [
        _row(lecture, accounts.get(lecture, {}), documents.get(lecture, {}), stand["oldest_open"].get(lecture, ""))
        for lecture in dict.fromkeys([*documents, *accounts])
    ]
    return table(("Lecture", *(kind.capitalize() for kind in _COUNTS), "Oldest open", "Document"), rows)


def _row(lecture: str, account: dict[str, Any], document: dict[str, Any], oldest: str) -> tuple[object, ...]:
    counts = (account.get(kind, 0) for kind in _COUNTS)
    file = document.get("document")
    where = f"{file} ({document['document_state']})" if file else "none yet"
    return (lecture or _NO_LECTURE, *counts, oldest or "-", where if lecture else "-")


def _held_as_text(held: Iterable[dict[str, Any]]) -> str:
    lines = [
        "Held for you (`qa-pipeline questions --trace NUMBER` shows one,",
        "`qa-pipeline decide accept NUMBER LECTURE` or `decide decline NUMBER --reason WHY` settles it):",
    ]
    for one in held:
        typed = f', lecture typed as "{one_line(one["lecture_as_typed"])}"' if one["lecture_as_typed"] else ""
        lines.append(f"  submission {one['submission']} from {one['source']}: {one['reason']}{typed}")
        if one["would_place_it"]:
            lines.append(f"    → this line would place it: {one['would_place_it']}")
    return "\n".join(lines)
