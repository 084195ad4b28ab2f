"""The questions a document was written with, in the forms in which they are looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree as ET

from pipeline.model.reading import KnownQuestion
from pipeline.rich_text.characters import clean, one_line
from pipeline.rich_text.equations import split_equations
from pipeline.word.omml import omml
from pipeline.word.paragraphs import bookmark
from pipeline.word.rich_pieces import key
from pipeline.word.xml_parts import M, W

__all__ = ["OBJECT", "Expected", "Questions", "expected_of", "key", "letters", "questions_of"]

OBJECT = "\ufffc"  # stands for what is no text: an equation, a picture, the mark of a note
_NO_LETTERS = re.compile(r"[\W_]+")
_NAMESPACES = f'xmlns:m="{M}" xmlns:w="{W}"'


def letters(text: str) -> str:
    """Return the letters and digits of a text, all small: what similarity is measured on."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text)).casefold()


class Expected(NamedTuple):
    """A question as its paragraph was written.

    Attributes:
        id, label, text: as known.
        bookmark: the name of its bookmark.
        printed: label and text, a mark for each equation.
        equations: the formulas in it: LaTeX with its signs, and its characters as they are written.
        note: our remark behind it, or "".
    """

    id: str
    label: str
    text: str
    bookmark: str
    printed: str
    equations: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def key(self) -> str:
        """Label and text without white space."""
        return key(self.printed)


def expected_of(known: KnownQuestion) -> Expected:
    """Return the forms of a known question."""
    label, text = _label(known.label), clean(known.text)
    equations: list[tuple[str, str]] = []
    printed = text
    if "$" in text or "\\" in text:
        printed = ""
        for piece in split_equations(text):
            written = _written(piece.latex, display=piece.display)
            equations += [(piece.text, written)] if written else []
            printed += OBJECT if written else piece.text
    printed = f"{label} {printed}" if label and printed else label or printed
    return Expected(
        known.id, label, text, bookmark(known.id), printed, tuple(equations), known.note and clean(known.note)
    )


@dataclass(slots=True)
class Questions:
    """All questions of a document, in their order, to be found by bookmark or by their whole text."""

    all: tuple[Expected, ...]
    by_bookmark: dict[str, int] = field(default_factory=dict)
    _by_key: dict[str, list[int]] | None = None

    @property
    def by_key(self) -> dict[str, list[int]]:
        """The questions by their words without white space; made when it is asked for, which is seldom."""
        if self._by_key is None:
            self._by_key = {}
            for index, one in enumerate(self.all):
                if words := one.key:
                    self._by_key.setdefault(words, []).append(index)
        return self._by_key


def questions_of(known: Iterable[KnownQuestion]) -> Questions:
    """Return the questions to look for."""
    found = Questions(tuple(map(expected_of, known)))
    for index, one in enumerate(found.all):
        found.by_bookmark.setdefault(one.bookmark, index)
    return found


@lru_cache(maxsize=64)
def _label(text: str) -> str:
    """Return a label as it is printed; in the order of slides, most are as the one before."""
    return one_line(text)


def _written(latex: str | None, *, display: bool) -> str:
    """Return the characters of a formula as the writer sets it, "" if it is set as text."""
    markup = omml(latex, display=display) if latex is not None else None
    if markup is None:
        return ""
    root = ET.fromstring(f"<x {_NAMESPACES}>{markup}</x>")  # noqa: S314 - the writer's own markup
    return "".join(root.itertext()) or OBJECT
