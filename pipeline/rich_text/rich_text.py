"""A formatted answer: what every reader gives and every rendering takes. Frozen, and a function of the words alone.

Images are named by the hash of their bytes, which travel beside the text; equations are MathML, with the LaTeX where
somebody typed LaTeX. What cannot be held is named in `lost`; the file it came from is always kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Raised(StrEnum):
    """Where a run stands to the line."""

    NO = ""
    SUB = "sub"
    SUPER = "super"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; tab and newline characters stand for tabs and line breaks inside a paragraph.

    `colour` is RRGGBB in capitals, "" for the usual one; `link` an absolute URL, "" for none.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    code: bool = False
    raised: Raised = Raised.NO
    colour: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Equation:
    """A formula: MathML as a string with a single root `math`, and its LaTeX or linear text."""

    mathml: str
    latex: str = ""
    display: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by the SHA-256 of its bytes, its media type, the alternative text, and its size in points."""

    sha256: str
    media_type: str
    alt: str = ""
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """Points to a footnote of the same text by its 1-based number."""

    number: int


Inline = Run | Equation | Image | FootnoteMark


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `level` 1–6 makes it a heading, 0 is plain; `rtl` tells that it runs from right to left."""

    inlines: tuple[Inline, ...]
    level: int = 0
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code, parted by newlines."""

    text: str


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item holds blocks, so that lists nest."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `columns` and `rows` say how many it spans."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table by rows; `header` rows at the top are repeated."""

    rows: tuple[tuple[Cell, ...], ...]
    header: int = 0


Block = Paragraph | Quote | CodeBlock | ListBlock | Table


def paragraphs_in(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield every paragraph in these blocks, also in quotes, lists and tables, in order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Quote():
                yield from paragraphs_in(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from paragraphs_in(item)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from paragraphs_in(cell.blocks)
            case CodeBlock():
                pass


@dataclass(frozen=True, slots=True)
class RichText:
    """A formatted text: blocks, the footnotes they point to, and names of what could not be held."""

    blocks: tuple[Block, ...] = ()
    footnotes: tuple[tuple[Block, ...], ...] = ()
    lost: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything in it."""
        return bool(self.blocks)


EMPTY = RichText()
