"""A fresh answer sheet shows every question, cannot be made to do anything, and is the same every time."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.documents import open_writer
from pipeline.documents.answer_sheet import SheetWriter
from pipeline.documents.sheet_marks import LONGEST_CELL, cut, unescaped
from pipeline.documents.sheet_reader import read_sheet, read_sheet_csv
from pipeline.errors import DocumentError
from pipeline.model.words import BUILT_IN
from pipeline.rich_text.characters import clean
from tests.documents.samples import BLOCKS, sample
from tests.documents.sheets import SHEET, knowledge, read
from tests.word.packages import relations, template, zipped


def first_sheet(content: bytes) -> Worksheet:
    """Return the sheet with the questions."""
    return load_workbook(io.BytesIO(content)).worksheets[0]


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_front_door_opens_it() -> None:
    """By the kind that settings name."""
    writer = open_writer("xlsx")
    assert (writer.suffix, writer.remarks(), writer.write(sample())) == (".xlsx", (), SheetWriter().write(sample()))


def test_no_clock_and_no_chance_is_in_it() -> None:
    """Every entry has the same date, and the properties the day the document was first written."""
    with zipfile.ZipFile(io.BytesIO(SHEET)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2023-08-09T00:00:00Z</dcterms:modified>" in package.read("docProps/core.xml")


def test_questions_stand_in_rows() -> None:
    """Titles, ids, labels, cleaned words and notes; the header is frozen, filtered and repeated in print."""
    sheet = first_sheet(SheetWriter().write(sample()))
    rows = [[unescaped(str(cell.value or "")) for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["ID", "Slide", "Question", "Asked", "Answer"]
    assert [tuple(row[1:4]) for row in rows[1:]] == [
        (label, clean(text).replace("\t", " "), note) for label, text, note in BLOCKS
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:E10", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_only_answers_are_open_to_typing() -> None:
    """The sheet is protected without a password, cells are text, and room below the questions is free."""
    sheet = first_sheet(SHEET)
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert [cell.protection.locked for cell in sheet[2]] == [True, True, True, True, False]
    assert {cell.number_format for cell in sheet[2]} == {"@"}
    assert not sheet.column_dimensions["E"].protection.locked


@pytest.mark.parametrize("language", BUILT_IN)
def test_every_language_has_its_titles_and_guide(language: str) -> None:
    """Second sheet: the title, the introduction, and how to answer."""
    content = SheetWriter().write(sample(language=language))
    words = BUILT_IN[language]
    guide = load_workbook(io.BytesIO(content)).worksheets[1]
    said = [row[0].value for row in guide.iter_rows()]
    assert guide.title == words.sheet_guide
    assert said[1:3] == ["These questions were sent in.", "Please answer."]
    assert said[-4:] == words.sheet_how_to.splitlines()
    reading = read(content, sample(language=language))
    assert (len(reading.slots), reading.leftovers) == (len(BLOCKS), ())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=80), st.text(max_size=20)), min_size=1, max_size=3))
def test_any_question_is_written_as_text(rows: list[tuple[str, str, str]]) -> None:
    """Whatever participants type: no formula, no broken file, and the reader finds it unchanged."""
    document = sample(*rows)
    content = SheetWriter().write(document)
    cells = [cell for row in first_sheet(content).iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [slot.question_text for slot in read(content, document).slots] == [""] * len(rows)


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_question_like_a_formula_is_marked(start: str) -> None:
    """So that it stays text even if somebody types Enter in it."""
    cell = first_sheet(SheetWriter().write(sample(("", f"{start}HYPERLINK(1)", ""))))["C2"]
    assert (cell.quotePrefix, cell.data_type) == (True, "s")


@given(st.text(st.sampled_from("a_x0041😀"), min_size=1, max_size=8), st.integers(1, 9000))
def test_a_cell_is_never_longer_than_excel_takes(text: str, times: int) -> None:
    """Counted as Excel counts; what fits is not cut."""
    whole = text * times
    shown = cut(whole, "… cut")
    assert len(shown.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert shown == whole or shown.endswith("… cut")


def with_relation(kind: str) -> bytes:
    """Return a sheet that leads to something of this kind."""
    found = parts(SHEET)
    old = found["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", b"")
    row = relations(("risk", kind, "risk.xml")).partition(">")[2].encode()
    return zipped(found | {"xl/_rels/workbook.xml.rels": old + row, "xl/risk.xml": b"<a/>"})


def with_part(name: str, content: bytes) -> bytes:
    """Return a sheet with another part in it."""
    return zipped(parts(SHEET) | {name: content})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is not an Excel workbook"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 99, "old Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (SHEET[:-60], "is damaged"),
        (template(), "is a Word file"),
        (zipped({"content.xml": "<a/>"}), "OpenDocument"),
        (zipped({"xl/workbook.bin": "x"}), "xlsb"),
        (zipped({"Index/Document.iwa": "x"}), "Numbers"),
        (zipped({"a.txt": "x"}), "is a zip, but not"),
        (with_part("xl/vbaProject.bin", b"x"), "holds macros"),
        (with_relation("externalLink"), "linked to another workbook"),
        (with_relation("connections"), "fetches contents"),
        (with_relation("xlMacrosheet"), "macros of an old kind"),
        (with_part("xl/worksheets/sheet1.xml", b"<!DOCTYPE a><a/>"), "document type"),
        (with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "is damaged"),
        (
            with_part("xl/worksheets/sheet1.xml", b'<a><sheetData><row r="9999999"/></sheetData></a>'),
            "has a row 9999999",
        ),
        (with_part("xl/workbook.xml", b"<workbook"), "is damaged"),
        (with_part("xl/media/a.bin", b"0" * (9 << 20)), "without bounds"),
    ],
)
def test_hostile_and_damaged_files_are_explained(content: bytes, told: str) -> None:
    """The message says what the file is, and what to do."""
    with pytest.raises(DocumentError, match=rf"The sheet .*{told}.*\. [A-Z]"):
        read(content)


def test_a_huge_claimed_size_costs_nothing() -> None:
    """Only cells that are there are looked at."""
    xml = parts(SHEET)["xl/worksheets/sheet1.xml"].replace(b'ref="A1:E5"', b'ref="A1:XFD1048576"')
    assert len(read(with_part("xl/worksheets/sheet1.xml", xml)).slots) == 4


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SHEET) - 1), st.binary(min_size=1, max_size=4))
def test_any_damage_is_read_or_explained(place: int, content: bytes) -> None:
    """Never anything but a reading or a sentence."""
    damaged = SHEET[:place] + content + SHEET[place + len(content) :]
    with suppress(DocumentError):
        reading = read_sheet(damaged, "The sheet", knowledge())
        assert len(reading.slots) + len(reading.missing) == 4


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"a\x00b", b"\xff\xfe\x00"])
def test_what_is_no_text_is_no_csv(content: bytes) -> None:
    """The message says what to send instead."""
    with pytest.raises(DocumentError, match=r"The sheet is not a text file.*xlsx"):
        read_sheet_csv(content, "The sheet", knowledge())
