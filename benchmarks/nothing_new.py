"""A run with nothing new, as cron starts it every few minutes, against loading three libraries it might need.

python -m benchmarks.nothing_new
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from benchmarks.measures import ROOT, Goal, goals_table, table

ROUNDS = 15
_BOUND = 1.4


def report(rounds: int = ROUNDS) -> str:
    """Measure, and return the tables."""
    with TemporaryDirectory(prefix="qa-benchmark-") as folder:
        shutil.copytree(ROOT / "config", Path(folder) / "config")
        commands = {
            "import pydantic, sqlalchemy, typer": [sys.executable, "-c", "import pydantic, sqlalchemy, typer"],
            "qa-pipeline run, nothing new": [
                *_program(),
                "run",
                "--config",
                str(Path(folder) / "config/pipeline.toml"),
            ],
        }
        for _ in range(2):  # the first one has news, the second leaves the seal
            _seconds(commands["qa-pipeline run, nothing new"])
        found = _in_turns(list(commands.values()), rounds)
    rows = [
        (name, f"{processor * 1000:.0f} ms", f"{wall * 1000:.0f} ms")
        for name, (processor, wall) in zip(commands, found, strict=True)
    ]
    (base_processor, base_wall), (processor, wall) = found
    goals = [
        Goal("nothing new, processor", _BOUND, " ×", processor / base_processor),
        Goal("nothing new, wall", _BOUND, " ×", wall / base_wall),
    ]
    return f"{table(('command', 'processor', 'wall'), rows)}\n\n{goals_table(goals)}"


def _program() -> list[str]:
    """Return the installed command, or the module where only the sources are."""
    script = Path(sys.executable).with_name("qa-pipeline")
    return [str(script)] if script.exists() else [sys.executable, "-m", "pipeline"]


def _in_turns(commands: Sequence[Sequence[str]], rounds: int) -> list[tuple[float, float]]:
    """Return the medians of processor and wall seconds of each command."""
    figures = [[_seconds(command) for command in commands] for _ in range(rounds)]
    return [
        (statistics.median(processor for processor, _ in one), statistics.median(wall for _, wall in one))
        for one in zip(*figures, strict=True)
    ]


def _seconds(command: Sequence[str]) -> tuple[float, float]:
    """Return the processor and wall seconds of a command without a terminal, which must succeed and say nothing."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=gettempdir(), stdin=subprocess.DEVNULL, capture_output=True, check=False)
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with exit code {done.returncode}: {done.stderr.decode()}")
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return used, wall


def main() -> None:
    """Print the tables."""
    print(report())


if __name__ == "__main__":
    main()
