"""LibreOffice, the real one: files saved by it as each kind it knows, and answers typed in it."""

from __future__ import annotations

from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import Inline, Paragraph, Raised, RichText, Run
from tests.editors.answers import PLAIN, RICH
from tests.editors.editor import Answers, Editor, Left, after_typing
from tests.editors.rich_items import ALT_TEXT, HEADER_ROW

_FAMILY = "LibreOffice"
_PIECE, _ADDRESS = "\u2063", "\u2064"


def _untouched(_: object) -> None:
    """Leave what was typed as it is."""


def _given(blank: bytes, answers: Answers) -> Left:
    """Open the blank document: the answers are typed there."""
    return Left(blank, tuple(answers))


def keystrokes(answer: RichText) -> str:
    """Return an answer as `office.bas` takes it."""
    pieces: list[str] = []
    for block in answer.blocks:
        assert isinstance(block, Paragraph)
        pieces += ["p"] if pieces else []
        pieces += [piece for one in block.inlines for piece in _typed(one)]
    return _PIECE.join(pieces)


def cell_lines(answer: RichText) -> str:
    """Return an answer for a cell, its lines parted as `office.bas` takes them."""
    return _PIECE.join(plain(answer).split("\n"))


def _typed(inline: Inline) -> list[str]:
    """Return the letter of a look and the words."""
    assert isinstance(inline, Run)
    if inline.link:
        return [f"k{inline.text}{_ADDRESS}{inline.link}"]
    looks = {
        "b": inline.bold,
        "i": inline.italic,
        "u": inline.underline,
        "s": inline.strike,
        "r": bool(inline.colour),
        "-": inline.raised is Raised.SUB,
        "+": inline.raised is Raised.SUPER,
    }
    letter = next((letter for letter, is_on in looks.items() if is_on), "t")
    lines = [piece for line in inline.text.split("\n") for piece in ("n", letter + line)]
    return lines[1:]


def _by_keyboard(answer: RichText, spoken: RichText) -> RichText:
    """Return an answer with what a macro can type: words with one look each, links, paragraphs and line breaks."""
    plain_blocks = [
        one
        for one in answer.blocks
        if isinstance(one, Paragraph) and not one.level and not one.rtl and all(isinstance(i, Run) for i in one.inlines)
    ]
    if len(plain_blocks) < len(answer.blocks):
        return spoken
    return RichText(tuple(Paragraph(tuple(map(_one_look, one.inlines))) for one in plain_blocks))


def _one_look(one: Inline) -> Inline:
    assert isinstance(one, Run)
    return Run(one.text, bold=True) if one.bold else one


TYPED = tuple(_by_keyboard(*pair) for pair in zip(RICH, PLAIN, strict=True))
# Kinds as which a file is saved in turn, and what LibreOffice drops on the way.
_ROUTES: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = (
    (("docx",), frozenset()),
    (("docx", "docx"), frozenset()),
    (("odt", "docx"), frozenset()),
    (("doc", "docx"), frozenset({ALT_TEXT})),
    (("rtf", "docx"), frozenset({ALT_TEXT, HEADER_ROW})),
)
_MANNERS = ("in the slot", "recorded", "behind the question", "lowered by a third")
EDITORS = (
    *(
        Editor(f"saved as {', '.join(route)}", _FAMILY, after_typing(_untouched), route=route, cannot=cannot)
        for route, cannot in _ROUTES
    ),
    *(
        Editor(f"typed by macro, {manner}", _FAMILY, _given, answers=TYPED, route=("docx",), manner=manner)
        for manner in _MANNERS
    ),
    Editor(
        "typed by macro, saved as odt, docx", _FAMILY, _given, answers=TYPED, route=("odt", "docx"), manner=_MANNERS[0]
    ),
)
