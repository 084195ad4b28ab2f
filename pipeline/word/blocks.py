"""The blocks of a document by byte position: paragraphs, tables and controls that stand directly in its body.

The text of a document is not parsed into a tree for this: one pass of a regular expression over the few tags that
can hold blocks finds where each begins and ends, which is what makes it cheap to add to a long document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from pipeline.errors import DocumentError
from pipeline.word.splicing import declared_prefixes
from pipeline.word.xml_parts import W

_ATTRIBUTES = rb"(?:[^\"'<>]|\"[^\"<]*\"|'[^'<]*')*+"
_HIDDEN = rb"!--.*?--|!\[CDATA\[.*?\]\]"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OPENING, _SLASH = b"</"
_OUR_PREFIX = b"(?:w:)"
_PARAGRAPH, _PARAGRAPH_END = b"<w:p>", b"</w:p>"
_SECTION, _SECTION_END = b"<w:sectPr>", b"</w:sectPr>"
_DECLARED = re.compile(rb"xmlns(?::([\w.-]+))?\s*=\s*[\"']([^\"'<]*)[\"']")
_BOOKMARK_NAME = re.compile(rb":?name\s*=\s*[\"']([^\"'<]*)[\"']")
_BOOKMARK_ID = re.compile(rb":?id\s*=\s*[\"'](\d{1,9})[\"']")

# What a reader sees: text of any kind, and a blank for tabs and line ends. Moved and replaced text counts once.
_SEEN = re.compile(rb"<(?:[\w.-]+:)?(?:t(?:\s[^<>]*)?>([^<]*)<|(?:tab|br|cr)(?:\s[^<>]*)?/>)")
_UNSEEN = re.compile(rb"<((?:[\w.-]+:)?(?:moveFrom|Fallback))(?=[\s>])" + _ATTRIBUTES + rb">.*?</\1\s*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes of a document, from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a document.

    Attributes:
        content: the whole part.
        start, end: of what stands between the tags of the body.
        starts, ends: of its blocks, in order.
        prefixes: the namespaces that hold in the body, by prefix.
        paragraph_tag: finds the tags of paragraphs; the first group is "/" in a closing one.
        bookmarks: where each bookmark begins, by name; the first of equal names.
        highest_bookmark: the highest id of all of them.
        _known: paragraphs of blocks that were asked for before; a table may hold thousands.
    """

    content: bytes
    start: int
    end: int
    starts: Sequence[int]
    ends: Sequence[int]
    prefixes: Mapping[str, str]
    paragraph_tag: re.Pattern[bytes]
    bookmarks: Mapping[bytes, int]
    highest_bookmark: int
    _known: dict[int, list[Span]] = field(default_factory=dict, repr=False, compare=False)

    def block_at(self, position: int) -> int:
        """Return the number of the block that holds this position, or else of the next one."""
        index = bisect_right(self.starts, position) - 1
        return index if index >= 0 and position < self.ends[index] else index + 1

    def before(self, block: int) -> int:
        """Return where something new before this block goes; behind the last one for the number after it.

        Marks that end here belong to what is before, marks that begin here to what comes after.
        """
        if block == 0:
            return self.start
        ends = re.compile(rb"(?:\s*<[\w.-]*:?\w+End(?=[\s/>])" + _ATTRIBUTES + rb">)*")
        found = ends.match(self.content, self.ends[block - 1])
        return found.end() if found else self.ends[block - 1]

    def is_table(self, block: int) -> bool:
        """Tell whether this block is a table."""
        tag = self.content[self.starts[block] + 1 : self.starts[block] + 40].split(b">")[0]
        return tag.rpartition(b":")[2].strip().startswith(b"tbl")

    def paragraphs(self, start: int, end: int) -> Iterator[Span]:
        """Yield the paragraphs between two positions in the order of their ends, so inner ones come first."""
        opened: list[int] = []
        for tag in self.paragraph_tag.finditer(self.content, start, end):
            if not tag[1] and not _is_empty(tag):
                opened.append(tag.start())
            elif opened or not tag[1]:
                yield Span(opened.pop() if tag[1] else tag.start(), tag.end())

    def paragraph_at(self, position: int) -> Span | None:
        """Return the paragraph that holds this position, or else the next one of the same block."""
        block = self.block_at(position)
        if block == len(self.starts):
            return None
        if block not in self._known:
            found = self.paragraphs(self.starts[block], self.ends[block])
            self._known[block] = sorted(found, key=lambda one: one.start)
        spans = self._known[block]
        next_one = bisect_right(spans, position, key=lambda one: one.start)
        around = (one for one in reversed(spans[:next_one]) if position < one.end)
        return next(around, spans[next_one] if next_one < len(spans) else None)

    def text(self, start: int, end: int) -> str:
        """Return the words between two positions as a reader sees them, tabs and line ends as blanks."""
        return visible_text(self.content[start:end])


def read_body(content: bytes, name: str) -> Body:
    """Return the body of a document.

    Args:
        content: the part with the text.
        name: of the file, for messages.

    Raises:
        DocumentError: its tags do not match.
    """
    declared = _DECLARED.findall(content)
    prefix = _prefix(declared, W)
    opening = re.search(rb"<%sbody(?=[\s>])%s>" % (prefix, _ATTRIBUTES), content) if prefix else None
    end = content.rfind(b"</", 0, max(content.rfind(b"</"), 0))
    if opening is None or end < opening.end():
        raise _damaged(name)
    # Looking out for comments at every tag costs time, and hardly any program writes them.
    has_hidden = any(content[sign.start() - 1] == _OPENING for sign in re.finditer(rb"!", content))
    row = None if has_hidden or prefix != _OUR_PREFIX else _row(content, opening.end(), end)
    if row is None:
        tags = _block_tags(prefix, _prefix(declared, _MC), _HIDDEN if has_hidden else b"")
        row = _outermost(content, opening.end(), end, tags, name)
    starts, ends = row
    bookmarks, highest = _bookmarks(content, prefix)
    return Body(
        content=content,
        start=opening.end(),
        end=end,
        starts=starts,
        ends=ends,
        prefixes=declared_prefixes(content[: opening.end()]),
        paragraph_tag=re.compile(rb"<(/?)%sp(?=[\s/>])%s>" % (prefix, _ATTRIBUTES)),
        bookmarks=bookmarks,
        highest_bookmark=highest,
    )


def visible_text(source: bytes) -> str:
    """Return the words in a stretch of XML as a reader sees them, tabs and line ends as blanks."""
    seen = _UNSEEN.sub(b"", source)
    return unescape(
        "".join(" " if found[1] is None else found[1].decode("utf-8", "replace") for found in _SEEN.finditer(seen))
    )


def _block_tags(prefix: bytes, alternative: bytes, hidden: bytes) -> re.Pattern[bytes]:
    """Return what finds the tags that can hold blocks; the first group is "/" in a closing one."""
    names = rb"%s(?:p|tbl|sdt|customXml|altChunk)" % prefix
    names += rb"|%sAlternateContent" % alternative if alternative else b""
    other = rb"|" + hidden if hidden else b""
    return re.compile(rb"<(?:(/?)(?:%s)(?=[\s/>])%s%s)>" % (names, _ATTRIBUTES, other), re.DOTALL)


def _outermost(content: bytes, start: int, end: int, tags: re.Pattern[bytes], name: str) -> tuple[list[int], list[int]]:
    """Return where the outermost blocks begin and end."""
    starts: list[int] = []
    ends: list[int] = []
    depth = 0
    for tag in tags.finditer(content, start, end):
        closing = tag[1]
        if closing:
            depth -= 1
            if depth == 0:
                ends.append(tag.end())
            elif depth < 0:
                raise _damaged(name)
        elif closing is not None:
            if depth == 0:
                starts.append(tag.start())
            if content[tag.end() - 2] != _SLASH:
                depth += 1
            elif depth == 0:
                ends.append(tag.end())
    if depth:
        raise _damaged(name)
    return starts, ends


def _row(content: bytes, start: int, end: int) -> tuple[list[int], list[int]] | None:
    """Return where paragraphs begin and end in a body that is one row of them, as ours are; None if it is more.

    One within another would end before something else than a paragraph, and there would be more than are counted.
    """
    starts: list[int] = []
    ends: list[int] = []
    at = start
    while content.startswith(_PARAGRAPH, at):
        starts.append(at)
        at = content.find(_PARAGRAPH_END, at, end) + len(_PARAGRAPH_END)
        ends.append(at)
    is_end = content.startswith(_SECTION, at) and content.find(_SECTION_END, at, end) + len(_SECTION_END) == end
    is_row = is_end and content.count(_PARAGRAPH) == len(starts) and b"<w:p " not in content
    return (starts, ends) if is_row else None


def _prefix(declared: Sequence[tuple[bytes, bytes]], namespace: str) -> bytes:
    """Return a pattern for the prefixes that stand for a namespace anywhere in the part; empty if none does."""
    prefixes = sorted({prefix for prefix, uri in declared if uri == namespace.encode()}, reverse=True)
    return b"(?:%s)" % b"|".join(re.escape(one) + b":" if one else b"" for one in prefixes) if prefixes else b""


def _bookmarks(content: bytes, prefix: bytes) -> tuple[dict[bytes, int], int]:
    """Return where each bookmark begins, by name, and the highest id."""
    usual = rb"%sid=\"(\d{1,9})\" %sname=\"([^\"<]*)\"" % (prefix, prefix)
    marks = re.finditer(rb"<%sbookmarkStart\s(?:%s|%s)" % (prefix, usual, _ATTRIBUTES), content)
    places: dict[bytes, int] = {}
    numbers: list[bytes] = [b"0"]
    for mark in marks:
        number, bookmark = mark.groups()
        if number is None:
            number, bookmark = _first(_BOOKMARK_ID, mark[0]) or b"0", _first(_BOOKMARK_NAME, mark[0])
        numbers.append(number)
        places.setdefault(bookmark, mark.start())
    return places, max(map(int, numbers))


def _first(pattern: re.Pattern[bytes], source: bytes) -> bytes:
    """Return what the first group of a pattern finds, or nothing."""
    found = pattern.search(source)
    return found[1] if found else b""


def _is_empty(tag: re.Match[bytes]) -> bool:
    """Tell whether a tag is opened and closed in one."""
    return tag[0].endswith(b"/>")


def _damaged(name: str) -> DocumentError:
    """Return the error for a text whose tags do not match."""
    return DocumentError(f"{name} is damaged: its text does not end where it should. Save it again with Word.")
