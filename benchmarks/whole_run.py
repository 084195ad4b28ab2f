"""A whole run: a form's download of many rows becomes the documents of 30 lectures.

python -m benchmarks.whole_run [--sizes 1000,10000,100000]
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.documents import sizes_of
from benchmarks.measures import alone, growth, table
from benchmarks.texts import FORM_TITLES, form_row, invented_settings

SIZES = (1_000, 10_000, 100_000)
_LATECOMERS = 10
_STEPS = ("fetch", "triage", "export")


def report(sizes: Sequence[int] = SIZES) -> str:
    """Measure, and return the tables."""
    runs: list[dict[str, float]] = []
    steps: list[dict[str, float]] = []
    with TemporaryDirectory(prefix="qa-benchmark-") as folder:
        for size in sizes:
            runs.append(_three_runs(Path(folder) / f"run-{size}", size))
            steps.append(_steps(Path(folder) / f"steps-{size}", size))
    return f"{_runs_table(sizes, runs)}\n\n{_steps_table(sizes, steps)}"


def _three_runs(series: Path, size: int) -> dict[str, float]:
    """Run over a fresh series, over ten more rows, and over nothing new."""
    figures: dict[str, float] = {}
    config = _series(series, size)
    for name, rows in (("first", size), ("later", size + _LATECOMERS), ("idle", size + _LATECOMERS)):
        _download(series, rows)
        found = alone("run", str(config))
        if found["code"]:
            raise SystemExit(f"The run over {rows} rows ended with exit code {found['code']:.0f}.")
        figures |= {f"{name} seconds": found["seconds"], f"{name} peak": found["peak"]}
    figures["store"] = (series / "output/state/pipeline.db").stat().st_size / 1e6
    figures["documents"] = sum(path.stat().st_size for path in (series / "output/documents").iterdir()) / 1e6
    return figures


def _steps(series: Path, size: int) -> dict[str, float]:
    config = _series(series, size)
    _download(series, size)
    return alone("steps", str(config))


def _series(folder: Path, size: int) -> Path:
    """Make a series without responses and return its settings file."""
    config = folder / "config/pipeline.toml"
    config.parent.mkdir(parents=True)
    config.write_text(invented_settings(), encoding="utf-8")
    _download(folder, size)
    return config


def _download(folder: Path, rows: int) -> None:
    """Write the form's download as Google does: every field in quotes, the newest row last."""
    with (folder / "config/responses.csv").open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, quoting=csv.QUOTE_ALL)
        write.writerow(FORM_TITLES)
        write.writerows(map(form_row, range(rows)))


def _runs_table(sizes: Sequence[int], runs: Sequence[dict[str, float]]) -> str:
    """Return time and memory of the three runs; processor time of the whole process, loading included."""
    shown = {"first": "first run", "later": f"{_LATECOMERS} new rows", "idle": "nothing new"}
    rows = []
    for name, words in shown.items():
        seconds = [run[f"{name} seconds"] for run in runs]
        cells = [f"{run[f'{name} seconds']:.2f} s, {run[f'{name} peak']:.0f} MB" for run in runs]
        rows.append([words, *cells, f"{growth(sizes, seconds):.2f}"])
    rows += [[f"{name} on disk", *(f"{run[name]:.1f} MB" for run in runs), ""] for name in ("store", "documents")]
    return table(["", *(f"{size:,}" for size in sizes), "growth"], rows)


def _steps_table(sizes: Sequence[int], steps: Sequence[dict[str, float]]) -> str:
    """Return the share of each step in the first run, and what a submission costs in it."""
    rows = [
        [name, *_shares(name, sizes, steps), f"{growth(sizes, [one[name] for one in steps]):.2f}"] for name in _STEPS
    ]
    return table(["first run, step", *(f"{size:,}" for size in sizes), "growth"], rows)


def _shares(name: str, sizes: Sequence[int], steps: Sequence[dict[str, float]]) -> Iterable[str]:
    for size, one in zip(sizes, steps, strict=True):
        yield f"{one[name]:.2f} s, {100 * one[name] / sum(one.values()):.0f} %, {1e6 * one[name] / size:.0f} µs each"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=sizes_of, default=SIZES)
    print(report(parser.parse_args().sizes))


if __name__ == "__main__":
    main()
