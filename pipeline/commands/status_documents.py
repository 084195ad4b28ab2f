"""How each working document stands: its file, what happened to that, and what in it a person should look at."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pipeline.commands.call import Call, output_of
from pipeline.errors import ExitCode, QaError
from pipeline.model.answer import Place
from pipeline.model.document import BlockState
from pipeline.model.record import DocumentRecord
from pipeline.run_context import RunContext, place_of
from pipeline.run_names import old_ids
from pipeline.run_update import waits_for
from pipeline.settings import Settings
from pipeline.store import sha256_of

if TYPE_CHECKING:
    from pipeline.store import Store

_GONE = " is no longer in the file"  # how a remark on a question that somebody took out begins, behind its id


class FileState(StrEnum):
    """How a document's file stands."""

    NOT_WRITTEN = "not written"
    AS_WRITTEN = "as written"
    IN_USE = "in use"
    UPDATED = "updated"  # it is in use, and we put something new into it since
    CHANGED = "changed"  # and not read yet
    RESTS = "just changed"  # what is new waits until it rests
    OPEN = "open"
    MISSING = "missing"
    UNREADABLE = "not readable"


@dataclass(frozen=True, slots=True)
class DocumentLook:
    """A working document as it stands now.

    Attributes:
        lecture: its id as it is now.
        kind: `docx` or `xlsx`.
        file: its name in `documents/` now.
        place: as which it is known to answers.
        state: of the file.
        reason: what the state means, as a sentence; "" where there is nothing to say.
        needs_a_person: the state does not pass by itself.
        questions: how many it shows.
        questions_waiting: how many are to go into it still.
        last_change: when a change was last seen; None if there never was one.
        gone: ids of questions that somebody took out.
        remarks: what could not be placed or needs a look: (question or "", sentence).
    """

    lecture: str
    kind: str
    file: str
    place: Place
    state: FileState
    reason: str
    needs_a_person: bool
    questions: int
    questions_waiting: int
    last_change: datetime | None
    gone: tuple[str, ...]
    remarks: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """Return it in plain types; fields are only ever added."""
        plain = asdict(self) | {
            "state": self.state.value,
            "last_change": self.last_change.isoformat(timespec="seconds") if self.last_change else None,
            "gone": list(self.gone),
            "remarks": [{"question": question, "text": text} for question, text in self.remarks],
        }
        del plain["place"]
        return plain


def context_for_looking(call: Call, settings: Settings, store: Store) -> RunContext:
    """Return the context in which a command looks at things and changes none."""
    return RunContext(
        settings, store, output_of(settings), call.surroundings.now(), frozenset(), lambda _label, _done: None
    )


def look_at_documents(context: RunContext) -> tuple[DocumentLook, ...]:
    """Return every working document ever begun, in the order of the lectures."""
    lectures = context.settings.series.lectures
    ids = old_ids(lectures)
    order = {lecture.id: place for place, lecture in enumerate(lectures)}
    asked = _asked(context)
    looks = [
        _look(context, record, ids.get(record.lecture, record.lecture), asked)
        for record in context.store.documents.all()
    ]
    return tuple(sorted(looks, key=lambda look: (order.get(look.lecture, len(order)), look.lecture, look.kind)))


def _asked(context: RunContext) -> dict[str, set[str]]:
    """Return lecture → ids of the questions that its document is to show."""
    asked: dict[str, set[str]] = {}
    withdrawn = {one.id for one in context.store.submissions.all() if one.withdrawn}
    for placement in context.store.placements.all().values():
        if placement.question and not placement.declined and placement.submission not in withdrawn:
            asked.setdefault(placement.lecture, set()).add(placement.question)
    return asked


def _look(context: RunContext, record: DocumentRecord, lecture: str, asked: dict[str, set[str]]) -> DocumentLook:
    wanted = asked.get(lecture, set())
    state, reason, needs_a_person = _state(context, record)
    is_filled = context.settings.lecture_answers_in.get(lecture) == record.kind
    there = {
        one.block.id
        for one in context.store.documents.shown(record.lecture, record.kind)
        if one.state is not BlockState.GONE
    }
    remarks = tuple(_remarks(context, record, wanted))
    return DocumentLook(
        lecture=lecture,
        kind=record.kind,
        file=record.file,
        place=place_of(record),
        state=state,
        reason=reason,
        needs_a_person=needs_a_person,
        questions=record.questions,
        questions_waiting=len(wanted - there) if is_filled else 0,
        last_change=record.read_at,
        gone=tuple(question for question, text in remarks if is_gone(question, text)),
        remarks=remarks,
    )


def is_gone(question: str, remark: str) -> bool:
    """Tell whether a remark says that somebody took a question out of the file."""
    return bool(question) and remark.startswith(f"{question}{_GONE}")


def _remarks(context: RunContext, record: DocumentRecord, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what was remarked on the version that was read last; that a question is gone only while it is wanted."""
    for question, text in context.store.versions.remarks(record.read_sha256, place_of(record)):
        if question in wanted or not is_gone(question, text):
            yield question, text


def _state(context: RunContext, record: DocumentRecord) -> tuple[FileState, str, bool]:
    """Return how a file stands, what that means, and whether it does not pass by itself."""
    try:
        found = sha256_of(context.output.documents / record.file)
    except QaError as error:
        return FileState.UNREADABLE, str(error), True
    if not record.sha256:
        return FileState.NOT_WRITTEN, "the next run writes it", False
    if not found:
        again = "is written anew, with the answers that are known, if it stays away" if record.in_use else "is written"
        return FileState.MISSING, f"is not in its folder any more; it {again} by the next run", record.in_use
    is_known = found in {record.sha256, record.read_sha256}
    fault = "" if is_known else _fault(context, record)
    if fault:
        return FileState.UNREADABLE, fault, True
    waiting = waits_for(context, record, found)
    if waiting is None:
        return _resting(record, found), "", False
    reason = f"{waiting.message}. {waiting.next_step}" if waiting.next_step else waiting.message
    return _waiting(context, record, is_known=is_known), reason, waiting.exit_code is not ExitCode.DONE


def _resting(record: DocumentRecord, found: str) -> FileState:
    if found != record.sha256:
        return FileState.IN_USE
    return FileState.UPDATED if record.in_use else FileState.AS_WRITTEN


def _waiting(context: RunContext, record: DocumentRecord, *, is_known: bool) -> FileState:
    if context.output.open_mark(record.file) is not None:
        return FileState.OPEN
    return FileState.RESTS if is_known else FileState.CHANGED


def _fault(context: RunContext, record: DocumentRecord) -> str:
    """Return why the last run could not read a file, "" if it could or has not tried."""
    where = f"documents/{record.file}: "
    told = (condition.key for condition in context.store.notes.conditions())
    fault = next((key.removeprefix(where) for key in told if key.startswith(where)), "")
    return fault.removeprefix(f"{record.file} ")
