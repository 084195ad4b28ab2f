"""Rows that did not change (pure): two readings compared as multisets of (instant, cells by title)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import product

from pipeline.fetch.responses import Known, Read

Pair = tuple[Known, Read]


def equal_pairs(known: Sequence[Known], read: Sequence[Read]) -> list[Pair]:
    """Pair what is the same: equal cells, and equal instants at the coarser of the two precisions.

    Of several equal ones as many are paired as there are on both sides.
    """
    pairs = [pair for group in groups(known, read, lambda row: (row.time, row.parts)) for pair in in_order(*group)]
    rest_known, rest_read = without(pairs, known, read)
    for group in groups(rest_known, rest_read, lambda row: row.parts):
        pairs += _coarsely_equal(*group)
    return pairs


def without(pairs: Iterable[Pair], known: Sequence[Known], read: Sequence[Read]) -> tuple[list[Known], list[Read]]:
    """Return what is in none of the pairs."""
    paired = {id(row) for pair in pairs for row in pair}
    return [row for row in known if id(row) not in paired], [row for row in read if id(row) not in paired]


def in_order(known: Sequence[Known], read: Sequence[Read]) -> list[Pair]:
    """Pair interchangeable rows, the earliest with the earliest, as many as there are on both sides."""
    if len(known) == len(read) == 1:
        return [(known[0], read[0])]
    return list(zip(sorted(known, key=Known.order), sorted(read, key=Read.order), strict=False))


def groups(
    known: Sequence[Known], read: Sequence[Read], key: Callable[[Known | Read], Hashable]
) -> list[tuple[list[Known], list[Read]]]:
    """Return the groups of equal key that have rows on both sides."""
    if not known or not read:
        return []
    known_by = defaultdict[Hashable, list[Known]](list)
    for row in known:
        known_by[key(row)].append(row)
    read_by = defaultdict[Hashable, list[Read]](list)
    for entry in read:
        read_by[key(entry)].append(entry)
    return [(rows, read_by[shared]) for shared, rows in known_by.items() if shared in read_by]


def _coarsely_equal(known: Sequence[Known], read: Sequence[Read]) -> list[Pair]:
    """Pair rows of equal cells whose times are told with different precision but may be the same."""
    pairs: list[Pair] = []
    periods = product({row.period for row in known}, {row.period for row in read})
    for one, other in sorted(periods, key=lambda both: (max(both), both)):
        if one != other:
            rest_known, rest_read = without(pairs, known, read)
            pairs += _within(
                sorted((row for row in rest_known if row.period == one and row.time is not None), key=Known.order),
                sorted((row for row in rest_read if row.period == other and row.time is not None), key=Read.order),
            )
    return pairs


def _within(known: Sequence[Known], read: Sequence[Read]) -> list[Pair]:
    """Pair each time with the earliest one that lies in the same period; both are sorted."""
    pairs: list[Pair] = []
    left = right = 0
    while left < len(known) and right < len(read):
        if same_time(known[left], read[right]):
            pairs.append((known[left], read[right]))
            left += 1
            right += 1
        elif (known[left].time or 0) < (read[right].time or 0):
            left += 1
        else:
            right += 1
    return pairs


def same_time(known: Known, read: Read) -> bool:
    """Tell whether two times may be one: equal, or the exacter one lies in the period of the coarser."""
    if known.time is None or read.time is None:
        return False
    if known.period == read.period:
        return known.time == read.time
    ahead = read.time - known.time if known.period > read.period else known.time - read.time
    return 0 <= ahead < max(known.period, read.period)
