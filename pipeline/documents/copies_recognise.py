"""Which lecture a copy belongs to: by its properties, else by the questions it names, else by their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents.copies_kinds import kind_of
from pipeline.documents.copies_traces import Traces, traces_of
from pipeline.documents.copies_words import CopyWords
from pipeline.documents.reading_kinds import look_at
from pipeline.errors import DocumentError
from pipeline.model.copies import RecognisedBy, Recognition
from pipeline.model.reading import DocumentKnowledge, KnownQuestion

_ENOUGH = 2  # questions, or all of a lecture that has fewer
_CLEARLY = 2  # times as many as the next lecture


def recognise(
    content: bytes,
    name: str,
    series_key: str,
    candidates: Sequence[DocumentKnowledge],
    aliases: Mapping[str, str] | None = None,
) -> Recognition:
    """Return which lecture a copy belongs to.

    Args:
        content: a Word file, a workbook or a table saved as text.
        name: how a person knows it; begins every message, and decides between lectures that are equally likely.
        series_key: of this series.
        candidates: the lectures it may belong to, each with all its questions.
        aliases: ids that lectures had before, and the ids they have now.

    Raises:
        DocumentError: it cannot be read, belongs to another series or to no lecture known here, or to several.
    """
    kind = kind_of(content, name)
    if kind.becomes is not kind:
        look = look_at(content, name)
        raise DocumentError(f"{name} {look.what}. {look.advice}")
    copy = _Copy(name, traces_of(content, name, kind), candidates, aliases or {})
    return copy.recognised(series_key)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy whose lecture is looked for."""

    name: str
    traces: Traces
    candidates: Sequence[DocumentKnowledge]
    aliases: Mapping[str, str]

    def recognised(self, series_key: str) -> Recognition:
        """Return the lecture; see `recognise`."""
        series, lecture = (self.traces.marks.get(mark, "") for mark in ("qa-series", "qa-lecture"))
        lecture = self.aliases.get(lecture, lecture)
        if series == series_key and any(one.lecture == lecture for one in self.candidates):
            return Recognition(lecture, RecognisedBy.PROPERTIES)
        words = CopyWords(self.traces.blocks())
        # Another series may have used the same ids, so that only the words can tell.
        named = self._named(words, is_ours=series == series_key) if series in {"", series_key} else ""
        if named:
            return Recognition(named, self.traces.named_by)
        found = _by_words(words, self.candidates)
        likely = _likely(found, self.candidates)
        if len(likely) == 1:
            return Recognition(likely[0], RecognisedBy.TEXT)
        chosen = self._by_name(likely)
        if chosen:
            return Recognition(chosen, RecognisedBy.NAME)
        raise DocumentError(f"{self.name} {self._refusal(found, likely, lecture, series_key)}")

    def _named(self, words: CopyWords, *, is_ours: bool) -> str:
        """Return the lecture whose questions the file names, "" if that is not clear.

        Without a sign that the file is of this series, at least one question must stand there in its words too.
        """
        ids, shows_words = self.traces.named([one for lecture in self.candidates for one in lecture.questions])
        named = {one.lecture: [known for known in one.questions if known.id in ids] for one in self.candidates}
        lecture = _clear_winner(Counter({key: len(questions) for key, questions in named.items()}))
        is_known = is_ours or not shows_words
        return lecture if lecture and (is_known or any(map(words.hold, named[lecture]))) else ""

    def _by_name(self, likely: Sequence[str]) -> str:
        """Return the one of several lectures that the name of the file speaks of; the longest if one holds another."""
        ids = {one.lecture: one.lecture for one in self.candidates} | dict(self.aliases)
        spoken = self.name.casefold()
        found = [
            old
            for old, now in ids.items()
            if now in likely and re.search(rf"(?<![a-z0-9]){re.escape(old.casefold())}(?![a-z0-9])", spoken)
        ]
        longest = {ids[old] for old in found if not any(old != one and old in one for one in found)}
        return longest.pop() if len(longest) == 1 else ""

    def _refusal(self, found: Counter[str], likely: Sequence[str], lecture: str, series_key: str) -> str:
        """Return why there is no lecture, and what to do."""
        if likely:
            counted = " and ".join(f"{one} ({_questions(found[one])})" for one in likely)
            return (
                f"may belong to several lectures: {counted}. "
                f"Send a file for each; or put the lecture's id into its name, as in {likely[0]}.docx, and collect it."
            )
        if self.traces.marks.get("qa-series", series_key) != series_key:
            return "belongs to another series. Look which file was meant; that one is collected there."
        known = ", ".join(one.lecture for one in self.candidates) or "none with questions yet"
        if lecture and self.traces.marks.get("qa-series"):
            return (
                f"was written for the lecture {lecture}, which is not in this series. Its lectures: {known}. "
                f'If one of them was renamed, its settings need was = ["{lecture}"].'
            )
        return (
            f"belongs to no lecture of this series: hardly any of their questions are in it. The lectures: {known}. "
            "Send the document with the questions, or type the answers into it."
        )


def _by_words(words: CopyWords, candidates: Iterable[DocumentKnowledge]) -> Counter[str]:
    """Return how many of each lecture's questions stand in a copy; likeness is looked at if letters decide nothing."""
    found: Counter[str] = Counter()
    missing: list[tuple[str, KnownQuestion]] = []
    for one in candidates:
        for question in one.questions:
            if words.hold_exactly(question):
                found[one.lecture] += 1
            else:
                missing.append((one.lecture, question))
    if len(_likely(found, candidates)) == 1:
        return found
    for lecture, question in missing[: words.most_comparable]:
        found[lecture] += words.hold_alike(question)
    return found


def _likely(found: Counter[str], candidates: Iterable[DocumentKnowledge]) -> tuple[str, ...]:
    """Return the lectures that a copy may belong to: one if that is clear, none if none is likely."""
    enough = {one.lecture for one in candidates if found[one.lecture] >= min(_ENOUGH, max(1, len(one.questions)))}
    winner = _clear_winner(found)
    if winner:
        return (winner,) if winner in enough else ()
    most = max(found.values(), default=0)
    near = [lecture for lecture, count in found.most_common() if 0 < most < _CLEARLY * count]
    return tuple(near) if enough & set(near) else ()


def _clear_winner(found: Counter[str]) -> str:
    """Return the lecture with at least twice as many questions as the next one, or ""."""
    (first, most), (_, next_most) = [*found.most_common(2), ("", 0), ("", 0)][:2]
    return first if most and most >= _CLEARLY * next_most else ""


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"
