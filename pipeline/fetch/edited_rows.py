"""Edited rows (pure): which new row is a vanished one that somebody changed. In doubt they are two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz

from pipeline.fetch.equal_rows import Pair, groups, in_order, same_time, without
from pipeline.fetch.responses import Known, Read, address_of, lecture_of, question_text
from pipeline.model.submission import Precision

MAX_COMPARISONS = 250_000
_BLOCK_COMPARISONS = 2_500  # within one instant or one address: more alike rows than that cannot be told apart anyway
_ALIKE = 80.0
_LOOK_AT = 1_000  # characters of a question
_DAY = int(Precision.DAY.value * 1000)

_Key = Callable[[Known | Read], Hashable]


@dataclass(frozen=True, slots=True)
class _Rule:
    """One way to recognise an edited row: rows of equal `key` (none for None) that `fits`, and are `alike` enough."""

    key: _Key
    fits: Callable[[Known, Read], bool]
    alike: float
    comparisons: int


@dataclass(frozen=True, slots=True)
class Edits:
    """What became of vanished and new rows.

    Attributes:
        pairs: a vanished row and what it reads now.
        doubts: pairs that may be one row, but just as well another; both stay apart.
        unsought: there were too many to compare their texts.
    """

    pairs: tuple[Pair, ...]
    doubts: tuple[Pair, ...] = ()
    unsought: bool = False


def _later(known: Known, read: Read) -> bool:
    """Tell whether a row was sent after another; where one has no time nothing speaks against it."""
    return known.time is None or read.time is None or read.time > known.time


def _later_for_sure(known: Known, read: Read) -> bool:
    """Tell whether a row was sent after another, both times being known."""
    return known.time is not None and read.time is not None and read.time > known.time


def _instant_key(row: Known | Read) -> Hashable:
    """Rows of one instant; a mere day says too little."""
    return None if row.time is None or row.period >= _DAY else (row.time, row.period)


def _minute_key(row: Known | Read) -> Hashable:
    """Rows of one minute, for times of different precision."""
    return None if row.time is None or row.period >= _DAY else row.time // 60_000


def _address_key(row: Known | Read) -> Hashable:
    """Rows of one person about one lecture."""
    address = address_of(row.parts)
    return (address, lecture_of(row.parts)) if address else None


def _lecture_key(row: Known | Read) -> Hashable:
    """Rows with a text, by lecture."""
    return lecture_of(row.parts) if question_text(row.parts) else None


_RULES = (
    _Rule(_instant_key, same_time, 0, _BLOCK_COMPARISONS),
    _Rule(_minute_key, same_time, 0, _BLOCK_COMPARISONS),
    _Rule(_address_key, _later_for_sure, 0, _BLOCK_COMPARISONS),
    _Rule(_lecture_key, _later, _ALIKE, MAX_COMPARISONS),
)


def find_edits(vanished: Sequence[Known], new: Sequence[Read]) -> Edits:
    """Find the edited rows among those that vanished and those that are new."""
    if not vanished or not new:
        return Edits(())
    pairs = _moved_in_time(vanished, new)
    rest = without(pairs, vanished, new)
    pairs += [
        pair
        for group in groups(*rest, lambda row: (row.time, question_text(row.parts)))
        if question_text(group[0][0].parts)
        for pair in in_order(*group)
    ]
    doubts: list[Pair] = []
    unsought = False
    for rule in _RULES:
        rest = without(pairs, vanished, new)
        if rule.alike and len(rest[0]) * len(rest[1]) > MAX_COMPARISONS:
            unsought = True
            continue
        found, tied = _apply(rule, *rest)
        pairs += found
        doubts += tied
    paired = {id(row) for pair in pairs for row in pair}
    open_doubts = {(id(one), id(two)): (one, two) for one, two in doubts if not {id(one), id(two)} & paired}
    return Edits(tuple(pairs), tuple(open_doubts.values()), unsought)


def _moved_in_time(vanished: Sequence[Known], new: Sequence[Read]) -> list[Pair]:
    """Pair rows of which only the time changed: sent again unchanged, or read in another zone or date order.

    Only where as many vanished as are new: then it does not matter which is which.
    """
    return [
        pair
        for known, read in groups(vanished, new, lambda row: row.parts)
        if len(known) == len(read) and question_text(known[0].parts)
        for pair in in_order(known, read)
    ]


def _apply(rule: _Rule, vanished: Iterable[Known], new: Iterable[Read]) -> tuple[list[Pair], list[Pair]]:
    """Return what a rule pairs, and between which it cannot choose."""
    found: list[Pair] = []
    tied: list[Pair] = []
    with_key = (
        [row for row in vanished if rule.key(row) is not None],
        [row for row in new if rule.key(row) is not None],
    )
    for known, read in groups(*with_key, rule.key):
        if len(known) * len(read) <= rule.comparisons:
            one, other = _unique_best(_scored(rule, known, read))
            found += one
            tied += other
    return found, tied


def _scored(rule: _Rule, known: Sequence[Known], read: Sequence[Read]) -> list[tuple[float, Pair]]:
    """Return the pairs that a rule allows, with the likeness of their texts."""
    known_texts = [question_text(row.parts)[:_LOOK_AT] for row in known]
    read_texts = [question_text(row.parts)[:_LOOK_AT] for row in read]
    scored = []
    for one, one_text in zip(known, known_texts, strict=True):
        for other, other_text in zip(read, read_texts, strict=True):
            if rule.fits(one, other):
                score = fuzz.ratio(one_text, other_text, score_cutoff=rule.alike)
                scored += [(score, (one, other))] if score >= rule.alike else []
    return scored


def _unique_best(scored: Iterable[tuple[float, Pair]]) -> tuple[list[Pair], list[Pair]]:
    """Take pairs, the most alike first; rows with several equally good partners are left apart."""
    found: list[Pair] = []
    tied: list[Pair] = []
    settled: set[int] = set()
    for _, group in groupby(sorted(scored, key=lambda each: -each[0]), key=lambda each: each[0]):
        open_pairs = [pair for _, pair in group if not settled & {id(pair[0]), id(pair[1])}]
        uses = Counter(id(row) for pair in open_pairs for row in pair)
        for pair in open_pairs:
            alone = uses[id(pair[0])] == uses[id(pair[1])] == 1
            (found if alone else tied).append(pair)
        settled |= uses.keys()
    return found, tied
