"""How things are measured: processor time in turns, medians, growth, and peak memory."""

from __future__ import annotations

import gc
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_ROUNDS, _ROUNDS_OF_SLOW = 5, 3
_SLOW = 5.0  # seconds


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor time (user and system) that a piece of work takes in this process."""
    gc.collect()  # what another method left behind is not this one's work
    start = time.process_time()
    work()
    return time.process_time() - start


def medians_in_turns(samplers: Mapping[str, Callable[[], float]], rounds: int = _ROUNDS) -> dict[str, float]:
    """Return the median of each sampler's figures; they take turns, so that a slow spell of the machine hits all.

    Slow ones are asked three times only.
    """
    figures: dict[str, list[float]] = {name: [] for name in samplers}
    for turn in range(rounds):
        for name, sample in samplers.items():
            if turn < _ROUNDS_OF_SLOW or figures[name][0] <= _SLOW:
                figures[name].append(sample())
    return {name: statistics.median(found) for name, found in figures.items()}


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Return the exponent between the last two sizes: 1 is linear, 2 quadratic."""
    if len(sizes) < 2 or min(seconds[-2:]) <= 0:
        return math.nan
    return math.log(seconds[-1] / seconds[-2]) / math.log(sizes[-1] / sizes[-2])


def forecast(size: int, sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Return what a size will probably take, judged by smaller ones; 0 if nothing is known yet."""
    if not sizes:
        return 0.0
    exponent = growth(sizes, seconds)
    return seconds[-1] * math.pow(size / sizes[-1], 1.0 if math.isnan(exponent) else max(1.0, exponent))


def peak_megabytes() -> float:
    """Return the largest memory this process ever had.

    Linux counts what a parent had before it started us into `ru_maxrss`, so its own status file is asked first.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return float(line.split()[1]) / 1024
    import resource  # noqa: PLC0415 - absent on Windows

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def alone(*arguments: str) -> dict[str, float]:
    """Return the figures that `benchmarks.alone` measures in a process of its own, by name."""
    command = [sys.executable, "-m", "benchmarks.alone", *arguments]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {name: float(figure) for name, figure in (line.split("=") for line in said.split())}


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that is to stay below a bound."""

    what: str
    bound: float
    unit: str
    found: float

    def row(self) -> tuple[str, ...]:
        """Return the goal as a row of a table."""
        if math.isnan(self.found):
            return (self.what, f"≤ {self.bound:g}{self.unit}", "–", "not measured")
        verdict = "reached" if self.found <= self.bound else "missed"
        return (self.what, f"≤ {self.bound:g}{self.unit}", f"{self.found:.3g}{self.unit}", verdict)


def goals_table(goals: Sequence[Goal]) -> str:
    """Return what was to be reached, and whether it was."""
    return table(("to reach", "bound", "measured", ""), [goal.row() for goal in goals])


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table whose columns also line up on a terminal."""
    cells = [tuple(header), *map(tuple, rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
