"""A document that somebody works in, brought up to date: in place, when nobody is at it, proved by reading it back."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from pipeline.answers import copied, free_slots
from pipeline.documents import InFile, Plan, named_in, open_reader, open_update, planned, still_noticed
from pipeline.errors import DocumentError, ExitCode, Problem
from pipeline.model.answer import Place
from pipeline.model.document import BlockState, QuestionDocument, ShownBlock
from pipeline.model.reconciling import AnswerKnowledge, Standing
from pipeline.model.record import DocumentRecord, Intent
from pipeline.model.series import Lecture
from pipeline.model.update import CopiedAnswer
from pipeline.rich_text.gist import gist
from pipeline.rich_text.pictures import pictures
from pipeline.rich_text.plain_text import fingerprint
from pipeline.rich_text.rich_text import RichText
from pipeline.run_context import RunContext, place_of
from pipeline.run_reading import knowledge_of
from pipeline.store import write_document

_STALE = timedelta(days=1)  # a lock file of a program that is no longer there


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of all documents: their records by lecture and kind, and which answers some of them lack."""

    records: Mapping[tuple[str, str], DocumentRecord]
    knowledge: AnswerKnowledge
    standings: Mapping[Place, Mapping[str, Standing]]
    conflicting: frozenset[str]
    merged: frozenset[str]

    def record(self, lecture: Lecture, kind: str) -> DocumentRecord | None:
        """Return what is known of a lecture's document, which keeps the id that the lecture had when it was begun."""
        found = (self.records.get((lecture_id, kind)) for lecture_id in (lecture.id, *lecture.was))
        return next((record for record in found if record is not None), None)


@dataclass(frozen=True, slots=True)
class Change:
    """What an update does.

    Attributes:
        plan: to the questions.
        answers: the questions whose answers go into slots that are empty.
        put_back: the questions that a file from before does not have; if they are taken out again, they stay out.
    """

    plan: Plan
    answers: tuple[str, ...]
    put_back: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to do."""
        return not (self.plan.changes or self.answers)


@dataclass(frozen=True, slots=True)
class File:
    """A document's file as it is about to be.

    Attributes:
        content: its bytes.
        standings: what will stand in the slots that were filled.
        present: the questions that were read in it.
    """

    content: bytes
    standings: tuple[Standing, ...] = ()
    present: frozenset[str] = frozenset()


def change_of(
    context: RunContext, record: DocumentRecord, wanted: QuestionDocument, known: Known, on_disk: str
) -> Change:
    """Return what a document lacks, or has too much."""
    store, place = context.store, place_of(record)
    shows = store.documents.shown(record.lecture, record.kind)
    standings = known.standings.get(place, {})
    missing: set[str] = set()
    if on_disk == record.read_sha256 != record.sha256:
        stand = {one.block.id for one in shows if one.state is BlockState.STANDS}
        missing = stand - store.versions.seen(place)
    touched = {question for question, one in standings.items() if one.gist or not one.untouched}
    file = InFile(shows, missing, touched, known.merged, has_label_column=record.kind == "xlsx")
    plan = planned(wanted.blocks, file, context.settings.words.question_removed)
    there = [one.block.id for one in plan.shows if one.state is BlockState.STANDS]
    put_back = frozenset(one.block.id for one in plan.new if one.block.id in missing)
    return Change(plan, free_slots(known.knowledge, known.conflicting, place, there), put_back)


def waits_for(context: RunContext, record: DocumentRecord, on_disk: str) -> Problem | None:
    """Return why a document is not to be written now, None if it may be."""
    where = f"documents/{record.file}"
    mark = context.output.open_mark(record.file)
    if mark is not None:
        since = context.output.changed_at(mark)
        if since is not None and context.now - since > _STALE:
            return Problem(
                where=where,
                message=f"has been open in an editor for more than a day, says {mark.name}, so new questions wait",
                next_step=f"If nobody has it open any more, delete documents/{mark.name}.",
                key=f"open {record.lecture} {record.kind}",
            )
        return Problem(where, "is open in an editor; what is new waits until it is closed", exit_code=ExitCode.DONE)
    if on_disk not in {"", record.sha256, record.read_sha256}:
        return Problem(where, "was changed and not read yet; what is new waits until it was", exit_code=ExitCode.DONE)
    if on_disk and on_disk != record.sha256 and _is_fresh(context, record):
        return Problem(where, "was changed just now; what is new waits until it rests", exit_code=ExitCode.DONE)
    return None


def _is_fresh(context: RunContext, record: DocumentRecord) -> bool:
    """Tell whether a file was changed so short a time ago that somebody may be at work in it."""
    told = (context.output.changed_at(context.output.documents / record.file), record.read_at)
    changed = min((one for one in told if one is not None), default=None)
    return changed is not None and timedelta() <= context.now - changed < context.settings.publish.settle


def update(
    context: RunContext,
    lecture: Lecture,
    record: DocumentRecord,
    wanted: QuestionDocument,
    change: Change,
    on_disk: str,
) -> bool:
    """Write what is new into a document; return whether that changed its file.

    Raises:
        DocumentError: it cannot be done without touching what people wrote, or somebody saved the file meanwhile.
    """
    content = context.output.read_document(record.file)
    if hashlib.sha256(content).hexdigest() != on_disk:
        raise DocumentError(f"{record.file} was saved this very moment; the next run tries again.")
    _refuse_unknown(record, content, change)
    document = replace(wanted, blocks=change.plan.written)
    write = open_update(record.kind, context.settings.words)
    grown = write(content, record.file, document, change.plan.new, removed=change.plan.removed)
    place = place_of(record)
    file = filled(context, lecture, place, document, change.plan.shows, grown, change.answers, before=content)
    _keep(context, record, file, still_noticed(change.plan, file.present), content, change.put_back)
    return file.content != content


def _refuse_unknown(record: DocumentRecord, content: bytes, change: Change) -> None:
    """Raise if a file holds one of the new questions' ids already: then somebody else gave it, to another question."""
    new = [one.block for one in change.plan.new if one.block.id not in change.put_back]
    known = {block.id for block in change.plan.written} - {block.id for block in new}
    held = (named_in(content, record.file, record.kind, change.plan.written) - known) if new else frozenset()
    if held:
        raise DocumentError(
            f"{record.file} holds questions that the store does not know, such as {min(held)}: the store is older than "
            "the file, as after going back to a backup. It was left as it is. Put the newer store back; or move the "
            "file away, run again for a fresh one, and copy over what was typed."
        )


def filled(
    context: RunContext,
    lecture: Lecture,
    place: Place,
    document: QuestionDocument,
    shows: Sequence[ShownBlock],
    content: bytes,
    questions: Collection[str],
    *,
    before: bytes | None = None,
) -> File:
    """Return a file with accepted answers in slots that are empty still; read back, so that nothing else changed.

    `before` is the file as somebody left it; what once stood in one that is written from nothing counts no more.

    Raises:
        DocumentError: what stands in some slot would not be what it was.
    """
    kind = place.name.rpartition(".")[2]
    answers = context.store.answers.current(sorted(questions)) if questions else {}
    if answers:
        images = {sha: context.store.versions.content(sha) for one in answers.values() for sha in pictures(one.words)}
        going = [CopiedAnswer(question, answer.words) for question, answer in answers.items()]
        write = open_update(kind, context.settings.words)
        content = write(content, place.name, document, (), going, images=images)
    knowledge, opening = knowledge_of(context, lecture, shows)
    reader = open_reader(place.name, context.settings.words)
    said = {slot.question: slot.answer for slot in reader.read(content, place.name, knowledge, opening).slots}
    stood = {} if before is None else context.store.answers.standings(place)
    missing = {question for question, one in stood.items() if one.gist} - said.keys()
    if before is not None and missing:  # unless somebody had taken them out
        missing &= {slot.question for slot in reader.read(before, place.name, knowledge, opening).slots}
    _hold(place, stood, {one: words for one, words in said.items() if one not in answers}, missing)
    standings = []
    for question, answer in answers.items():
        words = said.get(question)
        if words and gist(words) == gist(answer.words):
            standings.append(copied(question, place, fingerprint(words), answer, context.now))
        elif not words:  # it cannot be held there: not tried again
            standings.append(Standing(question, place, "", "", "", context.now, untouched=False))
    return File(content, tuple(standings), frozenset(said))


def _hold(place: Place, before: Mapping[str, Standing], said: Mapping[str, RichText], missing: Collection[str]) -> None:
    """Raise if a slot says anything else than it did when it was last read, or is missing."""
    changed = [
        question
        for question, words in said.items()
        if (fingerprint(words) if words else "") != (before[question].sha256 if question in before else "")
    ]
    if changed or missing:
        raise _would_change(place, min({*changed, *missing}))


def _would_change(place: Place, question: str) -> DocumentError:
    return DocumentError(
        f"{place.name} was left as it is: with what is new in it, the answer of {question} would read otherwise. "
        "Nothing is lost. Copy the new questions in by hand (`qa-pipeline questions`): they are known by their words."
    )


def _keep(
    context: RunContext,
    record: DocumentRecord,
    file: File,
    shows: tuple[ShownBlock, ...],
    before: bytes,
    put_back: frozenset[str],
) -> None:
    """Put the file in place; the store knows before what will be there, and keeps the version as one that was read."""
    store, place = context.store, place_of(record)
    sha256 = hashlib.sha256(file.content).hexdigest()
    if file.content != before:
        store.versions.keep(file.content, record.lecture, place, context.now)
        store.versions.remark(sha256, place, store.versions.remarks(record.read_sha256, place))
    intent = Intent(
        path=f"documents/{record.file}",
        sha256=sha256,
        lecture=record.lecture,
        kind=record.kind,
        fingerprint="",
        shows=shows,
        in_use=True,
        fresh=False,
        standings=file.standings,
    )
    known = hashlib.sha256(before).hexdigest()
    write_document(store, context.output.root, intent, file.content, record.first_written, instead_of=known)
    store.documents.read(record, sha256, record.read_at)  # nobody else changed it now
    store.versions.keep_slots(sha256, dict.fromkeys(sorted(put_back), ""))
