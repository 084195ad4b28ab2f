"""Right-to-left text: which way a paragraph runs, and which stretches of it run the other way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours; presentation forms; the blocks beyond the first plane.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"

_ANY_RTL = re.compile(f"[{_RTL}]")

# From a right-to-left character to the last one before anything with a strong left-to-right direction: blanks,
# digits and punctuation between two such words run with them.
_STRETCH = re.compile(
    f"[{_RTL}](?:[^A-Za-z\u00aa-\u02b8\u0370-\u0589\u0900-\u1fff\u2c00-\ud7ff\uf900-\ufaff]*[{_RTL}])?"
)


@dataclass(frozen=True, slots=True)
class DirectedText:
    """A stretch of text that runs one way."""

    text: str
    right_to_left: bool


def has_right_to_left(text: str) -> bool:
    """Tell whether any character of the text runs from right to left."""
    return not text.isascii() and _ANY_RTL.search(text) is not None


def runs_right_to_left(text: str) -> bool:
    """Tell the direction of a paragraph: that of its first character with a strong one."""
    if not has_right_to_left(text):
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def split_direction(text: str, *, right_to_left: bool) -> tuple[DirectedText, ...]:
    """Return the text in stretches of one direction each; joined they are the text again.

    Args:
        text: a piece of a paragraph.
        right_to_left: the paragraph's direction; neutral characters at the border of two stretches take it.
    """
    if not has_right_to_left(text):
        return (DirectedText(text, right_to_left=False),) if text else ()
    pieces: list[DirectedText] = []
    done = 0
    for start, end in _stretches(text):
        pieces += _between(text[done:start], right_to_left=right_to_left)
        pieces.append(DirectedText(text[start:end], right_to_left=True))
        done = end
    pieces += _between(text[done:], right_to_left=right_to_left)
    return _merged(pieces)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Return where the right-to-left stretches begin and end."""
    return [match.span() for match in _STRETCH.finditer(text)]


def _between(text: str, *, right_to_left: bool) -> list[DirectedText]:
    """Return what stands between two right-to-left stretches; in a right-to-left paragraph its edges join them."""
    if not right_to_left:
        return [DirectedText(text, right_to_left=False)]
    strong = [i for i, character in enumerate(text) if unicodedata.bidirectional(character) in {"L", "EN"}]
    if not strong:
        return [DirectedText(text, right_to_left=True)]
    first, after = strong[0], strong[-1] + 1
    return [
        DirectedText(text[:first], right_to_left=True),
        DirectedText(text[first:after], right_to_left=False),
        DirectedText(text[after:], right_to_left=True),
    ]


def _merged(pieces: list[DirectedText]) -> tuple[DirectedText, ...]:
    """Return the pieces without empty ones, neighbours of one direction joined."""
    merged: list[DirectedText] = []
    for piece in pieces:
        if merged and merged[-1].right_to_left is piece.right_to_left:
            merged[-1] = DirectedText(merged[-1].text + piece.text, piece.right_to_left)
        elif piece.text:
            merged.append(piece)
    return tuple(merged)
