"""Formulas as trees for typst: what each element becomes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rich_text.equations import LONGEST, latex_to_mathml
from pipeline.rich_text.typst_leaves import Tree
from pipeline.rich_text.typst_math import typst_tree

X: Tree = ["sym", "x"]
Y: Tree = ["sym", "y"]
MARK: Tree = ["align"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<mi>x</mi>", X),
        ("<mi>sin</mi>", ["text", "sin"]),
        ('<mi mathvariant="normal">x</mi>', ["styled", "upright", X]),
        ('<mi mathvariant="bold-italic">x</mi>', ["styled", "bold", ["styled", "italic", X]]),
        ("<mi>Γ</mi>", ["styled", "italic", ["sym", "Γ"]]),
        ("<mi>ℒ\ufe00</mi>", ["sym", "ℒ\ufe00"]),
        ("<mi>&amp;</mi>", ["class", "normal", ["sym", "&"]]),
        ("<mn>3.14</mn>", ["text", "3.14"]),
        ("<mo>-</mo>", ["sym", "−"]),
        ("<mo>:=</mo>", ["class", "relation", ["text", ":="]]),
        ("<mo>\u2062</mo>", ["row"]),
        ('<mo form="prefix">|</mo>', ["class", "opening", ["sym", "|"]]),
        ('<mo minsize="1.2em">(</mo>', ["big", 1.2, ["sym", "("]]),
        ("<mo>.</mo><mo>.</mo><mo>.</mo>", ["sym", "…"]),
        ("<mtext>a <b>b</b></mtext>", ["row", ["text", "a "], ["styled", "bold", ["text", "b"]]]),
        ('<mspace width="-0.5em"/>', ["space", -0.5]),
        ('<mspace width="99em"/>', ["space", 10.0]),
        ('<mspace width="wide"/>', ["row"]),
        ("<mi>sin</mi><mo>\u2061</mo><mi>x</mi>", ["row", ["op", ["text", "sin"]], X]),
        ("<mfrac><mi>x</mi><mi>y</mi></mfrac>", ["frac", X, Y]),
        ('<mfrac displaystyle="true"><mi>x</mi><mi>y</mi></mfrac>', ["style", "display", ["frac", X, Y]]),
        ('<mrow><mo>(</mo><mfrac linethickness="0"><mi>x</mi><mi>y</mi></mfrac><mo>)</mo></mrow>', ["binom", X, Y]),
        ("<msqrt><mi>x</mi></msqrt>", ["root", None, X]),
        ("<mroot><mi>x</mi><mi>y</mi></mroot>", ["root", Y, X]),
        ("<msup><mi>x</mi><mo>″</mo></msup>", ["attach", X, {"t": ["primes", 2]}, "scripts"]),
        ("<munder><mi>x</mi><mi>y</mi></munder>", ["attach", X, {"b": Y}, "limits"]),
        ("<munder><mo>∑</mo><mi>y</mi></munder>", ["attach", ["sym", "∑"], {"b": Y}, "auto"]),
        (
            '<munder><mo movablelimits="false">∑</mo><mi>y</mi></munder>',
            ["attach", ["sym", "∑"], {"b": Y}, "limits"],
        ),
        ("<mover><mo>⟶</mo><mi>y</mi></mover>", ["attach", ["stretch", "→"], {"t": Y}, "limits"]),
        ('<mover accent="true"><mi>x</mi><mo>ˆ</mo></mover>', ["accent", X, "\u0302"]),
        ('<munder accentunder="true"><mi>x</mi><mo>⏟</mo></munder>', ["line", "underbrace", X]),
        ('<munder accentunder="true"><mi>x</mi><mo>→</mo></munder>', ["span", "b", "→", X]),
        (
            "<mmultiscripts><mi>x</mi><mprescripts/><mi>y</mi><none/></mmultiscripts>",
            ["attach", X, {"bl": Y}, "scripts"],
        ),
        ("<mphantom><mi>x</mi></mphantom>", ["phantom", X, "both"]),
        ('<mpadded voffset="1em"><mi>x</mi></mpadded>', ["raise", 1.0, X]),
        ('<menclose notation="updiagonalstrike"><mi>x</mi></menclose>', ["cancel", X, "up"]),
        ('<menclose notation="circle"><mi>x</mi></menclose>', X),
        ('<mrow style="color:#FF0000;"><mi>x</mi></mrow>', ["colour", "#FF0000", X]),
        ('<mrow style="color:red"><mi>x</mi></mrow>', X),
        ("<new><mi>x</mi><mi>y</mi></new>", ["row", X, Y]),
        ("<semantics><mi>x</mi><annotation>y</annotation></semantics>", X),
        ("<msup><mi>x</mi></msup>", X),
        ("", ["row"]),
    ],
)
def test_an_element_becomes_its_node(inside: str, expected: Tree) -> None:
    """Each element has a node of its own; what is unknown, odd or incomplete gives its content."""
    assert typst_tree(f"<math>{inside}</math>") == expected


def test_a_missing_fence_keeps_the_bracket_inside_small() -> None:
    r"""In `\left\{ f(x) \right.` only the brace grows."""
    inside: Tree = ["class", "normal", ["row", X, ["sym", ")"]]]
    markup = '<math><mrow><mo>{</mo><mi>x</mi><mo stretchy="false">)</mo><mo>\u2063</mo></mrow></math>'
    assert typst_tree(markup) == ["lr", ["class", "opening", ["sym", "{"]], inside]


def test_a_separator_grows_with_its_fences() -> None:
    r"""`\middle|` stands apart from what it parts."""
    markup = latex_to_mathml(r"\left(x\middle|y\right)") or ""
    fences = (["class", "opening", ["sym", "("]], ["class", "closing", ["sym", ")"]])
    assert typst_tree(markup) == ["lr", fences[0], X, ["mid", ["sym", "|"]], Y, fences[1]]


@pytest.mark.parametrize(
    ("latex", "cells"),
    [
        (r"\begin{matrix} x & y \\ y \end{matrix}", [[X, Y], [Y, ["row"]]]),
        (r"\begin{array}{lr} x & y \\ x & y \end{array}", [[["row", MARK, X], ["row", Y, MARK]]] * 2),
        (r"\begin{aligned} x & y \\ x & y \end{aligned}", [[["row", X, MARK, Y]]] * 2),
    ],
)
def test_a_table_keeps_its_columns(latex: str, cells: list[list[Tree]]) -> None:
    """Short rows are filled, columns keep their side, aligned lines are parted by marks."""
    kind, lines, _ = typst_tree(latex_to_mathml(latex) or "")
    bare = [[cell[2] if cell[0] == "style" else cell for cell in line] for line in lines]
    assert (kind, bare) == ("mat", cells)


def test_a_table_keeps_its_rules() -> None:
    """A line before the second row and one before the second column."""
    _, _, look = typst_tree(latex_to_mathml(r"\begin{array}{c|c} x & y \\ \hline y & x \end{array}") or "")
    assert (look["across"], look["down"]) == ([1], [1])


@pytest.mark.parametrize(
    "markup", ["<mi>x", "x", "<!DOCTYPE math><math><mi>x</mi></math>", "<math>x</mrow>", "x\ud800"]
)
def test_what_is_no_mathml_is_words(markup: str) -> None:
    """Broken markup and document types leave the letters."""
    assert typst_tree(markup) == ["text", "x"]


@pytest.mark.parametrize(
    "markup",
    [
        f"<math><mi>{'x' * (LONGEST + 1)}</mi></math>",
        f"<math>{'<mi>x</mi>' * 2 * LONGEST}</math>",
        f"<math>{'<msqrt>' * 51}<mi>x</mi>{'</msqrt>' * 51}</math>",
        f"<math>{'<mrow>' * 5000}<mi>x</mi>{'</mrow>' * 5000}</math>",
    ],
)
def test_absurd_sizes_are_words(markup: str) -> None:
    """Over two thousand letters or fifty levels no formula is set, and no more letters are kept."""
    kind, letters = typst_tree(markup)
    assert (kind, set(letters), len(letters) <= LONGEST) == ("text", {"x"}, True)


@given(st.text())
def test_any_text_gives_plain_lists(text: str) -> None:
    """Whatever comes in, what goes out can be written as JSON and read back the same."""
    one = typst_tree(text)
    assert json.loads(json.dumps(one).encode()) == one
