"""The fake's own time, in whole nanoseconds; it stands still but for what tests and people do."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_SECOND = 1_000_000_000
_RFC3339 = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z")


class Clock:
    """What time it is at Google; every action of a person takes a little more than a second."""

    def __init__(self, start: str = "2026-09-01T08:00:00.123456Z") -> None:
        self.now = instant(start)

    def tick(self) -> int:
        """Let a moment pass and return the new time."""
        self.now += _SECOND + 1_003_000
        return self.now

    def forward(self, passed: timedelta) -> None:
        """Let time pass."""
        self.now += int(passed / timedelta(microseconds=1)) * 1000

    def text(self) -> str:
        """Return now as Drive writes it, in milliseconds."""
        return rfc3339(self.now, digits=3)


def instant(text: str) -> int:
    """Return nanoseconds since 1970 for an RFC 3339 text that ends in Z.

    Raises:
        ValueError: it is no such text.
    """
    found = _RFC3339.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no RFC 3339 time in UTC")
    whole = datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
    return int(whole.timestamp()) * _SECOND + int((found[2] or "0").ljust(9, "0"))


def rfc3339(nanoseconds: int, digits: int | None = None) -> str:
    """Return an instant as text, with 0, 3, 6 or 9 digits: as many as it needs, or as many as asked."""
    seconds, rest = divmod(nanoseconds, _SECOND)
    needed = next(count for count in (0, 3, 6, 9) if rest % 10 ** (9 - count) == 0)
    shown = needed if digits is None else digits
    fraction = f".{rest:09d}"[: shown + 1] if shown else ""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}{fraction}Z"


def moment(nanoseconds: int) -> datetime:
    """Return an instant as a datetime, in microseconds."""
    return datetime.fromtimestamp(nanoseconds // _SECOND, UTC) + timedelta(microseconds=nanoseconds % _SECOND // 1000)
