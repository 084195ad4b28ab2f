"""The export step: a lecture's document is written if its questions changed and nobody else changed the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from pipeline.documents import DocumentWriter, document_of, file_name, open_writer
from pipeline.errors import ExitCode, Problem, QaError
from pipeline.model.document import QuestionDocument
from pipeline.model.question import Question
from pipeline.model.record import DocumentRecord, Intent
from pipeline.model.series import Lecture
from pipeline.output_folder import read_template
from pipeline.rails import UNKNOWN_DOCUMENTS, unknown_documents
from pipeline.report import DocumentNews, DocumentState, problem_of
from pipeline.run_context import RunContext, document_record, document_style, series_key
from pipeline.store import sha256_of, write_document

_WRITER_VERSION = "1"  # counted up when the same questions give other bytes


@dataclass(frozen=True, slots=True)
class _Job:
    """A document that may have to be written.

    `fingerprint` tells what it shows: the questions, and all of it with looks and words; `on_disk` is the hash of the
    file, "" if none.
    """

    document: QuestionDocument
    known: DocumentRecord | None
    name: str
    fingerprint: str
    on_disk: str

    @property
    def is_up_to_date(self) -> bool:
        """Tell whether a file with just these questions lies there already, whatever was typed into it since."""
        return bool(self.on_disk) and self.known is not None and self.known.fingerprint == self.fingerprint

    @property
    def shows_the_questions(self) -> bool:
        """Tell whether the file was written with just these questions; title, looks or words may have changed since."""
        return self.known is not None and self.known.fingerprint.split()[:1] == self.fingerprint.split()[:1]

    @property
    def is_touched(self) -> bool:
        """Tell whether somebody else wrote the file that lies there."""
        return bool(self.on_disk) and (self.known is None or self.known.sha256 != self.on_disk)


def export(context: RunContext, questions: Iterable[Question]) -> tuple[DocumentNews, ...]:
    """Write the documents that are new or have changed; one that fails does not stop the others.

    Raises:
        RailError: documents lie there that the store knows nothing of.
        DocumentError: the organiser's template cannot be used.
    """
    _refuse_strangers(context)
    by_lecture: dict[str, list[Question]] = {}
    for question in questions:
        by_lecture.setdefault(question.lecture, []).append(question)
    template = context.settings.documents.template
    writer = open_writer("docx", None if template is None else read_template(template))
    lectures = [
        lecture
        for lecture in context.settings.series.lectures
        if lecture.id in by_lecture or _shows_questions(context, lecture)
    ]
    return tuple(_export_one(context, writer, lecture, by_lecture.get(lecture.id, [])) for lecture in lectures)


def _shows_questions(context: RunContext, lecture: Lecture) -> bool:
    """Tell whether a lecture has a document with questions, which then have to leave it."""
    known = document_record(context.store, lecture)
    return known is not None and known.questions > 0


def _refuse_strangers(context: RunContext) -> None:
    is_new = not context.store.documents.all() and not context.store.documents.intents()
    rail = unknown_documents(context.output.document_names(), store_is_new=is_new)
    if rail is not None and UNKNOWN_DOCUMENTS not in context.forced:
        raise rail


def _export_one(
    context: RunContext, writer: DocumentWriter, lecture: Lecture, questions: list[Question]
) -> DocumentNews:
    job = _job(context, writer, lecture, questions)
    news = DocumentNews(lecture.id, f"documents/{job.name}", DocumentState.UNCHANGED, len(job.document.blocks))
    try:
        return _write_if_new(context, writer, job, news)
    except QaError as error:
        problem = problem_of(error, f"lecture {lecture.id}", key=f"document {lecture.id}")
        return replace(news, state=DocumentState.FAILED, problems=(problem,))


def _job(context: RunContext, writer: DocumentWriter, lecture: Lecture, questions: list[Question]) -> _Job:
    settings = context.settings
    known = document_record(context.store, lecture)
    today = context.now.astimezone(ZoneInfo(settings.series.timezone)).date()
    document = document_of(
        lecture,
        questions,
        series=settings.series,
        series_key=series_key(context),
        style=document_style(settings),
        first_written=known.first_written if known else today,
    )
    name = known.name if known else _new_name(context, document, writer.suffix)
    fingerprint = f"{_hash(document.blocks)} {_hash((_WRITER_VERSION, writer.version, document))}"
    return _Job(document, known, name, fingerprint, sha256_of(context.output.documents / name))


def _hash(shown: object) -> str:
    return hashlib.sha256(repr(shown).encode(errors="surrogatepass")).hexdigest()


def _new_name(context: RunContext, document: QuestionDocument, suffix: str) -> str:
    taken = {*(record.name for record in context.store.documents.all()), *context.output.document_names()}
    return file_name(document.title, taken, document.lecture, suffix)


def _write_if_new(context: RunContext, writer: DocumentWriter, job: _Job, news: DocumentNews) -> DocumentNews:
    if job.is_up_to_date:
        return news
    if job.is_touched and job.shows_the_questions:
        return news  # somebody works in it, and nothing that they need is missing
    if job.is_touched:
        return replace(news, state=DocumentState.LEFT_ALONE, problems=(_left_alone(job),))
    if context.output.is_open(job.name):
        return replace(news, state=DocumentState.LEFT_ALONE, problems=(_open_elsewhere(job),))
    context.progress(f"writing {job.name}", news.questions)
    content = writer.write(job.document)
    intent = Intent(
        path=news.file,
        sha256=hashlib.sha256(content).hexdigest(),
        lecture=job.known.lecture if job.known else news.lecture,
        fingerprint=job.fingerprint,
        questions=news.questions,
    )
    write_document(context.store, context.output.root, intent, content, job.document.first_written)
    state = DocumentState.REWRITTEN if job.on_disk else DocumentState.WRITTEN
    return replace(news, state=state, problems=writer.remarks())


def _left_alone(job: _Job) -> Problem:
    return Problem(
        where=f"documents/{job.name}",
        message=(
            f"its questions have changed ({len(job.document.blocks)} now), but somebody has changed the file since it "
            "was written, so it was left alone"
        ),
        next_step=(
            "Move the file away and run again to get a fresh one, then copy over what was typed; "
            "`qa-pipeline questions` lists every question."
        ),
        key=f"left alone {job.document.lecture}",
    )


def _open_elsewhere(job: _Job) -> Problem:
    return Problem(
        where=f"documents/{job.name}",
        message="it is open in an editor; the new questions wait until it is closed",
        exit_code=ExitCode.DONE,
        key=f"open {job.document.lecture}",
    )
