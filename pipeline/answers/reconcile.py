"""DRAFTS → ANSWERS: what was read is compared with what is known. Pure.

A text is accepted when it grew from the answer there is, or when there is none; else nobody chose between the two,
and readers go on seeing the one that was agreed on. Whatever is decided, every text that was read is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.answers.intake import Candidate, Intake, slot_order
from pipeline.model.answer import Answer, AnswerEvent, Conflict, Draft
from pipeline.model.reconciling import AnswerKnowledge, Outcome, Standing, Withheld
from pipeline.rich_text.gist import gist


def reconcile(
    known: AnswerKnowledge, drafts: Sequence[Draft], now: datetime, settle: timedelta, *, waits: bool = True
) -> Outcome:
    """Compare what was read with what is known.

    Args:
        known: what the store knows of the questions.
        drafts: what stands in the slots that were read, empty ones too, at most once for each slot and place; slots
            that a document no longer has are left out. None at all lets what stood long enough be accepted.
        now: the time of this run.
        settle: how long a text must stand unchanged before it is accepted.
        waits: without it the drafts given here are accepted at once; those of earlier runs wait all the same.

    Returns:
        all that changes; storing it and reconciling the same drafts again changes nothing.
    """
    taken = Intake(known)
    for draft in drafts:
        taken.take(draft)
    candidates = taken.candidates(now)
    said = _said(taken.standings.values(), candidates)
    clock = _Clock(now, settle, waits)
    verdicts = [_decide(some, taken, said[question], clock) for question, some in candidates.items()]
    accepted = [answer for verdict in verdicts for answer in verdict.accepted]
    accepted += [_answer(draft, now) for draft in taken.dressed]
    gists = dict(known.current) | {answer.question: gist(answer.words) for answer in accepted}
    for standing in list(taken.standings.values()):
        if standing.gist == gists.get(standing.question, "") != standing.agreed:
            taken.stand(replace(standing, agreed=standing.gist))
    conflicts = tuple(conflict for verdict in verdicts for conflict in verdict.conflicts)
    return Outcome(
        drafts=tuple(taken.stored),
        accepted=tuple(accepted),
        standings=tuple(sorted((taken.standings[key] for key in taken.changed), key=slot_order)),
        waiting=tuple(draft for verdict in verdicts for draft in verdict.waiting),
        due=min((verdict.due for verdict in verdicts if verdict.due), default=None),
        conflicts=conflicts,
        withheld=tuple(one for verdict in verdicts for one in verdict.withheld),
        unchanged=taken.unchanged,
    )


class _Clock:
    """Tells which candidates have stood long enough."""

    def __init__(self, now: datetime, settle: timedelta, waits: bool) -> None:
        self.now = now
        self._settle = settle
        self._waits = waits

    def due(self, candidate: Candidate) -> datetime:
        """Return when a candidate may be accepted."""
        return self.now if candidate.fresh and not self._waits else candidate.since + self._settle

    def is_settled(self, candidate: Candidate) -> bool:
        """Tell whether it may be accepted now."""
        return self.due(candidate) <= self.now


def _said(standings: Iterable[Standing], questions: Iterable[str]) -> dict[str, list[str]]:
    """Return for each of these questions the gist of every slot that somebody ever typed in."""
    said: dict[str, list[str]] = {question: [] for question in questions}
    for standing in standings:
        if standing.question in said and not standing.untouched:
            said[standing.question].append(standing.gist)
    return said


def _decide(candidates: Sequence[Candidate], taken: Intake, said: Sequence[str], clock: _Clock) -> Outcome:
    """Decide what becomes of the texts that stand for one question and are not its answer."""
    withheld = tuple(Withheld(one.draft, one.mark) for one in candidates if one.mark)
    open_ones = [candidate for candidate in candidates if not candidate.mark]
    settled = [candidate for candidate in open_ones if clock.is_settled(candidate)]
    waiting = [candidate for candidate in open_ones if not clock.is_settled(candidate)]
    due = min(map(clock.due, waiting), default=None)
    texts = {candidate.gist for candidate in settled}
    chosen = _chosen(settled, taken, said) if len(texts) == 1 else None
    if settled and chosen is None:
        return Outcome(conflicts=(_conflict(settled),), waiting=_drafts(waiting), due=due, withheld=withheld)
    if chosen is None or any(candidate.gist not in texts for candidate in waiting):
        return Outcome(waiting=_drafts(open_ones), due=due, withheld=withheld)
    return Outcome(accepted=(_answer(chosen.draft, clock.now),), withheld=withheld)


def _chosen(settled: Sequence[Candidate], taken: Intake, said: Sequence[str]) -> Candidate | None:
    """Return the candidate that may become the answer, all of them saying the same; None if it is a conflict."""
    current = taken.current(settled[0].draft.question)
    grown = next((candidate for candidate in settled if not current or candidate.base == current), None)
    if grown is not None:
        return grown
    agreed = len(said) > 1 and set(said) == {settled[0].gist}
    return settled[0] if agreed else None


def _conflict(settled: Sequence[Candidate]) -> Conflict:
    since = min(candidate.since for candidate in settled)
    return Conflict(settled[0].draft.question, _drafts(settled), since)


def _drafts(candidates: Iterable[Candidate]) -> tuple[Draft, ...]:
    return tuple(candidate.draft for candidate in candidates)


def _answer(draft: Draft, now: datetime) -> Answer:
    event = AnswerEvent.ACCEPTED if gist(draft.words) else AnswerEvent.CLEARED
    return Answer(draft.question, draft.words, now, draft.place, event)
