"""The words of a cell → RichText: looks, links, equations, line breaks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.rich_text.direction import runs_right_to_left
from pipeline.rich_text.equations import latex_to_mathml, split_equations
from pipeline.rich_text.links import LinkPiece, may_hold_link, split_links
from pipeline.rich_text.rich_text import EMPTY, Equation, Inline, Paragraph, RichText, Run

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What XML and fonts have no place for.
_UNSHOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
_WEB = ("http://", "https://", "mailto:")


# The look of words that nobody gave any.
PLAIN = Run("")
# What a cell may hold besides plain lines; addresses are looked for in a quicker way.
_MORE_THAN_LINES = re.compile(f"[$\\\\\r\x0b\x0c\x85\u2028\u2029{_UNSHOWN.pattern[1:-2]}]")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that holds words.

    Attributes:
        text: its words.
        look: that all of them have, as a run.
        pieces: its words in runs, where they have several looks.
        link: where a click on the cell leads, "" for nowhere.
    """

    text: str
    look: Run = PLAIN
    pieces: tuple[Run, ...] = ()
    link: str = ""

    @classmethod
    def of_runs(cls, runs: Sequence[Run], link: str = "") -> SheetCell:
        """Return a cell of words that may have several looks."""
        return cls("".join(run.text for run in runs), PLAIN, tuple(runs), link)

    @property
    def runs(self) -> tuple[Run, ...]:
        """Its words, each with the look it has."""
        return self.pieces or (replace(self.look, text=self.text),)


def plain_cell(text: str) -> SheetCell:
    """Return a cell of words without a look."""
    return SheetCell(text)


def rich_text(cell: SheetCell | None) -> RichText:
    """Return what a cell says; a line is a paragraph, blank lines are none."""
    if cell is None or not cell.text.strip():
        return EMPTY
    text = cell.text
    if not (cell.pieces or cell.link or _MORE_THAN_LINES.search(text) or may_hold_link(text)):
        lines = text.split("\n")
        return RichText(tuple([_line(line.strip(), cell.look) for line in lines if line and not line.isspace()]))
    runs = [_shown(run) for run in cell.runs]
    pieces = list(_pieces("".join(run.text for run in runs)))
    is_linked = cell.link.lower().startswith(_WEB) and all(piece.target != cell.link for piece in pieces)
    base = cell.link if is_linked else ""
    inlines = _dressed(pieces, [replace(run, link=base) if base and not run.link else run for run in runs])
    return RichText(tuple(_paragraphs(inlines)))


def _shown(run: Run) -> Run:
    """Return a run without what is never shown, its line ends of one kind."""
    text = _UNSHOWN.sub("", _LINE_END.sub("\n", run.text))
    return run if text == run.text else replace(run, text=text)


def together(cells: Sequence[SheetCell]) -> RichText:
    """Return what several cells say, one after the other."""
    return RichText(tuple(block for cell in cells for block in rich_text(cell).blocks))


def without_initials(cell: SheetCell, initials: Sequence[str]) -> SheetCell:
    """Return an answer without the `LH:` it may begin with; of several lecturers each part keeps its mark."""
    if len(initials) != 1:
        return cell
    first, *others = cell.pieces or (PLAIN,)
    found = _mark(initials[0]).match(first.text if cell.pieces else cell.text)
    if found is None:
        return cell
    if not cell.pieces:
        return replace(cell, text=cell.text[found.end() :])
    return SheetCell.of_runs([replace(first, text=first.text[found.end() :]), *others], cell.link)


@lru_cache(maxsize=64)
def _mark(initials: str) -> re.Pattern[str]:
    """Return what recognises a lecturer's initials before an answer."""
    return re.compile(rf"\s*{re.escape(initials)}\s*(?::|\s[-–—]\s)\s*", re.IGNORECASE)


def _line(text: str, look: Run) -> Paragraph:
    """Return a line of one look."""
    return Paragraph((Run(text) if look is PLAIN else replace(look, text=text),), rtl=runs_right_to_left(text))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text that is a link, an equation, or words."""

    text: str
    target: str = ""
    equation: Equation | None = None


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield links first, then equations in what is left, then words; joined they are the text again."""
    for part in split_links(text):
        if isinstance(part, LinkPiece):
            yield _Piece(part.text, target=part.target)
            continue
        for piece in split_equations(part):
            mathml = None if piece.latex is None else latex_to_mathml(piece.latex, display=piece.display)
            known = Equation(mathml, piece.latex or "", display=piece.display) if mathml else None
            yield _Piece(piece.text, equation=known)


def _dressed(pieces: Sequence[_Piece], runs: Sequence[Run]) -> Iterator[Inline]:
    """Yield the pieces in the looks of the runs they lie in."""
    looks = iter(runs)
    look = next(looks)
    left = len(look.text)
    for piece in pieces:
        done = 0
        if piece.equation is not None:
            yield piece.equation
        while done < len(piece.text):
            while not left:
                look = next(looks)
                left = len(look.text)
            taken = min(left, len(piece.text) - done)
            if piece.equation is None:
                text = piece.text[done : done + taken]
                yield replace(look, text=text, link=piece.target or look.link)
            done, left = done + taken, left - taken


def _paragraphs(inlines: Iterator[Inline]) -> Iterator[Paragraph]:
    """Yield the lines that hold something, without blanks at their edges."""
    line: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Run):
            line.append(inline)
            continue
        if "\n" not in inline.text:
            _add(line, inline)
            continue
        first, *more = inline.text.split("\n")
        _add(line, replace(inline, text=first))
        for text in more:
            yield from _paragraph(line)
            line = []
            _add(line, replace(inline, text=text))
    yield from _paragraph(line)


def _add(line: list[Inline], run: Run) -> None:
    """Add a run to a line, joined with the one before if both look the same."""
    before = line[-1] if line else None
    if isinstance(before, Run) and before.link == run.link and replace(before, text=run.text) == run:
        line[-1] = replace(before, text=before.text + run.text)
    elif run.text:
        line.append(run)


def _paragraph(line: list[Inline]) -> Iterator[Paragraph]:
    """Yield the paragraph of a line, if there is anything in it."""
    while line and isinstance(first := line[0], Run) and not first.text.strip():
        del line[0]
    while line and isinstance(last := line[-1], Run) and not last.text.strip():
        del line[-1]
    if not line:
        return
    if isinstance(first := line[0], Run) and first.text[:1].isspace():
        line[0] = replace(first, text=first.text.lstrip())
    if isinstance(last := line[-1], Run) and last.text[-1:].isspace():
        line[-1] = replace(last, text=last.text.rstrip())
    words = "".join(one.text for one in line if isinstance(one, Run))
    yield Paragraph(tuple(line), rtl=runs_right_to_left(words))
