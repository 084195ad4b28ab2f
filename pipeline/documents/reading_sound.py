"""Stretches of a document that hold more than paragraphs of words: whether each can be read without the others."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element

from pipeline.word.rich_names import ALTERNATE, PPR, RPR, SDT, TBL, P, w

_AROUND = b"<stretch>%s</stretch>"
_MARKS = frozenset(
    w(name)
    for name in (
        "bookmarkStart bookmarkEnd proofErr permStart permEnd commentRangeStart commentRangeEnd "
        "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd sectPr"
    ).split()
)
_IN_BODY = _MARKS | {P, TBL, SDT, ALTERNATE, w("customXml"), w("ins"), w("moveTo")}
_FIELD, _KIND = w("fldChar"), w("fldCharType")
_STEPS = {"begin": 1, "separate": 0, "end": -1}
# Where these stand, a part of a field may be read and another one not.
_CHOOSING = (ALTERNATE, SDT, w("ins"), w("del"), w("moveFrom"), w("moveTo"))
_DELETED = (w("del"), w("moveFrom"))


def are_sound(opening: bytes, stretches: Sequence[bytes], closing: bytes) -> bool:
    """Tell whether nothing reaches from one of these stretches into what stands before or behind it.

    Args:
        opening: of the document, the tag of the body included.
        stretches: each with everything from one question up to the next one.
        closing: what stands behind the content of the body.
    """
    inner = b"".join([_AROUND % one for one in stretches])
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(opening + inner + closing, parser)
    except etree.XMLSyntaxError:
        return False
    bodies = list(root)
    found = list(bodies[0]) if len(bodies) == 1 else []
    return len(found) == len(stretches) and all(map(_is_sound, found))


def _is_sound(stretch: _Element) -> bool:
    """Tell whether all that begins in a stretch ends in it."""
    return all(one.tag in _IN_BODY for one in stretch) and _has_whole_fields(stretch) and not _goes_on(stretch)


def _has_whole_fields(stretch: _Element) -> bool:
    """Tell whether each field that begins here ends here."""
    depth = 0
    for mark in stretch.iter(_FIELD):
        step = _STEPS.get(str(mark.get(_KIND)))
        depth += step or 0
        if step is None or depth < 0 or any(True for _ in mark.iterancestors(*_CHOOSING)):
            return False
    return depth == 0


def _goes_on(stretch: _Element) -> bool:
    """Tell whether the end of the last paragraph was deleted, which joins it with the next question."""
    last = next(reversed(list(stretch.iter(P))), None)
    marks = None if last is None else last.find(f"{PPR}/{RPR}")
    return marks is not None and any(one.tag in _DELETED for one in marks)
