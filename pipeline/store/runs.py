"""The room of runs: one record for each run that did something."""

from __future__ import annotations

from sqlalchemy import func, insert, select

from pipeline.model.record import RunRecord
from pipeline.store.connection import Database
from pipeline.store.instants import to_instant, to_number
from pipeline.store.schema import RUNS


class Runs:
    """What runs did."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, run: RunRecord) -> int:
        """Keep a run and return its number: its own, or the next one if that is 0."""
        with self._database.writing() as connection:
            number = run.number or (connection.execute(select(func.max(RUNS.c.number))).scalar() or 0) + 1
            started, ended = to_number(run.started), to_number(run.ended)
            row = (number, run.command, started, ended, run.exit_code, run.summary)
            connection.execute(insert(RUNS).values(row))
            return number

    def latest(self, count: int = 1) -> tuple[RunRecord, ...]:
        """Return the last runs, the newest first."""
        wanted = select(RUNS).order_by(RUNS.c.number.desc()).limit(count)
        with self._database.reading() as connection:
            return tuple(
                RunRecord(number, command, to_instant(started), to_instant(ended), exit_code, summary)
                for number, command, started, ended, exit_code, summary in connection.execute(wanted)
            )
