"""One file that lecturers write in: kept whole, read, and what it says told apart: drafts, corrections, remarks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents import open_reader
from pipeline.errors import DocumentError
from pipeline.model.answer import Draft, Place, PlaceKind
from pipeline.model.document import BlockState, QuestionBlock, ShownBlock
from pipeline.model.reading import DocumentKnowledge, DocumentReading, KnownQuestion, Leftover, Slot
from pipeline.model.record import DocumentRecord
from pipeline.model.series import Lecture
from pipeline.rails import ANSWERS_VANISHED, answers_moved, answers_vanished
from pipeline.rich_text.addresses import mask_addresses
from pipeline.rich_text.gist import gist
from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import Paragraph, RichText, Run
from pipeline.run_context import RunContext, place_of, printed_in

_SHOWN = 80  # characters of words that could not be placed


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know of a file: its place in it, a question's id or "", and a sentence."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What one file said.

    Attributes:
        lecture: id under which its versions are kept.
        place: the document, the sheet or the copy.
        shown: the file as a person finds it, `documents/…`.
        version: hash of its bytes.
        drafts: what stands in the slots.
        offered: what stands only in the margin of a question without an answer.
        corrections: the words of questions where they were corrected, "" where they were not.
        remarks: what could not be placed, and what else a person should know.
        record: of the working document; None for a copy.
        shows: the questions in it as they stand there now; nothing for a copy.
    """

    lecture: str
    place: Place
    shown: str
    version: str
    drafts: tuple[Draft, ...]
    offered: tuple[Draft, ...]
    corrections: Mapping[str, str]
    remarks: tuple[Remark, ...]
    record: DocumentRecord | None = None
    shows: tuple[ShownBlock, ...] = ()


def knowledge_of(
    context: RunContext, lecture: Lecture, shows: Iterable[ShownBlock]
) -> tuple[DocumentKnowledge, tuple[str, ...]]:
    """Return what a reader may know of a document: its questions as they were written, and the words around them."""
    printed = printed_in(context, lecture)
    initials = dict.fromkeys(part.strip() for slot in printed.slots for part in slot.split(","))
    known = tuple(KnownQuestion(one.block.id, one.block.label, one.block.text, one.block.note) for one in shows)
    return DocumentKnowledge(lecture.id, known, tuple(initials)), printed.openings


def read_document(context: RunContext, lecture: Lecture, record: DocumentRecord) -> Taken:
    """Keep a working document as it is, then read it.

    Raises:
        RailError: most of the answers that were known are gone from it, or stand at other questions.
        DocumentError: it cannot be read, or is another lecture's.
    """
    place, store = place_of(record), context.store
    content = context.output.read_document(record.file)
    version = store.versions.keep(content, record.lecture, place, context.now)
    shows = store.documents.shown(record.lecture, record.kind)
    reading, is_whole = _read(context, lecture, record, content, shows)
    stands = {one.block.id for one in shows if one.state is BlockState.STANDS}
    _refuse_other_lecture(record, lecture, reading, stands if is_whole else set())
    _hold_rail(context, place, reading, is_whole=is_whole)
    _keep(context, record, version, reading, is_whole=is_whole)
    remarks = (*remarks_of(reading), *_missing(reading, stands))
    if not is_whole:
        old = store.versions.remarks(record.read_sha256, place)
        reread = {slot.question for slot in reading.slots}
        remarks = (*(Remark(*one) for one in old if one[0] not in reread), *remarks)
    return Taken(
        lecture=record.lecture,
        place=place,
        shown=f"documents/{record.file}",
        version=version,
        drafts=tuple(Draft(slot.question, place, slot.answer, context.now) for slot in reading.slots),
        offered=offered_of(reading, record.name, context),
        corrections={slot.question: slot.question_text for slot in reading.slots if slot.question in stands},
        remarks=remarks,
        record=record,
        shows=_with_words_put_back(shows, reading),
    )


def _with_words_put_back(shows: Sequence[ShownBlock], reading: DocumentReading) -> tuple[ShownBlock, ...]:
    """Return what a file shows, where a notice that somebody typed over is a question again."""
    now = {slot.question: slot.question_text for slot in reading.slots if slot.question_text}
    return tuple(
        ShownBlock(QuestionBlock(one.block.id, "", now[one.block.id]))
        if one.state is BlockState.NOTICED and one.block.id in now
        else one
        for one in shows
    )


def _hold_rail(context: RunContext, place: Place, reading: DocumentReading, *, is_whole: bool) -> None:
    """Raise if most answers that were known are gone from a place, or stand at other questions than before."""
    if ANSWERS_VANISHED in context.forced:
        return
    before = {question: one.gist for question, one in context.store.answers.standings(place).items() if one.gist}
    slots = {slot.question: gist(slot.answer) for slot in reading.slots}
    left = {question for question in before if slots.get(question, "" if is_whole else "as before")}
    rail = answers_vanished(len(before), len(left))
    owners = {text: question for question, text in before.items()}
    moved = sum(
        slots.get(owners.get(text, question), text) != text and before.get(question) != text
        for question, text in slots.items()
    )
    rail = rail or answers_moved(len(before), moved)
    if rail is not None:
        raise rail


def _read(
    context: RunContext, lecture: Lecture, record: DocumentRecord, content: bytes, shows: tuple[ShownBlock, ...]
) -> tuple[DocumentReading, bool]:
    """Return what a document says, and whether all of it was read or only what changed since the last reading."""
    knowledge, opening = knowledge_of(context, lecture, shows)
    reader = open_reader(record.name, context.settings.words)
    if record.read_sha256:
        before = context.store.versions.content(record.read_sha256)
        changed = reader.read_changed(content, record.file, knowledge, opening, before)
        if changed is not None:
            return changed, False
    return reader.read(content, record.file, knowledge, opening), True


def _refuse_other_lecture(
    record: DocumentRecord, lecture: Lecture, reading: DocumentReading, stands: Collection[str]
) -> None:
    """Raise if a file says that it is another lecture's, or holds none of the questions that stood in it."""
    advice = "If two files were exchanged, give each the other's name back; a copy belongs into inbox/."
    if reading.lecture and reading.lecture not in {record.lecture, lecture.id, *lecture.was}:
        raise DocumentError(
            f"{record.file} holds the document of the lecture {reading.lecture}. Nothing was taken from it. {advice}"
        )
    if stands and not reading.slots:
        raise DocumentError(
            f"{record.file} holds none of the {len(stands)} questions of {lecture.id}. Nothing was taken from it. "
            f"{advice}"
        )


def _keep(
    context: RunContext, record: DocumentRecord, version: str, reading: DocumentReading, *, is_whole: bool
) -> None:
    """Keep pictures and what the slots hold; a reading of what changed is completed from the one before."""
    slots = {slot.question: gist(slot.answer) for slot in reading.slots}
    if not is_whole:
        standings = context.store.answers.standings(place_of(record))
        slots = {question: standing.gist for question, standing in standings.items()} | slots
    context.store.versions.keep_images(reading.images.values())
    context.store.versions.keep_slots(version, slots)


def offered_of(reading: DocumentReading, name: str, context: RunContext) -> tuple[Draft, ...]:
    """Return what stands only in the margin: it may be an answer, which a person has to say."""
    place = Place(PlaceKind.COMMENT, name)
    return tuple(
        Draft(slot.question, place, _as_rich("\n".join(slot.comments)), context.now)
        for slot in reading.slots
        if slot.comments and not slot.answer
    )


def _as_rich(text: str) -> RichText:
    return RichText(tuple(Paragraph((Run(line),)) for line in text.splitlines() if line.strip()))


def remarks_of(reading: DocumentReading) -> Iterator[Remark]:
    """Yield what could not be placed and what a person should know; the words themselves are in the kept version."""
    for leftover in reading.leftovers:
        yield Remark(leftover.after, _leftover(leftover))
    for slot in reading.slots:
        yield from (Remark(slot.question, text) for text in _of_slot(slot))
    for problem in reading.problems:
        advice = f" {problem.next_step}" if problem.next_step else ""
        yield Remark("", f"{problem.where}: {problem.message}{advice}")


def _leftover(leftover: Leftover) -> str:
    after = f" (behind {leftover.after})" if leftover.after else ""
    return f'belongs to no question{after}: "{shortened(plain(leftover.words))}"'


def _of_slot(slot: Slot) -> Iterator[str]:
    if slot.answer:
        for comment in slot.comments:
            yield f'a margin comment at {slot.question}: "{shortened(comment)}"'
    for name in slot.answer.lost:
        yield f"the answer of {slot.question} holds {name}, which stays in the kept file only"


def _missing(reading: DocumentReading, stands: set[str]) -> Iterator[Remark]:
    for question in reading.missing:
        if question in stands:
            yield Remark(
                question,
                f"{question} is no longer in the file. If it is not to be answered: "
                f"qa-pipeline decide decline {question} --reason WHY",
            )


def shortened(text: str) -> str:
    """Return the beginning of somebody's words in one line, with addresses masked."""
    words = mask_addresses(" ".join(text.split()), "…")
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
