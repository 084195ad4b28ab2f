"""The room of corrections: questions whose words a lecturer corrected in a document; what was asked stays besides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select

from pipeline.model.answer import Place
from pipeline.store.connection import Database
from pipeline.store.instants import to_number
from pipeline.store.schema import CORRECTIONS

_AT_ONCE = 500


class Corrections:
    """The words of questions as lecturers corrected them; the last one counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, str]:
        """Return the corrected words by question."""
        with self._database.reading() as connection:
            rows = connection.execute(select(CORRECTIONS.c.question, CORRECTIONS.c.words))
            return {row.question: row.words for row in rows}

    def keep(self, place: Place, words: Mapping[str, str], now: datetime) -> None:
        """Keep how questions read in a place now: corrected words, or "" where they are as they were written there."""
        wanted = select(CORRECTIONS.c.question, CORRECTIONS.c.kind, CORRECTIONS.c.name, CORRECTIONS.c.words)
        with self._database.reading() as connection:
            known = {row.question: (row.kind, row.name, row.words) for row in connection.execute(wanted)}
        here = (place.kind.value, place.name)
        over = [one for one, text in words.items() if not text and known.get(one, ())[:2] == here]
        new = {one: text for one, text in words.items() if text and known.get(one) != (*here, text)}
        if not over and not new:
            return
        rows = [
            {"question": one, "kind": here[0], "name": here[1], "words": text, "at": to_number(now)}
            for one, text in new.items()
        ]
        changed = [*over, *new]
        with self._database.writing() as connection:
            for start in range(0, len(changed), _AT_ONCE):
                some = changed[start : start + _AT_ONCE]
                connection.execute(delete(CORRECTIONS).where(CORRECTIONS.c.question.in_(some)))
            if rows:
                connection.execute(insert(CORRECTIONS), rows)
