"""What writer, reader and update of an answer sheet agree on: the columns, and how text stands in a cell."""

from __future__ import annotations

import re
from enum import StrEnum

from pipeline.model.document import QuestionBlock
from pipeline.model.words import Words
from pipeline.rich_text.characters import clean, one_line

# Counted in UTF-16 units, as Excel does.
LONGEST_CELL = 32_767

# `_x0041_` in a workbook means "A"; who means the seven characters escapes the first.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Column(StrEnum):
    """The columns of an answer sheet, in the order they are written."""

    ID = "id"
    SLIDE = "slide"
    QUESTION = "question"
    ASKED = "asked"
    ANSWER = "answer"


COLUMNS = tuple(Column)


def titles(words: Words) -> dict[Column, str]:
    """Return the titles of the columns."""
    return {
        Column.ID: words.sheet_id,
        Column.SLIDE: words.sheet_slide,
        Column.QUESTION: words.sheet_question,
        Column.ASKED: words.sheet_asked,
        Column.ANSWER: words.sheet_answer,
    }


def row_of(block: QuestionBlock, words: Words) -> dict[Column, str]:
    """Return what is written into the cells of a question, clean and of a length every program takes."""
    texts = {
        Column.ID: one_line(block.id),
        Column.SLIDE: one_line(block.label),
        Column.QUESTION: clean(block.text).replace("\t", " "),  # in a cell a tab is invisible
        Column.ASKED: one_line(block.note),
    }
    return {column: cut(text, words.sheet_cut) for column, text in texts.items()}


def cut(text: str, remark: str) -> str:
    """Return the text, shortened with a remark if a cell cannot hold it."""
    if fits(text):
        return text
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - _length(remark) - 1)].decode("utf-16-le", "ignore")
    # Escapes count as the characters they stand for in one program, and one by one in another.
    while _length(kept) + _length(remark) >= LONGEST_CELL:
        kept = kept[:-10]
    return f"{kept} {remark}"


def fits(text: str) -> bool:
    """Tell whether a cell can hold a text."""
    return _length(text) <= LONGEST_CELL


def escaped(text: str) -> str:
    """Return the text so that no program takes a part of it for the code of another character."""
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def unescaped(text: str) -> str:
    """Return the text that stands in a workbook as this."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _length(text: str) -> int:
    """Return how long the text is for Excel."""
    return len(escaped(text).encode("utf-16-le")) // 2
