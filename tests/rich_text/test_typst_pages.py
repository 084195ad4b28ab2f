"""Formulas set by the real typst: all of them, at every depth, whatever is typed into them."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.rich_text.equations import latex_to_mathml
from pipeline.rich_text.typst_math import typst_tree
from pipeline.word.omml import omml
from pipeline.word.omml_read import mathml
from pipeline.word.xml_parts import M, W
from tests.rich_text.typst_pages import glyphs, pdf, tree
from tests.word.renew_omml import REFUSED, Line, read
from tests.word.test_omml import FRAGMENTS

LINES = [line for line in read() if latex_to_mathml(line.latex) is not None]
MORE = r"""
\begin{array}{c|cc} a & b & c \\ \hline d & e & f \end{array}
\begin{pmatrix} a_{11} & \cdots & a_{1n} \\ \vdots & \ddots & \vdots \\ a_{n1} & \cdots & a_{nn} \end{pmatrix}
\left\{ \begin{aligned} a &= b \\ c &= \frac{1}{2} \end{aligned} \right.
\begin{rcases} a & b \\ c & d \end{rcases} \begin{dcases} e & f \end{dcases}
\begin{multline} a \\ b \\ c \end{multline}
\underrightarrow{ABC} + \overleftrightarrow{abc} + \overleftarrow{xyz}
\xrightarrow[\text{under}]{f} \xLeftarrow{abc} \xmapsto{a} \xlongequal{b}
\cfrac{1}{1 + \cfrac{1}{x}} + \tfrac12 + \dfrac12
\sideset{_1^2}{_3^4}\sum_a^b x
\underbracket{x+y}_y \overbracket{x}
1{,}000 + f \colon X \to Y
\mathit{abc} \mathtt{code} \mathscr{L} \varGamma \Re \aleph \ell \hbar
\text{a \textbf{b} \textit{c} \texttt{d} \textsf{e}}
\limsup_{x \to \infty} \Pr(A) \gcd(a,b) \det A
\bcancel{ab} \xcancel{ab} \boxed{\frac{a}{b}} \fbox{x}
a \phantom{xxx} b \hphantom{yy} c \vphantom{\int} d
\Bigg( \bigg[ \Big\{ \big\langle x \big\rangle
\left\uparrow \frac{a}{b} \right\Downarrow \left/ x \right\backslash
\iiint \oint_C \iint \coprod_i \biguplus_j
\mathring a \check a \breve a \acute a \grave a \widetilde{ab} \dddot x
\underline{x} \utilde{y} \underbar{x} \slashed{p}
\scriptstyle a \scriptscriptstyle b \textstyle \sum_i \displaystyle \int_0^1
\raisebox{1em}{x} \hspace{1cm} \! \kern3em \mathstrut
A \implies B \iff C \not\equiv D \not\rightarrow E \not\subset F
\dagger \ddagger \S \P \ldots \therefore \because \forall \exists \emptyset \varnothing
\lesssim \gtrsim \preceq \succeq \sqsubseteq \trianglelefteq \blacksquare \square \checkmark
\coloneqq \hookrightarrow \rightleftharpoons \upharpoonright \leadsto \multimap \circledast
""".strip().splitlines()

WRAPPINGS = [
    ("<mfrac>", "<mn>1</mn></mfrac>"),
    ("<msqrt>", "</msqrt>"),
    ("<msup><mi>x</mi>", "</msup>"),
    ("<msub>", "<mi>x</mi></msub>"),
    ("<munder>", "<mi>x</mi></munder>"),
    ("<mrow><mo>(</mo>", "<mo>)</mo></mrow>"),
    ("<mrow><mo>{</mo>", "<mo>\u2063</mo></mrow>"),
    ('<mover accent="true">', "<mo>ˆ</mo></mover>"),
    ('<munder accentunder="true">', "<mo>→</mo></munder>"),
    ('<munder accentunder="true">', "<mo>⏟</mo></munder>"),
    ('<menclose notation="box">', "</menclose>"),
    ('<menclose notation="updiagonalstrike">', "</menclose>"),
    ("<mtable><mtr><mtd><mi>a</mi></mtd><mtd>", "</mtd></mtr></mtable>"),
    ('<mpadded voffset="1em">', "</mpadded>"),
    ('<mpadded width="0"><mphantom>', "</mphantom></mpadded>"),
    ('<mrow displaystyle="true">', "</mrow>"),
    ('<mrow style="color:#FF0000;">', "</mrow>"),
    ("<mmultiscripts>", "<mprescripts/><mi>a</mi><mi>b</mi></mmultiscripts>"),
]
HOSTILE = [
    '#panic("x")',
    '#eval("1+1")',
    "$x$",
    "\\",
    '"); panic("',
    "*b* _i_ `r`",
    "// /* ",
    "#{ }[]",
    "<label> @ref",
    "\\u{41}",
    "'''",
]
LETTERS = st.sampled_from(
    [*HOSTILE, *"x1+-(|{∑→′ˆ⏟\u2061\u2063\u200d\ufe0f\u0301\u0332", "", "..", "sin", "日本", "ℒ\ufe00"]
)
WORDS = LETTERS | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
)
NAMES = st.sampled_from(
    "mi mn mo mtext ms mspace mrow mstyle mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts "
    "mprescripts mtable mtr mtd mpadded mphantom menclose semantics annotation none b i code span video math".split()
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        "stretchy accent accentunder displaystyle scriptlevel linethickness width height voffset minsize notation "
        "mathvariant form rspace style columnalign movablelimits".split()
    ),
    st.sampled_from(
        "true false 0 1 2 1em -1em 1e9em 0.1667em 9999999999px box updiagonalstrike bold fraktur prefix left right "
        "color:#ff0000 color:red;} text-align:left padding-left:0; border-top:1px width:50%".split()
    )
    | st.just("text-align: right;padding-left: 0;border-left: 1px;border-bottom: 1px"),
    max_size=3,
)


def element(name: str, text: str, attributes: dict[str, str], children: list[ET.Element]) -> ET.Element:
    """Return an element that no schema allows."""
    node = ET.Element(name, attributes)
    node.text = text
    node.extend(children)
    return node


ELEMENTS = st.recursive(
    st.builds(element, NAMES, WORDS, ATTRIBUTES, st.just([])),
    lambda inner: st.builds(element, NAMES, WORDS, ATTRIBUTES, st.lists(inner, max_size=4)),
    max_leaves=12,
)


def name(line: Line) -> str:
    """Return what a formula is called in a report."""
    return line.latex


def letters(markup: str) -> int:
    """Return how many letters and digits are in a formula."""
    text = "".join(ET.fromstring(markup).itertext())  # noqa: S314 - our own markup
    return sum(unicodedata.category(one)[0] in "LN" for one in text)


def from_word(line: Line) -> str | None:
    """Return a formula as it is read of a Word document."""
    display = line.place == "display"
    written = omml(line.latex, display=display)
    body = etree.fromstring(f'<body xmlns:m="{M}" xmlns:w="{W}">{written}</body>')
    return mathml(body[0], display=display)


@pytest.mark.parametrize("line", LINES, ids=name)
def test_every_formula_is_set_in_full(line: Line) -> None:
    """An accessible page takes each golden formula, and shows at least as many signs as it has letters."""
    markup = latex_to_mathml(line.latex, display=line.place == "display") or ""
    one = typst_tree(markup)
    assert pdf(one).startswith(b"%PDF")
    if "phantom" not in line.latex:
        assert glyphs(one) >= letters(markup)


@pytest.mark.parametrize("latex", MORE)
def test_rarer_commands_are_set_too(latex: str) -> None:
    """No sign lacks a glyph, and no structure stops the page."""
    assert pdf(tree(latex)).startswith(b"%PDF")


@pytest.mark.parametrize("line", [line for line in read() if line.shape != REFUSED], ids=name)
def test_every_formula_of_word_is_set(line: Line) -> None:
    """What is read of a document goes to the page as well."""
    found = from_word(line)
    if found is not None:
        assert pdf(typst_tree(found)).startswith(b"%PDF")


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize("levels", [8, 45, 60, 1000])
def test_no_depth_stops_the_page(wrapping: tuple[str, str], levels: int) -> None:
    """What is just within the limits is set, and what is beyond them is words."""
    markup = f"<math>{wrapping[0] * levels}<mi>y</mi>{wrapping[1] * levels}</math>"
    assert pdf(typst_tree(markup)).startswith(b"%PDF")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("tag", ["mi", "mn", "mo", "mtext", "ms", "unknown"])
def test_code_is_only_text(text: str, tag: str) -> None:
    """What would run as typst's source is shown letter by letter."""
    root = ET.Element("math")
    ET.SubElement(root, tag).text = text
    shown = typst_tree(ET.tostring(root, encoding="unicode"))
    assert glyphs(shown) >= len(text.replace(" ", "").replace("'''", "'"))
    assert pdf(shown)


@given(ELEMENTS)
def test_no_tree_stops_the_page(node: ET.Element) -> None:
    """Elements nested without sense, with every attribute and every text, still give a page."""
    markup = f"<math>{ET.tostring(node, encoding='unicode')}</math>"
    assert pdf(typst_tree(markup), strict=False).startswith(b"%PDF")


@given(st.text(max_size=60))
def test_no_text_stops_the_page(text: str) -> None:
    """What is no MathML at all is shown without its tags."""
    assert pdf(typst_tree(text), strict=False).startswith(b"%PDF")


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join), st.booleans())
def test_any_mix_of_commands_is_set(latex: str, display: bool) -> None:
    """Whatever the converter takes is shown without a missing glyph."""
    markup = latex_to_mathml(latex, display=display)
    if markup is not None:
        assert pdf(typst_tree(markup)).startswith(b"%PDF")
