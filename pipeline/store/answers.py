"""The room of answers: every text that was ever read or accepted, and what stands in which slot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, func, insert, select

from pipeline.model.answer import Answer, AnswerEvent, Draft, HistoryEntry, Place, PlaceKind
from pipeline.model.reconciling import AnswerKnowledge, Outcome, Standing
from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_json import rich_from_json
from pipeline.store.answer_rows import IS_CURRENT, Trail, answer_row, draft_row, trails
from pipeline.store.connection import Database
from pipeline.store.instants import to_instant
from pipeline.store.schema import ANSWERS, STANDINGS
from pipeline.store.standing_rows import put_standings, to_standing

_AT_ONCE = 500  # values in one statement: less than any database's limit
_BRIEFLY = select(ANSWERS.c.number, ANSWERS.c.question, ANSWERS.c.event, ANSWERS.c.kind, ANSWERS.c.name, ANSWERS.c.gist)


class Answers:
    """What lecturers wrote; texts are only ever added."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def knowledge(self, questions: Sequence[str] | None = None) -> AnswerKnowledge:
        """Return what reconciling needs to know of these questions, by default of all."""
        with self._database.reading() as connection:
            followed = trails(_rows(connection, _BRIEFLY.order_by(ANSWERS.c.number), ANSWERS.c.question, questions))
            stood = map(to_standing, _rows(connection, select(STANDINGS), STANDINGS.c.question, questions))
            standings = {(standing.question, standing.place): standing for standing in stood}
            wanted = sorted(_unsettled(followed, standings.values()))
            drafts = _rows(connection, select(ANSWERS).order_by(ANSWERS.c.number), ANSWERS.c.number, wanted)
            return AnswerKnowledge(
                current={question: trail.current for question, trail in followed.items() if trail.current is not None},
                had={question: frozenset(trail.had) for question, trail in followed.items()},
                standings=standings,
                unsettled=tuple(map(_draft, drafts)),
            )

    def standings(self, place: Place) -> dict[str, Standing]:
        """Return what stood in the slots of a document or sheet when they were last read, by question."""
        wanted = select(STANDINGS).where(STANDINGS.c.kind == place.kind.value, STANDINGS.c.name == place.name)
        with self._database.reading() as connection:
            return {row.question: to_standing(row) for row in connection.execute(wanted)}

    def current(self, questions: Sequence[str] | None = None) -> dict[str, Answer]:
        """Return the answer of each of these questions (by default of all) that has or had one, cleared ones too."""
        wanted = select(ANSWERS).where(*IS_CURRENT).order_by(ANSWERS.c.question)
        with self._database.reading() as connection:
            return {row.question: _answer(row) for row in _rows(connection, wanted, ANSWERS.c.question, questions)}

    def current_from(self, kind: PlaceKind, beginning: str) -> dict[str, Answer]:
        """Return the answers there are that came from places of a kind whose names begin so, by question."""
        there = (ANSWERS.c.kind == kind.value, ANSWERS.c.name.startswith(beginning, autoescape=True))
        with self._database.reading() as connection:
            return {
                row.question: _answer(row) for row in connection.execute(select(ANSWERS).where(*IS_CURRENT, *there))
            }

    def history(self, question: str) -> tuple[HistoryEntry, ...]:
        """Return everything a question's slots and answer ever held, oldest first; a number once given stays."""
        wanted = select(ANSWERS).where(ANSWERS.c.question == question).order_by(ANSWERS.c.number)
        with self._database.reading() as connection:
            answers = [_answer(row) for row in connection.execute(wanted)]
        return tuple(
            HistoryEntry(number, answer.event, answer.place, answer.words, answer.accepted_at)
            for number, answer in enumerate(answers, start=1)
        )

    def texts(self, questions: Sequence[str] | None = None) -> dict[str, str]:
        """Return the plain words of every text that these questions (by default all) ever had, by gist."""
        wanted = select(ANSWERS.c.gist, ANSWERS.c.words)
        with self._database.reading() as connection:
            rows = {row.gist: row.words for row in _rows(connection, wanted, ANSWERS.c.question, questions)}
        return {text: plain(rich_from_json(words)) for text, words in rows.items()}

    def keep(self, outcome: Outcome) -> None:
        """Keep what a collection found and decided, in one transaction; drafts come before what was accepted."""
        if not outcome.changes:
            return
        with self._database.writing() as connection:
            numbers = count((connection.execute(select(func.max(ANSWERS.c.number))).scalar() or 0) + 1)
            rows = [draft_row(next(numbers), draft) for draft in outcome.drafts]
            rows += [answer_row(next(numbers), answer) for answer in outcome.accepted]
            if rows:
                connection.execute(insert(ANSWERS), rows)
            if outcome.standings:
                put_standings(connection, outcome.standings)


def _rows(
    connection: Connection, wanted: Select[Any], column: Column[Any], values: Sequence[object] | None
) -> Iterator[Row[Any]]:
    """Yield the wanted rows, only those with one of these values in a column unless that is None."""
    if values is None:
        yield from connection.execute(wanted)
        return
    for start in range(0, len(values), _AT_ONCE):
        yield from connection.execute(wanted.where(column.in_(values[start : start + _AT_ONCE])))


def _unsettled(followed: Mapping[str, Trail], standings: Iterable[Standing]) -> Iterator[int]:
    """Yield the numbers of the drafts that are not the answer and may become it."""
    for trail in followed.values():
        yield from trail.copies.values()
    for standing in standings:
        trail = followed.get(standing.question, Trail())
        if standing.gist not in {trail.current or "", standing.agreed} and standing.place in trail.last:
            yield trail.last[standing.place]


def _answer(row: Row[Any]) -> Answer:
    place = Place(PlaceKind(row.kind), row.name)
    return Answer(row.question, rich_from_json(row.words), to_instant(row.at), place, AnswerEvent(row.event))


def _draft(row: Row[Any]) -> Draft:
    answer = _answer(row)
    return Draft(answer.question, answer.place, answer.words, answer.accepted_at, row.base)
