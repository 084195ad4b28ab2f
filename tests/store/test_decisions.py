"""Tests of the room of decisions."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.decision import Decision, Verb
from pipeline.model.record import Account, Placement
from pipeline.store.rooms import Store
from tests.store.samples import LATER, NOW, entry, placed, take

_DECISION = Decision(0, Verb.DECLINE, "a-01", "", "ana", "off topic", NOW)


def test_the_log_is_numbered_and_comes_back_in_order(store: Store) -> None:
    """Whatever number a decision brings, it gets the next one."""
    assert store.decisions.all() == ()
    undo = Decision(7, Verb.UNDO, "1", "", "ben", "", LATER)
    assert [store.decisions.record(_DECISION), store.decisions.record(undo)] == [1, 2]
    assert store.decisions.all() == (replace(_DECISION, number=1), replace(undo, number=2))


def test_declined_submissions_balance_the_account(store: Store) -> None:
    """Declined as a question, or while it was held: each is in one count."""
    take(store, entry("a"), entry("a"), entry("test"), entry("b"))
    declined = [
        replace(placed(1, "a-01"), declined=True),
        replace(placed(2, "a-01", head=False), declined=True),
        Placement(3, 1, "a", None, None, head=False, declined=True, carries="a-09"),
    ]
    store.placements.place([*declined, placed(4, "a-02")])
    assert list(store.placements.all().values()) == [*declined, placed(4, "a-02")]
    (account,) = store.placements.accounts()
    assert (account, account.balances) == (Account("a", 4, open=1, declined=3), True)
