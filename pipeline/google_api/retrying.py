"""When a call is made again: capped exponential waits with full jitter, within a patience. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum


@dataclass(frozen=True, slots=True)
class Pace:
    """The world's time as the room sees it; handed in, so that no test waits.

    Attributes:
        sleep: waits so many seconds.
        monotonic: seconds that never run backwards.
        random: a number from 0 up to, not including, 1.
        now: the wall clock; aware UTC.
    """

    sleep: Callable[[float], None]
    monotonic: Callable[[], float]
    random: Callable[[], float]
    now: Callable[[], datetime]


class Again(Enum):
    """Whether a failed call may be made again."""

    ALWAYS = "Google has surely not done it"
    IF_REPEATABLE = "Google may have done it"
    NEVER = "the same answer would come"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often one call is tried.

    Attributes:
        seconds: from the first call to the beginning of the last one.
        first: the longest first wait; each later one may be twice as long.
        longest: the longest wait.
        calls: the most calls.
    """

    seconds: float = 90.0
    first: float = 1.0
    longest: float = 32.0
    calls: int = 12


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried so far: how many calls, and how many seconds since the first began."""

    calls: int
    seconds: float


def next_wait(patience: Patience, tried: Tried, random: float, asked_for: float = 0.0) -> float | None:
    """Return the seconds to wait before the next call, or None to give up.

    The last call that is allowed is made when the patience ends, however small the waits before it were drawn: a quota
    that comes back within the patience is always met.

    Args:
        patience: how long and how often.
        tried: what was tried so far.
        random: from 0 up to, not including, 1.
        asked_for: the seconds that Google asked us to wait.
    """
    left = patience.seconds - tried.seconds
    if left <= 0 or tried.calls >= patience.calls or asked_for > left:
        return None
    if tried.calls == patience.calls - 1:
        return left
    longest = min(patience.longest, patience.first * 2.0 ** (tried.calls - 1))
    return min(left, max(random * longest, asked_for))


def may_repeat(again: Again, *, repeatable: bool) -> bool:
    """Tell whether a failed call may be made again at all."""
    return again is Again.ALWAYS or (again is Again.IF_REPEATABLE and repeatable)


def asked_wait(headers: Mapping[str, str], now: datetime) -> float:
    """Return the seconds that `Retry-After` asks for, given as a number or as a date; 0 without a readable one."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    until = http_date(said)
    return max(0.0, (until - now).total_seconds()) if until else 0.0


def clock_difference(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Return how far this machine's clock is ahead of Google's, from the date of an answer; to a second."""
    theirs = http_date(headers.get("date", ""))
    return now - theirs if theirs else None


def http_date(said: str) -> datetime | None:
    """Return the instant an HTTP date names, or None."""
    try:
        found = parsedate_to_datetime(said)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
