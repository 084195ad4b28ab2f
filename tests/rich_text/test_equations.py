"""Where equations stand in a text, and what becomes of them."""

from __future__ import annotations

import time
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rich_text.equations import LONGEST, Piece, latex_to_mathml, split_equations

MARKS = ["$", "$$", r"\(", r"\)", r"\[", r"\]", r"\$", "\\", " ", "\n", "\n\n", "5", "x", "{", "}", "a b"]


def formulas(text: str) -> list[tuple[str, bool]]:
    """Return the LaTeX found and whether it stands on its own line."""
    return [(piece.latex, piece.display) for piece in split_equations(text) if piece.latex is not None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("is $x$ small?", [("x", False)]),
        ("$$x$$", [("x", True)]),
        (r"\(x\) and \[y\]", [("x", False), ("y", True)]),
        ("$a$$b$", [("a", False), ("b", False)]),
        ("$$\na\n= b\n$$", [("\na\n= b\n", True)]),
        (r"$\$5$", [(r"\$5", False)]),
        (r"$2 x$, $3ab$, $1.5 \times 3$", [("2 x", False), ("3ab", False), (r"1.5 \times 3", False)]),
        (r"\[a \\[2pt] b\]", [(r"a \\[2pt] b", True)]),
        ("Preis $x_1$.", [("x_1", False)]),
        (r"\( \(x\)", [("x", False)]),
        ("$5 for $x$", [("x", False)]),
    ],
)
def test_equations_are_found(text: str, found: list[tuple[str, bool]]) -> None:
    """All four notations are known, and one may stand right beside another."""
    assert formulas(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "$5-$10",
        "from $30 or US$, say",
        "20$ and 30$ are",
        r"\$x\$",
        "$ x $",
        "$x $",
        "$$$$",
        "$$ $$",
        "$x",
        r"\(x",
        r"x\)",
        r"\(x\]",
        "$a\n\nb$",
        "$x$5",
        r"C:\\(x\\)",
        "$" + "x" * LONGEST + "$",
        "$" + "{" * 51 + "}" * 51 + "$",
    ],
)
def test_whatever_is_in_doubt_stays_text(text: str) -> None:
    """Money, escaped dollars, open ends, blank lines and monsters are no equations."""
    assert split_equations(text) == (Piece(text, None, display=False),)


def test_the_limits_are_within() -> None:
    """Two thousand characters and fifty levels are still an equation."""
    assert formulas("$" + "x" * (LONGEST - 2) + "$")
    assert formulas("$" + "{" * 50 + "}" * 50 + "$")


def test_nothing_has_no_pieces() -> None:
    """An empty text is no piece at all."""
    assert split_equations("") == ()


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=3)).map("".join))
def test_the_pieces_joined_are_the_text(text: str) -> None:
    """No character is lost, doubled or moved; words never stand beside words."""
    pieces = split_equations(text)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    assert not any(a.latex is None and b.latex is None for a, b in pairwise(pieces))


@pytest.mark.parametrize(
    "unit", ["$", "${", "$$a ", "$a ", "$a$ ", r"\(", r"\[", r"\(" * 900 + "\n\n\\)", "$$" + "x" * 1990, "\\", "$x\n\n"]
)
def test_hostile_texts_take_linear_time(unit: str) -> None:
    """Ten times the text takes about ten times as long, not a hundred."""

    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        started = time.process_time()
        split_equations(text)
        return time.process_time() - started

    # The least of a few: a busy machine makes single measurements longer, never shorter.
    long, short = (min(seconds(length) for _ in range(4)) for length in (200_000, 20_000))
    assert long < 50 * max(short, 0.002)


@pytest.mark.parametrize(
    ("latex", "part"),
    [
        ("x", "<mi>x</mi>"),
        (r"\sin x", "\u2061"),
        (r"\substack{a \\ b}", "<mtable"),
        (r"\argmax_x", "arg\u2009max"),
        (r"\mbox{if}", "if"),
        (r"\begin{split} a &= b \end{split}", "<mtable"),
        (r"100\%", "%"),
    ],
)
def test_formulas_become_mathml(latex: str, part: str) -> None:
    """The result is well-formed XML without named entities, with what lecturers expect to work."""
    written = latex_to_mathml(latex)
    assert written is not None
    assert part in written
    assert ET.fromstring(written).tag == "math"  # noqa: S314 - our own markup


def test_a_formula_on_its_own_line_says_so() -> None:
    """Limits go above and below there."""
    assert 'display="block"' in (latex_to_mathml("x", display=True) or "")
    assert "display=" not in (latex_to_mathml("x") or "")


@pytest.mark.parametrize("environment", ["equation", "align", "gather", "multline"])
def test_lines_are_not_numbered(environment: str) -> None:
    """Each formula is converted alone, so every number would be one."""
    written = latex_to_mathml(rf"\begin{{{environment}}} a \end{{{environment}}}")
    assert written is not None
    assert "(1)" not in written


@pytest.mark.parametrize(
    "latex",
    [
        "",
        r"\unknown",
        r"\frac{1}",
        "50% of x",
        r"\\% x",
        r"\newcommand{\a}{b}\a",
        r"\def\a{\a}\a",
        r"\eqref{x}",
        r"\operatorname{<}",
        r"\operatorname \&",
        r"\mathop \middle|",
        "a\x07",
        "\udc80",
        r"\sqrt" * 501,
        "{" * 51 + "}" * 51,
        "x" * (LONGEST + 1),
    ],
)
def test_what_cannot_be_converted_in_full_is_none(latex: str) -> None:
    """Errors, comments, definitions, references and anything over the limits leave the text as it was typed."""
    assert latex_to_mathml(latex) is None


@given(st.text())
def test_no_text_raises(latex: str) -> None:
    """Whatever people type gives well-formed XML or None."""
    written = latex_to_mathml(latex)
    assert written is None or ET.fromstring(written).tag == "math"  # noqa: S314 - our own markup
