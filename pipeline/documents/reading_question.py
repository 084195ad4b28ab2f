"""A question's paragraph taken apart: the question as it stands there now, and what was typed behind it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.documents.reading_expected import OBJECT, Expected, letters
from pipeline.documents.reading_notes import note_length
from pipeline.documents.reading_prefix import Prefixes
from pipeline.documents.reading_units import Unit
from pipeline.rich_text.rich_text import Equation, Inline, Run
from pipeline.word.rich_pieces import key, with_text

_ENDS = re.compile(r"(?<=[.?!…:;\n\t])(?!\S*[.?!])|\n")
_FINISHED = (".", "?", "!", "…", "。", "？", "！", "؟")
_MOST_CUTS = 300
_CLEARLY = 3.0  # per cent by which a part must be liker than the whole
_SHORT_ADDITION = 40
_LABEL_ENDS = re.compile(r"[.:]\s+")


@dataclass(frozen=True, slots=True)
class QuestionNow:
    """A question's paragraph as it is: `words` is "" if unchanged, `typed` stands behind the question."""

    words: str = ""
    label: str = ""
    typed: tuple[Inline, ...] = ()


def is_untouched(unit: Unit, expected: Expected) -> bool:
    """Tell at a glance whether a paragraph is the question and our remark, and nothing else."""
    if expected.equations or unit.has_boxes:
        return False
    if unit.text == expected.printed or unit.key == expected.key:
        return True
    if not unit.key.startswith(expected.key):
        return False
    end = _end_of(unit.text, expected.printed)
    return note_length(unit.text[end:], expected.note) == len(unit.text) - end


def question_now(inlines: Sequence[Inline], expected: Expected, prefixes: Prefixes) -> QuestionNow:
    """Return the question as it stands there now and what was typed behind it.

    Args:
        inlines: the paragraph.
        expected: the question as it was written.
        prefixes: the lecturers' initials: what stands behind them is an answer.
    """
    flat = "".join(one.text if isinstance(one, Run) else OBJECT for one in inlines)
    wanted = expected.printed
    end = _end_of(flat, wanted)
    is_same = end >= 0 and _same_equations(inlines, expected)
    if end >= 0 and _belongs_to_question(expected, flat[end:], prefixes):
        end, is_same = len(flat), False
    if end < 0:
        end = _likeliest_end(flat, expected, prefixes)
    after = end + note_length(flat[end:], expected.note)
    words = "" if is_same else _in_words(cut(inlines, 0, end), expected)
    label, text = _without_label(words, expected)
    return QuestionNow("" if key(text) == key(expected.text) else text, label, cut(inlines, after, len(flat)))


def cut(inlines: Sequence[Inline], start: int, end: int) -> tuple[Inline, ...]:
    """Return a stretch of inlines by characters; what is no text counts as one."""
    found: list[Inline] = []
    place = 0
    for one in inlines:
        size = len(one.text) if isinstance(one, Run) else 1
        low, high = max(start - place, 0), min(end - place, size)
        if low == 0 and high == size:
            found.append(one)
        elif low < high:
            found.append(with_text(one, one.text[low:high]) if isinstance(one, Run) else one)
        place += size
    return tuple(found)


def _end_of(text: str, wanted: str) -> int:
    """Return where the wanted words end at the beginning of a text, white space aside; -1 if they are not there."""
    place = 0
    for letter in key(wanted):
        while place < len(text) and (text[place].isspace() or text[place] == "\u200b"):
            place += 1
        if place >= len(text) or text[place] != letter:
            return -1
        place += 1
    return place


def _belongs_to_question(expected: Expected, rest: str, prefixes: Prefixes) -> bool:
    """Tell whether what stands behind a question goes on with it: a bracket, a mark, `exactly?` after no mark."""
    words = rest.strip()
    if not words or note_length(rest, expected.note) == len(rest) or OBJECT in rest:
        return False
    if not letters(words):
        return True
    is_unfinished = not expected.printed.rstrip().endswith(_FINISHED)
    is_addition = len(words) <= _SHORT_ADDITION and words.endswith("?") and "\n" not in rest
    return is_unfinished and is_addition and not prefixes.length(words)


def _likeliest_end(flat: str, expected: Expected, prefixes: Prefixes) -> int:
    """Return where a question in changed words ends: at its end of line or sentence that leaves it likest."""
    wanted = expected.printed
    pure = letters(wanted)
    cuts = {found.start() for found in _ENDS.finditer(flat)}
    cuts |= {found.end() for found in re.finditer(r"[.?!…]+", flat)}
    cuts |= {at for at in _blanks(flat) if prefixes.length(flat[at:])}
    near = sorted(cuts, key=lambda at: abs(at - len(wanted)))[:_MOST_CUTS]
    scored = [(fuzz.ratio(pure, letters(flat[:at])), at) for at in near]
    best, end = max(scored, default=(0.0, len(flat)))
    return end if best > fuzz.ratio(pure, letters(flat)) + _CLEARLY else _before_note(flat, expected.note)


def _before_note(flat: str, note: str) -> int:
    """Return where our remark begins at the end of a paragraph, or the paragraph's end."""
    line = flat.rfind("\n")
    return line if line >= 0 and note_length(flat[line:], note) == len(flat) - line else len(flat)


def _blanks(text: str) -> list[int]:
    return [found.end() for found in re.finditer(r"\s", text)][:_MOST_CUTS]


def _same_equations(inlines: Sequence[Inline], expected: Expected) -> bool:
    """Tell whether the equations in a question hold the characters that were written."""
    there = [_characters(one.latex) for one in inlines if isinstance(one, Equation)]
    return there[: len(expected.equations)] == [_characters(written) for _, written in expected.equations]


def _characters(formula: str) -> str:
    """Return the letters and digits of a formula in one order; a Word equation has accents beside its text."""
    parts = unicodedata.normalize("NFKD", formula)
    return "".join(sorted(letters("".join(one for one in parts if not unicodedata.combining(one)))))


def _in_words(inlines: Sequence[Inline], expected: Expected) -> str:
    """Return a corrected question as text; equations that are still the same as they were typed."""
    known = {_characters(written): source for source, written in expected.equations}
    words: list[str] = []
    for one in inlines:
        if isinstance(one, Run):
            words.append(one.text)
        elif isinstance(one, Equation):
            words.append(known.get(_characters(one.latex), one.latex))
    return "".join(words).strip()


def _without_label(words: str, expected: Expected) -> tuple[str, str]:
    """Return the label of a corrected question if it is another one, and its words."""
    if not words or not expected.label:
        return "", words
    end = _end_of(words, expected.label)
    if end >= 0:
        return "", words[end:].strip()
    reach = 2 * len(expected.label) + _SHORT_ADDITION
    ends = [0, *(found.end() for found in _LABEL_ENDS.finditer(words[:reach]))]
    pure = letters(expected.text)
    best = max(ends, key=lambda at: (fuzz.ratio(pure, letters(words[at:])), -at))
    return words[:best].strip(), words[best:].strip()
