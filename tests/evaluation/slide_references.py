r"""How well slide references are read: `python -m tests.evaluation.slide_references [-v]`.

Three sets in one format: `slide_references_known.tsv` was written with the grammar; `slide_references_blind.tsv` and
`slide_references_blind_2.tsv` by others who had not seen it. Columns: field, question, expected, tag; `\n`, `\t`,
`\\` are escapes, lines that begin with `#` are comments. `expected` is one or more accepted readings,
separated by ` | `: `31`, `3-5`, `3,5,7-9`, `31+` (from 31 on), `first`, `last`, `title`, `backup`, `backup 3`,
`about <text>` (any text if only `about`), `general`, `none`. A trailing ` ?` demands a review, ` ~` allows one; without
either a review counts as asked needlessly.

*Right*: kind and ranges (and text, if given) match, and a demanded review is there. *Confidently wrong*: not right,
and nobody is told.

The first run over the blind set, before the grammar had seen any of it: n 410, right 92.9 %, confidently wrong 3.9 %,
asked needlessly 3.9 %. Its writer had not seen the grammar, but had read the notes on traps that the grammar was made
from, and a few inputs come from there. What failed then was mended where it was a general failing, so today's blind
figures are no longer blind.

So a second blind set was written, by somebody who had seen neither grammar nor notes: n 200, right 97.0 %, confidently
wrong 0.0 %, asked needlessly 1.5 % on its first run. It has never been used to mend anything and must not be: its
failures are what to expect of new input.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.slide_reference import SlideKind, SlideReference
from pipeline.triage.slide_reference import read_slide_reference

HERE = Path(__file__).parent
_ESCAPE = re.compile(r"\\([nt\\])")
_ESCAPED = {"n": "\n", "t": "\t", "\\": "\\"}
_NAMED = {
    "first": SlideKind.FIRST,
    "last": SlideKind.LAST,
    "title": SlideKind.TITLE,
    "general": SlideKind.GENERAL,
    "none": SlideKind.UNSPECIFIED,
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted reading; `text` is None if any will do; `review` is "?", "~" or ""."""

    kind: SlideKind
    ranges: tuple[tuple[int, int], ...] = ()
    text: str | None = None
    review: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a set."""

    field: str
    question: str
    accepted: tuple[Accepted, ...]
    tag: str
    line: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one case."""

    case: Case
    reading: SlideReference | None
    right: bool
    needless: bool

    @property
    def confidently_wrong(self) -> bool:
        """Tell whether it is wrong and nobody is told."""
        return not self.right and not (self.reading and self.reading.review)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one set, shares in percent."""

    count: int
    right: float
    confidently_wrong: float
    needless: float


def cases_of(name: str) -> list[Case]:
    """Return the cases of `known`, `blind` or `blind_2`."""
    lines = (HERE / f"slide_references_{name}.tsv").read_text(encoding="utf-8").split("\n")
    return [_case(line, number) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]


def judged(case: Case) -> Verdict:
    """Read the field and compare with what is accepted."""
    reading = read_slide_reference(case.field, case.question)
    matching = [accepted for accepted in case.accepted if reading is not None and _matches(reading, accepted)]
    reviewed = reading is not None and bool(reading.review)
    needless = bool(matching) and reviewed and all(accepted.review == "" for accepted in matching)
    return Verdict(case, reading, bool(matching), needless)


def figures_of(verdicts: list[Verdict]) -> Figures:
    """Return the figures of these verdicts."""
    count = len(verdicts)
    return Figures(
        count,
        100 * sum(verdict.right for verdict in verdicts) / count,
        100 * sum(verdict.confidently_wrong for verdict in verdicts) / count,
        100 * sum(verdict.needless for verdict in verdicts) / count,
    )


def _case(line: str, number: int) -> Case:
    """Read one line."""
    field, question, expected, tag = (_ESCAPE.sub(lambda m: _ESCAPED[m[1]], cell) for cell in line.split("\t"))
    return Case(field, question, tuple(_accepted(reading.strip()) for reading in expected.split(" | ")), tag, number)


def _accepted(reading: str) -> Accepted:
    """Read one accepted reading."""
    review = reading[-1] if reading[-2:] in {" ?", " ~"} else ""
    words = reading[:-2].strip() if review else reading
    if words in _NAMED:
        return Accepted(_NAMED[words], review=review)
    if words == "about" or words.startswith("about "):
        return Accepted(SlideKind.DESCRIPTION, text=words[6:].strip() or None, review=review)
    if words.startswith("backup"):
        return Accepted(SlideKind.BACKUP, _ranges(words[6:].strip()), review=review)
    if words.endswith("+"):
        return Accepted(SlideKind.OPEN_RANGE, _ranges(words[:-1]), review=review)
    return Accepted(SlideKind.NUMBERS, _ranges(words), review=review)


def _ranges(words: str) -> tuple[tuple[int, int], ...]:
    """Read `3,5,7-9`."""
    pairs = (piece.strip().partition("-") for piece in words.split(",") if piece.strip())
    return tuple((int(low), int(high or low)) for low, _, high in pairs)


def _matches(reading: SlideReference, accepted: Accepted) -> bool:
    """Tell whether a reading is this accepted one; `3,4,5` and `3-5` are the same slides."""
    same_place = reading.kind == accepted.kind and _slides(reading.ranges) == _slides(accepted.ranges)
    same_text = accepted.text is None or reading.text.casefold() == accepted.text.casefold()
    return same_place and same_text and not (accepted.review == "?" and not reading.review)


def _slides(ranges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Join neighbouring ranges, so that only the slides count."""
    joined: list[tuple[int, int]] = []
    for low, high in ranges:
        if joined and joined[-1][1] + 1 == low:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return tuple(joined)


def _told(verdict: Verdict) -> str:
    """Return one failure as a line."""
    reading = verdict.reading
    found = (reading.kind.value, reading.ranges, reading.text, reading.review) if reading else None
    mark = "WRONG, SILENT" if verdict.confidently_wrong else "wrong"
    return f"  {mark}: line {verdict.case.line} [{verdict.case.tag}] {verdict.case.field!r} {found}\n"


def main(arguments: list[str]) -> None:
    """Print the figures; with `-v` also the failures."""
    together: list[Verdict] = []
    for name in ("known", "blind", "blind_2"):
        verdicts = [judged(case) for case in cases_of(name)]
        together += verdicts
        _print(name, verdicts)
        if "-v" in arguments:
            sys.stdout.writelines(_told(verdict) for verdict in verdicts if not verdict.right)
    _print("together", together)
    sys.stdout.write(
        "blind is blind no more: its first run gave 92.9 % right, 3.9 % confidently wrong; blind_2 still is.\n"
    )


def _print(name: str, verdicts: list[Verdict]) -> None:
    """Print one line of figures."""
    figures = figures_of(verdicts)
    sys.stdout.write(
        f"{name:9} n {figures.count:4}  right {figures.right:5.1f} %  confidently wrong "
        f"{figures.confidently_wrong:4.1f} %  asked needlessly {figures.needless:4.1f} %\n",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
