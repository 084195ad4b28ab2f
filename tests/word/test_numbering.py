"""Lists are added beside those that a document has."""

from __future__ import annotations

import pytest

from pipeline.word.numbering import NumberTable
from pipeline.word.xml_parts import W, parse

ROOT = f'<x:numbering xmlns:x="{W}"'
OLD = '<x:abstractNum x:abstractNumId="4"/><x:num x:numId="7"><x:abstractNumId x:val="4"/></x:num>'
ENDING = '<x:numIdMacAtCleanup x:val="7"/>'


@pytest.mark.parametrize(
    ("part", "numbers"),
    [
        (None, [1, 2, 3]),
        (f"{ROOT}/>", [1, 2, 3]),
        (f"{ROOT}></x:numbering>", [1, 2, 3]),
        (f"{ROOT}>{OLD}</x:numbering>", [8, 9, 10]),
        (f"{ROOT}>{OLD}{ENDING}</x:numbering>", [8, 9, 10]),
    ],
)
def test_new_lists_have_free_numbers_in_the_right_place(part: str | None, numbers: list[int]) -> None:
    """Definitions first, then lists, then the rest; one definition serves all lists of its kind."""
    table = NumberTable(part.encode() if part else None, "a.docx")
    assert [table.add(ordered=True), table.add(ordered=False), table.add(ordered=True)] == numbers
    written = table.part() or b""
    kinds = [node.name.rpartition("}")[2] for node in parse(written, "a.docx").children]
    old = (part or "").count("<x:num ")
    ending = ["numIdMacAtCleanup"] if part and ENDING in part else []
    assert kinds == ["abstractNum"] * (2 + old) + ["num"] * (3 + old) + ending


def test_without_new_lists_there_is_no_new_part() -> None:
    """Nothing is written that nobody needs."""
    assert NumberTable(None, "a.docx").part() is None
