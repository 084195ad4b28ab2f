"""The text of a Word file as formatted text, piece by piece; comments and properties besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml.etree import _Element

from pipeline.rich_text.rich_text import Block, RichText
from pipeline.word.revisions import accept
from pipeline.word.rich_assembly import Piece, assembled, table_of
from pipeline.word.rich_lines import LineReader
from pipeline.word.rich_names import ALTERNATE, CHOICE, SDT, SDT_CONTENT, TBL, P, w
from pipeline.word.rich_notes import marks_in, renumbered
from pipeline.word.rich_numbering import NumberingBook
from pipeline.word.rich_paragraphs import SettingBook
from pipeline.word.rich_pictures import PictureBook
from pipeline.word.rich_pieces import Gathered
from pipeline.word.rich_plain import NotPlainError, PlainBody, PlainParagraph
from pipeline.word.rich_source import WordSource
from pipeline.word.rich_styles import StyleBook

# What may stand around paragraphs and tables; nobody sees it.
_AROUND = frozenset((SDT, SDT_CONTENT, w("customXml"), w("smartTag"), w("ins"), w("moveTo"), ALTERNATE, CHOICE))
_NONE: Mapping[str, int] = MappingProxyType({})
_NOTE_PARTS = {"footnotes": w("footnote"), "endnotes": w("endnote")}


def content_of(nodes: Iterable[_Element]) -> Iterator[_Element]:
    """Yield the paragraphs and tables among elements or in one, those in content controls and other wrappers too."""
    for child in nodes:
        if child.tag in {P, TBL}:
            yield child
        elif child.tag in _AROUND:
            yield from content_of(child)


@dataclass(frozen=True, slots=True)
class Scanned:
    """A paragraph with the text boxes on it, or a table: its pieces, and what was met besides words.

    Of bookmarks and comments it is known where they begin, in signs of the paragraph they stand in.
    """

    pieces: tuple[Piece, ...]
    bookmarks: Mapping[str, int]
    comments: Mapping[str, int]
    lost: tuple[str, ...] = ()


class RichReader:
    """Reads pieces of one document; `images` holds the bytes of the pictures read so far by their SHA-256."""

    def __init__(self, source: WordSource) -> None:
        self._source = source
        self._styles = StyleBook(source.tree(source.part_named("styles")))
        numbering = NumberingBook(source.tree(source.part_named("numbering")))
        self._settings = SettingBook(self._styles, numbering)
        self.images: dict[str, bytes] = {}
        self._lines = self._line_reader(source.main)
        self._notes = {kind: self._read_notes(kind, tag) for kind, tag in _NOTE_PARTS.items()}

    def blocks(self) -> tuple[list[PlainParagraph | None], Iterator[_Element]]:
        """Return what stands in the body: plain words ready read, and all else to be scanned, one by one.

        Where there is None in the first, a block of the second has its place; those left over stand behind it.
        The second raises a DocumentError if the text is damaged; it must be asked to its end.
        """
        try:
            body = PlainBody(self._source.text(), self._styles, self._settings)
        except NotPlainError:
            return [], self._source.body()
        return body.blocks, self._source.parsed(body.rest)

    def scan(self, node: _Element) -> Scanned:
        """Return a paragraph or a table."""
        gathered = self._lines.gathered
        pieces: list[Piece] = []
        if node.tag == TBL:
            pieces.append(table_of(node, lambda cell: self._blocks(cell, self._lines)))
        else:
            pieces += self._lines.lines(node)
        if not (gathered.lost or gathered.bookmarks or gathered.comments):
            return Scanned(tuple(pieces), _NONE, _NONE)
        self._lines.gathered = Gathered()
        return Scanned(tuple(pieces), gathered.bookmarks, gathered.comments, tuple(gathered.lost))

    def text(self, pieces: Iterable[Piece], lost: Iterable[str]) -> RichText:
        """Return pieces put together as one text, with its notes and the names of what it could not hold."""
        blocks = assembled(pieces)
        marks = marks_in(blocks) if self._lines.notes else []
        if not marks:
            return RichText(blocks, (), tuple(dict.fromkeys(lost)))
        notes = [self._note(*self._lines.notes[mark - 1]) for mark in marks]
        names = (name for _, lost_there in notes for name in lost_there)
        numbered = renumbered(blocks, {mark: number for number, mark in enumerate(marks, 1)})
        return RichText(numbered, tuple(note for note, _ in notes), tuple(dict.fromkeys([*lost, *names])))

    def _note(self, kind: str, key: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
        """Return the text of a footnote or an endnote, and the names of what it could not hold."""
        notes, reader = self._notes[kind]
        reader.gathered = Gathered()
        blocks = self._blocks(notes[key], reader) if key in notes else ()
        return blocks, tuple(reader.gathered.lost)

    def _blocks(self, node: _Element, reader: LineReader) -> tuple[Block, ...]:
        """Return the content of a cell or a note."""
        pieces: list[Piece] = []
        for child in content_of(node):
            if child.tag == TBL:
                pieces.append(table_of(child, lambda cell: self._blocks(cell, reader)))
            else:
                pieces += reader.lines(child)
        return assembled(pieces)

    def _line_reader(self, part: str) -> LineReader:
        links = self._source.links(part) if part else {}
        pictures = PictureBook(self._source.relations.parts, links, self.images)
        return LineReader(self._styles, self._settings, pictures, links)

    def _read_notes(self, kind: str, tag: str) -> tuple[dict[str, _Element], LineReader]:
        """Return the notes of a kind by their ids, and the reader of the part they stand in."""
        part = self._source.part_named(kind)
        root = self._source.tree(part)
        if root is None:
            return {}, self._line_reader("")
        accept(root)
        return {str(one.get(w("id"))): one for one in root.iterfind(tag)}, self._line_reader(part)


def comments_of(source: WordSource) -> dict[str, str]:
    """Return the margin comments by their ids, as plain text."""
    root = source.tree(source.part_named("comments"))
    if root is None:
        return {}
    accept(root)
    return {
        str(one.get(w("id"))): "\n".join("".join(map(str, p.itertext(w("t")))).strip() for p in one.iter(P)).strip()
        for one in root.iterfind(w("comment"))
    }


def custom_properties(source: WordSource) -> dict[str, str]:
    """Return the custom properties of a file; none if it has none."""
    for one in source.relations.of(""):
        root = source.tree(one.target) if one.kind == "custom-properties" else None
        if root is not None:
            return {str(node.get("name")): "".join(map(str, node.itertext())).strip() for node in root}
    return {}
