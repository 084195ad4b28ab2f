"""Tests of the words of questions as lecturers corrected them."""

from __future__ import annotations

from pipeline.model.answer import Place, PlaceKind
from pipeline.store.rooms import Store
from tests.store.samples import LATER, NOW

_DOCUMENT, _COPY = Place(PlaceKind.DOCUMENT, "A.docx"), Place(PlaceKind.COPY, "sent.docx")


def test_the_last_correction_counts(store: Store) -> None:
    """Wherever it was made."""
    store.corrections.keep(_DOCUMENT, {"a-01": "Why now?", "a-02": ""}, NOW)
    store.corrections.keep(_COPY, {"a-01": "Why then?"}, LATER)
    assert store.corrections.all() == {"a-01": "Why then?"}


def test_a_correction_is_taken_back_where_it_was_made(store: Store) -> None:
    """The words as they were written are no news from anywhere else."""
    store.corrections.keep(_DOCUMENT, {"a-01": "Why now?"}, NOW)
    store.corrections.keep(_COPY, {"a-01": ""}, NOW)
    assert store.corrections.all() == {"a-01": "Why now?"}
    store.corrections.keep(_DOCUMENT, {"a-01": ""}, LATER)
    assert store.corrections.all() == {}
