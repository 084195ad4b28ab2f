"""Collecting a series of many lectures in which one document has changed, beside a series of that one lecture.

python -m benchmarks.many_lectures
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.coming_back import parts_of, zipped
from benchmarks.measures import Goal, goals_table, medians_in_turns, processor_seconds, table
from benchmarks.texts import question_text
from pipeline.output_folder import OutputFolder
from pipeline.run import run
from pipeline.run_collect import collect
from pipeline.run_context import RunContext
from pipeline.settings import load_settings
from pipeline.store import open_store

LECTURES = 200
_QUESTIONS = 25
_BOUND = 2.0
_NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
_TITLES = ("Timestamp", "Lecture", "Slide", "Question")
_FIRST_SLOT = re.compile(rb"(>A:)[^<]*")
_HEAD = """\
[series]
title = "Invented school"
language = "en"
timezone = "Europe/Zurich"
[[sources]]
kind = "file"
path = "responses.csv"
[[sources.fields]]
lecture = "Lecture"
slide = "Slide"
question = "Question"
"""


def report(lectures: int = LECTURES) -> str:
    """Measure, and return the tables."""
    with TemporaryDirectory(prefix="qa-benchmark-") as folder:
        works = {
            name: partial(_collecting, _begun(Path(folder) / name, size), count(1))
            for name, size in (("many", lectures), ("one", 1))
        }
        found = medians_in_turns(works, rounds=9)
    rows = [
        (f"collecting {lectures} lectures, one of them changed", f"{found['many'] * 1000:.0f} ms"),
        ("collecting that one lecture alone", f"{found['one'] * 1000:.0f} ms"),
    ]
    goal = Goal(f"one changed of {lectures}, beside that one alone", _BOUND, " ×", found["many"] / found["one"])
    return f"{table(('work', 'takes'), rows)}\n\n{goals_table([goal])}"


def _begun(root: Path, lectures: int) -> Path:
    """Return the settings of a series that has run once."""
    config = root / "config/pipeline.toml"
    config.parent.mkdir(parents=True)
    blocks = "".join(
        f'[[lectures]]\nid = "l{number}"\ntitle = "Lecture number {number}"\n' for number in range(1, lectures + 1)
    )
    config.write_text(_HEAD + blocks, encoding="utf-8")
    with (config.parent / "responses.csv").open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, quoting=csv.QUOTE_ALL)
        write.writerow(_TITLES)
        for number in range(lectures * _QUESTIONS):
            instant = f"2026/08/{1 + number % 28:02d} {1 + number % 12}:{number % 60:02d}:00 AM GMT+2"
            lecture, slide = number % lectures + 1, number // lectures + 1
            write.writerow([instant, f"Lecture number {lecture}", str(slide), question_text(number)])
    settings = load_settings(config, {})
    output = OutputFolder(settings.root / "output")
    with open_store(output.state) as store:
        ended = run(RunContext(settings, store, output, _NOW, frozenset(), _silent))
    if ended.exit_code:
        raise SystemExit(f"The run over {lectures} lectures ended with exit code {ended.exit_code}.")
    return config


def _collecting(config: Path, changes: count[int]) -> float:
    """Type something else into the first lecture's document; return the processor time of collecting it."""
    number = next(changes)
    settings = load_settings(config, {})
    output = OutputFolder(settings.root / "output")
    with open_store(output.state) as store:
        record = next(one for one in store.documents.all() if one.lecture == "l1")
        path = output.documents / record.file
        parts = parts_of(path.read_bytes())
        text = parts["word/document.xml"]
        parts["word/document.xml"] = _FIRST_SLOT.sub(rb"\1 answer %d" % number, text, count=1)
        path.write_bytes(zipped(parts))
        context = RunContext(settings, store, output, _NOW + timedelta(hours=number), frozenset(), _silent)
        read: list[int] = []
        seconds = processor_seconds(lambda: read.append(collect(context, ()).drafts))
    if read != [1]:
        raise SystemExit(f"Of one new text {read} were read.")
    return seconds


def _silent(_label: str, _done: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    print(report())
