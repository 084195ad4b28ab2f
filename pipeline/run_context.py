"""What every step of a run is given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.documents import DocumentStyle
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
        progress: told what is being done and how many of it are done.
    """

    settings: Settings
    store: Store
    output: OutputFolder
    now: datetime
    forced: frozenset[str]
    progress: Progress


def series_key(context: RunContext) -> str:
    """Return what tells the documents of this series from all others: made from its first title, then kept."""
    kept = context.store.notes.get("series key")
    return kept or hashlib.sha256(context.settings.series.title.encode()).hexdigest()[:16]


def document_record(store: Store, lecture: Lecture) -> DocumentRecord | None:
    """Return what is known of a lecture's document, which keeps the id that the lecture had when it was begun."""
    found = (store.documents.get(lecture_id) for lecture_id in (lecture.id, *lecture.was))
    return next((record for record in found if record is not None), None)


def document_style(settings: Settings) -> DocumentStyle:
    """Return what the settings say about documents, as their writer takes it."""
    documents = settings.documents
    return DocumentStyle(documents.title, documents.introduction, documents.order == "slide", settings.words)
