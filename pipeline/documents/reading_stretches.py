"""A document's bytes cut at the paragraphs of its questions, so that two versions of it can be compared in no time.

Nothing is parsed for this: our bookmarks are looked for, and what stands between two of them is a question with what
was written under it. Whether such a stretch means more than it says is looked at in `reading_sound`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.word.xml_parts import W

MARK = b' w:name="qa_'
_NAMESPACE = b'xmlns:w="%s"' % W.encode()
_BEGINNINGS = (b"<w:p>", b"<w:p ")
_END = b"</w:p>"
_SLASH = ord("/")
# What may hold paragraphs, hide words, or reach from one question into the next one: tbl, sdt, customXml, txbxContent,
# ins, del, move…, cell…, smartTag, fldChar, altChunk, body, and all that is not of the usual namespace. Told by the
# first letter first, which halves the time, and finds a few harmless names too.
_SPECIAL = re.compile(rb"<(?:w(?:[^:]|:[tscidmfab](?:bl|dt|ustom|xbx|ns|el|ove|ell|mart|ldC|ltC|ody))|[^/w])")


class UncertainError(Exception):
    """What has changed cannot be told for certain without reading everything."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """A document cut at its questions; stretch 0 is what stands before the first one.

    Attributes:
        opening, closing: what stands around the content of the body, the body's own tags included.
        pieces: the content, cut in the middle of the tags of our bookmarks, each begins with the rest of its name.
    """

    opening: bytes
    closing: bytes
    pieces: Sequence[bytes]
    _starts: dict[int, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def count(self) -> int:
        """How many questions there are."""
        return len(self.pieces) - 1

    def names(self) -> list[str]:
        """Return the bookmarks, in their order."""
        rests = b"\0qa_".join([piece[: piece.find(b'"')] for piece in self.pieces[1:]])
        return f"qa_{rests.decode('utf-8', 'replace')}".split("\0")

    def name(self, number: int) -> str:
        """Return the bookmark at a question."""
        return "qa_" + self.pieces[number].partition(b'"')[0].decode("utf-8", "replace")

    def stretch(self, number: int) -> bytes:
        """Return a question with everything up to the next one."""
        end = self._start(number + 1) if number < self.count else None
        inner = self.pieces[number][:end]
        return self._before(number) + inner if number else inner

    def question(self, number: int) -> bytes:
        """Return a question's paragraph, up to where a paragraph first ends in it."""
        return self._before(number) + self.pieces[number].partition(_END)[0]

    def special(self) -> list[int]:
        """Return the stretches that hold more than paragraphs of words."""
        found: dict[int, None] = {}
        for number in [number for number, piece in enumerate(self.pieces) if _SPECIAL.search(piece)]:
            piece = self.pieces[number]
            border = self._start(number + 1) if number < self.count else len(piece)
            places = {number + (place.start() >= border) for place in _SPECIAL.finditer(piece)}
            found |= dict.fromkeys(sorted(places))
        return list(found)

    def reduced(self, numbers: Iterable[int]) -> bytes:
        """Return a document of these stretches only."""
        return b"".join([self.opening, *(self.stretch(number) for number in sorted(set(numbers))), self.closing])

    def _before(self, number: int) -> bytes:
        """Return the beginning of a question's paragraph, up to the name of its bookmark."""
        return self.pieces[number - 1][self._start(number) :] + MARK

    def _start(self, number: int) -> int:
        """Return where the paragraph of a question begins in the piece before it."""
        if number not in self._starts:
            self._starts[number] = _paragraph_start(self.pieces[number - 1])
        return self._starts[number]


def stretches_of(content: bytes) -> Stretches:
    """Return a document, cut.

    Raises:
        UncertainError: it is not written in the usual way, or no question is marked.
    """
    begin = content.find(b"<w:body")
    start, end = content.find(b">", begin) + 1, content.rfind(b"</w:body>")
    opening = content[:start]
    if begin < 0 or not 0 < start <= end or opening.count(_NAMESPACE) != 1 or b"<!" in opening:
        raise UncertainError
    pieces = content[start:end].split(MARK)
    if len(pieces) == 1:
        raise UncertainError
    return Stretches(opening, content[end:], pieces)


def version_before(now: Stretches, content: bytes) -> tuple[Stretches, list[int]]:
    """Return another version of a document, cut likewise, and the stretches that are not byte for byte the same.

    Raises:
        UncertainError: there are other questions, or other names hold in the document.
    """
    at, end = len(now.opening), len(content) - len(now.closing)
    if not (content.startswith(now.opening) and content.endswith(now.closing) and at <= end):
        raise UncertainError
    pieces, other = list(now.pieces), []
    for number, piece in enumerate(now.pieces):
        stop = at + len(piece)
        if not content.startswith(piece, at) or not content.startswith(
            MARK if number < now.count else now.closing, stop
        ):
            stop = content.find(MARK, at, end) if number < now.count else end
            pieces[number] = content[at:stop]
            other.append(number)
        at = stop + len(MARK)
    before = Stretches(now.opening, now.closing, pieces)
    if at != end + len(MARK) or MARK in pieces[-1] or any(before.name(one) != now.name(one) for one in other if one):
        raise UncertainError
    maybe = dict.fromkeys(number + step for number in other for step in (0, 1) if number + step <= now.count)
    return before, [number for number in maybe if before.stretch(number) != now.stretch(number)]


def _paragraph_start(piece: bytes) -> int:
    """Return where the paragraph begins in which the bookmark stands that is cut in two at the end of a piece."""
    start = max(map(piece.rfind, _BEGINNINGS))
    tags = piece[start:]
    is_open = start >= 0 and _END not in tags and tags[tags.find(b">") - 1] != _SLASH
    if not is_open or tags.rfind(b"<w:bookmarkStart") <= tags.rfind(b">"):
        raise UncertainError
    return start
