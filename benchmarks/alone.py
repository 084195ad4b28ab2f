"""What is measured in a process of its own; prints `name=figure` lines.

python -m benchmarks.alone writer 10000
python -m benchmarks.alone reader 10000
python -m benchmarks.alone rereader 10000
python -m benchmarks.alone parser 10000
python -m benchmarks.alone run CONFIG
python -m benchmarks.alone steps CONFIG
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measures import ROOT, peak_megabytes

_NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)


def writer(questions: str) -> dict[str, float]:
    """Write one document of invented questions."""
    from benchmarks.texts import invented_document  # noqa: PLC0415 - a process loads only what it measures
    from pipeline.documents import open_writer  # noqa: PLC0415

    document = invented_document(int(questions))
    before = peak_megabytes()
    content = open_writer("docx").write(document)
    return {"before": before, "peak": peak_megabytes(), "file": len(content) / 1e6}


def reader(questions: str) -> dict[str, float]:
    """Read one answered document; making it is not counted, and leaves no memory behind that reading would need."""
    from benchmarks.coming_back import knowledge_of  # noqa: PLC0415 - a process loads only what it measures
    from benchmarks.texts import invented_document  # noqa: PLC0415
    from pipeline.documents.word_reader import read_word  # noqa: PLC0415

    content, knowledge = _answered(questions), knowledge_of(invented_document(int(questions)))
    start = time.process_time()
    read = read_word(content, "answers.docx", knowledge)
    seconds = time.process_time() - start
    return {"seconds": seconds, "peak": peak_megabytes(), "answers": sum(bool(slot.answer) for slot in read.slots)}


def rereader(questions: str) -> dict[str, float]:
    """Read one answered document again in which a few answers have changed."""
    from benchmarks.coming_back import changed_in_some, knowledge_of  # noqa: PLC0415 - loads only what it measures
    from benchmarks.texts import invented_document  # noqa: PLC0415
    from pipeline.documents.reading_changed import read_changed  # noqa: PLC0415

    before, knowledge = _answered(questions), knowledge_of(invented_document(int(questions)))
    content = changed_in_some(before)
    start = time.process_time()
    read = read_changed(content, "answers.docx", knowledge, (), before)
    seconds = time.process_time() - start
    return {"seconds": seconds, "peak": peak_megabytes(), "answers": len(read.slots) if read else -1}


def parser(questions: str) -> dict[str, float]:
    """Parse the text of one answered document into a tree."""
    from benchmarks.coming_back import parsed, parts_of  # noqa: PLC0415 - a process loads only what it measures

    text = parts_of(_answered(questions))["word/document.xml"]
    start = time.process_time()
    parsed(text)
    return {"seconds": time.process_time() - start, "peak": peak_megabytes()}


def _answered(questions: str) -> bytes:
    """Return an answered document, made in another process: this one's peak is to be its own."""
    made = (
        "import sys; from benchmarks.coming_back import answered_document as made; "
        "sys.stdout.buffer.write(made(int(sys.argv[1]))[1])"
    )
    return subprocess.run([sys.executable, "-c", made, questions], cwd=ROOT, check=True, capture_output=True).stdout


def run(config: str) -> dict[str, float]:
    """Do a whole run by the command itself, loading included."""
    from pipeline.__main__ import main  # noqa: PLC0415 - a process loads only what it measures

    sys.argv = ["qa-pipeline", "run", "--config", config]
    try:
        main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    return {"code": code, "seconds": time.process_time(), "peak": peak_megabytes()}


def steps(config: str) -> dict[str, float]:
    """Do the steps of a run one by one, without what a command does around them."""
    from pipeline.__main__ import search_seldom_for_cycles  # noqa: PLC0415 - a process loads only what it measures
    from pipeline.output_folder import OutputFolder  # noqa: PLC0415
    from pipeline.run_context import RunContext  # noqa: PLC0415
    from pipeline.run_export import export  # noqa: PLC0415
    from pipeline.run_fetch import fetch  # noqa: PLC0415
    from pipeline.run_triage import triage  # noqa: PLC0415
    from pipeline.settings import load_settings  # noqa: PLC0415
    from pipeline.store import open_store  # noqa: PLC0415

    search_seldom_for_cycles()
    figures: dict[str, float] = {}
    with _timed(figures, "settings"):
        settings = load_settings(Path(config), {})
    output = OutputFolder(Path(config).parents[1] / "output")
    with open_store(output.state) as store:
        context = RunContext(settings, store, output, _NOW, frozenset(), lambda _label, _done: None)
        with _timed(figures, "fetch"):
            fetch(context)
        with _timed(figures, "triage"):
            outcome, _ = triage(context)
        with _timed(figures, "export"):
            export(context, outcome.questions)
        with _timed(figures, "account"):
            store.placements.accounts()
    return figures


@contextmanager
def _timed(figures: dict[str, float], name: str) -> Iterator[None]:
    start = time.process_time()
    yield
    figures[name] = time.process_time() - start


if __name__ == "__main__":
    works = {"writer": writer, "reader": reader, "rereader": rereader, "parser": parser, "run": run, "steps": steps}
    found = works[sys.argv[1]](sys.argv[2])
    print("\n".join(f"{name}={figure}" for name, figure in found.items()))
