"""When a call is made again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.google_api.retrying import (
    Again,
    Patience,
    Tried,
    asked_wait,
    clock_difference,
    http_date,
    may_repeat,
    next_wait,
)

NOW = datetime(2026, 9, 1, 8, 0, 0, tzinfo=UTC)
PATIENCES = st.builds(Patience, seconds=st.floats(0, 600), calls=st.integers(1, 20))
DICE = st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=30)
DURATIONS = st.lists(st.floats(0, 100), min_size=1, max_size=30)
ASKED = st.lists(st.floats(0, 100), min_size=1, max_size=30)


def course(patience: Patience, dice: list[float], durations: list[float], asked: list[float]) -> list[float]:
    """Return when each call of a service that never recovers begins."""
    begins, now = [0.0], 0.0
    for drawn, lasted, said in zip(cycle(dice), cycle(durations), cycle(asked), strict=False):
        now += lasted
        wait = next_wait(patience, Tried(len(begins), now), drawn, said)
        if wait is None:
            return begins
        assert wait >= 0
        now += wait
        begins.append(now)
    raise AssertionError("never reached")


@given(PATIENCES, DICE, DURATIONS, ASKED)
def test_no_call_begins_after_the_patience(
    patience: Patience, dice: list[float], durations: list[float], asked: list[float]
) -> None:
    """However the dice fall, however slow the answers are, and whatever Google asks for."""
    assert course(patience, dice, durations, asked)[-1] <= patience.seconds * (1 + 1e-9)


@given(PATIENCES, DICE, DURATIONS, ASKED)
def test_the_calls_are_counted(
    patience: Patience, dice: list[float], durations: list[float], asked: list[float]
) -> None:
    """There are never more than the patience allows."""
    assert len(course(patience, dice, durations, asked)) <= patience.calls


@given(DICE)
def test_a_quota_by_the_minute_is_outlived(dice: list[float]) -> None:
    """The last call is made when the patience ends, even if every wait was drawn short."""
    assert course(Patience(), dice, [0.0], [0.0])[-1] == pytest.approx(90.0)


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 11))
def test_waits_are_spread_and_capped(drawn: float, calls: int) -> None:
    """Full jitter: from nothing up to a bound that doubles until 32 seconds."""
    wait = next_wait(Patience(seconds=900, calls=99), Tried(calls, 0.0), drawn)
    assert wait is not None
    assert wait <= min(32.0, 2.0 ** (calls - 1))


@given(st.floats(0, 60))
def test_google_is_never_asked_earlier_than_it_wants(asked: float) -> None:
    """`Retry-After` is the least wait."""
    wait = next_wait(Patience(), Tried(1, 0.0), 0.0, asked)
    assert wait is not None
    assert wait >= asked


def test_a_wait_beyond_the_patience_is_not_begun() -> None:
    """An hour's `Retry-After` ends the call at once."""
    assert next_wait(Patience(), Tried(1, 0.0), 0.5, 3600.0) is None


@pytest.mark.parametrize(
    ("again", "repeatable", "expected"),
    [
        (Again.ALWAYS, False, True),
        (Again.ALWAYS, True, True),
        (Again.IF_REPEATABLE, False, False),
        (Again.IF_REPEATABLE, True, True),
        (Again.NEVER, True, False),
    ],
)
def test_only_safe_calls_are_repeated(again: Again, *, repeatable: bool, expected: bool) -> None:
    """Either Google has surely not done it, or doing it twice does no harm."""
    assert may_repeat(again, repeatable=repeatable) is expected


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("30", 30.0),
        (" 7 ", 7.0),
        ("Tue, 01 Sep 2026 08:00:20 GMT", 20.0),
        ("Tue, 01 Sep 2026 07:00:00 GMT", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("", 0.0),
        ("٣", 0.0),
        ("9" * 400, 999_999_999.0),
    ],
)
def test_retry_after_is_read(said: str, seconds: float) -> None:
    """Seconds or a date; anything else counts as not said."""
    assert asked_wait({"retry-after": said}, NOW) == seconds


def test_the_clocks_are_compared_by_the_date_of_an_answer() -> None:
    """Ahead is positive; without a date nothing is known."""
    assert clock_difference({"date": "Tue, 01 Sep 2026 07:53:00 GMT"}, NOW) == timedelta(minutes=7)
    assert clock_difference({}, NOW) is None


@given(st.text())
def test_any_text_for_a_date_is_survived(said: str) -> None:
    """A header is the other side's; what is read of it has a zone."""
    found = http_date(said)
    assert found is None or found.tzinfo is not None
