"""However a program writes the XML of a sheet, the same is read, and an update changes as little."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents.sheet_update import update_sheet
from pipeline.model.update import CopiedAnswer, RemovedQuestion
from pipeline.rich_text.rich_text import Paragraph, RichText, Run
from tests.documents.sheets import DOCUMENT, IDS, read, typed
from tests.documents.untouched_sheet import compare
from tests.word.packages import zipped

SHEET_PART = "xl/worksheets/sheet1.xml"
ANSWERS = {IDS[0]: "Yes & <no>,\nor _x005F_x0041_?", IDS[1]: "'=1+1", IDS[3]: "https://example.org/a and “é” 😀"}


def rewritten(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook whose first sheet is written in another way."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert change(parts[SHEET_PART]) != parts[SHEET_PART]
    return zipped(parts | {SHEET_PART: change(parts[SHEET_PART])})


SHAPES: dict[str, Callable[[bytes], bytes]] = {
    "prefixed": lambda xml: re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=", 1),
    "in lines": lambda xml: re.sub(rb"(<row|</sheetData|</row)", rb"\n  \1", xml),
    "commented": lambda xml: xml.replace(b"<sheetData>", b"<!-- <sheetData></row> --><sheetData>"),
    "comment within": lambda xml: xml.replace(b"</row>", b"<!-- </row> --></row>", 2),
    "no numbers": lambda xml: re.sub(rb'<row r="\d+"', b"<row", xml),
    "attributes turned round": lambda xml: re.sub(rb'<c (r="\w+") (s="\d+")', rb"<c \2 \1", xml),
    "single quotes": lambda xml: re.sub(rb'<c r="(\w+)"', rb"<c r='\1'", xml),
    "codes": lambda xml: xml.replace(b"&amp;", b"&#38;"),
    "marked sections": lambda xml: re.sub(rb">(Slide \d\.)<", rb"><![CDATA[\1]]><", xml),
    "bare rows": lambda xml: xml.replace(b"</sheetData>", b'<row r="20" ht="9"/><row r="21"></row></sheetData>'),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_is_read_in_every_shape(shape: str) -> None:
    """Quickly or by a parser."""
    content = typed(ANSWERS)
    assert read(rewritten(content, SHAPES[shape])) == read(content)


@pytest.mark.parametrize("shape", sorted(SHAPES.keys() - {"comment within"}))
def test_every_shape_is_brought_up_to_date(shape: str) -> None:
    """An answer comes in, a question goes, another one gives way to a notice."""
    content = rewritten(typed(ANSWERS), SHAPES[shape])
    answer = RichText((Paragraph((Run("given"),)),))
    removed = [RemovedQuestion(key, untouched=True, notice="removed") for key in (IDS[0], IDS[1])]
    after = update_sheet(content, "The sheet", DOCUMENT, (), [CopiedAnswer(IDS[2], answer)], removed)
    found = compare(content, after)
    assert (found.problems, len(found.filled), len(found.emptied), len(found.replaced)) == ((), 1, 0, 2)
    gone = update_sheet(content, "The sheet", DOCUMENT, (), (), [replace(removed[0], question=IDS[2])])
    assert (compare(content, gone).problems, read(gone).missing) == ((), (IDS[2],))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40), min_size=1, max_size=4))
def test_the_quick_way_and_the_parser_agree(texts: list[str]) -> None:
    """Whatever was typed."""
    content = typed(dict(zip(IDS, texts, strict=False)))
    assert read(rewritten(content, SHAPES["commented"])) == read(content)
