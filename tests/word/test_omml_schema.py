"""Equations against the schema of ISO/IEC 29500-4."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

from pipeline.word.omml import omml
from tests.word.renew_omml import REFUSED, Line, read
from tests.word.test_omml import FRAGMENTS, NAMESPACES, name

SCHEMA = Path(__file__).parents[3] / "shared/schemas/ooxml/ISO-IEC29500-4_2016/wml.xsd"
pytestmark = pytest.mark.skipif(not SCHEMA.exists(), reason="the schemas are not shipped; put them beside the checkout")


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """Return the schema of a main document part."""
    return etree.XMLSchema(etree.parse(SCHEMA))


def faults(schema: etree.XMLSchema, equation: str) -> str:
    """Return what is wrong with a document that holds this equation; "" if nothing."""
    body = f"<w:document {NAMESPACES}><w:body><w:p>{equation}</w:p></w:body></w:document>"
    return "" if schema.validate(etree.fromstring(body.encode())) else str(schema.error_log)


@pytest.mark.parametrize("line", [line for line in read() if line.shape != REFUSED], ids=name)
def test_every_golden_formula_is_valid(schema: etree.XMLSchema, line: Line) -> None:
    """Word refuses a whole document for one element in the wrong order."""
    assert faults(schema, omml(line.latex, display=line.place == "display") or "") == ""


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join), st.booleans())
def test_whatever_is_converted_is_valid(schema: etree.XMLSchema, latex: str, display: bool) -> None:
    """Mixes of commands that nobody thought of stay within the schema."""
    equation = omml(latex, display=display)
    assume(equation is not None)
    assert faults(schema, equation or "") == ""
