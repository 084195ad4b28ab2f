"""What stands under each question, and what belongs to none: a document's units cut into answers and leftovers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.documents.reading_expected import Questions
from pipeline.documents.reading_find import Found
from pipeline.documents.reading_prefix import Prefixes
from pipeline.documents.reading_units import Unit
from pipeline.model.words import BUILT_IN

COPIED = "a copied question"
OWN = "a question that is not one of the participants'"
ORPHANED = "an answer whose question is gone"
BEHIND = "stands behind the last answer"
BEFORE = "stands before the first question"
_QUESTION_STYLE = "qa question"
_HEADING = re.compile(r"(?:heading|title)")


class Section(NamedTuple):
    """A question with the units of its answer, or units that belong to no question.

    Attributes:
        units: indices; of a question, its own paragraph first, then those that go on with it.
        answer: indices of what stands under it.
        question: its index, -1 for what belongs to none.
        after: the question before it, -1 for none.
        reason: why these belong to no question.
    """

    units: Sequence[int]
    answer: Sequence[int] = ()
    question: int = -1
    after: int = -1
    reason: str = ""


class Sections:
    """Cuts one document.

    Args:
        units: its paragraphs and tables.
        questions: those it was written with.
        found: which unit is which question.
        prefixes: the lecturers' initials.
    """

    def __init__(self, units: Sequence[Unit], questions: Questions, found: Found, prefixes: Prefixes) -> None:
        self._units = units
        self._questions = questions
        self._found = found
        self._prefixes = prefixes
        self._label = _label_pattern()

    def cut(self) -> list[Section]:
        """Return the sections in the order of the document; together they hold every unit once."""
        starts = sorted(self._found.places)
        sections = self._leftovers(range(starts[0] if starts else len(self._units)), -1, BEFORE)
        for start, end in pairwise((*starts, len(self._units))):
            sections += self._section(start, end)
        return sections

    def _section(self, start: int, end: int) -> list[Section]:
        """Return the section of a question, and what stands in it that is not its answer."""
        question = self._found.places[start][0]
        if end == start + 2 and self._is_usual(start, question):
            return [Section((start,), (start + 1,), question, question)]
        first = self._end_of_question(start, end, question)
        border, reason = self._border(first, end, question)
        own = Section(range(start, first), range(first, border), question, question)
        return [own, *self._leftovers(range(border, end), question, reason)] if border < end else [own]

    def _is_usual(self, start: int, question: int) -> bool:
        """Tell at a glance whether a question stands there as written, and below it one paragraph that answers it."""
        below = self._units[start + 1]
        if self._units[start].text != self._questions.all[question].printed or below.is_table or below.bookmarks:
            return False
        return below.style != _QUESTION_STYLE and not self._slot_follows(start + 1)

    def _end_of_question(self, start: int, end: int, question: int) -> int:
        """Return where a question ends that was broken into several paragraphs."""
        if end == start + 1 or self._units[start].text == self._questions.all[question].printed:
            return start + 1
        wanted, there = self._questions.all[question].key, self._units[start].key
        for index in range(start + 1, end):
            if not there or len(there) >= len(wanted) or not wanted.startswith(there):
                break
            there += self._units[index].key
            if wanted.startswith(there) or there.startswith(wanted):
                start = index
        return start + 1

    def _border(self, first: int, end: int, question: int) -> tuple[int, str]:
        """Return where an answer ends before the next question, and why."""
        slots, has_words = 0, False
        is_last = end == len(self._units)
        if first + 1 == end:
            reason = self._reason(first, slot_seen=False)
            return first if reason else end, reason
        for index in range(first, end):
            unit = self._units[index]
            reason = self._reason(index, slot_seen=slots > 0)
            if reason and not (reason == OWN and has_words and self._is_end_of_styled(first, index, end)):
                return index, reason
            if self._prefixes.length(unit.text):
                slots += self._prefixes.is_slot(unit.text)
                if slots > 1 and self._is_next_missing(question):
                    return index, ORPHANED
            elif is_last and has_words and _HEADING.match(self._units[index].style):
                return index, BEHIND
            has_words = has_words or not (unit.is_empty or self._prefixes.is_alone(unit.text))
        return end, ""

    def _is_end_of_styled(self, first: int, index: int, end: int) -> bool:
        """Tell whether an answer that is all set as a question ends here: Enter behind a question keeps its style.

        A question of the lecturer's own has its slide, initials, or an answer below it.
        """
        said = [one for one in self._units[first:end] if not one.is_empty]
        last = self._units[index]
        is_all_styled = all(one.style == _QUESTION_STYLE and not self._prefixes.length(one.text) for one in said)
        return is_all_styled and said[-1] is last and not self._label.match(last.text.strip())

    def _reason(self, index: int, *, slot_seen: bool) -> str:
        """Return why a unit begins something that is no answer, or ""."""
        unit = self._units[index]
        if unit.is_table or unit.is_empty:
            return ""
        if unit.bookmarks and any(name in self._questions.by_bookmark for name in unit.bookmarks):
            return COPIED
        is_styled = unit.style == _QUESTION_STYLE
        if not (is_styled or self._slot_follows(index)):
            return ""
        if unit.key in self._questions.by_key:
            return COPIED
        text = unit.text.strip()
        is_own = (is_styled and (slot_seen or text.endswith("?"))) or self._label.match(text)
        return OWN if is_own else ""

    def _slot_follows(self, index: int) -> bool:
        """Tell whether the next words begin with initials."""
        for unit in self._units[index + 1 : index + 6]:
            if not unit.is_empty:
                return self._prefixes.length(unit.text) > 0
        return False

    def _is_next_missing(self, question: int) -> bool:
        """Tell whether the question that was written behind this one is gone."""
        return question + 1 < len(self._questions.all) and question + 1 not in self._found.questions

    def _leftovers(self, indices: range, after: int, reason: str) -> list[Section]:
        """Return units that belong to no question, cut where another reason begins."""
        sections: list[Section] = []
        group: list[int] = []
        for index in indices:
            other = self._reason(index, slot_seen=True)
            if other and group:
                sections.append(Section(tuple(group), after=after, reason=reason))
                group = []
            reason = other or reason
            group.append(index)
        return [*sections, Section(tuple(group), after=after, reason=reason)] if group else sections


def looks_like_question(style: str) -> bool:
    """Tell whether a paragraph in this style is set as a question."""
    return style == _QUESTION_STYLE


def _label_pattern() -> re.Pattern[str]:
    """Return what a slide's label with a number looks like: a slide word, numbers, a full stop."""
    words = {word for one in BUILT_IN.values() for word in (one.slide, one.slides, one.backup_slide, one.backup_slides)}
    several = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    fixed = "|".join(re.escape(one.not_specified) for one in BUILT_IN.values())
    return re.compile(rf"(?:(?:{several})\s+\d[\d\s,–\-]*(?:\w{{1,3}}\s+\d+)?\.|(?:{fixed})\.)(?:\s|$)", re.IGNORECASE)
