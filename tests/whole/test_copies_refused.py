"""Files that cannot be read or should not be: nothing is touched, and somebody is told what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.documents.editing import TYPES, Editing
from tests.documents.sheets import typed
from tests.documents.test_copies_kinds import MAIL, ODS, ODT, stream
from tests.documents.test_word_reader_refusals import OLE, bomb, broken, chunk, doctype, far_template, macro, ole
from tests.whole.series import SETTINGS, SILENT, Row, Series, small
from tests.whole.test_copies import SHEETS, answered, history, inbox, put, sheet
from tests.word.packages import zipped


@pytest.fixture
def begun(tmp_path: Path) -> Series:
    """Return a series after its first run: waves are answered in Word, tides in a sheet."""
    series = small(tmp_path / "school", settings=SHEETS)
    assert series.run() == SILENT
    return series


def _sheet_parts(series: Series) -> dict[str, bytes]:
    """Return the parts of the sheet about tides with an answer in it."""
    content = typed({"tides-01": "it does"}, sheet(series).read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _bad_sheet(series: Series, name: str, old: bytes, new: bytes) -> bytes:
    """Return the sheet with something replaced in one of its parts."""
    parts = _sheet_parts(series)
    changed = parts[name].replace(old, new, 1)
    assert changed != parts[name]
    return zipped(parts | {name: changed})


def _word(change: Callable[[Editing], None]) -> Callable[[Series], bytes]:
    """Return what makes a Word file of ours, with an answer in it, hostile or damaged."""

    def made(series: Series) -> bytes:
        edited = Editing(answered(series.document().read_bytes(), "it does"))
        change(edited)
        return edited.saved()

    return made


def _other_series(series: Series) -> bytes:
    """Return a document of another school with lectures of the same names."""
    asked = (Row("Who was here first?", minute=1), Row("Is there soup for lunch?", "4", minute=2))
    other = small(series.root.with_name("other"), *asked, settings=SETTINGS.replace("Hill School", "Lake School"))
    other.run()
    return answered(other.document().read_bytes(), "it does")


HOSTILE: dict[str, tuple[Callable[[Series], bytes], str]] = {
    "macros.docx": (_word(macro), "macros"),
    "macros.docm": (_word(macro), "macros"),
    "template.docx": (_word(far_template), "fetches a template"),
    "chunk.docx": (_word(chunk), "altChunk"),
    "entity.docx": (_word(doctype), "document type"),
    "bomb.docx": (_word(bomb), "without bounds"),
    "object.docx": (_word(ole), "OLE"),
    "damaged.docx": (_word(broken), "damaged"),
    "macros.xlsx": (
        lambda series: _bad_sheet(
            series,
            TYPES,
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
        "macros",
    ),
    "entity.xlsx": (
        lambda series: _bad_sheet(series, "xl/worksheets/sheet1.xml", b"<worksheet", b"<!DOCTYPE x []><worksheet"),
        "document type",
    ),
    "bomb.xlsx": (lambda series: zipped(_sheet_parts(series) | {"xl/big.xml": b" " * (20 << 20)}), "without bounds"),
    "cut.xlsx": (lambda series: zipped(_sheet_parts(series))[:2000], "damaged"),
}
OTHERS: dict[str, tuple[Callable[[Series], bytes], str]] = {
    "other school.docx": (_other_series, "another series"),
    "answers.pdf": (lambda _: b"%PDF-1.7 x", "PDF"),
    "answers.pages": (lambda _: zipped({"Index/Document.iwa": "x"}), "Pages"),
    "all.zip": (lambda series: zipped({"a.docx": series.document().read_bytes()}), "zip"),
    "locked.docx": (lambda _: stream("EncryptedPackage"), "password"),
    "old.dot": (lambda _: OLE, "old Office file"),
    "link.gdoc": (lambda _: b'{"doc_id": "x"}', "only a link"),
    "page.html": (lambda _: b"<!DOCTYPE html><html>", "web page"),
    "mail.eml": (lambda _: MAIL, "mail"),
    "empty.docx": (lambda _: b"", "empty"),
    "rubbish": (lambda _: b"\x00\x01\x02 rubbish \xff" * 9, "is no"),
}
CASES = [pytest.param(name, make, words, id=name) for name, (make, words) in (HOSTILE | OTHERS).items()]


@pytest.mark.parametrize(("name", "make", "words"), CASES)
def test_what_cannot_be_read_is_put_aside_with_the_reason(
    begun: Series, name: str, make: Callable[[Series], bytes], words: str
) -> None:
    """Byte for byte; said once; no word of it is taken and no document changes."""
    content, documents = make(begun), begun.kept().documents
    put(begun, name, content)
    said = begun.run()
    assert (said.code, said.out) == (3, "")
    assert f"inbox/{name}" in said.err
    assert inbox(begun) == [f"not-understood/{name}", f"not-understood/{name}.why.txt"]
    aside = begun.output / "inbox" / "not-understood"
    reason = (aside / f"{name}.why.txt").read_text(encoding="utf-8")
    assert words in reason
    assert reason.strip() in said.err
    assert (aside / name).read_bytes() == content
    assert (history(begun), begun.kept().documents) == ([], documents)
    assert begun.later(hours=1).run() == SILENT


def test_the_others_are_read_all_the_same(begun: Series) -> None:
    """A file that cannot be read stands in nobody's way."""
    put(begun, "a.pdf", b"%PDF-1.7 x")
    put(begun, "b.docx", answered(begun.document().read_bytes(), "it is steep"))
    put(begun, "c.docx", b"PK\x03\x04 and then nothing")
    assert begun.run().code == 3
    assert history(begun) == [("draft", "b.docx", "it is steep")]
    assert "read/b.docx" in inbox(begun)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_in_place_of_a_document_is_left_alone(begun: Series, name: str) -> None:
    """Told once a day, never opened further, never overwritten; the other document goes on."""
    make, words = HOSTILE[name]
    path = sheet(begun) if name.endswith(".xlsx") else begun.document()
    whole, content = path.read_bytes(), make(begun)
    path.write_bytes(content)
    said = begun.run()
    assert said.code == 3
    assert words in said.err
    assert begun.later(hours=1).run().err == ""
    assert path.read_bytes() == content
    path.write_bytes(whole)
    assert "This is over" in begun.later(hours=2).run().err
    assert begun.later(hours=3).run() == SILENT


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_beside_the_documents_is_left_alone(begun: Series, name: str) -> None:
    """It stays where somebody put it."""
    make, words = HOSTILE[name]
    path = put(begun, f"beside {name}", make(begun), "documents")
    content, said = path.read_bytes(), begun.run()
    assert said.code == 3
    assert words in said.err
    assert path.read_bytes() == content
    assert history(begun) == []


def test_a_file_that_was_named_and_cannot_be_read_stays(begun: Series) -> None:
    """The command says why; a file that is not there is told too."""
    path = begun.root / "a.pdf"
    path.write_bytes(b"%PDF-1.7 x")
    said = begun.call("collect", "a.pdf", "b.docx")
    assert said.code == 3
    assert "is a PDF" in said.err
    assert "b.docx is not there" in said.err
    assert path.read_bytes() == b"%PDF-1.7 x"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.odt", zipped(ODT)),
        ("a.ods", zipped(ODS)),
        ("a.rtf", b"{\\rtf1 x}"),
        ("a.doc", stream("WordDocument")),
        ("a.xls", stream("Workbook")),
    ],
)
def test_without_libreoffice_the_sender_is_asked_for_another_kind(
    begun: Series, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    """Word documents and workbooks are read everywhere."""
    monkeypatch.setenv("PATH", "")
    put(begun, name, content)
    said = begun.run()
    assert said.code == 3
    assert "LibreOffice, which is not installed" in said.err
    assert ("an Excel workbook (.xlsx)" if "s" in name[1:] else "a Word document (.docx)") in said.err
    assert inbox(begun) == [f"not-understood/{name}", f"not-understood/{name}.why.txt"]
