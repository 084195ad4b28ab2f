"""Tests of the room of submissions."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError, StoreError
from pipeline.model.record import RevisionKind
from pipeline.model.source import SourceState
from pipeline.model.submission import Content, Entry, Precision, SourceChanges, Submission
from pipeline.store import open_store
from pipeline.store.rooms import Store
from tests.store.samples import LATER, NOW, STATE, entry, take


def _change(store: Store, changes: SourceChanges) -> None:
    store.submissions.take("form", changes, STATE, LATER)


def _texts(store: Store) -> list[str]:
    return [each.content.question for each in store.submissions.all() if not each.withdrawn]


def test_numbers_follow_the_order_of_the_entries_and_their_parts(store: Store) -> None:
    """Submissions are numbered one after another, and parts of one entry share its response number."""
    take(store, entry("a", "b"), entry("c"))
    take(store, entry("d"), source="other")
    numbers = [(each.id, each.response, each.part, each.source) for each in store.submissions.all()]
    assert numbers == [(1, 1, 0, "form"), (2, 1, 1, "form"), (3, 2, 0, "form"), (4, 3, 0, "other")]


def test_one_source_can_be_asked_for_alone(store: Store) -> None:
    """Only the submissions of the named source come back."""
    take(store, entry("a"))
    take(store, entry("b"), source="other")
    assert [each.content.question for each in store.submissions.all("other")] == ["b"]
    assert store.submissions.all("unheard of") == ()


def test_a_source_that_was_never_read_has_an_empty_state(store: Store) -> None:
    """The state of a source is what the last taking said, and empty before."""
    assert store.submissions.source_state("form") == SourceState()
    store.submissions.take("form", SourceChanges(), SourceState("old", 7), NOW)
    store.submissions.take("form", SourceChanges(), SourceState("new", 8), NOW)
    assert store.submissions.source_state("form") == SourceState("new", 8)


def test_an_edit_is_a_new_revision(store: Store) -> None:
    """After an edit the new words are the latest ones and the old ones are still there."""
    take(store, entry("Why?"))
    _change(store, SourceChanges(edited=((1, entry("Why not?", at=LATER)),)))
    assert store.submissions.all() == (
        Submission(1, "form", 1, 0, 2, LATER, Precision.SECOND, Content("Why not?", "3")),
    )
    history = store.submissions.revisions(1)
    assert [(each.kind, each.submission.content.question, each.seen_at) for each in history] == [
        (RevisionKind.CONTENT, "Why?", NOW),
        (RevisionKind.CONTENT, "Why not?", LATER),
    ]


def test_a_part_that_reads_as_before_gets_no_revision(store: Store) -> None:
    """Where only one of two questions was edited, the other one stays at its revision."""
    take(store, entry("a", "b"))
    _change(store, SourceChanges(edited=((1, entry("a", "B")),)))
    assert [each.revision for each in store.submissions.all()] == [1, 2]


def test_a_part_that_appears_is_a_new_submission_of_the_same_response(store: Store) -> None:
    """A second question added to an entry gets a number of its own."""
    take(store, entry("a"), entry("z"))
    _change(store, SourceChanges(edited=((1, entry("a", "b")),)))
    assert [(each.id, each.response) for each in store.submissions.all()] == [(1, 1), (2, 2), (3, 1)]


def test_a_part_that_vanishes_is_withdrawn_and_the_others_keep_their_numbers(store: Store) -> None:
    """Where the first of two questions is emptied, the second keeps its number although it moves up."""
    take(store, entry("a", "b"))
    _change(store, SourceChanges(edited=((1, entry("b")),)))
    after = [(each.content.question, each.withdrawn, each.part) for each in store.submissions.all()]
    assert after == [("a", True, 0), ("b", False, 0)]


def test_a_part_that_comes_back_with_its_words_is_the_same_submission(store: Store) -> None:
    """A question that was emptied and typed again is the old one, returned."""
    take(store, entry("a", "b"))
    _change(store, SourceChanges(edited=((1, entry("a")),)))
    _change(store, SourceChanges(edited=((1, entry("a", "b")),)))
    assert [each.revision for each in store.submissions.all()] == [1, 3]
    assert store.submissions.revisions(2)[-1].kind is RevisionKind.RETURNED


def test_a_withdrawn_entry_can_return(store: Store) -> None:
    """An entry that vanished and is back keeps its numbers, edited or not."""
    take(store, entry("a", "b"))
    _change(store, SourceChanges(withdrawn=(1,)))
    assert _texts(store) == []
    _change(store, SourceChanges(returned=((1, entry("a", "B")),)))
    assert _texts(store) == ["a", "B"]
    assert [each.kind.value for each in store.submissions.revisions(2)] == ["content", "withdrawn", "returned"]


def test_withdrawing_twice_is_withdrawing_once(store: Store) -> None:
    """What is withdrawn already gets no second revision saying so."""
    take(store, entry("a"))
    _change(store, SourceChanges(withdrawn=(1,)))
    _change(store, SourceChanges(withdrawn=(1,)))
    assert store.submissions.all()[0].revision == 2


def test_the_version_grows_with_every_revision_only(store: Store) -> None:
    """The version is 0 at first, grows with revisions, and stays with anything else."""
    versions = [store.submissions.version()]
    take(store, entry("a"), entry("b"))
    versions.append(store.submissions.version())
    take(store)
    versions.append(store.submissions.version())
    _change(store, SourceChanges(withdrawn=(1,)))
    versions.append(store.submissions.version())
    assert versions == [0, 2, 2, 3]


def test_many_responses_change_at_once(store: Store) -> None:
    """Changes beyond what one statement can name are all made."""
    take(store, *(entry(f"q{number}") for number in range(1_201)))
    _change(store, SourceChanges(withdrawn=tuple(range(1, 1_201))))
    assert _texts(store) == ["q1200"]


def test_an_unknown_response_is_refused_and_nothing_is_kept(store: Store) -> None:
    """A change of a response that this source never had leaves the store as it was."""
    take(store, entry("a"), source="other")
    with pytest.raises(StoreError, match="no response 1 of the source form"):
        _change(store, SourceChanges(new=(entry("b"),), withdrawn=(1,)))
    assert _texts(store) == ["a"]


def test_half_a_character_is_refused_and_nothing_is_kept(store: Store) -> None:
    """A text that no file can hold is named with its source, and no other entry of that taking is kept."""
    with pytest.raises(SourceError, match="form has a text with half a character"):
        take(store, entry("fine"), entry("half \ud83d"))
    assert store.submissions.all() == ()


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_CONTENT = st.builds(Content, _TEXT, st.none() | _TEXT, _TEXT, _TEXT, _TEXT, _TEXT, _TEXT)
_INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive
_ENTRY = st.builds(
    Entry,
    st.none() | _INSTANTS,
    st.sampled_from(Precision),
    st.lists(_CONTENT, min_size=1, max_size=3).map(tuple),
    _TEXT,
)


@settings(max_examples=50)
@given(st.lists(_ENTRY, max_size=4))
def test_what_is_taken_comes_back(entries: list[Entry]) -> None:
    """Any text, any instant to the microsecond and any precision is read back as it was taken, after reopening."""
    with tempfile.TemporaryDirectory() as folder:
        with open_store(Path(folder) / "state") as store:
            take(store, *entries)
        with open_store(Path(folder) / "state") as store:
            back = store.submissions.all()
            last = store.submissions.last_instant()
    expected = [(each.instant, each.precision, each.other, part) for each in entries for part in each.parts]
    assert [(each.instant, each.precision, each.other, each.content) for each in back] == expected
    assert all(each.instant is None or each.instant.tzinfo is UTC for each in back)
    assert last == max((each.instant for each in back if each.instant), default=None)


_WORDS = st.sampled_from(["a", "b", "c"])
_EDITS = st.lists(st.lists(_WORDS, max_size=3), min_size=1, max_size=5)


@settings(max_examples=30)
@given(_EDITS)
def test_after_any_edits_the_store_shows_what_the_source_shows(edits: list[list[str]]) -> None:
    """Whatever an entry went through, its live parts in order are what it says now, and every number is kept."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "state") as store:
        take(store, entry("a", "b"))
        for texts in edits:
            before = store.submissions.all()
            gone = all(each.withdrawn for each in before)
            one = ((1, entry(*texts)),)
            changes = SourceChanges(returned=one) if gone else SourceChanges(edited=one)
            _change(store, changes if texts else SourceChanges(withdrawn=(1,)))
            live = sorted((each for each in store.submissions.all() if not each.withdrawn), key=lambda each: each.part)
            assert [each.content.question for each in live] == texts
            assert {each.id for each in before} <= {each.id for each in store.submissions.all()}
