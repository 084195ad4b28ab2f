"""Renew the golden file of equations: `python -m tests.word.renew_omml`, then read the difference.

To add a formula, add a line `inline` or `display`, a tab, the LaTeX, a tab; then renew.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.word.omml import omml

GOLDEN = Path(__file__).with_name("omml_golden.tsv")
REFUSED = "refused"
_FONT = '<w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/>'


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the golden file."""

    place: str
    latex: str
    shape: str


def read() -> list[Line]:
    """Return the golden file."""
    return [Line(*line.split("\t")) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def shape(place: str, latex: str) -> str:
    """Return a formula's markup without what stands in every run."""
    written = omml(latex, display=place == "display")
    if written is None:
        return REFUSED
    bare = written.replace(_FONT, "").replace("<w:rPr></w:rPr>", "").replace(' xml:space="preserve"', "")
    return bare.replace("<m:", "<").replace("</m:", "</").replace(" m:val=", " ")


def renew() -> None:
    """Write the shapes as they are now."""
    lines = [f"{line.place}\t{line.latex}\t{shape(line.place, line.latex)}\n" for line in read()]
    GOLDEN.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    renew()
