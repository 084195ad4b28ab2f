"""Ranges as people write them: A1, 'My sheet'!A:C, Sheet1!2:5."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tests.google.wire import RefusedError

_RANGE: Final = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d*)(?::\$?([A-Za-z]{0,3})\$?(\d*))?")
_PLAIN: Final = re.compile(r"[A-Za-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a grid, from 0, ends excluded; an end of None is the edge of the grid."""

    top: int = 0
    left: int = 0
    bottom: int | None = None
    right: int | None = None


def column_number(letters: str) -> int:
    """Return 0 for A, 26 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """Return A for 0, AA for 26."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_range(text: str, titles: list[str]) -> tuple[str | None, Box]:
    """Return the title of a sheet, None for the first one, and the part of it.

    Raises:
        RefusedError: it is no range, or its sheet does not exist.
    """
    title, mark, cells = text.rpartition("!")
    if not mark and (_unquoted(text) in titles or text.startswith("'")):
        title, cells = text, ""
    box = _read_box(cells)
    name = _unquoted(title) if title else None
    if box is None or (name is not None and name not in titles):
        raise RefusedError(400, f"Unable to parse range: {text}")
    return name, box


def _unquoted(title: str) -> str:
    """Return a title without its quotes."""
    return title[1:-1].replace("''", "'") if title.startswith("'") else title


def _read_box(cells: str) -> Box | None:
    """Return the part of a grid that `A1:B2` names."""
    if not cells:
        return Box()
    found = _RANGE.fullmatch(cells)
    if not found or not (found[1] or found[2]) or (found[3] is not None and not (found[3] or found[4])):
        return None
    left, top, right, bottom = found.groups()
    if ":" not in cells:
        if not (left and top):
            return None
        right, bottom = left, top
    return Box(
        int(top or 1) - 1,
        column_number(left or "A"),
        int(bottom) if bottom else None,
        column_number(right) + 1 if right else None,
    )


def write_range(title: str, box: Box) -> str:
    """Return a range as Google writes it, with the title in quotes if it needs them."""
    quoted = title if _PLAIN.fullmatch(title) else "'" + title.replace("'", "''") + "'"
    first = f"{column_letters(box.left)}{box.top + 1}"
    last = f"{column_letters((box.right or 1) - 1)}{box.bottom}"
    return f"{quoted}!{first}" if first == last else f"{quoted}!{first}:{last}"
