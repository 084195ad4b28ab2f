"""Whether the paragraphs of questions still begin as they were written, told from the bytes of a document.

That is what makes a bookmark believed, whatever else stands in the document. A file sets nearly all its questions in
the same way: what the first one looks like is compared first, and what is set otherwise gets a closer look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from pipeline.documents.reading_expected import expected_of, key
from pipeline.documents.reading_stretches import MARK, Stretches
from pipeline.model.reading import KnownQuestion
from pipeline.rich_text.characters import one_line
from pipeline.word.xml_parts import escape

# What a question's paragraph may consist of if its words are to be had by taking all tags away.
_TAGS = (
    rb"</?w:(?:p|r|t|pPr|rPr|pStyle|rStyle|bookmarkStart|bookmarkEnd|hyperlink|proofErr|lang|br|tab|keepNext|keepLines|"
    rb"bidi|rtl|lastRenderedPageBreak|spacing|jc|ind|b|bCs|i|iCs|u|color|sz|szCs|rFonts|noProof)(?:[ /][^<>]*)?>"
)
_TAG = re.compile(_TAGS)
_HEAD = re.compile(rb'><w:pPr>(?:%s)*<w:bookmarkStart w:id="' % _TAGS)
_FIRST = re.compile(rb'"[^<>]*>(?:%s)*' % _TAGS)
_LONGEST_ID = 12
_STRANGE = "\1"  # stands for a tag or a character that is not understood: XML cannot hold it
_WRITTEN = (
    (b"<", _STRANGE.encode()),
    (b"&#", _STRANGE.encode()),
    (b"&lt;", b"<"),
    (b"&gt;", b">"),
    (b"&quot;", b'"'),
    (b"&apos;", b"'"),
    (b"&amp;", b"&"),
)


_FEW = 20
# In letters beyond ASCII: what may be cleaned away.
_CLEANED = re.compile("[\x80-\x9f\u2028-\u202e\u2066-\u2069\ud800-\U0010ffff]").search


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a question is set: what stands before its bookmark, before its label, and between label and text."""

    head: bytes
    before: str
    between: str


def doubtful(cut: Stretches, asked: Mapping[int, KnownQuestion]) -> list[int]:
    """Return the questions whose paragraphs do not clearly begin with the words they were written with.

    Args:
        cut: the document.
        asked: the questions to look at, by their numbers in it.
    """
    setting = next(filter(None, (_setting(cut, *one) for one in islice(asked.items(), _FEW))), None)
    rest = list(asked) if setting is None else _set_otherwise(cut, asked, setting)
    if not rest:
        return []
    source = _TAG.sub(b"", b"\0".join([cut.question(number) for number in rest])).replace(b" ", b"")
    for written, sign in _WRITTEN:
        source = source.replace(written, sign)
    texts = zip(rest, source.decode("utf-8", "replace").split("\0"), strict=True)
    return [number for number, text in texts if _STRANGE in text or not _begins(text, expected_of(asked[number]).key)]


def _setting(cut: Stretches, number: int, one: KnownQuestion) -> _Setting | None:
    """Return how a question is set if it has a label, and all before and between its words is tags; else None."""
    head, _, rest = cut.question(number).partition(MARK)
    head = head[head.find(b">") :].rpartition(b' w:id="')[0] + b' w:id="'
    source = rest.decode("utf-8", "replace")
    label, text = _escaped(one.label), escape(one.text)
    begin, end = source.find(f">{label}<") + 1, source.find(f"{text}<")
    before, between = source[source.find('"') : begin], source[begin + len(label) : end]
    is_there = 0 < begin < end and label != _STRANGE and _is_usual(one.text)
    is_plain = _HEAD.fullmatch(head) and _FIRST.fullmatch(before.encode())
    is_next = not _TAG.sub(b"", between.encode()).strip()
    return _Setting(head, before, between) if is_there and is_plain and is_next else None


def _set_otherwise(cut: Stretches, asked: Mapping[int, KnownQuestion], setting: _Setting) -> list[int]:
    """Return the questions that are not, letter by letter, as a setting and their words make them."""
    pieces, head, reach = cut.pieces, setting.head, -len(setting.head) - _LONGEST_ID
    labels = {
        label: f"{setting.before}{_escaped(label)}{setting.between}" for label in {one.label for one in asked.values()}
    }
    found = []
    for number, one in asked.items():
        text = one.text
        if not _is_usual(text):
            found.append(number)
            continue
        if "&" in text or "<" in text or ">" in text:
            text = escape(text)
        wanted, piece = f"{labels[one.label]}{text}".encode(), pieces[number]
        if not piece.startswith(wanted, piece.find(b'"')) or pieces[number - 1].find(head, reach) < 0:
            found.append(number)
    return found


def _escaped(label: str) -> str:
    """Return a label as it stands in a document, or what stands in none if it is an unusual one."""
    return escape(label) if label and label == one_line(label) else _STRANGE


def _is_usual(text: str) -> bool:
    """Tell whether a text stands in a document letter by letter: no equations, and nothing that is cleaned away."""
    if "$" in text or "\\" in text or "\x7f" in text or not text:
        return False
    return text.isascii() or not _CLEANED(text)


def _begins(text: str, wanted: str) -> bool:
    """Tell whether a text without blanks begins with words without any white space."""
    return bool(wanted) and (text.startswith(wanted) or key(text).startswith(wanted))
