"""The export step: documents nobody has touched are written anew, those in use are brought up to date in place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.answers import free_slots, reconcile
from pipeline.documents import DocumentWriter, document_of, file_name, open_writer
from pipeline.errors import ExitCode, Problem, QaError
from pipeline.model.answer import Place
from pipeline.model.document import QuestionDocument, ShownBlock
from pipeline.model.question import Question
from pipeline.model.reconciling import Standing
from pipeline.model.record import DocumentRecord, Intent
from pipeline.model.series import Lecture
from pipeline.output_folder import read_template
from pipeline.rails import UNKNOWN_DOCUMENTS, unknown_documents
from pipeline.report import DocumentNews, DocumentState, problem_of
from pipeline.run_context import RunContext, document_style, place_named, remember_print, series_key
from pipeline.run_update import File, Known, change_of, filled, update, waits_for
from pipeline.store import sha256_of, write_document

_WRITER_VERSION = "1"  # counted up when the same questions give other bytes


@dataclass(frozen=True, slots=True)
class _Job:
    """A document that may have to be written.

    `fingerprint` is a hash of all that it shows; `on_disk` is the hash of the file, "" if none.
    """

    lecture: Lecture
    kind: str
    document: QuestionDocument
    known: DocumentRecord | None
    name: str
    fingerprint: str
    on_disk: str = ""

    @property
    def place(self) -> Place:
        """The place that the document is."""
        return place_named(self.known.name if self.known else self.name)

    @property
    def news(self) -> DocumentNews:
        """What is to be told of it while nothing is done."""
        return DocumentNews(
            self.lecture.id, f"documents/{self.name}", DocumentState.UNCHANGED, len(self.document.blocks)
        )

    @property
    def is_in_use(self) -> bool:
        """Tell whether somebody else wrote the file that lies there, or what is in it is partly theirs."""
        is_ours = self.known is not None and self.known.sha256 == self.on_disk and not self.known.in_use
        return bool(self.on_disk) and not is_ours

    @property
    def is_up_to_date(self) -> bool:
        """Tell whether a file with just these questions lies there already."""
        return bool(self.on_disk) and self.known is not None and self.known.fingerprint == self.fingerprint


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
    writers = _writers(context)
    known = _what_is_known(context)
    return tuple(
        _export_one(context, writers[_kind(context, lecture)], lecture, by_lecture.get(lecture.id, []), known)
        for lecture in context.settings.series.lectures
        if lecture.id in by_lecture or _shows_questions(known, lecture, _kind(context, lecture))
    )


def _kind(context: RunContext, lecture: Lecture) -> str:
    return context.settings.lecture_answers_in[lecture.id]


def _writers(context: RunContext) -> Mapping[str, DocumentWriter]:
    """Return a writer for each kind of document that the series has."""
    template = context.settings.documents.template
    kinds = sorted(set(context.settings.lecture_answers_in.values()))
    content = None if template is None or "docx" not in kinds else read_template(template)
    return {kind: open_writer(kind, content, context.settings.words) for kind in kinds}


def _what_is_known(context: RunContext) -> Known:
    """Return what is known of documents and answers; nothing is decided here."""
    store = context.store
    knowledge = store.answers.knowledge()
    outcome = reconcile(knowledge, (), context.now, context.settings.publish.settle)
    standings: dict[Place, dict[str, Standing]] = {}
    for (question, place), standing in knowledge.standings.items():
        standings.setdefault(place, {})[question] = standing
    return Known(
        {(record.lecture, record.kind): record for record in store.documents.all()},
        knowledge,
        standings,
        frozenset(conflict.question for conflict in outcome.conflicts),
        frozenset(store.placements.merged()),
    )


def _shows_questions(known: Known, lecture: Lecture, kind: str) -> bool:
    """Tell whether a lecture has a document with questions, which then have to leave it."""
    record = known.record(lecture, kind)
    return record is not None and record.questions > 0


def _refuse_strangers(context: RunContext) -> None:
    is_new = not context.store.documents.all() and not context.store.documents.intents()
    rail = unknown_documents(context.output.document_names(), store_is_new=is_new)
    if rail is not None and UNKNOWN_DOCUMENTS not in context.forced:
        raise rail


def _export_one(
    context: RunContext, writer: DocumentWriter, lecture: Lecture, questions: list[Question], known: Known
) -> DocumentNews:
    job = _job(context, writer, lecture, questions, known)
    try:
        job = replace(job, on_disk=sha256_of(context.output.documents / job.name))
        if job.is_in_use and job.known is not None and job.known.sha256:
            return _bring_up_to_date(context, job, job.known, known)
        return _write_if_new(context, writer, job, known)
    except QaError as error:
        problem = problem_of(error, f"lecture {lecture.id}", key=f"document {lecture.id}")
        return replace(job.news, state=DocumentState.FAILED, problems=(problem,))


def _job(
    context: RunContext, writer: DocumentWriter, lecture: Lecture, questions: list[Question], everything: Known
) -> _Job:
    settings = context.settings
    known = everything.record(lecture, _kind(context, lecture))
    today = context.now.astimezone(ZoneInfo(settings.series.timezone)).date()
    document = document_of(
        lecture,
        questions,
        series=settings.series,
        series_key=series_key(context),
        style=document_style(settings),
        first_written=known.first_written if known else today,
    )
    name = known.file if known else _new_name(context, document, writer.suffix)
    fingerprint = _hash((_WRITER_VERSION, writer.version, document))
    return _Job(lecture, _kind(context, lecture), document, known, name, fingerprint)


def _hash(shown: object) -> str:
    return hashlib.sha256(repr(shown).encode(errors="surrogatepass")).hexdigest()


def _new_name(context: RunContext, document: QuestionDocument, suffix: str) -> str:
    records = context.store.documents.all()
    taken = {*(name for one in records for name in (one.name, one.file)), *context.output.document_names()}
    return file_name(document.title, taken, document.lecture, suffix)


def _bring_up_to_date(context: RunContext, job: _Job, record: DocumentRecord, known: Known) -> DocumentNews:
    """Bring a document that somebody works in up to date, unless nothing is missing in it or it has to wait."""
    news = job.news
    change = change_of(context, record, job.document, known, job.on_disk)
    if change.is_empty:
        return news
    waiting = waits_for(context, record, job.on_disk)
    if waiting is not None:
        return replace(news, state=DocumentState.LEFT_ALONE, problems=(waiting,))
    context.progress(f"updating {job.name}", news.questions)
    remember_print(context, job.lecture)
    changed = update(context, job.lecture, record, job.document, change, job.on_disk)
    return replace(news, state=DocumentState.UPDATED if changed else DocumentState.UNCHANGED)


def _write_if_new(context: RunContext, writer: DocumentWriter, job: _Job, known: Known) -> DocumentNews:
    """Write a document from nothing, with the answers that are known already."""
    answers = _answers(known, job)
    if job.is_up_to_date and not answers:
        return job.news
    waiting = _waits(context, job)
    if waiting is not None:
        return replace(job.news, state=DocumentState.LEFT_ALONE, problems=(waiting,))
    context.progress(f"writing {job.name}", job.news.questions)
    remember_print(context, job.lecture)
    shows = tuple(map(ShownBlock, job.document.blocks))
    file = File(writer.write(job.document))
    if answers:
        file = filled(context, job.lecture, job.place, job.document, shows, file.content, answers)
    intent = Intent(
        path=job.news.file,
        sha256=hashlib.sha256(file.content).hexdigest(),
        lecture=job.known.lecture if job.known else job.lecture.id,
        kind=job.kind,
        fingerprint=job.fingerprint,
        shows=shows,
        in_use=bool(answers),
        standings=file.standings,
    )
    day = job.document.first_written
    write_document(context.store, context.output.root, intent, file.content, day, instead_of=job.on_disk)
    state = DocumentState.REWRITTEN if job.on_disk else DocumentState.WRITTEN
    return replace(job.news, state=state, problems=writer.remarks())


def _answers(known: Known, job: _Job) -> tuple[str, ...]:
    """Return the questions that were answered elsewhere; a file that is gone takes no answer with it."""
    knowledge = known.knowledge
    if not job.on_disk:
        standings = {key: one for key, one in knowledge.standings.items() if key[1] != job.place}
        knowledge = replace(knowledge, standings=standings)
    return free_slots(knowledge, known.conflicting, job.place, [block.id for block in job.document.blocks])


def _waits(context: RunContext, job: _Job) -> Problem | None:
    """Return why a document is not written from nothing now: it is open, or perhaps only away for a moment."""
    record = job.known
    if record is None or not record.sha256:
        return None
    if job.on_disk or not record.in_use:
        return waits_for(context, record, job.on_disk)
    key = f"missing {record.lecture} {record.kind}"
    since = context.store.notes.get(key)
    if since and since.startswith(record.sha256):
        missing = context.now - datetime.fromisoformat(since.split()[1])
        if missing >= context.settings.publish.settle or missing < timedelta():  # or the clock was set back
            return None
    else:
        context.store.notes.put({key: f"{record.sha256} {context.now.isoformat()}"})
    return Problem(
        where=f"documents/{record.file}",
        message="is not in its folder any more; it is written anew, with the answers that are known, if it stays away",
        exit_code=ExitCode.DONE,
    )
