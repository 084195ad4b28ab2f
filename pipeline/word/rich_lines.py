"""Paragraphs of WordprocessingML read as lines of words, links, equations, pictures and marks of notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from lxml.etree import _Element

from pipeline.rich_text.rich_text import Equation, FootnoteMark, Raised, Run
from pipeline.word.omml_read import mathml
from pipeline.word.omml_read_linear import linear
from pipeline.word.relations import Relation
from pipeline.word.rich_links import field_target, link_target
from pipeline.word.rich_names import (
    ALTERNATE,
    BOOKMARK,
    BREAK,
    CHOICE,
    EQUATION,
    EQUATIONS,
    FALLBACK,
    PPR,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    TEXT,
    P,
    is_on,
    r,
    w,
)
from pipeline.word.rich_paragraphs import SettingBook
from pipeline.word.rich_pictures import PictureBook
from pipeline.word.rich_pieces import Fields, Gathered, Line, Pieces, joined
from pipeline.word.rich_raised import raised_by_place
from pipeline.word.rich_styles import PLAIN, Look, StyleBook
from pipeline.word.rich_symbols import symbol

_UNKNOWN_SYMBOL = "\ufffd"
_SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_DRAWINGS = frozenset((w("drawing"), w("pict"), w("object")))
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_NAME = w("name")
_COMMENTS = frozenset((w("commentReference"), w("commentRangeStart")))
_QUIET = frozenset((PPR, w("bookmarkEnd"), w("proofErr"), w("lastRenderedPageBreak")))
# Of these nothing is shown, whatever stands in them.
_SILENT = frozenset(
    w(name)
    for name in (
        "pPr rPr sdtPr sdtEndPr customXmlPr smartTagPr bookmarkEnd proofErr permStart permEnd commentRangeEnd "
        "del moveFrom delText delInstrText sectPr "
        "lastRenderedPageBreak footnoteRef endnoteRef annotationRef separator continuationSeparator"
    ).split()
)


class LineReader:
    """Reads the paragraphs of one part of a file, one after the other.

    Args:
        styles, settings: of the document.
        pictures: those of the part.
        links: relations of the part by id.

    Attributes:
        gathered: what was met besides words; put another one there to begin anew.
        notes: kind and id of each note that was pointed to; a mark is numbered by its place here.
    """

    def __init__(
        self,
        styles: StyleBook,
        settings: SettingBook,
        pictures: PictureBook,
        links: Mapping[str, Relation],
    ) -> None:
        self._styles = styles
        self._settings = settings
        self._pictures = pictures
        self._links = links
        self.gathered = Gathered()
        self.notes: list[tuple[str, str]] = []
        self._fields = Fields()
        self._pieces = Pieces()
        self._boxes: list[_Element] = []
        self._link = ""
        self._readers: dict[str, Callable[[_Element], None]] = {
            w("hyperlink"): self._hyperlink,
            w("fldSimple"): self._simple_field,
            w("fldChar"): self._field_mark,
            w("instrText"): self._instruction,
            w("ruby"): self._ruby,
            SDT: self._control,
            ALTERNATE: self._alternate,
            EQUATION: self._equation,
            EQUATIONS: self._equations,
        }

    def lines(self, paragraph: _Element) -> list[Line]:
        """Return a paragraph, and behind it those of the text boxes that hang on it."""
        first = paragraph[0] if len(paragraph) else None
        setting = self._settings.setting(first if first is not None and first.tag == PPR else None)
        runs = None if self._fields.is_open else self._plain_runs(paragraph)
        if runs is not None:
            return [Line(runs, setting)]
        self._pieces, self._boxes = Pieces(), []
        self._walk(paragraph)
        self._fields.end_paragraph()
        found, boxes = [Line(self._pieces.inlines(), setting)], self._boxes
        for box in boxes:
            for inner in box.iter(P):
                found += self.lines(inner)
        return found

    def _plain_runs(self, paragraph: _Element) -> tuple[Run, ...] | None:
        """Return a paragraph of words and bookmarks, as nearly all are, at a fifth of the cost; None for any other."""
        found: list[tuple[str, Look]] = []
        bookmarks: dict[str, int] = {}
        for child in paragraph:
            tag = child.tag
            if tag == RUN:
                words = self._plain_words(child)
                if words is None:
                    return None
                found.append(words)
            elif tag == BOOKMARK:
                bookmarks.setdefault(str(child.get(_NAME, "")), sum(len(text) for text, _ in found))
            elif tag not in _QUIET:
                return None
        self.gathered.bookmarks |= bookmarks
        return joined(found)

    def _plain_words(self, run: _Element) -> tuple[str, Look] | None:
        """Return the words of a run and their look, None if there is anything else in it."""
        text, look = "", PLAIN
        for child in run:
            tag = child.tag
            if tag == TEXT:
                text += child.text or ""
            elif tag != RPR:
                return None
            elif len(child):
                look = self._look(child)
                if look.hidden or look.marked:
                    return None
        return text, look

    def _look(self, properties: _Element) -> Look:
        """Return how a run with these properties, one at least, looks."""
        look = self._styles.look(properties)
        if not look.shifted:
            return look
        raised = raised_by_place(properties, self._styles) if look.raised is Raised.NO else look.raised
        return replace(look, shifted=False, raised=raised)

    def _walk(self, node: _Element) -> None:
        """Read what stands in an element; what is unknown is seen through."""
        for child in node:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag == BOOKMARK:
                self.gathered.bookmarks.setdefault(str(child.get(_NAME, "")), self._pieces.length)
            elif tag in _COMMENTS:
                self.gathered.comments.setdefault(str(child.get(w("id"), "")), self._pieces.length)
            elif tag not in _SILENT:
                self._readers.get(str(tag), self._walk)(child)

    def _run(self, run: _Element) -> None:
        """Read a run."""
        look = PLAIN
        for child in run:
            tag = child.tag
            if tag == TEXT:
                self._write(child.text or "", look)
            elif tag == RPR:
                look = self._look(child) if len(child) else PLAIN
            elif tag not in _SILENT:
                self._in_run(child, str(tag), look)

    def _in_run(self, node: _Element, tag: str, look: Look) -> None:
        """Read what is no plain word in a run."""
        if tag in _SIGNS:
            self._write(_SIGNS[tag], look)
        elif tag == BREAK:
            # The end of a page or a column is layout; a line's end is the lecturer's.
            self._write("\n" if node.get(w("type"), "textWrapping") == "textWrapping" else "", look)
        elif tag == w("sym"):
            self._symbol(node, look)
        elif tag in _DRAWINGS:
            self._draw(node)
        elif tag in _NOTES:
            self.notes.append((_NOTES[tag], str(node.get(w("id")))))
            self._pieces.put(FootnoteMark(len(self.notes)))
        elif tag in _COMMENTS:
            self.gathered.comments.setdefault(str(node.get(w("id"), "")), self._pieces.length)
        else:
            self._readers.get(tag, self._walk)(node)

    def _write(self, text: str, look: Look) -> None:
        """Add words, unless nobody sees them."""
        if not text or self._fields.hides:
            return
        if look is not PLAIN:
            if look.hidden:
                self.gathered.lose("hidden text")
                return
            if look.marked:
                self.gathered.lose("highlighting")
        self._pieces.write(text, look, self._link or self._fields.link)

    def _symbol(self, node: _Element, look: Look) -> None:
        """Add a character that is named by its place in a font."""
        font = str(node.get(w("font"), ""))
        found = symbol(font, str(node.get(w("char"), "")))
        if not found:
            self.gathered.lose(f"a symbol of the font {font}")
        self._write(found or _UNKNOWN_SYMBOL, look)

    def _draw(self, node: _Element) -> None:
        """Add the pictures of a drawing; the words of its text boxes come behind the paragraph."""
        drawn = self._pictures.drawn(node)
        for picture in drawn.pictures:
            self._pieces.put(picture)
        for name in drawn.lost:
            self.gathered.lose(name)
        if node.tag == w("object"):
            self.gathered.lose("an embedded file")
        self._boxes += drawn.boxes

    def _equation(self, node: _Element, *, display: bool = False) -> None:
        """Add an equation; one that cannot be had as such is a line of text."""
        text, formula = linear(node), mathml(node, display=display)
        if formula:
            self._pieces.put(Equation(formula, text, display=display))
        elif text:
            self.gathered.lose("an equation (its text is kept)")
            self._write(text, PLAIN)

    def _equations(self, node: _Element) -> None:
        for equation in node.iter(EQUATION):
            self._equation(equation, display=True)

    def _hyperlink(self, node: _Element) -> None:
        """Read a link; one to a place in the same document, or to a file, is only its words."""
        relation = self._links.get(str(node.get(r("id"), "")))
        anchor = str(node.get(w("anchor"), ""))
        target = relation.target if relation is not None and relation.external else ""
        self._linked(node, target + (f"#{anchor}" if target and anchor and "#" not in target else ""))

    def _linked(self, node: _Element, address: str) -> None:
        """Read what stands in a link to this address."""
        target = link_target(address)
        if address and not target:
            self.gathered.lose("a link that leads to a file or a program")
        outer, self._link = self._link, target or self._link
        self._walk(node)
        self._link = outer

    def _simple_field(self, node: _Element) -> None:
        target = field_target(str(node.get(w("instr"), "")))
        self._linked(node, target or "")

    def _alternate(self, node: _Element) -> None:
        """Read the first of several ways to say something, unless only a later one shows anything."""
        choices = [child for child in node if child.tag in {CHOICE, FALLBACK}]
        drawn = [one for one in choices if self._has_picture(one)]
        shown = [one for one in choices if next(one.iter(*_DRAWINGS, TEXT, EQUATION), None) is not None]
        for best in (drawn or shown)[:1]:
            self._inside_run(best)

    def _has_picture(self, node: _Element) -> bool:
        drawings = list(node.iter(*_DRAWINGS))
        return any(found.pictures or found.boxes for found in map(self._pictures.drawn, drawings))

    def _inside_run(self, node: _Element) -> None:
        """Read what may stand in a run or around runs."""
        for child in node:
            tag = str(child.tag)
            if tag == RUN:
                self._run(child)
            elif tag == TEXT:
                self._write(child.text or "", PLAIN)
            elif tag not in _SILENT:
                self._in_run(child, tag, PLAIN)

    def _control(self, node: _Element) -> None:
        """See through a content control; what asks to be replaced is nobody's word."""
        properties, content = node.find(w("sdtPr")), node.find(SDT_CONTENT)
        waits = None if properties is None else properties.find(w("showingPlcHdr"))
        if content is not None and (waits is None or not is_on(waits)):
            self._walk(content)

    def _ruby(self, node: _Element) -> None:
        """Read words with their reading behind them, in brackets."""
        for name, before, after in (("rubyBase", "", ""), ("rt", "(", ")")):
            part = node.find(w(name))
            if part is not None:
                self._write(before, PLAIN)
                self._walk(part)
                self._write(after, PLAIN)

    def _field_mark(self, node: _Element) -> None:
        self._fields.mark(str(node.get(w("fldCharType"), "")))

    def _instruction(self, node: _Element) -> None:
        self._fields.instruct(node.text or "")
