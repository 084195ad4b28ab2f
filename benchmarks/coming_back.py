"""What answers cost when they come back: reading, reading again, inserting, collecting.

python -m benchmarks.coming_back [--questions 10000]
"""

from __future__ import annotations

import argparse
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from lxml import etree

from benchmarks.measures import Goal, alone, goals_table, medians_in_turns, processor_seconds, table
from benchmarks.texts import invented_document, question_text
from pipeline.documents.word_reader import read_word
from pipeline.documents.word_update import update_word
from pipeline.documents.word_writer import WordWriter
from pipeline.model.document import QuestionBlock, QuestionDocument
from pipeline.model.reading import DocumentKnowledge, KnownQuestion
from pipeline.model.update import NewBlock
from pipeline.word.xml_parts import escape

QUESTIONS = 10_000
NEW = 10
_ROUNDS = 9
_MAIN_PART = "word/document.xml"
_ANSWERED = b'<w:pStyle w:val="QAAnswer"/>'
_BLANK = b'<w:r><w:t xml:space="preserve"> </w:t></w:r></w:p>'
_SLOT = re.compile(rb'(<w:p><w:pPr><w:pStyle w:val="QAAnswer"/></w:pPr>(?:(?!</w:p>).)*)' + re.escape(_BLANK))


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, beside what, and the bound."""

    what: str
    beside: str
    seconds: float
    least: float
    bound: float

    def row(self) -> tuple[str, ...]:
        """Return the line as a row of the table."""
        return (self.what, f"{self.seconds * 1000:.0f} ms", self.beside, f"{self.least * 1000:.0f} ms")

    def goal(self) -> Goal:
        """Return what is to be reached."""
        return Goal(f"{self.what}, beside {self.beside}", self.bound, " ×", self.seconds / self.least)


def report(questions: int = QUESTIONS) -> str:
    """Measure, and return the tables."""
    figures = [one for measure in _LINES for one in measure(questions)]
    peak = alone("reader", str(questions))["peak"]
    goals = [*(one.goal() for one in figures), Goal("first reading alone, peak memory", 120, " MB", peak)]
    lines = table(("work", "takes", "beside", "which takes"), [one.row() for one in figures])
    return f"{lines}\n\n{goals_table(goals)}"


def first_reading(questions: int) -> list[Figure]:
    """Measure reading all answers of a document for the first time, against parsing its text into a tree."""
    document, content = answered_document(questions)
    knowledge = knowledge_of(document)
    text = parts_of(content)[_MAIN_PART]
    found = _medians(reading=lambda: read_word(content, "answers.docx", knowledge), parsing=lambda: parsed(text))
    # A run reads a document once, in memory that nothing was in before; that costs the parser more than us.
    fresh = medians_in_turns(
        {name: partial(_alone, name, questions, "seconds") for name in ("reader", "parser")}, rounds=5
    )
    what, beside = f"first reading of {questions:,} answered questions", "lxml parsing document.xml"
    return [
        Figure(what, beside, found["reading"], found["parsing"], 5),
        Figure(f"{what}, in a new process", beside, fresh["reader"], fresh["parser"], 5),
    ]


def inserting(questions: int) -> list[Figure]:
    """Measure putting new questions into documents with and without answers, against zipping the file again."""
    written = invented_document(questions)
    grown, new = _with_new(written)
    figures: list[Figure] = []
    for kind, content in (("answered", answered_document(questions)[1]), ("unanswered", WordWriter().write(written))):
        found = _medians(
            inserting=partial(update_word, content, "answers.docx", grown, new), zipping=partial(zipped_again, content)
        )
        what = f"inserting {NEW} questions into {questions:,} {kind}"
        figures.append(Figure(what, "zipping the file again", found["inserting"], found["zipping"], 1.5))
    return figures


def reading_again(questions: int) -> list[Figure]:
    """Measure reading a document in which a few answers changed since, each time in a process of its own."""
    found = medians_in_turns(
        {name: partial(_alone, name, questions, "seconds") for name in ("rereader", "parser")}, rounds=7
    )
    what = f"reading {questions:,} again, {NEW} answers changed, in a new process"
    return [Figure(what, "lxml parsing document.xml", found["rereader"], found["parser"], 1.5)]


def changed_in_some(content: bytes) -> bytes:
    """Return an answered document in which a few answers, far from each other, read otherwise."""
    parts = parts_of(content)
    paragraphs = parts[_MAIN_PART].split(_ANSWERED)
    step = max(len(paragraphs) // NEW, 1)
    for number in range(1, len(paragraphs), step):
        paragraphs[number] = paragraphs[number].replace(b"</w:t></w:r></w:p>", b" indeed</w:t></w:r></w:p>", 1)
    parts[_MAIN_PART] = _ANSWERED.join(paragraphs)
    return zipped(parts)


# Each gives the lines of one kind of work.
_LINES: tuple[Callable[[int], Sequence[Figure]], ...] = (first_reading, reading_again, inserting)


def answered_document(questions: int) -> tuple[QuestionDocument, bytes]:
    """Return a document and its file with an answer in every slot, as Word leaves them.

    Answers are as long as questions; one in ten has a second paragraph, another one in ten a few words in bold.
    """
    document = invented_document(questions)
    numbers = iter(range(questions))

    def typed(slot: re.Match[bytes]) -> bytes:
        return slot[1] + _BLANK.removesuffix(b"</w:p>") + _answer(next(numbers)).encode()

    parts = parts_of(WordWriter().write(document))
    parts[_MAIN_PART], filled = _SLOT.subn(typed, parts[_MAIN_PART])
    if filled != questions:
        raise SystemExit(f"Of {questions} slots only {filled} were found; the writer must have changed.")
    return document, zipped(parts)


def knowledge_of(document: QuestionDocument) -> DocumentKnowledge:
    """Return what a reader may know of a document."""
    known = (KnownQuestion(one.id, one.label, one.text, one.note) for one in document.blocks)
    return DocumentKnowledge(document.lecture, tuple(known), ("AE",))


def parsed(text: bytes) -> None:
    """Parse the text of a document into a tree, and do nothing with it."""
    etree.fromstring(text)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped_again(content: bytes) -> bytes:
    """Unpack every part of a file and pack it again at zlib's level 6: the least that a careless update could do."""
    return zipped(parts_of(content))


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return these parts as a package."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def _answer(number: int) -> str:
    """Return what was typed into a slot, up to the end of its last paragraph."""
    words = escape(question_text(7 * number + 1).rstrip("?"))
    first = f"<w:r><w:t>{words}.</w:t></w:r>"
    if number % 10 == 2:
        first += (
            '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> In bold</w:t></w:r><w:r><w:t>, and not.</w:t></w:r>'
        )
    if number % 10 == 1:
        first += f'</w:p><w:p><w:pPr><w:pStyle w:val="QAAnswer"/></w:pPr><w:r><w:t>And more: {words}.</w:t></w:r>'
    return f"{first}</w:p>"


def _with_new(document: QuestionDocument) -> tuple[QuestionDocument, tuple[NewBlock, ...]]:
    """Return a document with new questions spread over it, and those."""
    blocks = list(document.blocks)
    new: list[NewBlock] = []
    for number in range(NEW, 0, -1):  # from behind, so that places stay as they are
        place = len(document.blocks) * number // (NEW + 1)
        before = document.blocks[place]
        block = QuestionBlock(f"{document.lecture}-9{number:05d}", before.label, question_text(70_000 + number))
        blocks.insert(place + 1, block)
        new.append(NewBlock(block, before.id))
    return replace(document, blocks=tuple(blocks)), tuple(reversed(new))


def _medians(**works: Callable[[], object]) -> dict[str, float]:
    """Return the processor seconds of pieces of work that take turns."""
    return medians_in_turns({name: partial(processor_seconds, work) for name, work in works.items()}, _ROUNDS)


def _alone(name: str, questions: int, figure: str) -> float:
    return alone(name, str(questions))[figure]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    print(report(parser.parse_args().questions))


if __name__ == "__main__":
    main()
