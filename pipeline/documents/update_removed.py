"""Questions that no longer belong into a document: taken out, or only their words where a lecturer wrote below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from rapidfuzz.distance import Indel

from pipeline.documents.update_places import Places, letters
from pipeline.documents.update_slots import empty_slot
from pipeline.model.update import RemovedQuestion
from pipeline.word.blocks import Body, Span
from pipeline.word.splicing import Splice, declare
from pipeline.word.xml_parts import M, Node, W, escape, parse

# Begin and end of something by its id; and the end of a section, which carries the page set-up of all before it.
_MARK = re.compile(rb"<(?:[\w.-]+:)?(\w+?)(Start|End)\s[^<>]*?:?id\s*=\s*[\"'](-?\d+)[\"']")
_SECTION = re.compile(rb"<(?:[\w.-]+:)?sectPr(?=[\s/>])")
_TEXTS = {f"{W}}}t", f"{M}}}t"}
_PLAIN_RUN = {f"{W}}}{name}" for name in ("rPr", "t", "tab", "br", "cr", "lastRenderedPageBreak", "noBreakHyphen")}
_FIELD = {f"{W}}}fldChar", f"{W}}}instrText"}
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class _Piece:
    """One child of a paragraph with the texts in it: their places, and how many characters of each are ours."""

    start: int
    end: int
    texts: tuple[tuple[Span, int], ...]
    whole: bool  # nothing in it is anybody else's


def removal_splices(
    places: Places, removed: Sequence[RemovedQuestion], slot: str, printed: Callable[[str], str]
) -> Iterator[Splice]:
    """Yield the changes that take questions out.

    Args:
        places: of the questions.
        removed: which ones.
        slot: what we wrote below each question, `LH:`.
        printed: gives the words of a question by its id as we wrote them, "" if it is not known any more.
    """
    for one in removed:
        paragraph = places.paragraph(one.question)
        if paragraph is None:
            continue
        words = printed(one.question)
        typed = places.body.text(paragraph.start, paragraph.end)
        below = empty_slot(places, one.question, slot) if one.untouched else None
        spans = [paragraph, below] if below else []
        if spans and letters(typed) == letters(words) and _is_loose(places.body, spans):
            yield from (_without(places.body, span) for span in spans)
            continue
        own = places.own(one.question, paragraph)
        typed = places.body.text(own.start, own.end)
        if not letters(typed).startswith(letters(one.notice)):
            pieces = list(_pieces(places.body, paragraph, own, words or typed))
            yield from _notice(places.body, pieces, own, one.notice)


def _is_loose(body: Body, spans: Sequence[Span]) -> bool:
    """Tell whether these paragraphs can go without leaving half of something behind."""
    marks: Counter[tuple[bytes, bytes]] = Counter()
    for span in spans:
        source = body.content[span.start : span.end]
        if _SECTION.search(source):
            return False
        for kind, edge, number in _MARK.findall(source):
            marks[kind, number] += 1 if edge == b"Start" else -1
    return not any(marks.values())


def _without(body: Body, span: Span) -> Splice:
    """Return the change that takes a paragraph out; inside a cell or a control an empty one stays, which both need."""
    if span.start == body.starts[body.block_at(span.start)]:
        return Splice(span.start, span.end)
    return Splice(span.start, span.end, declare("<w:p/>", "w:p", body.prefixes))


def _notice(body: Body, pieces: Sequence[_Piece], own: Span, notice: str) -> Iterator[Splice]:
    """Yield the changes that put a notice in place of a question's words; other words in its paragraph stay."""
    ours = [piece for piece in pieces if any(count for _, count in piece.texts)]
    last = max((piece.end for piece in ours), default=0)
    gone = [piece for piece in pieces if piece.whole and piece.end <= last]
    places = [piece.start for piece in gone or ours or pieces]
    at = min(places, default=0) or body.content.rindex(b"</", own.start, own.end)
    blank = "" if len(gone) == len(pieces) else " "
    run = f'<w:r><w:t xml:space="preserve">{escape(notice)}{blank}</w:t></w:r>'
    yield Splice(at, at, declare(run, "w:r", body.prefixes))
    for piece in pieces:
        if piece in gone:
            yield Splice(piece.start, piece.end)
            continue
        for text, count in piece.texts:
            if count:
                yield Splice(text.start, text.end, escape(_content(body, text)[count:]))


def _pieces(body: Body, span: Span, own: Span, words: str) -> Iterator[_Piece]:
    """Yield what stands in a question's own part of a paragraph, with what of it belongs to these words."""
    opening = "".join(f' xmlns{":" if key else ""}{key}="{uri}"' for key, uri in body.prefixes.items())
    before = f"<qa{opening}>".encode()
    source = before + body.content[span.start : span.end] + b"</qa>"
    paragraph = parse(source, "A paragraph").children[0]
    shift = span.start - len(before)
    children = [child for child in paragraph.children if own.start <= child.start + shift < own.end]
    texts = [_inside(body, node, shift) for child in children for node in _texts(child)]
    counts = dict(zip(texts, _counts([_content(body, one) for one in texts], words), strict=True))
    for child in children:
        inside = [(text, counts[text]) for text in (_inside(body, node, shift) for node in _texts(child))]
        if inside or _is_ours(child):
            all_ours = all(count == len(_content(body, text)) for text, count in inside)
            yield _Piece(child.start + shift, child.end + shift, tuple(inside), all_ours and _is_ours(child))


def _counts(texts: Sequence[str], words: str) -> Iterator[int]:
    """Yield how many characters of each text belong to these words, which stand at the beginning of them all."""
    whole = "".join(texts)
    left = _own_signs(_signs(whole), _signs(words))
    end = 0
    while (left and end < len(whole)) or whole[end : end + 1].isspace():
        left -= not whole[end].isspace()
        end += 1
    start = 0
    for text in texts:
        yield min(max(end - start, 0), len(text))
        start += len(text)


def _signs(text: str) -> str:
    """Return a text without blanks, which programs move about."""
    return "".join(text.split())


def _own_signs(shown: str, words: str) -> int:
    """Return how many of the characters shown are of these words; some may have been corrected, others typed behind."""
    if shown.startswith(words):
        return len(words)
    ends = range(len(words) // 2, len(shown) + 1)
    own = min(ends, key=lambda end: Indel.distance(words, shown[:end]), default=0)
    return own if Indel.normalized_similarity(words, shown[:own]) >= _HALF else 0


def _texts(node: Node) -> Iterator[Node]:
    """Yield the elements with text in this one, which may be one itself."""
    if node.name in _TEXTS:
        yield node
    for child in node.children:
        yield from _texts(child)


def _inside(body: Body, node: Node, shift: int) -> Span:
    """Return what stands between the tags of an element."""
    start, end = node.start + shift, node.end + shift
    opened = body.content.index(b">", start, end) + 1
    return Span(opened, max(opened, body.content.rfind(b"</", start, end)))


def _content(body: Body, span: Span) -> str:
    """Return the text of an element."""
    return unescape(body.content[span.start : span.end].decode())


def _is_ours(node: Node) -> bool:
    """Tell whether an element holds nothing but words and formulas: no picture, no comment, no tracked change."""
    if node.name in {f"{M}}}oMath", f"{M}}}oMathPara"}:
        return True
    if node.name == f"{W}}}r":
        return all(child.name in _PLAIN_RUN | _FIELD for child in node.children)
    return node.name == f"{W}}}hyperlink" and all(map(_is_ours, node.children))
