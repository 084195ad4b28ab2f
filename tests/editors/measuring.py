"""What comes back of what was typed: read as the product reads it, compared answer by answer and thing by thing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.documents import open_reader
from pipeline.documents.copies_kinds import kind_of
from pipeline.documents.copies_recognise import recognise
from pipeline.errors import QaError
from pipeline.model.reading import DocumentKnowledge, DocumentReading, KnownQuestion, Slot
from pipeline.rich_text.gist import gist
from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import EMPTY, RichText
from tests.editors.editor import Editor, Left
from tests.editors.questions import OPENING, knowledge
from tests.editors.rich_items import ALT_TEXT, Thing, things, without_alt_texts

_SERIES = "school-2023"
_ANOTHER = DocumentKnowledge(
    "cranmer-1",
    (
        KnownQuestion("cranmer-1-01", "Slide 3.", "What is inference without a likelihood?"),
        KnownQuestion("cranmer-1-02", "Slide 12.", "Why is the learning rate so small?"),
        KnownQuestion("cranmer-1-03", "Slide 5.", "Who invented this?"),
    ),
    ("KC",),
)
_TELLING = 12  # characters from which on a line is nobody else's by chance


@dataclass(frozen=True, slots=True)
class Score:
    """How well one editor's file was read.

    Attributes:
        typed, recovered: answers, and those that came back word for word at their question.
        wrong: lines that stand in the answer to another question.
        things, kept: rich things that were typed, and those that came back.
        misses: what did not come back, in words.
        unreported: misses that nothing in the reading tells of.
        noise: what is told and is not so.
    """

    editor: Editor
    typed: int
    recovered: int
    wrong: tuple[str, ...]
    things: int
    kept: int
    lost: tuple[Thing, ...]
    misses: tuple[str, ...]
    unreported: tuple[str, ...]
    noise: tuple[str, ...]


def measured(editor: Editor, left: Left) -> Score:
    """Return how well a file that was left is read."""
    known = knowledge(editor.known, editor.initials)
    try:
        kind = kind_of(left.content, editor.name_sent)
        recognised = recognise(left.content, editor.name_sent, _SERIES, (_ANOTHER, known)).lecture
        reading = open_reader(f"{editor.name_sent}.{kind}").read(left.content, editor.name_sent, known, OPENING)
    except QaError as error:
        reading, refusal = DocumentReading(missing=tuple(one.id for one in known.questions)), str(error)
    else:
        refusal = "" if recognised == known.lecture else f"taken for a copy of {recognised}"
    return _Comparison(editor, left, reading, refusal).score()


class _Comparison:
    """One reading beside what was typed."""

    def __init__(self, editor: Editor, left: Left, reading: DocumentReading, refusal: str) -> None:
        self._editor = editor
        self._left = left
        self._reading = reading
        self._refusal = refusal
        self._ids = [one.id for one in editor.known.blocks]
        self._slots = {one.question: one for one in reading.slots}
        self._expected = dict(zip(self._ids, left.answers, strict=True))

    def score(self) -> Score:
        """Return the figures."""
        typed = {question: answer for question, answer in self._expected.items() if answer}
        missed = [question for question, answer in typed.items() if not self._is_recovered(question, answer)]
        wanted, found, lost = 0, 0, list[Thing]()
        for question, answer in typed.items():
            here = things(answer)
            for thing in [one for one in here if one[0] in self._editor.cannot]:
                del here[thing]
            gone = here - things(self._answer(question))
            wanted, found = wanted + here.total(), found + here.total() - gone.total()
            lost += gone.elements()
        return Score(
            self._editor,
            len(typed),
            len(typed) - len(missed),
            tuple(self._wrong()),
            wanted,
            found,
            tuple(lost),
            tuple(self._shown(question) for question in missed) + ((self._refusal,) if self._refusal else ()),
            (*self._unreported(missed), *self._untold()),
            tuple(self._noise()),
        )

    def _is_recovered(self, question: str, answer: RichText) -> bool:
        found = self._answer(question)
        if ALT_TEXT in self._editor.cannot:
            answer, found = without_alt_texts(answer), without_alt_texts(found)
        return gist(answer) == gist(found)

    def _answer(self, question: str) -> RichText:
        slot = self._slots.get(question)
        return slot.answer if slot else EMPTY

    def _wrong(self) -> Iterator[str]:
        """Yield lines of an answer that stand under another question and are none of its own."""
        for question, answer in self._expected.items():
            for line in _telling(answer):
                for other, slot in self._slots.items():
                    if other != question and line in _words(slot.answer) and line not in _words(self._expected[other]):
                        yield f"{line!r} of {question} at {other}"

    def _unreported(self, missed: Iterable[str]) -> Iterator[str]:
        """Yield misses of which nothing is told: neither the words elsewhere, nor the question."""
        elsewhere = " ".join(self._elsewhere())
        for question in missed:
            is_named = question in self._reading.missing or any(question in one.where for one in self._reading.problems)
            there = _words(self._answer(question))
            lines = [one for one in _lines(self._expected[question]) if one not in there]
            if not is_named and not (lines and all(one in elsewhere for one in lines)):
                yield self._shown(question)

    def _elsewhere(self) -> Iterator[str]:
        """Yield all words of which a person is told: margin comments, changed questions, leftovers, problems."""
        yield from (_words(one.words) for one in self._reading.leftovers)
        yield from (_squeezed(one.message) for one in self._reading.problems)
        for slot in self._reading.slots:
            yield from map(_squeezed, (slot.question_text, *slot.comments))

    def _untold(self) -> Iterator[str]:
        """Yield what a person should have been told besides answers, and was not."""
        told = " ".join(_words(one.words) for one in self._reading.leftovers)
        yield from (f"not told: {one!r}" for one in self._left.own if _squeezed(one) not in told)
        for number in self._left.gone:
            if self._ids[number - 1] not in self._reading.missing:
                yield f"not missed: {self._ids[number - 1]}"
        for number, words in self._left.corrected.items():
            slot = self._slots.get(self._ids[number - 1])
            if slot is None or _squeezed(slot.question_text) != _squeezed(words):
                yield f"corrected question {number} reads {slot.question_text if slot else None!r}"

    def _noise(self) -> Iterator[str]:
        """Yield what is told and is not so: answers nobody gave, leftovers, changed questions."""
        reasons = list(map(_squeezed, self._left.own))
        reasons += [
            one
            for question, answer in self._expected.items()
            if not self._is_recovered(question, answer)
            for one in _lines(answer)
        ]
        for slot in self._reading.slots:
            if slot.answer and not self._expected.get(slot.question, EMPTY):
                yield f"nobody answered {slot.question}: {plain(slot.answer)!r}"
            yield from self._changed(slot)
        for one in self._reading.leftovers:
            words = _words(one.words)
            if not any(reason in words or words in reason for reason in reasons):
                yield f"left over: {plain(one.words)!r} ({one.reason})"

    def _changed(self, slot: Slot) -> Iterator[str]:
        numbers = {self._ids[number - 1] for number in self._left.corrected}
        if slot.question_text and slot.question not in numbers:
            yield f"{slot.question} did not change to {slot.question_text!r}"

    def _shown(self, question: str) -> str:
        return f"{question}: typed {plain(self._expected[question])!r}, read {plain(self._answer(question))!r}"


def _words(answer: RichText) -> str:
    return _squeezed(plain(answer))


def _lines(answer: RichText) -> list[str]:
    return [squeezed for one in plain(answer).splitlines() if (squeezed := _squeezed(one))]


def _telling(answer: RichText) -> list[str]:
    return [one for one in _lines(answer) if len(one) >= _TELLING]


def _squeezed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
