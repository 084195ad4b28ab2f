"""Copies that other programs saved, through the real LibreOffice, from the inbox to the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.editing import Editing, paragraph
from tests.documents.sheets import typed
from tests.documents.test_word_reader_programs import OFFICE, saved_by_office
from tests.whole.series import SILENT, Series, small
from tests.whole.test_copies import SHEETS, answers, history, inbox, put, sheet

pytestmark = [pytest.mark.office, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]
TYPED = {"tides-01": "it does", "tides-02": "the higher one\nof two", "tides-03": "ü ß é"}


@pytest.fixture
def begun(tmp_path: Path) -> Series:
    """Return a series after its first run: waves are answered in Word, tides in a sheet."""
    series = small(tmp_path / "school", settings=SHEETS)
    assert series.run() == SILENT
    return series


def _typed(series: Series) -> bytes:
    """Return the document about waves with an answer of two paragraphs, and one in another script."""
    edited = Editing(series.document().read_bytes())
    edited.answer(1, "because it is steep", "and the ground is near")
    edited.answer(2, "כן, foam 😀")
    edited.after(edited.slot(2), paragraph("a list would be too much"))
    return edited.saved()


@pytest.mark.parametrize("kind", ["odt", "doc", "rtf", "docx"])
def test_a_text_of_another_program_is_read(begun: Series, tmp_path: Path, kind: str) -> None:
    """Every word at its question; it goes to read/ as it came."""
    sent = saved_by_office(_typed(begun), tmp_path, kind)
    put(begun, f"answers of Ada.{kind}", sent)
    assert [begun.run(), begun.later(hours=1).run()] == [SILENT, SILENT]
    assert inbox(begun) == [f"read/answers of Ada.{kind}"]
    assert (begun.output / "inbox" / "read" / f"answers of Ada.{kind}").read_bytes() == sent
    assert [text.split("\n") for text in answers(begun, "waves-01", "waves-02")] == [
        ["because it is steep", "and the ground is near"],
        ["כן, foam 😀", "a list would be too much"],
    ]
    assert begun.later(hours=2).run() == SILENT


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_a_sheet_of_another_program_is_read(begun: Series, tmp_path: Path, kind: str) -> None:
    """Each answer in its row, and put into the sheet that was still empty."""
    put(begun, f"tides.{kind}", saved_by_office(typed(TYPED, sheet(begun).read_bytes()), tmp_path, kind))
    assert [begun.run(), begun.later(hours=1).run()] == [SILENT, SILENT]
    assert inbox(begun) == [f"read/tides.{kind}"]
    assert answers(begun, *TYPED) == list(TYPED.values())
    assert begun.later(hours=2).run() == SILENT


def test_a_mixed_post_is_read_in_one_run(begun: Series, tmp_path: Path) -> None:
    """What LibreOffice cannot read either is put aside, and the others are read."""
    put(begun, "a.odt", saved_by_office(_typed(begun), tmp_path, "odt"))
    put(begun, "b.ods", saved_by_office(typed(TYPED, sheet(begun).read_bytes()), tmp_path, "ods"))
    put(begun, "c.rtf", b"{\\rtf1 nothing of ours}")
    said = begun.run()
    assert said.code == 3
    assert "inbox/c.rtf" in said.err
    assert inbox(begun) == ["not-understood/c.rtf", "not-understood/c.rtf.why.txt", "read/a.odt", "read/b.ods"]
    assert [len(history(begun, question)) for question in ("waves-01", "tides-01")] == [1, 1]


@pytest.mark.parametrize("kept", [True, False], ids=["beside it", "in its place"])
def test_a_document_saved_as_another_kind_is_read_where_it_lies(begun: Series, tmp_path: Path, *, kept: bool) -> None:
    """Once, and it stays; where the Word file is gone, it is written anew with these answers."""
    path, content = begun.document(), saved_by_office(_typed(begun), tmp_path, "odt")
    if not kept:
        path.unlink()
    put(begun, f"{path.stem}.odt", content, "documents")
    assert [begun.later(hours=hours).run() for hours in (0, 1, 2)] == [SILENT] * 3
    assert answers(begun, "waves-02") == ["כן, foam 😀\na list would be too much"]
    assert "AB: כן, foam 😀" in Editing(path.read_bytes()).texts()
    before = begun.picture()
    assert begun.later(hours=3).run() == SILENT
    assert begun.picture() == before
