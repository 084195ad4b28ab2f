"""What is new in a source without ids (pure): rows of a file or a sheet against what the store has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.errors import ExitCode, Problem, RailError
from pipeline.fetch.edited_rows import Edits, find_edits
from pipeline.fetch.equal_rows import Pair, equal_pairs, without
from pipeline.fetch.grid import in_rows
from pipeline.fetch.responses import Known, Read, known_of, read_of
from pipeline.model.source import SourceState
from pipeline.model.submission import Entry, Reading, SourceChanges, Submission

_RAIL_FROM = 6


def match(known: Sequence[Submission], reading: Reading) -> SourceChanges:
    """Tell what is new, edited, withdrawn and back since the store last saw this source.

    The order of the reading does not matter. Columns that nobody mapped do not count.

    Args:
        known: all submissions in the store, withdrawn ones included; other sources' are passed over.
        reading: all entries the source has now.
    """
    live, gone = known_of(known, reading.source)
    read = [read_of(entry) for entry in reading.entries]
    vanished, unknown = without(equal_pairs(live, read), live, read)
    vanished.sort(key=Known.order)
    unknown.sort(key=Read.order)
    returned = equal_pairs(gone, unknown)
    _, unknown = without(returned, (), unknown)
    edits = find_edits(vanished, unknown)
    withdrawn, new = without(edits.pairs, vanished, unknown)
    return SourceChanges(
        new=tuple(row.entry for row in new),
        edited=_numbered(edits.pairs),
        withdrawn=tuple(sorted(row.response for row in withdrawn)),
        returned=_numbered(returned),
        doubts=_doubts(edits, reading.source),
    )


def shrink_rail(state: SourceState, reading: Reading) -> RailError | None:
    """Return the rail against a source that had at least six rows and lost more than half of them."""
    now = len(reading.entries)
    if state.rows < _RAIL_FROM or 2 * now >= state.rows:
        return None
    return RailError(
        f"{reading.source} had {state.rows} rows and now has {now}; nothing of it is taken, for most would be "
        "withdrawn. If the rows were removed on purpose, run again with --force shrunk",
        rail="shrunk",
    )


def _numbered(pairs: Iterable[Pair]) -> tuple[tuple[int, Entry], ...]:
    """Return (response, entry) in the order of the responses."""
    return tuple(sorted(((known.response, read.entry) for known, read in pairs), key=lambda pair: pair[0]))


def _doubts(edits: Edits, source: str) -> tuple[Problem, ...]:
    """Return a remark for each new row that may be an edit of a vanished one, and one if there were too many."""
    candidates = defaultdict[tuple[str, int], set[int]](set)
    for known, read in edits.doubts:
        candidates[read.entry.file, read.entry.row].add(known.response)
    remarks = [_doubt(source, *place, len(responses)) for place, responses in sorted(candidates.items())]
    return (*remarks, _unsought(source)) if edits.unsought else tuple(remarks)


def _doubt(source: str, file: str, row: int, candidates: int) -> Problem:
    """Return the remark about one new row."""
    vanished = "a vanished row" if candidates == 1 else f"one of {candidates} vanished rows"
    return Problem(
        where=f"{file or source}, {in_rows([row])}",
        message=f"This may be an edited version of {vanished}, or another question; it was taken as a new one.",
        next_step="Compare it with the withdrawn ones; if it is the same question, merge them.",
        exit_code=ExitCode.DONE,
        key="doubtful-edit",
    )


def _unsought(source: str) -> Problem:
    """Return the remark that too many rows changed at once."""
    return Problem(
        where=source,
        message="So many rows vanished and appeared at once that edited ones were recognised by time and address only.",
        next_step="If the file was put together anew, look whether questions stand twice.",
        exit_code=ExitCode.DONE,
        key="edits-unsought",
    )
