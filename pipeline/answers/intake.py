"""Which of the texts that were read are news, and what stands where now. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.answers.unfinished import unfinished
from pipeline.model.answer import IN_PLACE, Draft, Place, PlaceKind
from pipeline.model.reconciling import AnswerKnowledge, Standing
from pipeline.rich_text.gist import gist
from pipeline.rich_text.plain_text import fingerprint


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that stands somewhere and is not the answer.

    Attributes:
        draft: its words.
        gist: of these words.
        base: gist of the answer it grew from.
        since: when it was first read there.
        fresh: it was read just now.
        mark: how it says that it is not finished, "" if it does not.
    """

    draft: Draft
    gist: str
    base: str
    since: datetime
    fresh: bool
    mark: str


class Intake:
    """What a collection found, before anything is decided.

    Attributes:
        stored: the drafts that are news.
        dressed: drafts with the words of the answer in another look, typed where these words stood already.
        standings: everything that stands somewhere, by question and place.
        changed: the places of those standings that the store does not have so.
        unchanged: how many drafts were no news.
    """

    def __init__(self, known: AnswerKnowledge) -> None:
        self.stored: list[Draft] = []
        self.dressed: list[Draft] = []
        self.standings: dict[tuple[str, Place], Standing] = dict(known.standings)
        self.changed: set[tuple[str, Place]] = set()
        self.unchanged = 0
        self._known = known
        self._had: set[tuple[str, str]] = set()
        self._open: dict[tuple[str, Place, str], tuple[Draft, bool]] = {
            (draft.question, draft.place, gist(draft.words)): (draft, False)
            for draft in known.unsettled
            if draft.place.kind is not PlaceKind.COMMENT
        }

    def current(self, question: str) -> str:
        """Return the gist of the answer of a question before this collection, "" if it has none."""
        return self._known.current.get(question, "")

    def stand(self, standing: Standing) -> None:
        """Remember what stands in a slot now."""
        key = (standing.question, standing.place)
        if self.standings.get(key) != standing:
            self.standings[key] = standing
            self.changed.add(key)

    def take(self, draft: Draft) -> None:
        """Look at one draft; what is news is stored."""
        if draft.place.kind in IN_PLACE:
            self._take_in_place(draft)
        elif self._is_news(draft):
            self._store(draft, gist(draft.words))
        else:
            self.unchanged += 1

    def candidates(self, now: datetime) -> dict[str, list[Candidate]]:
        """Return, by question, the texts that stand somewhere and are not the answer, in the order they were read."""
        found: dict[str, list[Candidate]] = {}
        for (question, _, here), (draft, fresh) in self._open.items():
            candidate = self._candidate(draft, here, fresh=fresh, now=now)
            if candidate is not None:
                found.setdefault(question, []).append(candidate)
        return {question: sorted(found[question], key=_read_order) for question in sorted(found)}

    def _take_in_place(self, draft: Draft) -> None:
        key = (draft.question, draft.place)
        before = self.standings.get(key)
        sha256 = fingerprint(draft.words) if draft.words else ""
        if before is not None and before.sha256 == sha256:
            if before.untouched and before.gist:  # what we had put there was saved by somebody who saw it
                self.stand(replace(before, untouched=False))
            self.unchanged += 1
            return
        here = gist(draft.words)
        if before is not None and before.untouched and before.gist and not here:
            # A file from before we put the answer there was saved over ours: nobody cleared what they never saw.
            self.stand(Standing(*key, "", "", "", draft.read_at, untouched=True))
            return
        if here or (before is not None and before.gist):
            self._store(draft, here)
        if before is not None and here and before.gist == here == self.current(draft.question):
            self.dressed.append(draft)
        agreed, untouched = (before.agreed, before.untouched) if before else ("", True)
        self.stand(Standing(*key, sha256, here, agreed, draft.read_at, untouched and not here))

    def _is_news(self, draft: Draft) -> bool:
        """Tell whether a text from elsewhere is one that this question never had."""
        here = gist(draft.words)
        had = self._known.had.get(draft.question, frozenset())
        return bool(here) and here not in had and (draft.question, here) not in self._had

    def _store(self, draft: Draft, here: str) -> None:
        self.stored.append(draft)
        self._had.add((draft.question, here))
        if draft.place.kind is not PlaceKind.COMMENT:  # whether a comment is an answer is for a person to say
            self._open[draft.question, draft.place, here] = (draft, True)

    def _candidate(self, draft: Draft, here: str, *, fresh: bool, now: datetime) -> Candidate | None:
        """Return a draft as a candidate; None if it is the answer, stands no more, or is an edit undone."""
        if here == self.current(draft.question):
            return None
        mark = unfinished(draft.words)
        if draft.place.kind not in IN_PLACE:
            # Nothing can change in a copy: one that is not finished was told of when it came.
            return Candidate(draft, here, draft.base, draft.read_at, fresh, mark) if fresh or not mark else None
        standing = self.standings.get((draft.question, draft.place))
        if standing is None or here != standing.gist or here == standing.agreed:
            return None
        if standing.since > now:  # the clock was set back: it has stood there since now at the latest
            standing = replace(standing, since=now)
            self.stand(standing)
        return Candidate(draft, here, standing.agreed, standing.since, fresh, mark)


def slot_order(standing: Standing) -> tuple[str, str, str]:
    """Return the sort key that makes an outcome independent of the order in which documents were read."""
    return standing.question, standing.place.kind, standing.place.name


def _read_order(candidate: Candidate) -> tuple[datetime, str, str, str]:
    return candidate.since, candidate.draft.place.kind, candidate.draft.place.name, candidate.gist
