"""Copies sent back: under other names, blank, old, in part, together with what else lies in the folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.rich_text.rich_text import EMPTY
from tests.documents.editing import w
from tests.editors.editor import Answers, Editor, Left, after_typing
from tests.editors.questions import COUNT, DOCUMENT
from tests.editors.word_file import WordFile

_FAMILY = "copies"
_NEW = (1, 7, 15, 28)  # questions that came after the copy was made
_OLD = replace(DOCUMENT, blocks=tuple(one for number, one in enumerate(DOCUMENT.blocks, 1) if number not in _NEW))
_HALF = COUNT // 2


def _as_it_is(file: WordFile) -> None:
    """Send the file back as it was saved."""


def _blank(blank: bytes, answers: Answers) -> Left:
    """Send the file back as it came, by mistake."""
    return Left(blank, (EMPTY,) * len(answers))


def _old(change: Callable[[WordFile], None]) -> Callable[[bytes, Answers], Left]:
    """Return the habit of answering in a copy that was made before the latest questions came."""

    def edit(blank: bytes, answers: Answers) -> Left:
        file = WordFile(blank)
        file.type_all([one for number, one in enumerate(answers, 1) if number not in _NEW])
        change(file)
        known = tuple(EMPTY if number in _NEW else one for number, one in enumerate(answers, 1))
        return Left(file.saved(), known, gone=frozenset(_NEW))

    return edit


def _first_half(blank: bytes, answers: Answers) -> Left:
    """Cut off the second half and send the first one."""
    file = WordFile(blank)
    file.type_all(answers)
    cut = [file.question(_HALF + 1), *file.question(_HALF + 1).itersiblings()]
    file.remove(*(one for one in cut if one.tag != w("sectPr")))
    known = (*answers[:_HALF], *(EMPTY,) * (COUNT - _HALF))
    return Left(file.saved(), known, gone=frozenset(range(_HALF + 1, COUNT + 1)))


EDITORS = (
    Editor("sent back under another name", _FAMILY, after_typing(_as_it_is), name_sent="Antworten FINAL (3).DOCX"),
    Editor("conflict copy of a sync program", _FAMILY, after_typing(_as_it_is), name_sent="a (Lukas' conflict).docx"),
    Editor("blank copy", _FAMILY, _blank),
    Editor("old copy, before the latest questions", _FAMILY, _old(_as_it_is), written=_OLD),
    Editor("old copy without anchors", _FAMILY, _old(lambda file: file.drop_anchors(styles=False)), written=_OLD),
    Editor("first half only", _FAMILY, _first_half),
)
