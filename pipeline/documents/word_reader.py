"""Reads working documents and copies of them: Word files as any program saves them."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.documents.reading_answers import is_blank_slot, plain_answer, plain_line, without_prefixes
from pipeline.documents.reading_expected import Questions, letters, questions_of
from pipeline.documents.reading_find import SIMILAR, find_questions
from pipeline.documents.reading_joined import taken_apart
from pipeline.documents.reading_kinds import refuse_other_kinds
from pipeline.documents.reading_prefix import Prefixes
from pipeline.documents.reading_question import QuestionNow, is_untouched, question_now
from pipeline.documents.reading_sections import BEFORE, Section, Sections, looks_like_question
from pipeline.documents.reading_units import Unit, units_of_body
from pipeline.errors import ExitCode, Problem
from pipeline.model.reading import DocumentKnowledge, DocumentReading, Leftover, Slot
from pipeline.model.words import BUILT_IN
from pipeline.rich_text.rich_text import EMPTY, Paragraph, RichText, Run
from pipeline.word.rich_assembly import Piece
from pipeline.word.rich_pieces import Line
from pipeline.word.rich_reader import RichReader, comments_of, custom_properties
from pipeline.word.rich_source import WordSource, open_source

_OUR_STYLES = frozenset({"qa introduction", "heading 1", "title"})
_UNTOUCHED = QuestionNow()
_COMMENT = "a margin comment that stands at no question"


def read_word(content: bytes, name: str, knowledge: DocumentKnowledge, opening: Sequence[str] = ()) -> DocumentReading:
    """Return everything a Word file says.

    Args:
        content: the file.
        name: how a person knows it; begins every message.
        knowledge: the questions the document was written with, and the lecturers' initials.
        opening: title and introduction as written, a paragraph each; without them the styles must do.

    Raises:
        DocumentError: it is no Word file, is damaged, or holds what no lecturer's file should; says what to do.
    """
    refuse_other_kinds(content, name)
    with _collection_paused():
        return read_source(open_source(content, name), questions_of(knowledge.questions), knowledge.initials, opening)


def read_source(
    source: WordSource, questions: Questions, initials: Sequence[str], opening: Sequence[str]
) -> DocumentReading:
    """Return everything an opened Word file, or a part of one, says about these questions; see `read_word`."""
    return _Reading(source, questions, initials, opening).read()


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Keep Python from looking for cycles: a document has none, and the looking costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What was read is there to stay: it joins the oldest objects without being looked at one by one first.
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


class _Reading:
    """One document being read."""

    def __init__(
        self, source: WordSource, questions: Questions, initials: Sequence[str], opening: Sequence[str]
    ) -> None:
        self._source = source
        self._reader = RichReader(source)
        self._questions = questions
        self._prefixes = Prefixes(initials)
        self._opening = [letters(one) for one in (*opening, *(one.introduction for one in BUILT_IN.values()))]
        self._knows_opening = bool(opening)
        self._units = taken_apart(units_of_body(self._reader, self._is_known), questions)
        self._found = find_questions(self._units, self._questions, self._is_set_as_question)
        self._first = min(self._found.places, default=len(self._units))
        self._comments = comments_of(source)
        self._problems: list[Problem] = []

    def read(self) -> DocumentReading:
        """Return what the document says."""
        sections = Sections(self._units, self._questions, self._found, self._prefixes).cut()
        slots = tuple(self._slot(one) for one in sections if one.question >= 0)
        leftovers = [*self._leftovers(sections), *self._lost_comments(sections)]
        properties = custom_properties(self._source)
        everything = enumerate(self._questions.all)
        return DocumentReading(
            series_key=properties.get("qa-series", ""),
            lecture=properties.get("qa-lecture", ""),
            version=properties.get("qa-version", ""),
            slots=slots,
            leftovers=tuple(leftovers),
            missing=tuple(one.id for index, one in everything if index not in self._found.questions),
            images=self._reader.images,
            problems=tuple(self._problems),
        )

    def _slot(self, section: Section) -> Slot:
        """Return what stands under a question."""
        question, found_by = self._found.places[section.units[0]]
        expected = self._questions.all[question]
        own = self._units[section.units[0]]
        now, pieces = _UNTOUCHED, list[Piece]()
        if len(section.units) > 1 or not is_untouched(own, expected):
            now, pieces = self._question_now(section)
        answer = self._answer(pieces, section)
        if now.label or own.bookmarks != (expected.bookmark,) or own.is_empty:
            self._remark(section, now, own)
        comments = self._comments_at((*section.units, *section.answer)) if self._comments else ()
        return Slot(expected.id, found_by, answer, now.words, comments)

    def _question_now(self, section: Section) -> tuple[QuestionNow, list[Piece]]:
        """Return a question as it is now, and what was typed behind it or hangs on it."""
        expected = self._questions.all[section.question]
        lines = [self._lines(index) for index in section.units]
        together = [one for own, *_ in lines for one in (*own.inlines, Run("\n"))][:-1]
        now = question_now(together, expected, self._prefixes)
        typed = Line(now.typed, replace(lines[-1][0].setting, level=0))
        return now, [piece for piece in (typed, *(one for _, *boxes in lines for one in boxes)) if piece.inlines]

    def _lines(self, index: int) -> list[Line]:
        return [piece for piece in self._units[index].pieces if isinstance(piece, Line)]

    def _is_blank(self, indices: Sequence[int]) -> bool:
        """Tell whether nobody has typed anything under a question."""
        return all(is_blank_slot(self._units[index], self._prefixes) for index in indices)

    def _answer(self, pieces: list[Piece], section: Section) -> RichText:
        """Return an answer without the initials that mark it."""
        units = [self._units[index] for index in section.answer]
        if not pieces:
            plain = plain_answer(units, self._prefixes)
            if plain is None and self._is_blank(section.answer):
                return EMPTY
            if plain is None and len(units) == 1:
                plain = plain_line(units[0], self._prefixes)
            if plain is not None:
                return plain
        lost = [name for unit in (*(self._units[at] for at in section.units if pieces), *units) for name in unit.lost]
        pieces += [piece for unit in units for piece in unit.pieces]
        answer = self._reader.text(without_prefixes(pieces, self._prefixes), lost)
        return answer if answer.blocks or answer.lost else EMPTY

    def _leftovers(self, sections: Iterable[Section]) -> list[Leftover]:
        """Return what belongs to no question."""
        found: list[Leftover] = []
        for section in sections:
            if section.question >= 0:
                continue
            indices = [index for index in section.units if not self._is_opening(index)]
            if self._is_blank(indices):
                continue
            units = [self._units[index] for index in indices]
            lost = [name for unit in units for name in unit.lost]
            words = self._reader.text([piece for unit in units for piece in unit.pieces], lost)
            found.append(Leftover(words, self._id(section.after), section.reason or BEFORE))
        return found

    def _lost_comments(self, sections: Iterable[Section]) -> list[Leftover]:
        """Return the comments that stand at no question."""
        if not self._comments:
            return []
        placed = {
            key for one in sections if one.question >= 0 for at in (*one.units, *one.answer) for key in self._keys(at)
        }
        lost = [text for key, text in self._comments.items() if key not in placed and text]
        return [Leftover(RichText((Paragraph((Run(text),)),)), "", _COMMENT) for text in lost]

    def _comments_at(self, indices: Iterable[int]) -> tuple[str, ...]:
        keys = dict.fromkeys(key for index in indices for key in self._keys(index))
        return tuple(text for key in keys if (text := self._comments.get(key, "")))

    def _keys(self, index: int) -> tuple[str, ...]:
        return self._units[index].comments

    def _remark(self, section: Section, now: QuestionNow, own: Unit) -> None:
        """Note what a person should know of a question's paragraph."""
        expected = self._questions.all[section.question]
        if now.label:
            self._note(
                expected.id,
                f"the lecturer changed “{expected.label}” to “{now.label}”.",
                f"If that is right: qa-pipeline decide slide {expected.id}",
                "label",
            )
        known = self._questions.by_bookmark
        if [one for one in own.bookmarks if known.get(one, section.question) != section.question]:
            self._note(
                expected.id, "another question's bookmark stands at it; was one of them deleted?", "", "bookmark"
            )
        if own.is_empty:
            self._note(
                expected.id, "the question's words were deleted; what stands below counts as its answer.", "", "empty"
            )

    def _note(self, question: str, message: str, next_step: str, kind: str) -> None:
        where = f"{self._source.name}, {question}"
        self._problems.append(Problem(where, message, next_step, ExitCode.DONE, f"{kind} {question}"))

    def _is_opening(self, index: int) -> bool:
        """Tell whether a unit before the first question is our title or introduction."""
        if index >= self._first:
            return False
        if not self._knows_opening and self._units[index].style in _OUR_STYLES:
            return True
        text = letters(self._units[index].text)
        return any(fuzz.ratio(one, text) >= SIMILAR for one in self._opening) if text else False

    def _is_known(self, unit: Unit) -> bool:
        """Tell whether a paragraph in a table is one of the questions, so that the table is layout."""
        return unit.key in self._questions.by_key or any(one in self._questions.by_bookmark for one in unit.bookmarks)

    def _is_set_as_question(self, unit: Unit) -> bool:
        return looks_like_question(unit.style)

    def _id(self, question: int) -> str:
        return self._questions.all[question].id if question >= 0 else ""
