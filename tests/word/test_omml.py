"""Equations in Word's markup: shapes, refusals, hostile input."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rich_text.equations import LONGEST
from pipeline.word.omml import omml
from tests.word.renew_omml import REFUSED, Line, read, shape

NAMESPACES = (
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
)
FRAGMENTS = (
    *r"\frac \sqrt \sum \int \left( \right) \left\{ \middle| \right. \hat \overline \underbrace".split(),
    *r"\begin{pmatrix} \end{pmatrix} \begin{aligned} \end{aligned} \begin{cases} \end{cases} \\".split(),
    *r"\prescript \lim \limits \phantom \cancel \boxed \binom \xrightarrow \operatorname \not".split(),
    *r"\sin \log \text \mathbf \quad \! \, \alpha \Gamma \infty \% \& # % $ é ∑ { } { } { } _ ^ ' &".split(),
    *"( ) [ ] | < > = + - , . ! 1 2 x y in".split(),
    " ",
)


def well_formed(markup: str) -> ET.Element:
    """Return the equation as it stands in a document."""
    return ET.fromstring(f"<body {NAMESPACES}>{markup}</body>")  # noqa: S314 - our own markup


def name(line: Line) -> str:
    """Return what a golden line is called in a report."""
    return f"{line.place} {line.latex}"


@pytest.mark.parametrize("line", read(), ids=name)
def test_a_formula_has_the_shape_that_was_looked_at(line: Line) -> None:
    """Every golden formula comes out as it did when its rendering was judged; `renew_omml` says how to change it."""
    assert shape(line.place, line.latex) == line.shape


def test_the_golden_file_is_a_fair_sample() -> None:
    """At least forty formulas are converted and at least ten refused."""
    refused = [line for line in read() if line.shape == REFUSED]
    assert len(refused) >= 10
    assert len(read()) - len(refused) >= 40


def test_a_run_is_written_as_word_writes_it() -> None:
    """Runs carry the font of mathematics and keep their spaces."""
    fonts = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'
    assert omml("x<1") == f'<m:oMath><m:r>{fonts}<m:t xml:space="preserve">x&lt;1</m:t></m:r></m:oMath>'


@pytest.mark.parametrize(
    "latex",
    [
        "",
        "  ",
        "{" * 100_000 + "}" * 100_000,
        r"\frac{" * 40 + "}" * 40 + "{1}",
        r"\sqrt" * 100_000 + "x",
        r"\left(" * 490,
        "x" * (LONGEST + 1),
        r"\sum" * 400,
        r"\sqrt" * 499 + "x",
        "x\x00y",
        "\x1b[31m",
        "\ud800",
        "\ufffe",
        r"\def\a{\a\a}\a",
        r"\input{/etc/passwd}",
        r"\write18{ls}",
        r"\includegraphics{x}",
        r"\href{javascript:x}{y}",
        r"\begin{equation}",
    ],
    ids=range(19),
)
def test_hostile_formulas_are_refused(latex: str) -> None:
    """Depth, length, control characters, definitions and commands that reach outside give None, never an exception."""
    assert omml(latex) is None
    assert omml(latex, display=True) is None


@given(st.text(max_size=60), st.booleans())
def test_any_text_gives_well_formed_markup_or_none(latex: str, display: bool) -> None:
    """Nothing that a person can type raises."""
    written = omml(latex, display=display)
    assert written is None or len(well_formed(written)) == 1


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join), st.booleans())
def test_any_mix_of_commands_gives_well_formed_markup_or_none(latex: str, display: bool) -> None:
    """Half-finished LaTeX does not raise either."""
    written = omml(latex, display=display)
    assert written is None or len(well_formed(written)) == 1


@given(st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=20))
def test_words_in_a_formula_are_kept_letter_by_letter(words: str) -> None:
    r"""What stands in `\text{…}` is neither lost nor changed."""
    written = omml(rf"\text{{{words}}}")
    assert written is not None
    assert "".join(well_formed(written).itertext()) == words
