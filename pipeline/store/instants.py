"""Instants as the store keeps them: whole microseconds since 1970 UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_number(instant: datetime) -> int:
    """Return an aware instant as a number.

    Raises:
        TypeError: the instant names no time zone.
    """
    return (instant - _EPOCH) // _MICROSECOND


def to_instant(number: int) -> datetime:
    """Return the aware UTC instant of a number."""
    return _EPOCH + timedelta(microseconds=number)
