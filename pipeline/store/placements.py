"""The room of placements: where triage put each submission, and the account that must balance."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, delete, func, insert, select

from pipeline.errors import StoreError
from pipeline.model.question import HoldReason
from pipeline.model.record import Account, Placement, RevisionKind
from pipeline.store.answer_rows import ANSWERED
from pipeline.store.connection import Database
from pipeline.store.schema import PLACEMENTS, QUESTIONS, REVISIONS, SUBMISSIONS
from pipeline.store.submission_rows import LATEST_REVISION

_QUESTION_ID = re.compile(r"(?P<lecture>.+)-(?P<number>[0-9]{2,9})")
_REASONS: dict[str | None, HoldReason] = {reason.value: reason for reason in HoldReason}


class Placements:
    """Where the submissions stand."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[int, Placement]:
        """Return where each submission stands, by its id, in the order of the ids."""
        with self._database.reading() as connection:
            rows = connection.execute(select(PLACEMENTS).order_by(PLACEMENTS.c.submission))
            return {
                number: Placement(
                    number,
                    revision,
                    lecture,
                    question,
                    _REASONS.get(reason),
                    detail,
                    bool(head),
                    bool(declined),
                    carries,
                )
                for number, revision, lecture, question, reason, detail, head, declined, carries in rows
            }

    def place(self, changed: Sequence[Placement]) -> None:
        """Put submissions where triage wants them now, in one transaction; question ids never seen are kept for good.

        Raises:
            StoreError: a placement is of no submission or revision, or a question id is malformed.
        """
        if not changed:
            return
        with self._database.writing() as connection:
            _keep_questions(connection, changed)
            there = delete(PLACEMENTS).where(PLACEMENTS.c.submission == bindparam("placed"))
            connection.execute(there, [{"placed": placement.submission} for placement in changed])
            connection.execute(insert(PLACEMENTS), [_row(placement) for placement in changed])

    def highest_numbers(self) -> dict[str, int]:
        """Return the highest question number ever given, by the lecture that gave it."""
        wanted = select(QUESTIONS.c.first_lecture, func.max(QUESTIONS.c.number).label("highest"))
        with self._database.reading() as connection:
            rows = connection.execute(wanted.group_by(QUESTIONS.c.first_lecture).order_by(QUESTIONS.c.first_lecture))
            return {row.first_lecture: row.highest for row in rows}

    def merged(self) -> dict[str, str]:
        """Return the questions that a person merged into others, question → the one it is part of now."""
        wanted = select(PLACEMENTS.c.carries, PLACEMENTS.c.question).where(
            PLACEMENTS.c.carries != "",
            PLACEMENTS.c.question.is_not(None),
            PLACEMENTS.c.question != PLACEMENTS.c.carries,
        )
        with self._database.reading() as connection:
            return {row.carries: row.question for row in connection.execute(wanted)}

    def accounts(self) -> tuple[Account, ...]:
        """Return the account of each lecture, ordered by lecture id ("", no lecture, first).

        Received are the submissions themselves; the other counts come from their revisions and placements. One that
        triage has not placed at its latest revision is in no count, so that its account does not balance.
        """
        with self._database.reading() as connection:
            return tuple(Account(*row) for row in connection.execute(_ACCOUNTS))


def _keep_questions(connection: Connection, changed: Sequence[Placement]) -> None:
    known = set(connection.execute(select(QUESTIONS.c.id)).scalars())
    born: dict[str, dict[str, object]] = {}
    for placement in changed:
        question = placement.question
        if question is not None and question not in known and question not in born:
            born[question] = _question(question, placement.submission)
    if born:
        connection.execute(insert(QUESTIONS), list(born.values()))


def _question(question: str, submission: int) -> dict[str, object]:
    parts = _QUESTION_ID.fullmatch(question)
    if parts is None:
        raise StoreError(f'"{question}" is no question id; one looks like heinrich-2-07. Please report this.')
    return {
        "id": question,
        "first_lecture": parts["lecture"],
        "number": int(parts["number"]),
        "first_submission": submission,
    }


def _row(placement: Placement) -> dict[str, object]:
    return {
        "submission": placement.submission,
        "revision": placement.revision,
        "lecture": placement.lecture,
        "question": placement.question,
        "reason": None if placement.reason is None else placement.reason.value,
        "detail": placement.detail,
        "head": int(placement.head),
        "declined": int(placement.declined),
        "carries": placement.carries,
    }


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((and_(*conditions), 1), else_=0)), 0)


_IS_LIVE = REVISIONS.c.kind != RevisionKind.WITHDRAWN.value
_IS_PLACED = PLACEMENTS.c.revision == REVISIONS.c.number
_IS_ASKED = and_(_IS_PLACED, PLACEMENTS.c.question.is_not(None), PLACEMENTS.c.declined == 0)
_LECTURE = func.coalesce(PLACEMENTS.c.lecture, "")
_ACCOUNTS = (
    select(
        _LECTURE,
        func.count(SUBMISSIONS.c.id),
        _count(_IS_LIVE, _IS_PLACED, PLACEMENTS.c.reason.is_not(None)),
        _count(_IS_LIVE, _IS_ASKED, PLACEMENTS.c.head == 1, ANSWERED.c.question.is_(None)),
        _count(_IS_LIVE, _IS_ASKED, PLACEMENTS.c.head == 0),
        _count(REVISIONS.c.kind == RevisionKind.WITHDRAWN.value),
        _count(_IS_LIVE, _IS_ASKED, PLACEMENTS.c.head == 1, ANSWERED.c.question.is_not(None)),
        _count(_IS_LIVE, _IS_PLACED, PLACEMENTS.c.declined == 1),
    )
    .select_from(SUBMISSIONS)
    .outerjoin(REVISIONS, and_(REVISIONS.c.submission == SUBMISSIONS.c.id, LATEST_REVISION))
    .outerjoin(PLACEMENTS, PLACEMENTS.c.submission == SUBMISSIONS.c.id)
    .outerjoin(ANSWERED, ANSWERED.c.question == PLACEMENTS.c.question)
    .group_by(_LECTURE)
    .order_by(_LECTURE)
)
