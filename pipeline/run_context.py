"""What every step of a run is given."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.documents import DocumentStyle, document_of
from pipeline.model.answer import Place, PlaceKind
from pipeline.model.record import DocumentRecord
from pipeline.model.series import Lecture
from pipeline.output_folder import OutputFolder
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.store import Store

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class RunContext:
    """One run's settings, store and place.

    Attributes:
        now: when the run started, aware UTC.
        forced: the rails that a person has lifted for this run.
        copies: files that a person wants to be read as copies, whatever folder they lie in.
        progress: told what is being done and how many of it are done.
    """

    settings: Settings
    store: Store
    output: OutputFolder
    now: datetime
    forced: frozenset[str]
    progress: Progress
    copies: tuple[Path, ...] = ()


def series_key(context: RunContext) -> str:
    """Return what tells the documents of this series from all others: made from its first title, then kept."""
    kept = context.store.notes.get("series key")
    return kept or hashlib.sha256(context.settings.series.title.encode()).hexdigest()[:16]


def document_record(store: Store, lecture: Lecture, kind: str) -> DocumentRecord | None:
    """Return what is known of a lecture's document, which keeps the id that the lecture had when it was begun."""
    found = (store.documents.get(lecture_id, kind) for lecture_id in (lecture.id, *lecture.was))
    return next((record for record in found if record is not None), None)


def place_of(record: DocumentRecord) -> Place:
    """Return the place that a working document is, whatever its file is called by now."""
    return place_named(record.name)


def place_named(name: str) -> Place:
    """Return the place that a working document of this name is."""
    return Place(PlaceKind.SHEET if name.endswith(".xlsx") else PlaceKind.DOCUMENT, name)


def document_style(settings: Settings) -> DocumentStyle:
    """Return what the settings say about documents, as their writer takes it."""
    documents = settings.documents
    return DocumentStyle(documents.title, documents.introduction, documents.order == "slide", settings.words)


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of ours that stand in the documents of a lecture, of today and of every time one was written."""

    slots: tuple[str, ...]
    openings: tuple[str, ...]


def printed_in(context: RunContext, lecture: Lecture) -> Printed:
    """Return what was ever printed in a lecture's documents: settings change, files in use do not."""
    now = _printed_now(context, lecture)
    kept = [_kept_print(context, lecture_id) for lecture_id in (lecture.id, *lecture.was)]
    return Printed(
        tuple(dict.fromkeys([*now.slots, *(slot for one in kept for slot in one.slots)])),
        tuple(dict.fromkeys([*now.openings, *(words for one in kept for words in one.openings)])),
    )


def remember_print(context: RunContext, lecture: Lecture) -> None:
    """Keep what is about to be printed in a document, before it is."""
    before, ever = _kept_print(context, lecture.id), printed_in(context, lecture)
    if before != ever:
        context.store.notes.put({_print_note(lecture.id): json.dumps([ever.slots, ever.openings])})


def _printed_now(context: RunContext, lecture: Lecture) -> Printed:
    empty = document_of(
        lecture,
        (),
        series=context.settings.series,
        series_key=series_key(context),
        style=document_style(context.settings),
        first_written=context.now.date(),
    )
    introduction = (part for part in empty.introduction.split("\n\n") if part.strip())
    return Printed((empty.slot.rstrip(":"),), (empty.title, *introduction))


def _kept_print(context: RunContext, lecture: str) -> Printed:
    slots, openings = json.loads(context.store.notes.get(_print_note(lecture)) or "[[], []]")
    return Printed(tuple(slots), tuple(openings))


def _print_note(lecture: str) -> str:
    return f"printed {lecture}"
