"""Word's equations read as MathML: round trips, shapes that only Word writes, linear text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element

from pipeline.word.omml import omml, omml_from_mathml
from pipeline.word.omml_read import mathml
from pipeline.word.omml_read_linear import linear
from pipeline.word.xml_parts import M, W
from tests.word.renew_omml import REFUSED, Line, read
from tests.word.test_omml import FRAGMENTS

SLASHED = (
    '<m:f><m:fPr><m:type m:val="lin"/></m:fPr><m:num><m:r><m:t>a</m:t></m:r></m:num>'
    "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
)
GOOD = [line for line in read() if line.shape != REFUSED]
_LOOKS = re.compile(
    r"<m:rPr>.*?</m:rPr>|<w:rPr>.*?</w:rPr>|</?m:r>|</?m:t[^>]*>|[\s\u200b\u2009\u205f\u2005\u2004\u2002\u2003]"
)


def equation(markup: str) -> _Element:
    """Return markup as it stands in a document."""
    inner = markup if markup.startswith("<m:oMath") else f"<m:oMath>{markup}</m:oMath>"
    return etree.fromstring(f'<body xmlns:m="{M}" xmlns:w="{W}">{inner}</body>')[0]


def meaning(markup: str) -> str:
    """Return markup without how its runs are cut, spaced and looked."""
    return _LOOKS.sub("", markup).replace('<m:chr m:val="\u0305"/>', "")


def again(markup: str, *, display: bool) -> str | None:
    """Return what is written of what is read of this markup."""
    found = mathml(equation(markup), display=display)
    return None if found is None else omml_from_mathml(ET.fromstring(found), display=display)  # noqa: S314 - ours


def letters(pieces: Iterable[str | bytes]) -> list[str]:
    """Return the letters and digits, in order."""
    kinds = {"Ll", "Lu", "Lo", "Nd"}
    return [one for piece in pieces for one in str(piece) if unicodedata.category(one) in kinds]


@pytest.mark.parametrize("line", GOOD, ids=lambda line: f"{line.place} {line.latex}")
def test_an_equation_comes_back_as_it_was_written(line: Line) -> None:
    """Written, read and written again, every golden formula keeps its structures and its signs."""
    display = line.place == "display"
    written = omml(line.latex, display=display)
    assert written is not None
    second = again(written, display=display)
    assert second is not None
    assert meaning(second) == meaning(written)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join), st.booleans())
def test_any_equation_we_write_can_be_read(latex: str, display: bool) -> None:
    """Reading what was written gives well-formed MathML without a letter lost."""
    written = omml(latex, display=display)
    assume(written is not None)
    found = mathml(equation(str(written)), display=display)
    assume(found is not None)
    read = letters(ET.fromstring(str(found)).itertext())  # noqa: S314
    assert sorted(read) == sorted(letters(equation(str(written)).itertext()))  # an empty base may change the order


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<m:r><m:t>x</m:t></m:r>", "<mi>x</mi>"),
        ("<m:r><m:t>𝑥</m:t></m:r>", "<mi>x</mi>"),
        ("<m:r><m:t>3.14</m:t></m:r>", "<mn>3.14</mn>"),
        ("<m:r><m:t>a-b</m:t></m:r>", "<mi>a</mi><mo>−</mo><mi>b</mi>"),
        ('<m:r><m:rPr><m:scr m:val="double-struck"/></m:rPr><m:t>R</m:t></m:r>', "<mi>ℝ</mi>"),
        ('<m:r><m:rPr><m:scr m:val="script"/></m:rPr><m:t>L</m:t></m:r>', "<mi>ℒ</mi>"),
        ('<m:r><m:rPr><m:scr m:val="fraktur"/></m:rPr><m:t>C</m:t></m:r>', "<mi>ℭ</mi>"),
        ('<m:r><m:rPr><m:sty m:val="b"/></m:rPr><m:t>x</m:t></m:r>', "<mi>𝐱</mi>"),
        ('<m:r><m:rPr><m:sty m:val="b"/></m:rPr><m:t>α</m:t></m:r>', "<mi>𝛂</mi>"),
        ('<m:r><m:rPr><m:sty m:val="p"/></m:rPr><m:t>sin</m:t></m:r>', "<mi>sin</mi>"),
        ("<m:r><m:rPr><m:nor/></m:rPr><m:t>if x</m:t></m:r>", "<mtext>if x</mtext>"),
        ("<m:r><w:t>y</w:t></m:r>", "<mi>y</mi>"),
        ("<m:box><m:e><m:r><m:t>x</m:t></m:r></m:e></m:box>", "<mi>x</mi>"),
        ("<m:new><m:e><m:r><m:t>x</m:t></m:r></m:e></m:new>", "<mi>x</mi>"),
        (
            SLASHED,
            "<mrow><mi>a</mi><mo>/</mo><mi>b</mi></mrow>",
        ),
        (
            "<m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d>",
            "<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>",
        ),
        (
            "<m:nary><m:sub/><m:sup/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary>",
            "<mo>∫</mo><mi>x</mi>",
        ),
        ("<m:acc><m:e><m:r><m:t>x</m:t></m:r></m:e></m:acc>", '<mover accent="true"><mi>x</mi><mo>ˆ</mo></mover>'),
    ],
)
def test_what_only_word_writes_is_read(markup: str, expected: str) -> None:
    """Alphabets by property, defaults left unsaid, structures of a newer Word."""
    assert mathml(equation(markup)) == f"<math>{expected}</math>"


def test_lines_are_parted_at_their_marks() -> None:
    """An equation array aligns at ampersands; each becomes the border of two columns."""
    array = "<m:eqArr><m:e><m:r><m:t>a&amp;=b</m:t></m:r></m:e><m:e><m:r><m:t>c&amp;=d</m:t></m:r></m:e></m:eqArr>"
    found = mathml(equation(array), display=True)
    assert found is not None
    assert (found.count("<mtr>"), found.count("<mtd"), "&" in found) == (2, 4, False)


def test_depth_has_a_bound() -> None:
    """What nobody could have typed is no equation, and costs no stack."""
    markup = "<m:box><m:e>" * 100 + "<m:r><m:t>x</m:t></m:r>" + "</m:e></m:box>" * 100
    assert mathml(equation(markup)) is None
    assert linear(equation(markup)) == "x"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{a+b}{c}", "(a+b)/c"),
        ("x_i^2", "x_i^2"),
        (r"\sqrt{x+1}", "√(x+1)"),
        (r"\sqrt[3]{x}", "√(3&x)"),
        (r"\sum_{i=1}^n x", "∑_(i=1)^n x"),
        (r"\left(\frac12\right)", "(1/2)"),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(■(a & b @ c & d))"),
        (r"\hat x", "x\u0302"),
    ],
)
def test_an_equation_has_a_line_of_text(latex: str, text: str) -> None:
    """Readable where no formula can be shown, and searchable."""
    assert linear(equation(str(omml(latex)))) == text
