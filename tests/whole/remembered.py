"""What a patient observer remembers of a series: every text that anybody ever typed, and where it stood last."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.store import open_store
from tests.whole.answering import ITEM, PLAIN, Answer, slots, told, words_of
from tests.whole.series import Series

Place = tuple[str, str]  # lecture and kind of a working document
SETTLE = timedelta(minutes=30)
_SHORTLY = timedelta(minutes=3)  # of what is younger, a fault may be that it has not come whole yet


def as_said(answer: Answer) -> Answer:
    """Return an answer with the items of lists told the same whatever file they were typed in."""
    return tuple((ITEM, text[2:]) if look == PLAIN and text.startswith("- ") else (look, text) for look, text in answer)


def _without_looks(answer: Answer) -> Answer:
    """Return an answer as it stands in a cell."""
    return tuple((look if look == ITEM else PLAIN, text) for look, text in answer)


@dataclass(frozen=True, slots=True)
class Known:
    """What the store says after a run, by question."""

    history: Mapping[str, tuple[Answer, ...]]
    current: Mapping[str, Answer]
    merged: Mapping[str, str]
    files: Mapping[Place, str]
    balances: bool


def known(series: Series) -> Known:
    """Return what the store of a series says."""
    with open_store(series.output / "state") as store:
        questions = store.answers.knowledge().had
        return Known(
            {one: tuple(told(entry.words) for entry in store.answers.history(one)) for one in questions},
            {one: told(answer.words) for one, answer in store.answers.current().items()},
            store.placements.merged(),
            {(one.lecture, one.kind): one.file for one in store.documents.all()},
            all(account.balances for account in store.placements.accounts()),
        )


@dataclass(slots=True)
class Memory:
    """Texts and places.

    Attributes:
        typed: every answer that was ever typed for a question.
        handed: questions that were ever merged, and into which.
        held: what a person last saw in a file of `documents/`, or we put into it since.
        sent: what stood in copies that no run has read yet.
        seen: the questions that were in any file that a person saved in a place.
        absent: those that a person took out there, or that were not in what they saved later.
        cleared: questions with a slot that was empty in some file where there had been words before.
        places: where a question was ever answered; a decision or a lost file counts as one more.
        stood: text and since when it has been seen in a working document.
    """

    typed: dict[str, set[Answer]] = field(default_factory=dict)
    handed: set[tuple[str, str]] = field(default_factory=set)
    held: dict[str, dict[str, str]] = field(default_factory=dict)
    sent: list[dict[str, str]] = field(default_factory=list)
    seen: dict[Place, set[str]] = field(default_factory=dict)
    absent: dict[Place, set[str]] = field(default_factory=dict)
    cleared: set[str] = field(default_factory=set)
    places: dict[str, set[object]] = field(default_factory=dict)
    stood: dict[tuple[Place, str], tuple[str, datetime]] = field(default_factory=dict)

    def types(self, answers: Mapping[str, Answer], place: object) -> None:
        """Remember what is typed for some questions."""
        for question, answer in answers.items():
            self.typed.setdefault(question, set()).add(as_said(answer))
            self.differs([question], place)

    def differs(self, questions: Iterable[str], place: object) -> None:
        """Remember that something was said about questions in one more place."""
        for question in questions:
            self.places.setdefault(question, set()).add(place)

    def saves(self, path: Path, content: bytes, now: datetime, place: Place | None) -> None:
        """Save a file as a person did shortly before this time; `place` tells which working document it is."""
        path.write_bytes(content)
        saved = (now - _SHORTLY).timestamp()
        os.utime(path, (saved, saved))
        there = slots(content, path.name)
        before = self.held.get(path.name, {})
        self.cleared |= {question for question, text in before.items() if text and not there.get(question)}
        self.held[path.name] = there
        if place is not None:
            self.seen.setdefault(place, set()).update(there)
            self.absent.setdefault(place, set()).update(self.seen[place] - there.keys())

    def allowed(self, question: str) -> set[Answer]:
        """Return every text that may stand for a question: typed there, or for one that was merged into it."""
        family, before = {question}, set[str]()
        while family != before:
            before = set(family)
            family |= {one for one, into in self.handed if into in family}
        return {answer for one in family for answer in self.typed.get(one, ())}

    def hold_files(self, documents: Path, listed: Mapping[str, set[str]]) -> None:
        """Every text that stood in a file stands in its slot; what is new in a slot was typed for this question.

        Args:
            documents: the folder.
            listed: the questions of today by file; only others may leave one whose slot nobody touched.
        """
        for name, before in self.held.items():
            after = slots((documents / name).read_bytes(), name)
            for question, text in before.items():
                if text or question in listed.get(name, ()):
                    assert question in after, f"{question} left {name}"
                assert not text or after[question] == text, f"{name} says something else for {question}"
            self._hold_new(name, before, after)
            self.held[name] = after

    def _hold_new(self, name: str, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        for question, text in after.items():
            if text and not before.get(question):
                assert text in set(map(words_of, self.allowed(question))), f"{name}: a stranger's words at {question}"

    def hold_history(self, now: Known) -> None:
        """Every text is in the history of its question, and no other text is."""
        for there in (*self.held.values(), *self.sent):
            for question, text in there.items():
                said = {words_of(entry) for entry in now.history.get(question, ())}
                assert not text or text in said, f"{text!r} is not in the history of {question}"
        for question, entries in now.history.items():
            allowed = self.allowed(question) | {()}
            # We copy an answer into a cell without its looks, and may read it there once it was read as it was typed.
            in_cells = {_without_looks(entry) for entry in map(as_said, entries) if entry in allowed}
            for entry in entries:
                assert as_said(entry) in allowed | in_cells, f"{entry} in the history of {question}"

    def hold_current(self, now: Known) -> None:
        """Readers see a text that was typed for the question, and none only where somebody cleared a slot."""
        for question, answer in now.current.items():
            assert as_said(answer) in self.allowed(question) or (not answer and question in self.cleared)

    def hold_settled(self, now: Known, clock: datetime) -> None:
        """A text that stood long enough in the one place where anybody ever typed is the answer."""
        stands = {
            (place, question): text
            for place, file in now.files.items()
            for question, text in self.held.get(file, {}).items()
        }
        for key, text in stands.items():
            before, since = self.stood.get(key, (text, clock))
            since = min(since, clock) if before == text else clock
            stands_alone = self.places.get(key[1]) == {key[0]}
            if stands_alone and clock - since >= SETTLE:
                answer = now.current.get(key[1], ())
                assert words_of(answer) == text, f"{text!r} stood long enough for {key[1]}"
            self.stood[key] = (text, since)
        self.stood = {key: self.stood[key] for key in stands}
