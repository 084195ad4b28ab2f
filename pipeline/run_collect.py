"""The collect step: what lecturers wrote is read and kept, and what has stood long enough becomes the answer.

Every version of a document that is read is kept whole before anything is decided about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.answers import reconcile
from pipeline.documents import document_of, open_reader
from pipeline.errors import ExitCode, Problem, QaError
from pipeline.model.answer import Draft, Place, PlaceKind
from pipeline.model.document import QuestionDocument
from pipeline.model.question import Question
from pipeline.model.reading import DocumentKnowledge, DocumentReading, KnownQuestion
from pipeline.model.reconciling import Outcome
from pipeline.model.record import DocumentRecord
from pipeline.model.series import Lecture
from pipeline.report import AnswerNews, problem_of
from pipeline.rich_text.addresses import mask_addresses
from pipeline.rich_text.gist import gist
from pipeline.rich_text.plain_text import plain
from pipeline.run_context import RunContext, document_record, document_style, series_key
from pipeline.store import sha256_of

_SHOWN = 80  # characters of words that could not be placed


def collect(context: RunContext, questions: Iterable[Question]) -> AnswerNews:
    """Read the documents that somebody has changed since they were last read or written, and decide what is new."""
    by_lecture: dict[str, list[Question]] = {}
    for question in questions:
        by_lecture.setdefault(question.lecture, []).append(question)
    drafts: list[Draft] = []
    problems: list[Problem] = []
    read: dict[str, str] = {}
    for lecture in context.settings.series.lectures:
        record = document_record(context.store, lecture)
        if record is None or not _is_news(context, record):
            continue
        try:
            version, reading = _read(context, lecture, record, by_lecture.get(lecture.id, []))
        except QaError as error:
            problems.append(problem_of(error, f"documents/{record.name}", key=f"read {lecture.id}"))
            continue
        read[_note(record)] = version
        drafts += _drafts(context, record, reading)
        problems += [*reading.problems, *_leftovers(record, reading)]
    knowledge = context.store.answers.knowledge()
    outcome = reconcile(knowledge, drafts, context.now, context.settings.publish.settle)
    context.store.answers.keep(outcome)
    if read:  # only now: a run that is killed before reads them again
        context.store.notes.put(read)
    return _news(outcome, len(read), problems)


def _is_news(context: RunContext, record: DocumentRecord) -> bool:
    """Tell whether somebody else wrote the file since it was last written or read by us."""
    found = sha256_of(context.output.documents / record.name)
    return bool(found) and found not in {record.sha256, context.store.notes.get(_note(record))}


def _note(record: DocumentRecord) -> str:
    return f"read {record.lecture}"


def _read(
    context: RunContext, lecture: Lecture, record: DocumentRecord, questions: Sequence[Question]
) -> tuple[str, DocumentReading]:
    """Keep the file as it is, then read it; return its hash and what it says."""
    content = context.output.read_document(record.name)
    version = context.store.versions.keep(content, lecture.id, _place(record), context.now)
    document = document_of(
        lecture,
        questions,
        series=context.settings.series,
        series_key=series_key(context),
        style=document_style(context.settings),
        first_written=record.first_written,
    )
    reading = open_reader(record.name).read(content, record.name, _knowledge(lecture, document), _opening(document))
    context.store.versions.keep_images(reading.images.values())
    context.store.versions.keep_slots(version, {slot.question: gist(slot.answer) for slot in reading.slots})
    return version, reading


def _place(record: DocumentRecord) -> Place:
    kind = PlaceKind.SHEET if Path(record.name).suffix == ".xlsx" else PlaceKind.DOCUMENT
    return Place(kind, record.name)


def _knowledge(lecture: Lecture, document: QuestionDocument) -> DocumentKnowledge:
    known = tuple(KnownQuestion(block.id, block.label, block.text, block.note) for block in document.blocks)
    return DocumentKnowledge(lecture.id, known, lecture.initials or (document.slot.rstrip(":"),))


def _opening(document: QuestionDocument) -> tuple[str, ...]:
    return (document.title, *(part for part in document.introduction.split("\n\n") if part.strip()))


def _drafts(context: RunContext, record: DocumentRecord, reading: DocumentReading) -> list[Draft]:
    return [Draft(slot.question, _place(record), slot.answer, context.now) for slot in reading.slots]


def _leftovers(record: DocumentRecord, reading: DocumentReading) -> Iterable[Problem]:
    """Yield a remark for everything that could not be placed; the words themselves are in the kept version."""
    for leftover in reading.leftovers:
        words = mask_addresses(" ".join(plain(leftover.words).split()), "…")
        shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
        after = f" (behind {leftover.after})" if leftover.after else ""
        yield Problem(
            where=f"documents/{record.name}",
            message=f'belongs to no question{after}: "{shown}"',
            exit_code=ExitCode.DONE,
        )
    for slot in reading.slots:
        if slot.comments and not slot.answer:
            yield Problem(
                where=f"documents/{record.name}, {slot.question}",
                message="stands only in a margin comment; copy it into the answer if it is one",
                exit_code=ExitCode.DONE,
            )


def _news(outcome: Outcome, read: int, problems: Sequence[Problem]) -> AnswerNews:
    conflicts = tuple(
        Problem(
            where=conflict.question,
            message="two places answer differently, and nobody chose between them",
            next_step=f"qa-pipeline answers resolve {conflict.question} document",
            key=f"conflict {conflict.question}",
        )
        for conflict in outcome.conflicts
    )
    return replace(
        AnswerNews(read, len(outcome.drafts), len(outcome.accepted), len(outcome.waiting), len(outcome.withheld)),
        problems=(*problems, *conflicts),
    )
