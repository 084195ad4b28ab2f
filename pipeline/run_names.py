"""Working documents that somebody renamed: found by what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from pipeline.documents import recognise
from pipeline.errors import QaError
from pipeline.inbox_folder import printable
from pipeline.model.answer import Place, PlaceKind
from pipeline.model.reading import DocumentKnowledge
from pipeline.model.record import DocumentRecord
from pipeline.model.series import Lecture
from pipeline.run_context import RunContext, series_key
from pipeline.run_reading import knowledge_of
from pipeline.store import sha256_of


def strangers(context: RunContext) -> list[str]:
    """Return the names of files in `documents/` that are no working document of this series by their names."""
    known = {record.file for record in context.store.documents.all()}
    return [name for name in context.output.file_names() if name not in known]


def candidates(context: RunContext) -> list[DocumentKnowledge]:
    """Return, for each lecture with a document, all questions that stand or ever stood in one of them."""
    found = []
    for lecture in context.settings.series.lectures:
        shows = {
            one.block.id: one
            for lecture_id in (*lecture.was, lecture.id)
            for kind in ("xlsx", "docx")
            for one in context.store.documents.shown(lecture_id, kind)
        }
        if shows:
            found.append(knowledge_of(context, lecture, shows.values())[0])
    return found


def old_ids(lectures: Iterable[Lecture]) -> dict[str, str]:
    """Return the ids that lectures had before, and the ones they have now."""
    return {old: lecture.id for lecture in lectures for old in lecture.was}


def follow_names(context: RunContext, records: Sequence[tuple[Lecture, DocumentRecord]]) -> None:
    """Keep the new name of each document whose file is gone while just one other file is recognised as it.

    A file that was read as a copy before stays one: what it lacks was never taken out of the document.
    """
    gone = [(lecture, one) for lecture, one in records if not _hash(context, one.file)]
    # A name that is no text cannot be kept: what lies there is read as a copy.
    unknown = [name for name in strangers(context) if name == printable(name)] if gone else []
    if not unknown:
        return
    lectures = {name: _lecture(context, name) for name in unknown}
    for lecture, record in gone:
        like = [
            name
            for name in unknown
            if PurePath(name).suffix.lower() == f".{record.kind}" and not _is_copy(context, name)
        ]
        same = [name for name in like if _hash(context, name) in {record.sha256, record.read_sha256}]
        found = same or [name for name in like if lectures[name] == lecture.id]
        if len(found) == 1:
            context.store.documents.renamed(record, found[0])


def _is_copy(context: RunContext, name: str) -> bool:
    """Tell whether a file was read as a copy under this name."""
    return bool(context.store.versions.remarks(_hash(context, name), Place(PlaceKind.COPY, name)))


def _hash(context: RunContext, name: str) -> str:
    """Return the hash of a file, "" if it is gone; what is there, but cannot be read, is like no other."""
    try:
        return sha256_of(context.output.documents / name)
    except QaError:
        return "unreadable"


def _lecture(context: RunContext, name: str) -> str:
    """Return the lecture whose document a file is, "" if it is none or cannot be read."""
    try:
        content = context.output.read_document(name)
        known = candidates(context)
        aliases = old_ids(context.settings.series.lectures)
        return recognise(content, name, series_key(context), known, aliases).lecture
    except QaError:
        return ""
