"""A document as a row of paragraphs and tables; tables that only lay out questions are taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.documents.reading_expected import key
from pipeline.word.rich_names import (
    BOOKMARK,
    BREAK,
    EQUATION_TEXT,
    PPR,
    RETURN,
    TAB,
    TBL,
    TC,
    TEXT,
    P,
    value,
    w,
)
from pipeline.word.rich_reader import content_of

_COMMENT = w("commentReference")
_COMMENT_START = w("commentRangeStart")
_OBJECTS = frozenset(w(name) for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym"))
_MET = (TEXT, EQUATION_TEXT, TAB, BREAK, RETURN, BOOKMARK, _COMMENT, _COMMENT_START, *_OBJECTS)
_WORDS = frozenset((TEXT, EQUATION_TEXT))
_SIGNS = {TAB: "\t", BREAK: "\n", RETURN: "\n"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or a table that is content.

    Attributes:
        node: the element.
        text: its words; of a table too.
        key: the words without white space.
        bookmarks: names of those that begin in it.
        comments: ids of the margin comments at it.
        style: id of its style.
        has_objects: there is something in it besides words.
    """

    node: _Element
    text: str
    key: str
    bookmarks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    style: str = ""
    has_objects: bool = False

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return bool(self.node.tag == TBL)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.key and not self.has_objects


def units_of(node: _Element, is_question: Callable[[Unit], bool]) -> list[Unit]:
    """Return what stands in an element, in order.

    Args:
        node: the body, or a cell.
        is_question: tells whether a paragraph is a known question; a table with one is layout.
    """
    found: list[Unit] = []
    for child in content_of(node):
        if child.tag == TBL and any(is_question(unit_of(one)) for one in child.iter(P)):
            for cell in _cells(child):
                found += units_of(cell, is_question)
        else:
            found.append(unit_of(child))
    return found


def unit_of(node: _Element) -> Unit:
    """Return a paragraph or a table with what tells at a glance what it is."""
    words: list[str] = []
    bookmarks: list[str] = []
    comments: list[str] = []
    has_objects = False
    for met in node.iter(*_MET):
        tag = met.tag
        if tag in _WORDS:
            words.append(met.text or "")
        elif tag == BOOKMARK:
            bookmarks.append(str(met.get(w("name"), "")))
        elif tag in _SIGNS:
            words.append(_SIGNS[tag])
        elif tag in _OBJECTS:
            has_objects = True
        else:
            comments.append(str(met.get(w("id"), "")))
    text = "".join(words)
    style = "" if node.tag == TBL else value(node.find(PPR), "pStyle")
    return Unit(node, text, key(text), tuple(bookmarks), tuple(dict.fromkeys(comments)), style, has_objects)


def _cells(table: _Element) -> Iterator[_Element]:
    """Yield the cells of a table row by row, those of tables in them left to them."""
    for cell in table.iter(TC):
        owner = cell.getparent()
        while owner is not None and owner.tag != TBL:
            owner = owner.getparent()
        if owner is table:
            yield cell
