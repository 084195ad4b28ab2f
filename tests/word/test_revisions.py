"""Tracked changes, accepted."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.word.revisions import accept
from pipeline.word.xml_parts import M, W
from tests.documents.editing import paragraph, run, tracked

GONE = f"<w:rPr>{tracked('del', '')}</w:rPr>"
NEW = f"<w:rPr>{tracked('ins', '')}</w:rPr>"


def accepted(xml: str) -> list[str]:
    """Return the words of each paragraph after all changes were accepted."""
    body = etree.fromstring(f'<w:body xmlns:w="{W}" xmlns:m="{M}">{xml}</w:body>')
    accept(body)
    assert not list(body.iter(f"{{{W}}}delText"))
    return ["".join(map(str, one.itertext())) for one in body.iter(f"{{{W}}}p")]


def row(text: str, change: str = "") -> str:
    """Return a row of a table."""
    properties = f"<w:trPr>{tracked(change, '')}</w:trPr>" if change else ""
    return f"<w:tr>{properties}<w:tc><w:tcPr/>{paragraph(text)}</w:tc></w:tr>"


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (paragraph("a"), ["a"]),
        (paragraph(inner=run("a") + tracked("ins", run("b"))), ["ab"]),
        (paragraph(inner=run("a") + tracked("del", run("b"))), ["a"]),
        (paragraph(inner=tracked("moveFrom", run("b")) + tracked("moveTo", run("c"))), ["c"]),
        (paragraph(inner=tracked("ins", tracked("del", run("b")) + run("c"))), ["c"]),
        (paragraph("a", properties=GONE) + paragraph("b"), ["ab"]),
        (paragraph("a", properties=GONE) + paragraph("b", properties=GONE) + paragraph("c"), ["abc"]),
        (paragraph("a", properties=NEW) + paragraph("b"), ["a", "b"]),
        (paragraph(inner=tracked("del", run("a")), properties=GONE) + paragraph("b"), ["b"]),
        (paragraph("a", properties=GONE), ["a"]),
        (f"<w:tbl>{row('a')}{row('b', 'del')}{row('c', 'ins')}</w:tbl>", ["a", "c"]),
        (f"<w:tbl>{row('b', 'del')}</w:tbl>{paragraph('c')}", ["c"]),
        (paragraph(inner="<m:oMath><m:r><w:del/><m:t>x</m:t></m:r><m:r><m:t>y</m:t></m:r></m:oMath>"), ["y"]),
        (paragraph(inner="<m:oMath><m:r><w:ins><w:rPr/></w:ins><m:t>x</m:t></m:r></m:oMath>"), ["x"]),
    ],
)
def test_changes_are_accepted(xml: str, expected: list[str]) -> None:
    """Insertions and arrivals stay, deletions and departures go, deleted paragraph ends join."""
    assert accepted(xml) == expected
