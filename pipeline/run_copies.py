"""Copies that were sent back: from the inbox, a sync program, or named by a person; read as what they grew from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from pipeline.answers import grown_from
from pipeline.documents import kind_of, open_converter, open_reader, recognise
from pipeline.errors import DocumentError, Problem, QaError
from pipeline.inbox_folder import InboxFolder, printable
from pipeline.model.answer import Draft, Place, PlaceKind
from pipeline.model.reading import DocumentKnowledge, DocumentReading
from pipeline.report import problem_of
from pipeline.rich_text.gist import gist
from pipeline.run_context import RunContext, series_key
from pipeline.run_names import candidates, old_ids, strangers
from pipeline.run_reading import Remark, Taken, knowledge_of, offered_of, remarks_of
from pipeline.store import sha256_of

_STILL_COMING = timedelta(minutes=2)  # a file that cannot be read yet may not be copied to its end


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that is taken for a copy.

    Attributes:
        name: as its place is called in messages and in the history.
        folder: `inbox`, `documents`, or "" for one that a person named.
        path: where it lies.
        content: its bytes, once they are read.
    """

    name: str
    folder: str
    path: Path
    content: bytes = b""

    @property
    def shown(self) -> str:
        """The file as a person finds it."""
        return f"{self.folder}/{self.name}" if self.folder else printable(str(self.path))


@dataclass(frozen=True, slots=True)
class ReadCopies:
    """What came of the copies: what they said, which files were read, and which were not and why."""

    taken: tuple[Taken, ...] = ()
    read: tuple[Copy, ...] = ()
    refused: tuple[tuple[Copy, str], ...] = ()
    put_off: tuple[Copy, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_copies(context: RunContext) -> ReadCopies:
    """Read what lies in the inbox, and what a sync program or a person put beside the working documents."""
    inbox = context.output.inbox
    waiting = [Copy(printable(name), "inbox", inbox.path(name)) for name in inbox.names()]
    beside = [Copy(printable(name), "documents", context.output.documents / name) for name in strangers(context)]
    return _read_all(context, [*waiting, *beside])


def read_asked(context: RunContext) -> ReadCopies:
    """Read the files that a person named."""
    names: set[str] = set()
    asked = []
    for path in context.copies:
        name = printable(path.name if path.name not in names else str(path))
        names.add(name)
        asked.append(Copy(name, "", path))
    return _read_all(context, asked)


def put_away(context: RunContext, copies: ReadCopies) -> tuple[Problem, ...]:
    """Move what came through the inbox to where it was read or not understood; other files stay where they are.

    A file that was put there under the same name meanwhile stays for the next run.

    Returns:
        what could not be moved; the next run reads it again, which changes nothing.
    """
    problems = []
    for copy, reason in (*((copy, "") for copy in copies.read), *copies.refused):
        if copy.folder != "inbox":
            continue
        try:
            _put_away(context.output.inbox, copy, reason)
        except QaError as error:
            problems.append(problem_of(error, "inbox", key="inbox cannot be written"))
    return tuple(dict.fromkeys(problems))


def _put_away(inbox: InboxFolder, copy: Copy, reason: str) -> None:
    if reason:
        inbox.put_to_not_understood(copy.path.name, reason, _hash_of(copy))
    else:
        inbox.put_to_read(copy.path.name, _hash_of(copy))


def _hash_of(copy: Copy) -> str:
    """Return the hash of what was read, or, where nothing could be, of what lies there now."""
    return hashlib.sha256(copy.content).hexdigest() if copy.content else sha256_of(copy.path)


def _read_all(context: RunContext, copies: Sequence[Copy]) -> ReadCopies:
    """Read copies; one that cannot be read does not stop the others."""
    if not copies:
        return ReadCopies()
    refused: list[tuple[Copy, QaError]] = []
    opened: list[Copy] = []
    for copy in copies:
        try:
            content = context.output.read_copy(copy.path)
        except QaError as error:
            refused.append((copy, error))
            continue
        if copy.folder != "documents" or not _is_known(context, content):
            opened.append(replace(copy, content=content))
    taken: list[tuple[Copy, Taken]] = []
    known = candidates(context) if opened else []
    if opened and not known and not context.copies:  # no document was written yet that they could be copies of
        return ReadCopies(put_off=tuple(opened))
    for copy, made in zip(opened, _converted(opened), strict=True):
        context.progress(f"reading {copy.shown}", 1)
        try:
            if isinstance(made, QaError):
                raise made
            taken.append((copy, _read_one(context, copy, made, known)))
        except QaError as error:
            refused.append((copy, error))
    return _sorted_out(context, taken, refused)


def _is_known(context: RunContext, content: bytes) -> bool:
    version = hashlib.sha256(content).hexdigest()
    return context.store.versions.is_taken_in(version, PlaceKind.COPY)


def _converted(copies: Sequence[Copy]) -> list[bytes | QaError]:
    """Return what each copy is read as: its own bytes, or a Word file or workbook that was made of it."""
    results: list[bytes | QaError] = []
    foreign: list[int] = []
    for number, copy in enumerate(copies):
        try:
            kind = kind_of(copy.content, copy.name)
        except DocumentError as error:
            results.append(error)
            continue
        results.append(copy.content)
        if kind.becomes is not kind:
            foreign.append(number)
    if foreign:
        made = open_converter().convert([(copies[number].name, copies[number].content) for number in foreign])
        for number, result in zip(foreign, made, strict=True):
            results[number] = result
    return results


def _read_one(context: RunContext, copy: Copy, made: bytes, known: Sequence[DocumentKnowledge]) -> Taken:
    """Keep a copy as it came, then read it.

    Raises:
        DocumentError: it cannot be read, or belongs to no lecture of this series.
    """
    series, store = context.settings.series, context.store
    found = recognise(made, _named(made, copy.name), series_key(context), known, old_ids(series.lectures))
    lecture = next(one for one in series.lectures if one.id == found.lecture)
    knowledge = next(one for one in known if one.lecture == lecture.id)
    _, opening = knowledge_of(context, lecture, ())
    name = _named(made, copy.name)
    reading = open_reader(name, context.settings.words).read(made, copy.name, knowledge, opening)
    place = Place(PlaceKind.COPY, copy.name)
    version = store.versions.keep(copy.content, lecture.id, place, context.now)
    store.versions.keep_images(reading.images.values())
    drafts = _drafts(context, lecture.id, lecture.was, place, reading, knowledge)
    store.versions.keep_slots(version, {slot.question: gist(slot.answer) for slot in reading.slots})
    filled = sum(1 for slot in reading.slots if slot.answer)
    told = Remark("", f"read as a copy of {lecture.id} (known by its {found.how}): answers in it: {filled}")
    corrections = {slot.question: slot.question_text for slot in reading.slots if slot.question_text}
    offered = offered_of(reading, copy.name, context)
    remarks = (told, *remarks_of(reading))
    return Taken(lecture.id, place, copy.shown, version, drafts, offered, corrections, remarks)


def _named(made: bytes, name: str) -> str:
    """Return a name whose suffix says what the file is, whatever it was called."""
    suffix = kind_of(made, name).value
    return name if name.lower().endswith(f".{suffix}") else f"{name}.{suffix}"


def _drafts(
    context: RunContext,
    lecture: str,
    was: Iterable[str],
    place: Place,
    reading: DocumentReading,
    knowledge: DocumentKnowledge,
) -> tuple[Draft, ...]:
    """Return what stands in the slots of a copy, each with the text that it grew from."""
    store = context.store
    words = {slot.question: slot.answer for slot in reading.slots}
    blank = {question.id: "" for question in knowledge.questions}
    versions = [blank, *(slots for one in (*was, lecture) for slots in store.versions.slots(one))]
    base = grown_from(words, versions, store.answers.texts(sorted(words)))
    return tuple(
        Draft(question, place, answer, context.now, base.get(question, "")) for question, answer in words.items()
    )


def _sorted_out(
    context: RunContext, taken: Sequence[tuple[Copy, Taken]], refused: Sequence[tuple[Copy, QaError]]
) -> ReadCopies:
    """Tell files that may not have come whole yet from those that cannot be read."""
    put_off = tuple(copy for copy, _ in refused if copy.folder and is_still_coming(context, copy.path))
    later = [(copy, error) for copy, error in refused if copy not in put_off and not isinstance(error, DocumentError)]
    put_off += tuple(copy for copy, _ in later)  # no fault of theirs: the disk is full, or the store refuses
    final = [(copy, error) for copy, error in refused if copy not in put_off]
    return ReadCopies(
        taken=tuple(one for _, one in taken),
        read=tuple(copy for copy, _ in taken),
        refused=tuple((copy, str(error)) for copy, error in final),
        put_off=put_off,
        problems=(
            *(_refusal(copy, error) for copy, error in final),
            *(problem_of(error, copy.shown, key=f"later {copy.shown}") for copy, error in later),
        ),
    )


def is_still_coming(context: RunContext, path: Path) -> bool:
    """Tell whether a file was changed so short a time ago that it may not be there to its end."""
    changed = context.output.changed_at(path)
    return changed is not None and timedelta() <= context.now - changed < _STILL_COMING


def _refusal(copy: Copy, error: QaError) -> Problem:
    if copy.folder == "inbox":
        step = "It lies in inbox/not-understood/ now; once it is mended, put it into inbox/ again."
        return Problem(f"inbox/{copy.name}", str(error), step, error.exit_code)
    if copy.folder == "documents":
        problem = problem_of(error, copy.shown, key=f"stranger {copy.name}")
        return replace(problem, next_step="If it is of no use, move it out of documents/.")
    return Problem(copy.shown, str(error), "", error.exit_code)
