"""Questions that stand behind other words in one paragraph: Backspace before a question joins it to the answer above.

Each of them gets a unit of its own again, so that the words before it belong to the answer they were typed under. The
bookmark tells where it begins; a question that has none is known by its exact words at the end of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.documents.reading_expected import OBJECT, Expected, Questions, letters
from pipeline.documents.reading_find import KINDRED, likeness
from pipeline.documents.reading_question import cut
from pipeline.documents.reading_units import ScannedUnit, Unit
from pipeline.word.rich_pieces import Line, Setting, key, usual

_QUESTION, _SLOT = "qa question", "qa answer"
# Before a question this is its number in somebody's count, and no answer: `3.`, `(b)`, `Q3:`, `Frage 3)`.
_COUNTED = re.compile(r"[(\[#]?(?:(?:[^\W\d_]{1,8}\.?\s?)?\d{1,3}|[^\W\d_])?\s?[.):\]–-]*")
_FINISHED = (".", "?", "!", "…", ")", "。", "？", "！", "؟", OBJECT)
_OPENING = "“„«‹\"'‘‚(["
_SHORTEST = 12  # signs of a question that is known by its words alone
_TAIL = 8

Cuts = dict[int, list[str]]  # where questions begin in a paragraph → their bookmarks


def taken_apart(units: list[Unit], questions: Questions) -> list[Unit]:
    """Return the units of a document, each question at the beginning of one."""
    names = {name for unit in units for name in unit.bookmarks}
    if questions.by_bookmark.keys() <= names and not any(unit.bookmark_places for unit in units):
        return units
    cuts, named = _marked(units, questions)
    if len(named) < len(questions.all):
        missing = [one for index, one in enumerate(questions.all) if index not in named]
        cuts = _unmarked(units, missing, questions) | cuts
    if not cuts:
        return units
    found: list[Unit] = []
    for index, unit in enumerate(units):
        found += _parts(unit, cuts[index]) if index in cuts else (unit,)
    return found


def _marked(units: Sequence[Unit], questions: Questions) -> tuple[dict[int, Cuts], set[int]]:
    """Return where bookmarks say that questions begin within paragraphs, and which questions are marked at all."""
    found: dict[int, Cuts] = {}
    named: set[int] = set()
    known = questions.by_bookmark
    for index, unit in enumerate(units):
        if not unit.bookmarks:
            continue
        here = {name: known[name] for name in unit.bookmarks if name in known}
        new = {name: question for name, question in here.items() if question not in named}
        named.update(here.values())
        if unit.bookmark_places and not (unit.is_table or unit.has_boxes):
            places = dict(zip(unit.bookmarks, unit.bookmark_places, strict=True))
            starts = {name: _beginning(unit, places[name], questions.all[question]) for name, question in new.items()}
            cuts = {start: [name for name in starts if starts[name] == start] for start in starts.values() if start}
            found |= {index: cuts} if cuts else {}
    return found, named


def _beginning(unit: Unit, place: int, expected: Expected) -> int:
    """Return where a question begins that is marked within a paragraph, 0 if no words but its own precede it."""
    text = unit.text
    if not place:
        return 0
    start = place if text.startswith(expected.printed, place) else _place_of(unit, expected.key)
    if start < 0:
        wanted, own, whole = (letters(one) for one in (expected.printed, text[place:], text))
        # A question that was typed anew may have its bookmark behind it, but one in a slot was deleted.
        alike = likeness(wanted, own)
        is_there = alike >= KINDRED and alike > likeness(wanted, whole) if own else unit.style == _SLOT
        start = place if is_there else 0
    return start if _says_something(text[:start]) else 0


def _unmarked(units: Sequence[Unit], missing: Iterable[Expected], questions: Questions) -> dict[int, Cuts]:
    """Return where questions without a bookmark stand at the end of paragraphs, if they stand nowhere on their own."""
    there = {unit.key for unit in units}
    by_end: dict[str, list[str]] = {}
    for one in missing:
        forms = {one.key, one.key + key(one.note)}
        if len(one.key) >= _SHORTEST and there.isdisjoint(forms):
            for form in forms:
                by_end.setdefault(form[-_TAIL:], []).append(form)
    found: dict[int, Cuts] = {}
    for index, unit in enumerate(units) if by_end else ():
        said = unit.key
        ends = [one for one in by_end.get(said[-_TAIL:], ()) if said.endswith(one)]
        if ends and not _is_a_block_of_its_own(unit, questions):
            start = _sign(unit.text, len(said) - len(max(ends, key=len)))
            if _is_end(unit.text[:start]):
                found[index] = {start: []}
    return found


def _is_a_block_of_its_own(unit: Unit, questions: Questions) -> bool:
    """Tell whether a paragraph is set or marked as a question itself."""
    is_marked = any(name in questions.by_bookmark for name in unit.bookmarks)
    return is_marked or unit.is_table or unit.has_boxes or unit.style == _QUESTION


def _is_end(text: str) -> bool:
    """Tell whether an answer ends with these words: what goes on quotes a question."""
    is_joined = not text[-1:].isspace() and not text.endswith(tuple(_OPENING))
    return _says_something(text) and (is_joined or text.rstrip().endswith(_FINISHED))


def _says_something(text: str) -> bool:
    """Tell whether words before a question are more than its number."""
    return OBJECT in text or (bool(letters(text)) and not _COUNTED.fullmatch(text.strip()))


def _place_of(unit: Unit, wanted: str) -> int:
    """Return where words without white space begin in a paragraph, -1 if they are not there."""
    found = unit.key.find(wanted) if wanted else -1
    return found if found <= 0 else _sign(unit.text, found)


def _sign(text: str, number: int) -> int:
    """Return the place of a sign of a text, white space not counted."""
    for place, sign in enumerate(text):
        if key(sign):
            if not number:
                return place
            number -= 1
    return len(text)


def _parts(unit: Unit, cuts: Cuts) -> list[Unit]:
    """Return a paragraph in parts, which begin where questions do."""
    marked = {name for names in cuts.values() for name in names}
    first = [name for name in unit.bookmarks if name not in marked]
    starts = sorted({0: first, **cuts}.items())
    ends = [place for place, _ in starts[1:]] + [len(unit.text)]
    return [_part(unit, start, end, names) for (start, names), end in zip(starts, ends, strict=True)]


def _part(unit: Unit, start: int, end: int, names: Sequence[str]) -> ScannedUnit:
    """Return a part of a paragraph; what is lost in any of them is told at each."""
    line = unit.pieces[0]
    if not isinstance(line, Line):
        raise TypeError("A table cannot be taken apart.")
    # The end of a paragraph says how it is set, and may be the question's.
    setting = line.setting if start or unit.style != _QUESTION else usual(Setting())
    text = unit.text[start:end]
    places = zip(unit.comments, unit.comment_places, strict=True)
    comments = tuple(one for one, place in places if start <= place < end or (end == len(unit.text) == place))
    piece = Line(cut(line.inlines, start, end), setting)
    return ScannedUnit((piece,), text, key(text), tuple(names), comments, unit.lost)
