"""Tracked changes, read as accepted: what was inserted or moved here stays, what was deleted or moved away goes.

The tree is changed in place: it is the reader's own, made from the bytes of a file that nobody writes again.
"""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.word.rich_names import PPR, RPR, TBL, TC, TR, P, m, w

_DELETED = (w("del"), w("moveFrom"))
_INSERTED = (w("ins"), w("moveTo"))
_CELL_DELETED = w("cellDel")
_OF_ROW, _OF_CELL, _NUMBERING, _OF_FORMULA = w("trPr"), w("tcPr"), w("numPr"), m("ctrlPr")
_MARKS = frozenset((RPR, _OF_ROW, _OF_CELL, _NUMBERING, _OF_FORMULA))
_FORMULA_RUN = m("r")
# What may stand between two paragraphs without parting them.
_BETWEEN = frozenset(
    w(name)
    for name in (
        "bookmarkStart bookmarkEnd proofErr permStart permEnd commentRangeStart commentRangeEnd "
        "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
    ).split()
)
# What a paragraph may hold and still say nothing.
_NOTHING = _BETWEEN | {PPR}


def accept(root: _Element) -> None:
    """Accept all tracked changes below this element."""
    marks = list(root.iter(*_DELETED, *_INSERTED, _CELL_DELETED))
    if not marks:
        return
    joined = [node for node in (_accepted(mark) for mark in marks) if node is not None]
    for paragraph in joined:
        _join(paragraph)
    for table in [node for node in root.iter(TBL) if node.find(TR) is None and not list(node.iter(P))]:
        _remove(table)


def _accepted(mark: _Element) -> _Element | None:
    """Accept one change; return the paragraph whose mark goes with it, to be joined with the next one."""
    parent = mark.getparent()
    if parent is None:
        return None
    if parent.tag in _MARKS:
        return _accepted_mark(mark, parent)
    if mark.tag in _INSERTED:
        _unwrap(mark)
    else:
        # Of a run in a formula, this is a property: the run itself is what was deleted.
        _remove(parent if parent.tag == _FORMULA_RUN else mark)
    return None


def _accepted_mark(mark: _Element, parent: _Element) -> _Element | None:
    """Accept the change of a paragraph's end, a row or a cell."""
    if mark.tag in _INSERTED:
        return None
    owner = parent.getparent()
    if owner is not None and parent.tag == RPR and owner.tag == PPR:
        return owner.getparent()
    if owner is not None and (parent.tag, owner.tag) in {(_OF_ROW, TR), (_OF_CELL, TC)}:
        _remove(owner)
    return None


def _join(paragraph: _Element) -> None:
    """Put a paragraph's content before that of the next one, whose looks hold for both, as in Word."""
    following = paragraph.getnext()
    while following is not None and following.tag in _BETWEEN:
        following = following.getnext()
    if not _says_anything(paragraph):
        # All of it was deleted, and a bookmark in it with it: it must not name the next paragraph.
        if following is not None or paragraph.getprevious() is not None:
            _remove(paragraph)
        return
    if following is None or following.tag != P:
        return
    place = 1 if following.find(PPR) is not None else 0
    for offset, child in enumerate([child for child in paragraph if child.tag != PPR]):
        following.insert(place + offset, child)
    _remove(paragraph)


def _says_anything(paragraph: _Element) -> bool:
    """Tell whether anything is left in a paragraph besides marks."""
    return any(child.tag not in _NOTHING and len(child) for child in paragraph)


def _unwrap(node: _Element) -> None:
    """Put the children of an element in its place."""
    parent = node.getparent()
    if parent is None:
        return
    place = parent.index(node)
    for offset, child in enumerate(list(node)):
        parent.insert(place + offset, child)
    parent.remove(node)


def _remove(node: _Element) -> None:
    """Take an element out of the tree."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
