"""Rows without ids: what is new, edited, withdrawn and back is told from the cells alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch.matching import match, shrink_rail
from pipeline.model.source import SourceState
from pipeline.model.submission import Content, Entry, Precision, Reading, SourceChanges, Submission

START = datetime(2023, 8, 9, 7, 0, tzinfo=UTC)
LONG = "Why does the loss of the deep network fall faster than that of the shallow one?"


def entry(text: str = "Why?", second: int | None = 0, **fields: str) -> Entry:
    """Return an entry with one question, sent so many seconds after the start."""
    instant = None if second is None else START + timedelta(seconds=second)
    return Entry(instant, Precision.SECOND, (Content(text, **fields),))


def reading(*entries: Entry) -> Reading:
    """Return a reading of the source `form`."""
    return Reading("form", entries)


def stored(*entries: Entry, withdrawn: bool = False, first: int = 1) -> list[Submission]:
    """Return what the store keeps of entries, numbered from `first`."""
    return [
        Submission(
            response * 10 + part,
            "form",
            response,
            part,
            1,
            each.instant,
            each.precision,
            content,
            each.other,
            withdrawn,
        )
        for response, each in enumerate(entries, start=first)
        for part, content in enumerate(each.parts)
    ]


def applied(known: list[Submission], changes: SourceChanges) -> list[Submission]:
    """Return what the store keeps once the changes are written."""
    changed = dict(changes.edited) | dict(changes.returned)
    kept = [
        replace(submission, withdrawn=submission.withdrawn or submission.response in changes.withdrawn)
        for submission in known
        if submission.response not in changed
    ]
    for response, each in changed.items():
        kept += stored(each, first=response)
    return kept + stored(*changes.new, first=1 + max((submission.response for submission in kept), default=0))


def test_a_first_reading_is_all_new_in_the_order_of_time() -> None:
    """Numbers are given by instant, then text; rows without a time come last."""
    rows = [entry("d", None), entry("c", 5), entry("b", 1), entry("a", 5)]
    assert [row.parts[0].question for row in match([], reading(*rows)).new] == ["b", "a", "c", "d"]


def test_the_same_rows_are_no_change() -> None:
    """Also if one stands twice."""
    rows = [entry("a"), entry("a"), entry("b", 3)]
    assert match(stored(*rows), reading(*reversed(rows))) == SourceChanges()


@pytest.mark.parametrize(
    ("before", "after", "new", "withdrawn"), [(2, 3, 1, 0), (3, 2, 0, 1), (0, 2, 2, 0), (2, 0, 0, 2)]
)
def test_equal_rows_are_counted(before: int, after: int, new: int, withdrawn: int) -> None:
    """The same second and the same words may come from two people."""
    changes = match(stored(*[entry()] * before), reading(*[entry()] * after))
    assert (len(changes.new), len(changes.withdrawn)) == (new, withdrawn)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (entry("Why?", 1), entry("Something else entirely", 1)),  # corrected in the sheet: the time stays
        (entry("", 1), entry("Why?", 1)),
        (entry("Why?", 1, slide="3"), entry("Why?", 90, slide="4")),
        (entry("Why?", 1, lecture="2"), entry("Why?", 1, lecture="3")),
        (entry(LONG, 1), entry(LONG + " Thanks!", 90)),
        (entry(LONG, 1, lecture="Lecture 2"), entry(LONG + "!", 90, lecture=" lecture  2")),
        (entry("Why?", 1, email="a@example.org"), entry("Or rather how?", 90, email="A@example.org ")),
        (entry(LONG, 5000), entry(LONG, 1)),  # read in another zone or date order
        (entry(LONG, None), entry(LONG, 1)),  # the time column was found at last
        (entry(LONG, None), entry(LONG + "!", None)),
        (replace(entry("Why?", 0), precision=Precision.MINUTE), entry("How?", 30)),
    ],
)
def test_an_edited_row_keeps_its_number(before: Entry, after: Entry) -> None:
    """By its instant, by address and lecture, or by its text; the time of an edit is later."""
    assert match(stored(entry("x", 9), before), reading(entry("x", 9), after)).edited == ((2, after),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (entry(LONG, 90), entry(LONG + " Thanks!", 1)),  # earlier: not an edit
        (entry(LONG, 1, lecture="2"), entry(LONG + " Thanks!", 90, lecture="3")),
        (entry("Why?", 1), entry("How so?", 90)),
        (entry("Why?", 1, email="a@example.org"), entry("Or how?", 90, email="b@example.org")),
        (entry("", 1), entry("", 90)),
        (replace(entry("Why?", 0), precision=Precision.DAY), replace(entry("How so?", 0), precision=Precision.DAY)),
    ],
)
def test_what_does_not_agree_is_two(before: Entry, after: Entry) -> None:
    """A withdrawn row and a new one."""
    changes = match(stored(before), reading(after))
    assert (changes.new, changes.edited, changes.withdrawn) == ((after,), (), (1,))


def test_in_doubt_rows_stay_apart_and_a_person_is_told() -> None:
    """Two vanished rows of one address are equally good: nobody guesses."""
    before = [entry("abcd", 1, email="a@example.org"), entry("abce", 2, email="a@example.org")]
    changes = match(stored(*before), reading(entry("abcx", 90, email="a@example.org")))
    assert (len(changes.new), changes.edited, changes.withdrawn) == (1, (), (1, 2))
    assert "2 vanished rows" in changes.doubts[0].message


def test_the_most_alike_of_several_is_the_edited_one() -> None:
    """Of two questions of one person the text tells which was changed."""
    before = [
        entry("About the Higgs boson", 1, email="a@example.org"),
        entry("And dark matter?", 2, email="a@example.org"),
    ]
    after = entry("And what is dark matter?", 90, email="a@example.org")
    assert match(stored(*before), reading(before[0], after)).edited == ((2, after),)


def test_a_withdrawn_row_that_comes_back_returns_under_its_number() -> None:
    """Somebody deleted a row by mistake and pressed undo."""
    changes = match(stored(entry(), withdrawn=True), reading(entry()))
    assert (changes.returned, changes.new) == (((1, entry()),), ())


@pytest.mark.parametrize("finer", [0, 30, 59])
def test_times_are_compared_at_the_coarser_precision(finer: int) -> None:
    """A file saved again by Excel has lost the seconds."""
    coarse = replace(entry(), precision=Precision.MINUTE)
    assert not match(stored(coarse), reading(entry(second=finer)))
    assert not match(stored(entry(second=finer)), reading(coarse))


def test_parts_of_one_response_belong_together() -> None:
    """A pair added to a response is an edit of it."""
    one = Entry(START, Precision.SECOND, (Content("a"), Content("b")))
    more = replace(one, parts=(*one.parts, Content("c")))
    assert match(stored(one), reading(more)).edited == ((1, more),)


def test_other_sources_and_unmapped_columns_do_not_count() -> None:
    """What the organiser writes into own columns is no news."""
    known = [replace(submission, source="other") for submission in stored(entry())] + stored(entry("b"))
    assert not match(known, reading(replace(entry("b"), other="changed")))


ENTRIES = st.builds(
    entry,
    st.sampled_from(("", "Why?", "why?", LONG, LONG + "!", "About " + LONG)),
    st.none() | st.integers(0, 3).map(lambda number: number * 40),
    lecture=st.sampled_from(("", "1")),
    email=st.sampled_from(("", "a@example.org")),
)
ROWS = st.lists(
    st.builds(replace, ENTRIES, precision=st.sampled_from((Precision.SECOND, Precision.MINUTE))), max_size=8
)


@given(ROWS, ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(before: list[Entry], after: list[Entry], random: Random) -> None:
    """Sorting the sheet is no news, and changes no number."""
    shuffled = list(after)
    random.shuffle(shuffled)
    assert match(stored(*before), reading(*after)) == match(stored(*before), reading(*shuffled))


@given(ROWS, ROWS)
def test_matching_twice_is_matching_once(before: list[Entry], after: list[Entry]) -> None:
    """Once the changes are written there is nothing left to change."""
    known = applied(stored(*before), match(stored(*before), reading(*after)))
    assert not match(known, reading(*after))


@given(ROWS, ROWS)
def test_every_row_is_accounted_for_once(before: list[Entry], after: list[Entry]) -> None:
    """Afterwards the store holds as many responses as the source, and each known one has one fate."""
    changes = match(stored(*before), reading(*after))
    fates = Counter([*changes.withdrawn, *(number for number, _ in changes.edited)])
    assert set(fates.values()) <= {1}
    assert len(before) - len(changes.withdrawn) + len(changes.new) == len(after)


def test_new_rows_among_very_many_unchanged_ones_are_found() -> None:
    """Unchanged rows are never compared with new ones, so tens of thousands cost next to nothing."""
    rows = [entry(f"Question {number}", number) for number in range(30_000)]
    more = [entry(f"New question {number}", 200_000 + number) for number in range(100)]
    assert match(stored(*rows), reading(*rows, *more)) == SourceChanges(new=tuple(more))


def test_a_wholly_different_file_is_not_compared_row_by_row() -> None:
    """Thousands of vanished and new rows stay two, and the organiser is told that texts were not compared."""
    before = [entry(f"Old {number} {LONG}", number) for number in range(2_000)]
    after = [entry(f"New {number} {LONG}", 9_000 + number) for number in range(2_000)]
    changes = match(stored(*before), reading(*after))
    assert (len(changes.new), [problem.key for problem in changes.doubts]) == (2_000, ["edits-unsought"])


@pytest.mark.parametrize(
    ("before", "now", "stops"), [(6, 2, True), (6, 3, False), (5, 0, False), (100, 49, True), (0, 0, False)]
)
def test_an_emptied_source_is_stopped(before: int, now: int, stops: bool) -> None:
    """At least six rows and more than half of them gone: most likely the wrong file."""
    rail = shrink_rail(SourceState(rows=before), reading(*[entry()] * now))
    assert (rail is not None) is stops
    if rail:
        assert (rail.rail, "--force shrunk" in str(rail)) == ("shrunk", True)
