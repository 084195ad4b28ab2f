"""A document as a row of paragraphs and tables; tables that only lay out questions are taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.documents.reading_expected import OBJECT
from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import RichText, Run
from pipeline.word.rich_assembly import Piece
from pipeline.word.rich_names import TBL, TC, P
from pipeline.word.rich_pieces import Line, key
from pipeline.word.rich_plain import PlainParagraph
from pipeline.word.rich_reader import RichReader, Scanned, content_of


@dataclass(frozen=True, slots=True)
class ScannedUnit:
    """A paragraph with anything in it, or a table that is content.

    Attributes:
        pieces: the paragraph, and those of text boxes on it; or the table.
        text: its words, a mark for each thing that is no word; of a table too.
        key: the same without white space.
        bookmarks: names of those that begin in it.
        comments: ids of the margin comments at it.
        lost: names of what it holds and a text cannot.
        bookmark_places: where in its words the bookmarks begin; empty if all of them do where it begins.
        comment_places: where in its words the comments begin.
    """

    pieces: tuple[Piece, ...]
    text: str
    key: str
    bookmarks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    bookmark_places: tuple[int, ...] = ()
    comment_places: tuple[int, ...] = ()

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return not isinstance(self.pieces[0], Line)

    @property
    def has_boxes(self) -> bool:
        """Whether text boxes hang on it."""
        return len(self.pieces) > 1

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.key and len(self.pieces) == 1

    @property
    def style(self) -> str:
        """The name of its style in small letters, "" of a table."""
        first = self.pieces[0]
        return first.setting.style if isinstance(first, Line) else ""


Unit = PlainParagraph | ScannedUnit


def units_of_body(reader: RichReader, is_question: Callable[[Unit], bool]) -> list[Unit]:
    """Return what stands in a document, in order.

    Args:
        reader: of the document.
        is_question: tells whether a paragraph is a known question; a table with one is layout.
    """
    found: list[Unit] = []
    blocks, others = reader.blocks()
    for block in blocks:
        if block is not None:
            found.append(block)
        else:
            found += units_of((next(others),), reader, is_question)
    return [*found, *units_of(others, reader, is_question)]


def units_of(nodes: Iterable[_Element], reader: RichReader, is_question: Callable[[Unit], bool]) -> list[Unit]:
    """Return what stands in a body or a cell, in order.

    Args:
        nodes: its elements.
        reader: of the document.
        is_question: tells whether a paragraph is a known question; a table with one is layout.
    """
    found: list[Unit] = []
    for child in content_of(nodes):
        if child.tag == TBL and any(is_question(_unit(reader.scan(one))) for one in child.iter(P)):
            for cell in _cells(child):
                found += units_of(cell, reader, is_question)
        else:
            found.append(_unit(reader.scan(child)))
    return found


def _unit(scanned: Scanned) -> ScannedUnit:
    """Return what was scanned, with its words."""
    first = scanned.pieces[0]
    if isinstance(first, Line):
        text = "".join([one.text if isinstance(one, Run) else OBJECT for one in first.inlines])
    else:
        text = plain(RichText((first,)))
    places = tuple(scanned.bookmarks.values())
    return ScannedUnit(
        scanned.pieces,
        text,
        key(text),
        tuple(scanned.bookmarks),
        tuple(scanned.comments),
        scanned.lost,
        places if any(places) else (),
        tuple(scanned.comments.values()),
    )


def _cells(table: _Element) -> Iterator[_Element]:
    """Yield the cells of a table row by row, those of tables in them left to them."""
    for cell in table.iter(TC):
        owner = cell.getparent()
        while owner is not None and owner.tag != TBL:
            owner = owner.getparent()
        if owner is table:
            yield cell
