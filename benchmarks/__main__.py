"""All benchmarks, one after the other; writes what they print into the manual: `python -m benchmarks`.

With the name of one, as in `python -m benchmarks coming-back`, only that one is measured, and printed.
"""

from __future__ import annotations

import argparse
import platform
import zlib
from collections.abc import Callable

from benchmarks import coming_back, documents, many_lectures, nothing_new, whole_run
from benchmarks.measures import ROOT

_MANUAL = ROOT / "docs/benchmarks.md"
_OPENING = """\
# Benchmarks

What the pipeline costs beside the least it could cost, and beside other libraries. This page is written by

    python -m benchmarks

which takes some minutes on an idle machine; `python -m benchmarks.documents --sizes 10,1000`, for instance, prints one
part of it. Ratios travel from machine to machine, seconds do not. The other libraries are optional:

    pip install -r benchmarks/requirements.txt      # into an environment of its own, with the product
    npm ci --prefix benchmarks                      # needs Node.js

Measured with {python}, zlib {zlib}.
"""
_DOCUMENTS = """\
Invented questions of 80 to 250 characters, one in 20 with a link; every method prints the same text. The floor puts
the finished `document.xml` of ours into a zip at zlib's level 6. Figures are processor time in the process, loading
excluded: floor and ours as medians of eleven runs taken in turns, the others of five (of three where a run takes over
5 s). Growth is the exponent between the two largest sizes. Memory is that of a process that writes one document."""
_WHOLE_RUN = """\
`qa-pipeline run` over one form with a lecture menu and 30 lectures: fetch, triage, export. Processor time of the whole
process, loading included, and its peak memory. The steps were timed in a run of their own."""
_NOTHING_NEW = """\
What cron starts every few minutes: the sample series, off a terminal, medians of 15 taken in turns."""
_COMING_BACK = """\
A document of 10,000 questions of 80 to 250 characters with answers as long, one in ten of two paragraphs, one in ten
with words in bold. Processor time in the process as medians of nine runs taken in turns; of five, where each run has a
process of its own. Zipping again unpacks every part and packs it at zlib's level 6."""
_MANY_LECTURES = """\
A series of 200 lectures with 25 questions each; something was typed into one document. Processor time of the collect
step, medians of nine taken in turns with the same work in a series of that lecture alone."""
_PARTS: dict[str, tuple[str, str, Callable[[], str]]] = {
    "documents": ("One Word document", _DOCUMENTS, documents.report),
    "coming-back": ("Answers coming back", _COMING_BACK, coming_back.report),
    "many-lectures": ("One document of many", _MANY_LECTURES, many_lectures.report),
    "whole-run": ("A whole run", _WHOLE_RUN, whole_run.report),
    "nothing-new": ("A run with nothing new", _NOTHING_NEW, nothing_new.report),
}


def main() -> None:
    """Measure everything, print it, and write it into the manual; or print one part."""
    command = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    command.add_argument("part", nargs="?", choices=_PARTS, help="measure only this, and leave the manual alone")
    only = command.parse_args().part
    python = f"{platform.python_implementation()} {platform.python_version()}"
    parts = [_OPENING.format(python=python, zlib=zlib.ZLIB_RUNTIME_VERSION)]
    for title, description, report in [_PARTS[only]] if only else _PARTS.values():
        parts.append(f"## {title}\n\n{description}\n\n{report()}\n")
        print(parts[-1])
    if not only:
        _MANUAL.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
