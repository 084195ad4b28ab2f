r"""Equations inside plain text: where they stand, and what they look like as MathML.

Four notations are known: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. A dollar is mostly money, so pandoc's rule holds:
a non-space right after the opening one, a non-space right before the closing one, no digit behind it.
Whatever is in doubt stays text. Formulas reach the converter only within narrow limits: it is compiled code that
recurses, and deep nesting would end the whole program.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from math_core import LatexError, LatexToMathML

LONGEST = 2_000  # characters of a formula, its delimiters included
DEEPEST = 50  # braces within braces
MOST_COMMANDS = 500  # \sqrt\sqrt\sqrt… nests without a single brace

_CLOSERS = {"$": "$", "$$": "$$", r"\(": r"\)", r"\[": r"\]"}
_TOKENS = re.compile(r"\\[\s\S]|\$")
_BRACES = re.compile(r"\\[\s\S]|([{}])")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
# "$30 or US$": an amount, then words, and nothing that only a formula has.
_MONEY = re.compile(r"[\d.,]+\w?\s[^\\^_=<>+{}]*[^\W\d_]{2}[^\\^_=<>+{}]*")
# What XML cannot hold, and surrogates, which cannot be handed to compiled code.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# A lone percent sign starts a comment: the rest of the line would vanish without a word.
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%")
# Definitions can expand without end, and a formula has no use for them.
_DEFINITION = re.compile(r"\\(?:(?:re)?new|provide|[egx]?def|let|global|Declare)")
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(\w+)\}")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")

# What the converter may write; anything else does not come from it.
_ELEMENTS = frozenset(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle mpadded mphantom menclose msub msup msubsup "
    "munder mover munderover mmultiscripts mprescripts mtable mtr mtd b i u s code span".split()
)

# Numbered environments lose their number: every formula is converted alone, so each would be "(1)".
_ENVIRONMENTS = {
    "equation": "equation*",
    "align": "align*",
    "gather": "gather*",
    "multline": "multline*",
    "split": "aligned",
    "smallmatrix": "matrix",
}
_MACROS = {
    "argmax": r"\operatorname*{arg\,max}",
    "argmin": r"\operatorname*{arg\,min}",
    "mbox": r"\text{#1}",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
}
_CONVERTER = LatexToMathML(fancy_error=False, allow_unreliable_rendering=True, macros=_MACROS)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: either an equation or the words between equations.

    Attributes:
        text: the source exactly as typed, delimiters included; all pieces joined give the whole text back.
        latex: what stands between the delimiters; None for words.
        display: whether the equation is set on a line of its own.
    """

    text: str
    latex: str | None
    display: bool


def split_equations(text: str) -> tuple[Piece, ...]:
    """Return the text as words and equations in turn; linear in its length, whatever it holds."""
    pieces: list[Piece] = []
    done = 0
    for start, end, sign in _spans(text):
        if start > done:
            pieces.append(Piece(text[done:start], None, display=False))
        latex = text[start + len(sign) : end - len(sign)]
        pieces.append(Piece(text[start:end], latex, display=sign in {"$$", r"\["}))
        done = end
    if done < len(text):
        pieces.append(Piece(text[done:], None, display=False))
    return tuple(pieces)


def latex_to_mathml(latex: str, *, display: bool = False) -> str | None:
    """Return the formula as a `<math>` element that is well-formed XML, or None if it cannot be had in full.

    Args:
        latex: the formula without its delimiters.
        display: whether it stands on a line of its own, with limits above and below its operators.
    """
    written = _converted(latex, display)
    return written if written is not None and _tree(written) is not None else None


def latex_to_tree(latex: str, *, display: bool = False) -> Element | None:
    """Return the same formula as a tree, its elements named without a namespace."""
    written = _converted(latex, display)
    return None if written is None else _tree(written)


def _converted(latex: str, display: bool) -> str | None:
    """Return what the converter makes of a formula that it may see."""
    if not _is_convertible(latex):
        return None
    known = _ENVIRONMENT.sub(lambda env: rf"\{env[1]}{{{_ENVIRONMENTS.get(env[2], env[2])}}}", latex)
    try:
        written: str = _CONVERTER.convert_with_local_state(known, displaystyle=display)
    except LatexError:
        return None
    return _ENTITY.sub(lambda entity: html.unescape(entity.group()), written)


def _tree(written: str) -> Element | None:
    r"""Return the converter's markup as a tree; None if it slipped, as it does for `\operatorname{<}`."""
    try:
        root = ET.fromstring(written)  # noqa: S314 - no document type: the converter escapes or this fails
    except ET.ParseError:
        return None
    # A page holds many formulas: nothing in one may be an anchor, or lead to one.
    is_ours = all(node.tag in _ELEMENTS and node.get("id") is None for node in root.iter())
    return root if is_ours else None


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and delimiter of each equation, in order and without overlap."""
    marks = _marks(text)
    done = 0
    for start in sorted({*marks["$"], *marks[r"\("], *marks[r"\["]}):
        sign = text[start : start + 2]
        if sign not in _CLOSERS:
            sign = "$"
        if start >= done and (end := _end(text, start, sign, marks)):
            yield start, end, sign
            done = end


def _marks(text: str) -> dict[str, list[int]]:
    """Return where each delimiter stands, those behind a backslash left out."""
    marks: dict[str, list[int]] = {sign: [] for sign in ("$", "$$", r"\(", r"\)", r"\[", r"\]")}
    for token in _TOKENS.finditer(text):
        if token.group() in marks:
            marks[token.group()].append(token.start())
    dollars = marks["$"]
    marks["$$"] = [first for first, second in pairwise(dollars) if second == first + 1]
    return marks


def _end(text: str, start: int, sign: str, marks: dict[str, list[int]]) -> int | None:
    """Return where the equation opened at `start` ends; None if what stands there opens none.

    Only the next delimiter of the same kind is looked at: that keeps the search linear, and an equation that
    begins within another one is a mistake anyway.
    """
    inside = start + len(sign)
    close = _next(marks[_CLOSERS[sign]], inside)
    if close is None or close + len(sign) - start > LONGEST:
        return None
    reopened = _next(marks[sign], inside)
    if reopened is not None and reopened < close:
        return None
    end = close + len(sign)
    body = text[inside:close]
    if not body.strip() or _BLANK_LINE.search(body) or _depth(body) > DEEPEST:
        return None
    return None if sign == "$" and _is_money(body, text[end : end + 1]) else end


def _is_money(body: str, following: str) -> bool:
    """Tell whether what stands between two single dollars is more likely to be about amounts."""
    return body[0].isspace() or body[-1].isspace() or following.isdigit() or bool(_MONEY.fullmatch(body))


def _next(positions: list[int], start: int) -> int | None:
    """Return the first of these ascending positions that is not before `start`."""
    index = bisect_left(positions, start)
    return positions[index] if index < len(positions) else None


def _is_convertible(latex: str) -> bool:
    """Tell whether the converter may see this at all."""
    return (
        len(latex) <= LONGEST
        and latex.count("\\") <= MOST_COMMANDS
        and _depth(latex) <= DEEPEST
        and bool(latex.strip())
        and not any(pattern.search(latex) for pattern in (_UNWRITABLE, _COMMENT, _DEFINITION))
    )


def _depth(latex: str) -> int:
    """Return how deep braces are nested; a closing one too many counts as none."""
    depth = deepest = 0
    for token in _BRACES.finditer(latex):
        if token[1] == "{":
            depth += 1
            deepest = max(deepest, depth)
        elif token[1]:
            depth = max(0, depth - 1)
    return deepest
