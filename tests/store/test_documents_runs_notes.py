"""Tests of the small rooms: documents, runs, notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pipeline.model.answer import Place, PlaceKind
from pipeline.model.document import QuestionBlock, ShownBlock
from pipeline.model.reconciling import Standing
from pipeline.model.record import Condition, DocumentRecord, Intent, RunRecord
from pipeline.store.rooms import Store
from tests.store.samples import LATER, NOW

_DAY = date(2026, 3, 4)
_INTENT = Intent("documents/A.docx", "hash", "a", "docx", "shows", (ShownBlock(QuestionBlock("a-01", "", "Why?")),))
_BEGUN = DocumentRecord("a", "docx", "A.docx", _DAY, "A.docx")


def test_an_intent_becomes_the_record_of_its_document(store: Store) -> None:
    """Before the file is written the record has no hash; after it, that of the intent."""
    store.documents.intend(_INTENT, _DAY, "A.docx")
    assert store.documents.get("a", "docx") == _BEGUN
    assert store.documents.intents() == (_INTENT,)
    store.documents.written(_INTENT)
    assert store.documents.all() == (replace(_BEGUN, fingerprint="shows", sha256="hash", questions=1),)
    assert store.documents.intents() == ()


def test_what_was_copied_into_slots_is_known_with_the_file(store: Store) -> None:
    """In one transaction, also when the run that wrote it was killed and the next one finds the intent."""
    place = Place(PlaceKind.DOCUMENT, "A.docx")
    standing = Standing("a-01", place, "hash", "gist", "gist", NOW, untouched=True)
    store.documents.intend(replace(_INTENT, standings=(standing,)), _DAY, "A.docx")
    assert store.answers.standings(place) == {}
    (kept,) = store.documents.intents()
    store.documents.written(kept)
    assert store.answers.standings(place) == {"a-01": standing}


def test_day_and_name_of_a_document_are_fixed_at_its_first_writing(store: Store) -> None:
    """Later intents change neither, and a new intent for the same file replaces the old one."""
    store.documents.intend(_INTENT, _DAY, "A.docx")
    again = replace(_INTENT, sha256="other")
    store.documents.intend(again, _DAY + timedelta(days=1), "B.docx")
    assert store.documents.get("a", "docx") == _BEGUN
    assert store.documents.intents() == (again,)


def test_a_dropped_intent_leaves_the_document_as_it_was(store: Store) -> None:
    """What was not carried out changes no record."""
    store.documents.intend(_INTENT, _DAY, "A.docx")
    store.documents.drop(_INTENT)
    assert store.documents.intents() == ()
    assert store.documents.get("a", "docx") == _BEGUN
    assert store.documents.get("a", "xlsx") is None


def test_runs_are_numbered_and_the_latest_come_first(store: Store) -> None:
    """A run without a number gets the next one."""
    run = RunRecord(0, "run", NOW, LATER, 3, '{"new": 4}')
    assert [store.runs.record(run) for _ in range(3)] == [1, 2, 3]
    assert store.runs.latest(2) == (replace(run, number=3), replace(run, number=2))


def test_notes_are_replaced_under_their_keys(store: Store) -> None:
    """The last text under a key counts, the other keys stay."""
    store.notes.put({"series": "old", "title": "School"})
    store.notes.put({"series": "new"})
    store.notes.put({})
    assert [store.notes.get(key) for key in ("series", "title", "nothing")] == ["new", "School", None]


def test_a_condition_begins_lasts_and_ends(store: Store) -> None:
    """It keeps when it began, is told again later, and is forgotten at its end."""
    store.notes.tell(["closed"], NOW)
    store.notes.tell(["closed", "empty"], LATER)
    store.notes.tell([], LATER)
    assert store.notes.conditions() == (Condition("closed", NOW, LATER), Condition("empty", LATER, LATER))
    store.notes.end(["closed", "unheard of"])
    store.notes.end([])
    assert [each.key for each in store.notes.conditions()] == ["empty"]
