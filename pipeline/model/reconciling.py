"""What reconciling needs to know and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.model.answer import Answer, Conflict, Draft, Place


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in one slot of a working document or an answer sheet, as it was last read.

    Attributes:
        sha256: fingerprint of the words, which also sees their look; "" for the empty slot.
        gist: of the words, "" for the empty slot.
        agreed: gist of the words in which this slot last agreed with the answer: what an edit here grew from.
        since: when this text was first read there.
        untouched: nobody but us ever had anything in this slot, or saved what we had put there.
    """

    question: str
    place: Place
    sha256: str
    gist: str
    agreed: str
    since: datetime
    untouched: bool


@dataclass(frozen=True, slots=True)
class AnswerKnowledge:
    """What the store knows of the answers of some questions.

    Attributes:
        current: question → gist of its last accepted answer, "" if that was cleared.
        had: question → gists of all texts it ever had, anywhere.
        standings: (question, place) → what stands there.
        unsettled: drafts with their words that are not the answer and may become it: for each slot that differs from
            the answer its last one, and those of copies that nothing was decided about, in the order they were read.
    """

    current: Mapping[str, str] = field(default_factory=dict)
    had: Mapping[str, frozenset[str]] = field(default_factory=dict)
    standings: Mapping[tuple[str, Place], Standing] = field(default_factory=dict)
    unsettled: tuple[Draft, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """A draft that its author does not want published yet, and how they said so."""

    draft: Draft
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a collection changes and what it leaves for a person or for later.

    Attributes:
        drafts: new texts, to be stored at once whatever becomes of them.
        accepted: new answers.
        standings: slots that are new or changed.
        waiting: drafts that may be accepted once they have stood long enough.
        due: when the first of these will have; None if none waits for time alone.
        conflicts: what a person or the lecturer must choose between.
        withheld: drafts whose authors say that they are not finished.
        unchanged: how many of the given drafts were no news.
    """

    drafts: tuple[Draft, ...] = ()
    accepted: tuple[Answer, ...] = ()
    standings: tuple[Standing, ...] = ()
    waiting: tuple[Draft, ...] = ()
    due: datetime | None = None
    conflicts: tuple[Conflict, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    unchanged: int = 0

    @property
    def changes(self) -> bool:
        """Tell whether there is anything to store."""
        return bool(self.drafts or self.accepted or self.standings)
