"""The room of decisions: a log that is only ever added to."""

from __future__ import annotations

from sqlalchemy import func, insert, select

from pipeline.model.decision import Decision, Verb
from pipeline.store.connection import Database
from pipeline.store.instants import to_instant, to_number
from pipeline.store.schema import DECISIONS


class Decisions:
    """What people said about questions and held submissions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Decision, ...]:
        """Return the whole log, in order; `in_force` of the model tells which of them still hold."""
        with self._database.reading() as connection:
            rows = connection.execute(select(DECISIONS).order_by(DECISIONS.c.number))
            return tuple(
                Decision(number, Verb(verb), subject, argument, who, why, to_instant(at))
                for number, verb, subject, argument, who, why, at in rows
            )

    def record(self, decision: Decision) -> int:
        """Add a decision to the log and return its number, which is the next one whatever number it brings."""
        with self._database.writing() as connection:
            number = (connection.execute(select(func.max(DECISIONS.c.number))).scalar() or 0) + 1
            row = (number, decision.verb.value, decision.subject, decision.argument, decision.who, decision.why)
            connection.execute(insert(DECISIONS).values((*row, to_number(decision.at))))
            return number
