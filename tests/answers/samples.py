"""Small answers, and a store in memory that follows the same rules as the real one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.answers import reconcile
from pipeline.model.answer import Answer, AnswerEvent, Draft, HistoryEntry, Place, PlaceKind
from pipeline.model.reconciling import AnswerKnowledge, Outcome, Standing
from pipeline.rich_text.gist import gist
from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import EMPTY, Paragraph, RichText, Run

START = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
SETTLE = timedelta(minutes=30)
DOCUMENT = Place(PlaceKind.DOCUMENT, "A.docx")
SHEET = Place(PlaceKind.SHEET, "A.xlsx")
COPY = Place(PlaceKind.COPY, "A (1).docx")
OTHER_COPY = Place(PlaceKind.COPY, "A (2).docx")


def rich(text: str, *, bold: bool = False) -> RichText:
    """Return a text of one paragraph; "" is the empty slot."""
    return RichText((Paragraph((Run(text, bold=bold),)),)) if text else EMPTY


def draft(place: Place, text: str, question: str = "a-01", *, base: str = "", bold: bool = False) -> Draft:
    """Return what was read in a slot; for a copy `base` are the words it grew from."""
    return Draft(question, place, rich(text, bold=bold), START, gist(rich(base)))


class Memory:
    """Keeps what reconciling gives back and tells what it needs to know, as the store does."""

    def __init__(self) -> None:
        self.now = START
        self.entries: list[tuple[str, HistoryEntry, str]] = []
        self.standings: dict[tuple[str, Place], Standing] = {}
        self.last = Outcome()

    def knowledge(self) -> AnswerKnowledge:
        """Return what is known of all questions."""
        current: dict[str, str] = {}
        had: dict[str, set[str]] = {}
        for question, entry, _ in self.entries:
            had.setdefault(question, set()).add(gist(entry.words))
            if entry.event is not AnswerEvent.DRAFT:
                current[question] = gist(entry.words)
        return AnswerKnowledge(
            current, {question: frozenset(texts) for question, texts in had.items()}, self.standings, self.unsettled()
        )

    def unsettled(self) -> tuple[Draft, ...]:
        """Return the last draft of every place, and those of copies that nothing was decided about."""
        found: dict[tuple[str, Place, str], Draft] = {}
        for question, entry, base in self.entries:
            text = gist(entry.words)
            if entry.event is AnswerEvent.DRAFT:
                key = (question, entry.place, text if entry.place.kind is PlaceKind.COPY else "")
                found[key] = Draft(question, entry.place, entry.words, entry.at, base)
                continue
            chosen = entry.event in {AnswerEvent.RESTORED, AnswerEvent.RESOLVED}
            copies = [key for key, one in found.items() if key[0] == question and one.place.kind is PlaceKind.COPY]
            for key in copies:
                if chosen or key[2] == text:
                    del found[key]
        return tuple(found.values())

    def collect(self, *drafts: Draft, after: timedelta = timedelta(), waits: bool = True) -> Outcome:
        """Reconcile these drafts, read now, and keep the outcome."""
        self.now += after
        read = [replace(one, read_at=self.now) for one in drafts]
        self.keep(reconcile(self.knowledge(), read, self.now, SETTLE, waits=waits))
        return self.last

    def settle(self, *drafts: Draft) -> Outcome:
        """Reconcile, and once more when everything has stood long enough."""
        self.collect(*drafts)
        return self.collect(after=SETTLE)

    def keep(self, outcome: Outcome) -> None:
        """Add what is new, as the store does."""
        self.last = outcome
        for one in outcome.drafts:
            self._add(Answer(one.question, one.words, one.read_at, one.place, AnswerEvent.DRAFT), one.base)
        for answer in outcome.accepted:
            self._add(answer, "")
        self.standings |= {(standing.question, standing.place): standing for standing in outcome.standings}

    def history(self, question: str = "a-01") -> tuple[HistoryEntry, ...]:
        """Return the history of a question."""
        entries = [entry for name, entry, _ in self.entries if name == question]
        return tuple(replace(entry, number=number) for number, entry in enumerate(entries, 1))

    def answer(self, question: str = "a-01") -> str | None:
        """Return what readers see, None if there never was an answer."""
        accepted: Sequence[HistoryEntry] = [
            entry for entry in self.history(question) if entry.event is not AnswerEvent.DRAFT
        ]
        return plain(accepted[-1].words) if accepted else None

    def texts(self, question: str = "a-01") -> set[str]:
        """Return every text the question ever had."""
        return {plain(entry.words) for entry in self.history(question)}

    def _add(self, answer: Answer, base: str) -> None:
        entry = HistoryEntry(0, answer.event, answer.place, answer.words, answer.accepted_at)
        self.entries.append((answer.question, entry, base))
