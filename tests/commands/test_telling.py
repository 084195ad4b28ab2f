"""What is said, and when it is said again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pipeline.commands.telling import Telling, condition_of, to_tell
from pipeline.errors import Problem
from pipeline.model.record import Condition

NOW = datetime(2026, 8, 9, 12, tzinfo=UTC)
LASTING = Problem("responses.csv", "cannot be read", key="source responses.csv")
ONCE = Problem("responses.csv, row 3", "no time")


def told(hours_ago: int) -> list[Condition]:
    """Return the condition as it was told so many hours ago."""
    return [Condition(condition_of(LASTING), NOW - timedelta(days=9), NOW - timedelta(hours=hours_ago))]


def test_a_lasting_condition_is_told_when_it_begins() -> None:
    """It is noted, so that the next run knows it."""
    assert to_tell([LASTING, ONCE], [], NOW) == Telling((LASTING, ONCE), (condition_of(LASTING),), ())


def test_it_is_not_told_again_within_a_day() -> None:
    """Cron every five minutes does not mean a mail every five minutes."""
    assert to_tell([LASTING], told(hours_ago=23), NOW) == Telling((), (), ())


def test_it_is_told_again_after_a_day() -> None:
    """Nobody forgets it."""
    assert to_tell([LASTING], told(hours_ago=24), NOW).problems == (LASTING,)


def test_another_fault_of_the_same_place_is_told_at_once() -> None:
    """Somebody who knows that a column is gone does not know that the file is gone."""
    other = Problem("responses.csv", "is not there", key="source responses.csv")
    assert to_tell([other], told(hours_ago=1), NOW).problems == (other,)


def test_its_end_is_told() -> None:
    """Whoever was told of it learns that it is over."""
    assert to_tell([], told(hours_ago=2), NOW) == Telling((), (), (condition_of(LASTING),))
