"""Word files of 10 to 100,000 questions against the least they could cost, and against other libraries.

python -m benchmarks.documents [--sizes 10,1000,10000,100000]
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measures import Goal, alone, forecast, goals_table, growth, medians_in_turns, table
from benchmarks.peers import Peers
from benchmarks.texts import invented_document

SIZES = (10, 1_000, 10_000, 100_000)
_PATIENCE = 60.0  # seconds: a method that would take longer is not asked
_PAIR = ("floor", "ours")
_ROUNDS_OF_PAIR = 11
_TEN_THOUSAND, _HUNDRED_THOUSAND = 10_000, 100_000


class _Figures:
    """Seconds by method and size, and why some are missing."""

    def __init__(self) -> None:
        self.seconds: dict[str, dict[int, float]] = {}
        self.skipped: dict[tuple[str, int], str] = {}

    def take(self, size: int, found: dict[str, float]) -> None:
        """Keep the medians of one size."""
        for name, seconds in found.items():
            self.seconds.setdefault(name, {})[size] = seconds

    def wait(self, name: str, size: int) -> float:
        """Return how long a method will probably take."""
        known = self.seconds.get(name, {})
        if not known and any(skipped == name for skipped, _ in self.skipped):
            return math.inf
        return forecast(size, list(known), list(known.values()))

    def growth(self, name: str) -> float:
        """Return the exponent between the two largest sizes."""
        known = self.seconds[name]
        return growth(list(known), list(known.values()))

    def ratio(self, name: str, size: int) -> float:
        """Return a method's seconds as a multiple of the floor's."""
        return self.seconds.get(name, {}).get(size, math.nan) / self.seconds["floor"].get(size, math.nan)


def report(sizes: Sequence[int] = SIZES) -> str:
    """Measure, and return the tables."""
    figures = _Figures()
    with TemporaryDirectory(prefix="qa-benchmark-") as folder:
        peers = Peers(Path(folder))
        for size in sizes:
            _measure(peers, size, figures)
    memory = {size: alone("writer", str(size)) for size in sizes if size >= _TEN_THOUSAND or size == max(sizes)}
    return f"{_methods(figures, peers, sizes)}\n\n{_memory(memory)}\n\n{goals_table(_goals(figures, memory, sizes))}"


def _measure(peers: Peers, size: int, figures: _Figures) -> None:
    """Measure every method that does not take too long at this size."""
    samplers = dict(peers.samplers(invented_document(size)))
    for name in list(samplers):
        wait = figures.wait(name, size)
        if wait > _PATIENCE:
            figures.skipped[name, size] = f"skipped: ~{wait:.0f} s"
            del samplers[name]
    # Floor and ours take turns with each other only: after a method that filled the memory, whoever comes next is slow.
    pair = {name: sample for name, sample in samplers.items() if name in _PAIR}
    figures.take(size, medians_in_turns(pair, _ROUNDS_OF_PAIR))
    figures.take(size, medians_in_turns({name: sample for name, sample in samplers.items() if name not in _PAIR}))


def _methods(figures: _Figures, peers: Peers, sizes: Sequence[int]) -> str:
    """Return the table of methods: the floor and ours in seconds too, the others as multiples of the floor."""
    rows = []
    for name in figures.seconds:
        cells = [figures.skipped.get((name, size)) or _cell(figures, name, size) for size in sizes]
        exponent = figures.growth(name)
        rows.append([name, *cells, "–" if math.isnan(exponent) else f"{exponent:.2f}"])
    rows += [[name, *[why] * (index == 0), *[""] * len(sizes)] for name, why in peers.absent.items() for index in (0,)]
    return table(["method", *(f"{size:,}" for size in sizes), "growth"], rows)


def _cell(figures: _Figures, name: str, size: int) -> str:
    seconds = figures.seconds[name][size]
    shown = f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
    return shown if name == "floor" else f"{figures.ratio(name, size):.2f} × ({shown})"


def _memory(memory: dict[int, dict[str, float]]) -> str:
    """Return the table of the writer alone in its process."""
    rows = [
        (f"{size:,}", f"{found['before']:.0f} MB", f"{found['peak']:.0f} MB", f"{found['file']:.2f} MB")
        for size, found in memory.items()
    ]
    return table(("questions", "with the questions loaded", "peak after writing", "file"), rows)


def _goals(figures: _Figures, memory: dict[int, dict[str, float]], sizes: Sequence[int]) -> list[Goal]:
    """Return what is to be reached, as far as these sizes tell."""
    ten = figures.seconds["ours"].get(10, math.nan) * 1000
    goals = [
        Goal("10 questions, work", 10, " ms", ten),
        Goal("10,000 questions, against the floor", 1.8, " ×", figures.ratio("ours", _TEN_THOUSAND)),
        Goal("10,000 questions, writer alone", 60, " MB", memory.get(_TEN_THOUSAND, {}).get("peak", math.nan)),
        Goal("100,000 questions, against the floor", 1.6, " ×", figures.ratio("ours", _HUNDRED_THOUSAND)),
        Goal(f"growth to {max(sizes):,} questions", 1.05, "", figures.growth("ours")),
    ]
    return [goal for goal in goals if not math.isnan(goal.found)]


def sizes_of(given: str) -> tuple[int, ...]:
    """Return the sizes that a command line names, ascending."""
    return tuple(sorted({int(size) for size in given.split(",")}))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=sizes_of, default=SIZES)
    print(report(parser.parse_args().sizes))


if __name__ == "__main__":
    main()
