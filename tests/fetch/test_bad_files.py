"""Whatever lies where a download should lie is refused with a sentence that says what it is and what to do."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.errors import SourceError
from pipeline.fetch import source_fingerprint
from pipeline.fetch.archives import MAX_ENTRIES
from pipeline.fetch.file_bytes import MAX_FILE_BYTES, UNREADABLE
from pipeline.model.source import SourceState
from tests.fetch.samples import HEADER, csv_text, read, spec_of

ROW = ("2023/08/09 9:02:11 AM GMT-7", "Lecture 2", "31", "Why?")
GOOD = csv_text([HEADER, ROW])


def zipped(entries: dict[str, bytes], *, flags: int = 0, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these entries; `flags` are set on all of them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
        for info in archive.infolist():
            info.flag_bits |= flags
    return stream.getvalue()


def workbook(*rows: tuple[object, ...]) -> bytes:
    """Return a workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return an archive with its entries changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({name: change(name, archive.read(name)) for name in archive.namelist()})


def with_doctype(name: str, part: bytes) -> bytes:
    """Put a document type declaration into the sheet."""
    return part.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1) if "sheet1" in name else part


def cut_short(name: str, part: bytes) -> bytes:
    """Break the sheet off in the middle."""
    return part[: len(part) // 2] if "sheet1" in name else part


BOOK = workbook(HEADER, ROW)

# what lies there → part of what must be said
CONTENTS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "white space": (b"\xef\xbb\xbf\r\n \n", "is empty"),
    "pdf": (b"%PDF-1.7\n...", "a PDF"),
    "pdf renamed": (b"%PDF-1.7\n...", "Download responses"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"old Excel file \(.xls\): save it as .xlsx"),
    "excel with password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    "sign-in page": (b"<!DOCTYPE html><html><title>Sign in</title>", "sign-in page"),
    "html after a comment": (b"\n<!-- saved from -->\n<html>", "a web page"),
    "excel 2003 xml": (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>', "Excel 2003"),
    "xml": (b'<?xml version="1.0"?><responses/>', "an XML file"),
    "json": (b'{"responses": []}', "JSON"),
    "json list": (b'[{"Timestamp": "x"}]', "JSON"),
    "google shortcut": (b'{"url": "u", "doc_id": "x", "email": "e"}', "shortcut to a Google file"),
    "rtf": (rb"{\rtf1\ansi}", "an RTF text"),
    "gzip": (b"\x1f\x8b\x08\x00rest", "gzip"),
    "7z": (b"7z\xbc\xaf\x27\x1crest", "7z"),
    "rar": (b"Rar!\x1a\x07\x00rest", "RAR"),
    "png": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "sqlite": (b"SQLite format 3\x00", "a database"),
    "ods": (zipped({"mimetype": b"x", "META-INF/manifest.xml": b"<x/>", "content.xml": b"<x/>"}), "OpenDocument"),
    "numbers": (zipped({"Index/Document.iwa": b"x"}), "Apple Numbers"),
    "docx": (zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "a Word document"),
    "xlsb": (zipped({"[Content_Types].xml": b"x", "xl/workbook.bin": b"x"}), "binary Excel"),
    "zip cut short": (zipped({"a.csv": GOOD.encode()})[:-30], "half-downloaded"),
    "zip without csv": (zipped({"a.txt": b"x", "b.xlsx": BOOK}), r"no .csv file, but a.txt, b.xlsx"),
    "empty zip": (zipped({}), "no .csv file, but nothing"),
    "zip in a zip": (zipped({"inner.zip": zipped({"a.csv": b"x"})}), "holds another archive, inner.zip"),
    "archive called csv": (zipped({"a.csv": zipped({"b.csv": b"x"})}), "called .csv but is an archive"),
    "page in a zip": (zipped({"a.csv": b"<html>"}), "x.csv/a.csv is a web page"),
    "bomb": (zipped({"a.csv": b"a" * 5_000_000}), "200 times its size"),
    "many entries": (zipped({f"{n}.csv": b"" for n in range(MAX_ENTRIES + 1)}), "1001 entries"),
    "locked zip": (zipped({"a.csv": GOOD.encode()}, flags=1), "password"),
    "damaged entry": (zipped({"a.csv": GOOD.encode()}, method=0).replace(b"Why?", b"Who?", 1), "a.csv is damaged"),
    "nul": (GOOD.replace("31", "3\0").encode(), "row 2: there is a NUL"),
    "utf-16 without mark": (GOOD.encode("utf-16-le"), "row 1: there is a NUL"),
    "half a utf-16 character": (b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xd8a\0", "row 3: not valid utf-16"),
    "broken utf-8": (GOOD.replace("Why", "äöü").encode() + b"\xe4\n", "row 3: not valid UTF-8"),
    "broken utf-8 with mark": (b"\xef\xbb\xbf" + GOOD.encode() + b"\xe4\n", "row 3: not valid utf-8"),
    "no code page": (GOOD.encode() + b"\x81\x81\n", "row 3: not valid cp1252"),
    "open quote": (GOOD.encode() + b'"a","b\nc\n', "row 3: a cell begins with a quote"),
    "open quote at the end": (GOOD.encode() + b'"', "never closed"),
    "endless row": (GOOD.encode() + b"," * 3_000, "row 3: 3001 cells"),
    "no header": (b"1,2,3\n4,5,6\n", 'question field "Question" is not there'),
    "no slide column": (b"Timestamp,Lecture,Question\n", 'slide field "Slide" is not there'),
    "titles only of people's words": (
        b"Timestamp,Question\n1,a@example.org,b,c\n",
        '"Slide" is not there, nor any',
    ),
    "column renamed": (
        csv_text([("Timestamp", "Lecture", "Slide", "Your questions?"), ROW]).encode(),
        'question = "Your q',
    ),
    "empty workbook": (workbook(), "without any filled cell"),
    "workbook without fields": (workbook(("a", "b"), (1, 2)), "is not there"),
    "workbook with a declaration": (repacked(BOOK, with_doctype), "document type declaration"),
    "workbook cut short": (repacked(BOOK, cut_short), "is damaged"),
}


@pytest.mark.parametrize(("content", "said"), CONTENTS.values(), ids=CONTENTS)
def test_a_file_that_is_no_download_is_named_for_what_it_is(content: bytes, said: str, tmp_path: Path) -> None:
    """The message tells the organiser what the file is, where it breaks, or what to do."""
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(SourceError, match=said) as caught:
        read(spec_of(tmp_path / "x.csv"))
    assert "x.csv" in str(caught.value)


def test_a_missing_file_says_what_lies_in_its_folder(tmp_path: Path) -> None:
    """Up to five names help to find the typing error."""
    for number in range(7):
        (tmp_path / f"{number}.csv").touch()
    with pytest.raises(SourceError, match=r"0.csv, 1.csv, 2.csv, 3.csv, 4.csv and 2 more"):
        read(spec_of(tmp_path / "responses.csv"))


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("*.csv", "which is empty"),
        ("none/*.csv", "does not exist"),
        ("a**b/*.csv", "no valid pattern"),
        ("responses.csv", "which is empty"),
    ],
)
def test_a_pattern_without_match_says_where_it_looked(pattern: str, said: str, tmp_path: Path) -> None:
    """The folder is named in full."""
    with pytest.raises(SourceError, match=said) as caught:
        read(spec_of(tmp_path / pattern))
    assert str(tmp_path) in str(caught.value)


def test_a_folder_is_refused_with_the_line_that_means_its_files(tmp_path: Path) -> None:
    """Pointing at the folder of the downloads is the most likely slip."""
    with pytest.raises(SourceError, match=r"is a folder.*\*\.csv"):
        read(spec_of(tmp_path))


def test_a_named_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """A pipe that nobody writes to would block an unattended run for ever."""
    os.mkfifo(tmp_path / "x.csv")
    with pytest.raises(SourceError, match="named pipe"):
        read(spec_of(tmp_path / "*.csv"))


def test_devices_and_sockets_are_refused(tmp_path: Path) -> None:
    """A device has no end."""
    with pytest.raises(SourceError, match="a device"):
        read(spec_of(Path("/dev/zero")))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        with pytest.raises(SourceError, match="a socket"):
            read(spec_of(tmp_path / "s"))


@pytest.mark.parametrize("target", ["gone", "real.csv"])
def test_a_link_instead_of_a_file_is_refused(tmp_path: Path, target: str) -> None:
    """It could lead to any file of the machine, whose first line a message would show."""
    (tmp_path / "real.csv").write_text(GOOD)
    (tmp_path / "x.csv").symlink_to(tmp_path / target)
    with pytest.raises(SourceError, match="is a link to another file"):
        read(spec_of(tmp_path / "x.csv"))


def test_a_folder_that_is_a_link_is_followed(tmp_path: Path) -> None:
    """Synced folders often are."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "x.csv").write_text(GOOD)
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    assert len(read(spec_of(tmp_path / "linked" / "x.csv")).entries) == 1


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """The bound is told in MB."""
    with (tmp_path / "x.csv").open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(SourceError, match="200 MB"):
        read(spec_of(tmp_path / "x.csv"))


def test_one_bad_file_stops_the_whole_source(tmp_path: Path) -> None:
    """Rows of a file that cannot be read must not look as if they had been deleted."""
    (tmp_path / "a.csv").write_text(GOOD)
    (tmp_path / "b.csv").write_bytes(b"%PDF-")
    with pytest.raises(SourceError, match=r"b\.csv is a PDF"):
        read(spec_of(tmp_path / "*.csv"))


def test_a_source_that_cannot_be_read_is_never_taken_for_unchanged(tmp_path: Path) -> None:
    """Its fingerprint is no reading's, nor that of a source never read: it is opened, and its message told."""
    assert source_fingerprint(spec_of(tmp_path / "none.csv")) == UNREADABLE != SourceState().fingerprint
