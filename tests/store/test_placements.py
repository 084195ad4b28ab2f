"""Tests of the room of placements."""

from __future__ import annotations

import pytest

from pipeline.errors import StoreError
from pipeline.model.record import Account, Placement
from pipeline.model.submission import SourceChanges
from pipeline.store.rooms import Store
from tests.store.samples import LATER, STATE, entry, held, placed, take


def test_placements_come_back_and_can_be_changed(store: Store) -> None:
    """Each submission has one place: the one it was put in last."""
    take(store, entry("a"), entry(""))
    store.placements.place([placed(1, "a-01"), held(2)])
    store.placements.place([held(1, lecture="a")])
    assert store.placements.all() == {1: held(1, lecture="a"), 2: held(2)}


def test_placing_nothing_writes_nothing(store: Store) -> None:
    """No placement, no transaction: not even the store is made."""
    store.placements.place([])
    assert store.placements.all() == {}


def test_question_numbers_are_never_forgotten(store: Store) -> None:
    """The highest number counts every question ever given, also those that nobody stands in any more."""
    take(store, *(entry(str(number)) for number in range(3)))
    store.placements.place([placed(1, "a-01"), placed(2, "a-107"), placed(3, "nn-2-09")])
    store.placements.place([held(2), placed(3, "a-01", head=False)])
    assert store.placements.highest_numbers() == {"a": 107, "nn-2": 9}


@pytest.mark.parametrize(
    "wrong",
    [
        placed(1, "heinrich"),
        placed(1, "heinrich-7"),
        placed(99, "a-01"),
        placed(1, "a-01", revision=5),
        Placement(1, 1, "a", None, None),
        Placement(1, 1, "a", "a-01", held(1).reason),
    ],
)
def test_a_wrong_placement_is_refused(store: Store, wrong: Placement) -> None:
    """A malformed id, an unknown submission or revision, none or both of question and reason: nothing is kept."""
    take(store, entry("a"), entry("b"))
    with pytest.raises(StoreError):
        store.placements.place([placed(2, "a-02"), wrong])
    assert store.placements.all() == {}
    assert store.placements.highest_numbers() == {}


def test_an_account_balances_when_every_submission_is_placed(store: Store) -> None:
    """Received are held, open, merged or withdrawn, lecture by lecture, no lecture first."""
    take(store, *(entry(str(number)) for number in range(5)))
    store.placements.place(
        [placed(1, "a-01"), placed(2, "a-01", head=False), held(3), held(4, lecture="a"), placed(5, "a-02")]
    )
    store.submissions.take("form", SourceChanges(withdrawn=(5,)), STATE, LATER)
    assert store.placements.accounts() == (
        Account("", 1, held=1),
        Account("a", 4, held=1, open=1, merged=1, withdrawn=1),
    )
    assert all(account.balances for account in store.placements.accounts())


def test_a_submission_nobody_placed_unbalances_the_account(store: Store) -> None:
    """What came in and was never placed is seen as a difference of the account of no lecture."""
    take(store, entry("a"), entry("b"))
    store.placements.place([placed(1, "a-01")])
    assert [(account.lecture, account.difference) for account in store.placements.accounts()] == [("", 1), ("a", 0)]


def test_an_edit_that_triage_has_not_seen_unbalances_the_account(store: Store) -> None:
    """A placement of an older revision does not count."""
    take(store, entry("a"))
    store.placements.place([placed(1, "a-01")])
    store.submissions.take("form", SourceChanges(edited=((1, entry("b")),)), STATE, LATER)
    assert [account.balances for account in store.placements.accounts()] == [False]
    store.placements.place([placed(1, "a-01", revision=2)])
    assert [account.balances for account in store.placements.accounts()] == [True]


def test_a_withdrawn_submission_balances_wherever_it_stood(store: Store) -> None:
    """Withdrawn before triage ever saw it, it counts for no lecture."""
    take(store, entry("a"))
    store.submissions.take("form", SourceChanges(withdrawn=(1,)), STATE, LATER)
    assert store.placements.accounts() == (Account("", 1, withdrawn=1),)
