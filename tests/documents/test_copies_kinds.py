"""What kind of file a copy is; what cannot be read is named, with what to do."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.copies_kinds import kind_of
from pipeline.documents.word_writer import WordWriter
from pipeline.errors import DocumentError
from pipeline.model.copies import CopyKind
from tests.documents.samples import sample
from tests.documents.sheets import SHEET
from tests.word.packages import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
TYPES = {"[Content_Types].xml": "<Types/>"}
ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
ODS = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}
LOCKED = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
ROWS = "ID,Slide,Question,Asked,Answer\nheinrich-2-01,Slide 2.,Why?,,Because\nheinrich-2-02,Slide 3.,How?,,So\n"
PROSE = "Dear all,\nhere are my answers, as promised, at last.\nThe first one is yes, the second, well, no.\n"
MAIL = b"Return-Path: <a@b.example>\r\nFrom: a@b.example\r\nSubject: Re: Questions\r\n\r\nsee attached"


def stream(*names: str) -> bytes:
    """Return a file of the old compound format with these streams."""
    return OLE + b"".join(name.encode("utf-16-le") for name in names)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (WordWriter().write(sample()), "answers", CopyKind.DOCX),
        (zipped({**TYPES, "word/document2.xml": "x"}), "as OneDrive saves it.docx", CopyKind.DOCX),
        (SHEET, "answers", CopyKind.XLSX),
        (zipped(ODT), "answers.docx", CopyKind.ODT),
        (zipped(ODS), "answers.xlsx", CopyKind.ODS),
        (zipped({"content.xml": "x", "META-INF/manifest.xml": "x"}), "answers.odt", CopyKind.ODT),
        (b"{\\rtf1 x}", "answers.doc", CopyKind.RTF),
        (stream("WordDocument"), "answers", CopyKind.DOC),
        (stream("Workbook"), "answers", CopyKind.XLS),
        (stream("WordDocument", "Workbook"), "with a table.doc", CopyKind.DOC),
        (stream("WordDocument", "Workbook"), "with a letter.XLS", CopyKind.XLS),
        (b"PK\x03\x04 and then nothing", "answers.xlsx", CopyKind.XLSX),
        (b"PK\x03\x04 and then nothing", "answers.docx", CopyKind.DOCX),
    ],
)
def test_a_copy_is_known_by_its_content(content: bytes, name: str, kind: CopyKind) -> None:
    """Its name counts only where the content leaves a doubt."""
    assert kind_of(content, name) is kind


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["answers.csv", "answers.txt", "answers"])
def test_a_sheet_saved_as_text_is_known(delimiter: str, coding: str, name: str) -> None:
    """Whatever stands between its cells and however it is coded."""
    assert kind_of(ROWS.replace(",", delimiter).replace("Why", "Wäre").encode(coding), name) is CopyKind.CSV


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "answers.docx", "is empty.*save it again"),
        (PROSE.encode(), "answers.txt", "plain text.*save it as a Word document"),
        (b"%PDF-1.7 x", "answers.pdf", r"is a PDF\. Send the Word file itself"),
        (zipped({"Index/Document.iwa": "x"}), "answers.pages", "a Pages document.*Export To, Word"),
        (zipped({"Index/Document.iwa": "x"}), "answers.numbers", "a Numbers document.*Export To, Excel"),
        (zipped({"Index/Document.iwa": "x"}), "answers", "Pages or Numbers"),
        (b'{"doc_id": "x"}', "answers.gdoc", "only a link.*In Google Docs: File, Download, Microsoft Word"),
        (b'{"url": "https://docs.google.com/spreadsheets/x"}', "a", "only a link.*In Google Sheets"),
        (b"[InternetShortcut]\r\nURL=x", "answers.url", "only a link"),
        (b"\x89PNG\r\n", "photo.png", "is a picture"),
        (b"\xff\xd8\xff\xe0", "photo.jpg", "is a picture"),
        (b"\0\0\0\x18ftypheic", "photo.heic", "is a picture"),
        (b"<!DOCTYPE html><html>", "answers.doc", "a web page"),
        (MAIL, "answers.eml", "an e-mail.*came with it"),
        (stream("__substg1.0_1000001E", "WordDocument"), "answers.msg", "an e-mail"),
        (stream("PowerPoint Document"), "answers.ppt", "PowerPoint"),
        (zipped({"answers.docx": "x"}), "answers.zip", "is a zip.*unpack it"),
        (b"Rar!\x1a", "answers.rar", "an archive.*Unpack it"),
        (b"7z\xbc\xaf", "answers.7z", "an archive"),
        (stream("EncryptedPackage"), "answers.docx", "protected with a password.*Remove the password"),
        (zipped(ODT | LOCKED), "answers.odt", "protected with a password"),
        (zipped({**TYPES, "word/document.xml": "x", "word/vbaProject.bin": "x"}), "answers.docm", "holds macros"),
        (zipped({**TYPES, "xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}), "answers.xlsm", "holds macros"),
        (zipped({**TYPES, "xl/workbook.bin": "x"}), "answers.xlsb", "binary workbook.*xlsx"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}), "answers.odp", "OpenDocument file"),
        (b"\x07Lukas" + b"\0" * 100, "~$answers.docx", "open in an editor"),
        (b"\x01\x02\x00\x03" * 100, "answers", "is not a Word file"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, name: str, message: str) -> None:
    """One sentence says what it is, the next one what to do."""
    with pytest.raises(DocumentError, match=message) as caught:
        kind_of(content, name)
    assert str(caught.value).startswith(f"{name} ")
    assert str(caught.value).endswith(".")


@given(st.binary(max_size=300), st.sampled_from(["a", "a.docx", "a.csv", "a.odt", "a.xls"]))
def test_any_bytes_are_of_a_kind_or_told(content: bytes, name: str) -> None:
    """Never another exception."""
    for beginning in (b"", OLE, b"PK\x03\x04", b"\xff\xfe", b"{\\rtf"):
        with suppress(DocumentError):
            assert kind_of(beginning + content, name).becomes in {CopyKind.DOCX, CopyKind.XLSX, CopyKind.CSV}
