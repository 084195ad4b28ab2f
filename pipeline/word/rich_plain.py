"""Paragraphs of plain words read straight from the bytes: nearly all are such, and to make a tree of them is dear.

Regular expressions know, byte for byte, how we, Word and LibreOffice write such a paragraph. They take the paragraphs
of a body one behind the other; each block that they do not know is left to the XML parser. Whatever could make the two
disagree (tracked changes, comments, other prefixes, damage) leaves the whole document to it.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import ClassVar, NamedTuple

from lxml import etree
from lxml.etree import _Element

from pipeline.rich_text.rich_text import Run
from pipeline.word.rich_names import MC
from pipeline.word.rich_paragraphs import SettingBook
from pipeline.word.rich_pieces import Line, Setting, joined, key
from pipeline.word.rich_source import REVISED, parser
from pipeline.word.rich_styles import PLAIN, Look, StyleBook
from pipeline.word.xml_parts import W

_LONGEST = 1 << 20  # bytes of a paragraph; the parser has bounds of its own
_SLASH = ord("/")
_HEAD = re.compile(rb"(?:<\?xml [^<>]*\?>)?\s*<w:document(?: [^<>]*)?><w:body>")
# In what the parser gets: what could hide a block from us, or be one by another name.
_TREACHEROUS = re.compile(rb"<[!?]|%s|%s" % (re.escape(W.encode()), re.escape(MC.encode())))
_BLOCK = re.compile(
    rb"<(/?)(?:w:(?:p|tbl|sdt|customXml)|mc:AlternateContent)(?=[\s/>])(?:[^\"'<>]|\"[^\"<]*\"|'[^'<]*')*+>"
)
_BETWEEN = re.compile(rb"(?:\s+|<w:(?:bookmark|perm|commentRange)(?:Start|End) [^<>]*/>|<w:proofErr [^<>]*/>)*+")
_SECTION = b"<w:sectPr"

_HEX = rb'"[0-9A-Fa-f]{1,8}"'
_VALUE = rb'"[^"<&\x00-\x1f\xef]++"'
_SIGNS = rb"[^<>&\x00-\x1f\xef]*+"
_TEXT = rb"%s(?:(?:&(?:amp|lt|gt|quot|apos);|[\t\n]|\xef(?!\xbf[\xbe\xbf]))%s)*+" % (_SIGNS, _SIGNS)
_WORDS = rb'<w:t(?: xml:space="(?:preserve|default)")?>(%s)</w:t>|<w:t/>' % _TEXT
_LOOKS = rb"(<w:rPr>(?:<w:\w+(?: w:\w+=%s)*/>)*+</w:rPr>|<w:rPr/>)" % _VALUE
_IDS = b"".join(rb"(?: w14:%s=%s)?+" % (name, _HEX) for name in (b"paraId", b"textId"))
_REVISIONS = b"".join(rb"(?: w:%s=%s)?+" % (name, _HEX) for name in (b"rsidR", b"rsidRPr"))
_MORE_REVISIONS = b"".join(rb"(?: w:%s=%s)?+" % (name, _HEX) for name in (b"rsidRDefault", b"rsidP"))
_RUN = rb"<w:r%s>%s?+(?:<w:lastRenderedPageBreak/>)?+(?:%s)?+</w:r>" % (_REVISIONS, _LOOKS, _WORDS)
_BOOKMARK = rb'<w:bookmarkStart w:id="\d+" w:name="([^"<&\x00-\x1f\xef]++)"/>'
_BOOKMARK_END = rb'<w:bookmarkEnd w:id="\d+"/>'
_ANYTHING = rb'%s|%s|%s|<w:proofErr w:type="\w+"/>' % (_RUN, _BOOKMARK, _BOOKMARK_END)
_INSIDE = re.compile(_ANYTHING)


class _Words(NamedTuple):
    """What a paragraph of words says.

    Attributes:
        text: the words.
        setting: how it is set.
        bookmarks: names of those that begin in it.
        runs: the words with their looks; empty where all of them look as usual.
        bookmark_places: where in the words the bookmarks begin; empty if all of them do where it begins.
    """

    text: str
    setting: Setting
    bookmarks: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    bookmark_places: tuple[int, ...] = ()


class PlainParagraph(_Words):
    """A paragraph of words, which can be asked whatever any other paragraph can."""

    __slots__ = ()
    is_table: ClassVar[bool] = False
    has_boxes: ClassVar[bool] = False
    comments: ClassVar[tuple[str, ...]] = ()
    comment_places: ClassVar[tuple[int, ...]] = ()
    lost: ClassVar[tuple[str, ...]] = ()

    @property
    def pieces(self) -> tuple[Line]:
        """The paragraph as a line."""
        usual = (Run(self.text),) if self.text else ()
        return (Line(self.runs or usual, self.setting),)

    @property
    def key(self) -> str:
        """The words without white space."""
        return key(self.text)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        first = self.text[:1]
        return (not first or first.isspace() or first == "\u200b") and not key(self.text)

    @property
    def style(self) -> str:
        """The name of its style in small letters."""
        return self.setting.style


class NotPlainError(Exception):
    """The parser must read this document."""


class PlainBody:
    """The body of one document.

    Args:
        content: the part with the text.
        styles, settings: of the document.

    Attributes:
        blocks: what stands in it, None for what the parser is to read.
        rest: the part without the plain paragraphs.

    Raises:
        NotPlainError: the parser must read it.
    """

    def __init__(self, content: bytes, styles: StyleBook, settings: SettingBook) -> None:
        head, end = _HEAD.match(content), content.rfind(b"</w:body>")
        if head is None or end < head.end() or head[0].count(b' xmlns:w="%s"' % W.encode()) != 1:
            raise NotPlainError
        self._content, self._start, self._end = content, head.end(), end
        self._styles, self._settings = styles, settings
        self._looks: dict[bytes, Look | None] = {b"": PLAIN}
        self._usual = {b""}  # properties that change nothing, once they have been looked at
        self._others: list[bytes] = []
        try:
            self.blocks = self._read(_paragraph(has_ids=b" xmlns:w14=" in head[0]))
        except UnicodeDecodeError:
            raise NotPlainError from None
        others = b"".join(self._others)
        if _TREACHEROUS.search(others) or REVISED.search(others):
            raise NotPlainError
        self.rest = b"%s%s%s" % (head[0], others, content[end:])

    def _read(self, paragraph: re.Pattern[bytes]) -> list[PlainParagraph | None]:
        """Return each block, None for one that the parser is to read."""
        blocks: list[PlainParagraph | None] = []
        settings: dict[bytes, Setting | None] = {b"": self._settings.setting(None)}
        usual, new = self._usual, tuple.__new__
        at, content, end, match = self._start, self._content, self._end, paragraph.match
        while at < end:
            found = match(content, at, end)
            if found is None:
                at = self._leave(at, blocks)
                continue
            properties, name, look, text, look_2, text_2, look_3, text_3, others = found.groups(b"")
            if properties not in settings:
                settings[properties] = self._setting(properties)
            setting = settings[properties]
            if setting is None or found.end() - at > _LONGEST:
                at = self._leave(at, blocks)
            elif look in usual and look_2 in usual and look_3 in usual and not others:
                words = (text + text_2 + text_3).decode()
                names = (name.decode(),) if name else ()
                # As PlainParagraph(…), in half the time.
                blocks.append(new(PlainParagraph, (unescape(words) if "&" in words else words, setting, names, (), ())))
                at = found.end()
            elif closer := self._closer(found, setting):
                blocks.append(closer)
                at = found.end()
            else:
                at = self._leave(at, blocks)
        return blocks

    def _closer(self, found: re.Match[bytes], setting: Setting) -> PlainParagraph | None:
        """Return a paragraph of many runs or looks, None if there are some that a text cannot hold."""
        names: dict[str, int] = {}
        words: list[tuple[str, Look]] = []
        for looks, source, name in _INSIDE.findall(self._content, *found.span()):
            if name:
                names.setdefault(name.decode(), sum(len(text) for text, _ in words))
            elif source:
                look = self._look(looks)
                if look is None:
                    return None
                words.append((unescape(source.decode()), look))
        text = "".join([text for text, _ in words])
        is_usual = all(look is PLAIN for _, look in words)
        places = tuple(names.values()) if any(names.values()) else ()
        return PlainParagraph(text, setting, tuple(names), () if is_usual else joined(words), places)

    def _leave(self, at: int, blocks: list[PlainParagraph | None]) -> int:
        """Leave a block to the parser and return where it ends."""
        between = _BETWEEN.match(self._content, at, self._end)
        start = between.end() if between else at
        stop = self._other_end(start)
        self._others.append(self._content[at:stop])
        if start < stop and not self._content.startswith(_SECTION, start):
            blocks.append(None)
        return stop

    def _other_end(self, start: int) -> int:
        """Return where a block ends that the expression does not know; the set-up of the page ends the body."""
        depth = 0
        for tag in _BLOCK.finditer(self._content, start, self._end):
            if depth == 0 and tag.start() != start:
                break
            if tag[1]:
                depth -= 1
            elif self._content[tag.end() - 2] != _SLASH:
                depth += 1
            if depth <= 0:
                return tag.end()
        else:
            if depth == 0 and (start == self._end or self._content.startswith(_SECTION, start)):
                return self._end
        raise NotPlainError

    def _setting(self, properties: bytes) -> Setting | None:
        """Return how a paragraph with these properties is set."""
        node = self._element(properties)
        return None if node is None else self._settings.setting(node)

    def _look(self, properties: bytes) -> Look | None:
        """Return how a run with these properties looks, None if the parser must tell or a text cannot hold it."""
        if properties not in self._looks:
            node = self._element(properties)
            look = None if node is None else self._styles.look(node) if len(node) else PLAIN
            is_kept = look is not None and not (look.hidden or look.marked or look.shifted)
            self._looks[properties] = (PLAIN if look == PLAIN else look) if is_kept else None
            if look == PLAIN:
                self._usual.add(properties)
        return self._looks[properties]

    def _element(self, source: bytes) -> _Element | None:
        """Return properties as a tree, None if they are tracked or damaged."""
        if REVISED.search(source):
            return None
        head = self._content[: self._start]
        try:
            root = etree.fromstring(b"%s<w:p>%s</w:p></w:body></w:document>" % (head, source), parser())
        except etree.XMLSyntaxError:
            return None
        found = [child for paragraph in root[0] for child in paragraph]
        return found[0] if len(found) == 1 else None


@cache
def _paragraph(*, has_ids: bool) -> re.Pattern[bytes]:
    """Return what matches a paragraph.

    Groups are its properties, a bookmark, looks and words of three runs; or, last, all that is in it if that is more.
    """
    attributes = (_IDS if has_ids else b"") + _REVISIONS + _MORE_REVISIONS
    few = rb"(?:%s)?+%s(?:%s)?+</w:p>" % (_BOOKMARK, rb"(?:%s)?+" % _RUN * 3, _BOOKMARK_END)
    many = rb"((?:%s)*+)</w:p>" % re.sub(rb"\((?!\?)", b"(?:", _ANYTHING)
    properties = rb"(<w:pPr>.*?</w:pPr>|<w:pPr/>)?+"
    return re.compile(rb"<w:p%s(?:/>|>%s(?:%s|%s))" % (attributes, properties, few, many), re.DOTALL)
