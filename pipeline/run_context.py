"""What every step of a run is given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.documents import DocumentStyle
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
