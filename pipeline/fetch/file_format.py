"""What a file is, by its content and not by its name; and what to do about one that holds no table we read."""

from __future__ import annotations

import re
from enum import Enum

from pipeline.errors import SourceError


class FileFormat(Enum):
    """The formats that are read."""

    DELIMITED = "delimited"
    ZIP = "zip"
    XLSX = "xlsx"


_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_CSV = "save it as .xlsx or as .csv (UTF-8) and use that file"
_FROM_FORMS = "in the form, choose Responses > ⋮ > Download responses (.csv) and use that file"

# (pattern at the beginning of the file, what it is, what to do)
_FOREIGN: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), kind, advice)
    for pattern, kind, advice in (
        (rb"%PDF-", "a PDF", _FROM_FORMS),
        (rb"\{\\rtf", "an RTF text", _AS_CSV),
        (rb"\x1f\x8b", "a gzip archive", "unpack it and use the file inside"),
        (rb"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and use the file inside"),
        (rb"Rar!\x1a\x07", "a RAR archive", "unpack it and use the file inside"),
        (rb"\x89PNG|\xff\xd8\xff|GIF8", "a picture", _FROM_FORMS),
        (rb"SQLite format 3\x00", "a database", "export the table as .csv and use that file"),
        (rb"PAR1", "a Parquet file", "export the table as .csv and use that file"),
        (rb'\s*\{\s*"[^{}]*"doc_id"', "a shortcut to a Google file, without any responses", _FROM_FORMS),
        (rb"\s*(?:\{\s*\"|\[\s*\{)", "JSON", _FROM_FORMS),
        (rb"\s*<\?xml[^>]*>\s*(?:<\?mso-application[^>]*>\s*)?<(?:\w+:)?Workbook", "an Excel 2003 XML table", _AS_CSV),
        (
            rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body|script|meta)\b",
            "a web page, most likely a sign-in page instead of the download",
            f"open the link while signed in, or {_FROM_FORMS}",
        ),
        (rb"\s*<\?xml", "an XML file", _AS_CSV),
    )
)

# (an entry that only this kind of archive has, what it is, what to do)
_ZIP_BASED: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), kind, advice)
    for pattern, kind, advice in (
        (r"xl/workbook\.bin$", "a binary Excel file (.xlsb)", _AS_CSV),
        (r"word/document\d*\.xml$", "a Word document", _FROM_FORMS),
        (r"ppt/presentation\.xml$", "a PowerPoint file", _FROM_FORMS),
        (
            r"Index(?:/Document\.iwa|\.zip)$",
            "an Apple Numbers or Pages file",
            "choose File > Export To > CSV and use that file",
        ),
        (r"META-INF/manifest\.xml$", "an OpenDocument file (.ods)", _AS_CSV),
    )
)


def recognise(content: bytes, name: str) -> FileFormat:
    """Return what sort of table a file is.

    Archives are told apart by `recognise_archive`, once their directory has been read.

    Raises:
        SourceError: it is empty or something else; the message names it and the way out.
    """
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise SourceError(f"{name} is empty: download the responses again.")
    if content.startswith(_ZIP_STARTS):
        return FileFormat.ZIP
    if content.startswith(_OLE_START):
        raise SourceError(_old_office(content, name))
    head = content[:4096].removeprefix(b"\xef\xbb\xbf")
    for pattern, kind, advice in _FOREIGN:
        if pattern.match(head):
            raise SourceError(f"{name} is {kind}: {advice}.")
    return FileFormat.DELIMITED


def recognise_archive(entries: list[str], name: str) -> FileFormat:
    """Return whether an archive with these entries is a workbook or a zip of tables.

    Raises:
        SourceError: it is another program's file.
    """
    if any(entry.lower() == "xl/workbook.xml" for entry in entries):
        return FileFormat.XLSX
    for pattern, kind, advice in _ZIP_BASED:
        if any(pattern.match(entry) for entry in entries):
            raise SourceError(f"{name} is {kind}: {advice}.")
    return FileFormat.ZIP


def _old_office(content: bytes, name: str) -> str:
    """Return the sentence about the container of old Office files, which also holds encrypted new ones."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return f"{name} is protected by a password: save it without one and use that file."
    return f"{name} is an old Excel file (.xls): {_AS_CSV}."
