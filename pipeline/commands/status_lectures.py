"""How each lecture stands: its questions counted, its answers, the days that matter. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.commands.status_answers import OpenAnswers
from pipeline.commands.status_documents import DocumentLook
from pipeline.model.record import Account, Placement
from pipeline.model.series import Lecture
from pipeline.model.submission import Submission


def lecture_as_json(lecture: Lecture, kind: str, documents: Iterable[DocumentLook]) -> dict[str, Any]:
    """Return a lecture and the document that its answers are wanted in."""
    look = next((one for one in documents if (one.lecture, one.kind) == (lecture.id, kind)), None)
    return {
        "id": lecture.id,
        "title": lecture.title,
        "document": look.file if look else None,
        "questions_in_document": look.questions if look else 0,
        "document_state": look.state.value if look else "none yet",
        "answers_in": kind,
    }


def counts_as_json(lecture: Lecture, accounts: Iterable[Account]) -> dict[str, Any]:
    """Return how many questions of a lecture are open, answered and held."""
    account = next((one for one in accounts if one.lecture == lecture.id), Account(lecture.id, 0))
    return {"open": account.open, "answered": account.answered, "held": account.held}


def answered_as_json(
    lecture: Lecture, placements: Mapping[int, Placement], answers: OpenAnswers, zone: ZoneInfo
) -> dict[str, Any]:
    """Return how many answers of a lecture wait for what, and the day on which one was last taken as given."""
    here = [one for one in placements.values() if one.lecture == lecture.id]
    names = {name for one in here for name in (one.question, one.carries) if name}
    found = (answers.answered.get(one.question or "") for one in here if not one.declined)
    days = [answer.accepted_at for answer in found if answer is not None]
    return {
        "conflicting": sum(one.question in names for one in answers.conflicts),
        "withheld": len({one.draft.question for one in answers.withheld} & names),
        "waiting": len({one.draft.question for one in answers.waiting} & names),
        "last_answer": _day(max(days), zone) if days else None,
    }


def oldest_open(
    submissions: Mapping[int, Submission], placements: Mapping[int, Placement], answers: OpenAnswers, zone: ZoneInfo
) -> dict[str, str]:
    """Return lecture → day of its oldest question without an answer."""
    oldest: dict[str, datetime] = {}
    for placement in placements.values():
        submission = submissions[placement.submission]
        is_open = placement.question and not placement.declined and placement.question not in answers.answered
        if is_open and submission.instant is not None and not submission.withdrawn:
            oldest[placement.lecture] = min(submission.instant, oldest.get(placement.lecture, submission.instant))
    return {lecture: _day(instant, zone) for lecture, instant in sorted(oldest.items())}


def _day(instant: datetime, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).date().isoformat()
