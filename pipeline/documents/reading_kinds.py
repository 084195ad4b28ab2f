"""Files that are no Word file: named, with how to make one of them."""

from __future__ import annotations

import io
import zipfile
import zlib

from pipeline.errors import DocumentError

_SAVE = "Open it in Word or LibreOffice and save it as a Word document (.docx)."
_SEND = "Send the Word file itself (.docx), not a printed or exported form of it."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_LOOKED_AT = 512

# How a file begins → what it is, and what to do.
_BEGINNINGS = (
    (b"%PDF", "is a PDF", _SEND),
    (b"{\\rtf", "is a rich text file (.rtf)", _SAVE),
    (b"\x89PNG", "is a picture", _SEND),
    (b"\xff\xd8\xff", "is a picture", _SEND),
    (b"Rar!", "is an archive (.rar)", "Unpack it and send the Word file in it."),
    (b"7z\xbc\xaf", "is an archive (.7z)", "Unpack it and send the Word file in it."),
    (b"\x1f\x8b", "is a compressed file (.gz)", "Unpack it and send the Word file in it."),
    (b"<?xml", "is an XML file", _SAVE),
    (b"<", "is a web page (.html)", _SAVE),
    (
        b'{"',
        "is only a link to a document, as Google Drive keeps it",
        "In Google Docs: File, Download, Microsoft Word.",
    ),
)
# What lies in a zip → what it is, and what to do; the first that fits.
_CONTENTS = (
    ("Index/Document.iwa", "is a Pages document", "In Pages: File, Export To, Word."),
    ("Index.zip", "is a Pages document", "In Pages: File, Export To, Word."),
    ("index.apxl", "is a Keynote presentation", _SEND),
    ("index.xml.gz", "is an old Pages document", "In Pages: File, Export To, Word."),
    ("xl/workbook.xml", "is an Excel workbook (.xlsx)", "Send the Word file (.docx) with the questions."),
    ("ppt/presentation.xml", "is a PowerPoint presentation (.pptx)", "Send the Word file (.docx) with the questions."),
    ("META-INF/container.xml", "is an e-book (.epub)", _SEND),
)
_OPEN_DOCUMENTS = (
    (b"opendocument.text", "is an OpenDocument text (.odt)", _SAVE),
    (b"opendocument.spreadsheet", "is an OpenDocument spreadsheet (.ods)", "Send the Word file (.docx) instead."),
    (b"opendocument", "is an OpenDocument file", _SAVE),
    (b"epub", "is an e-book (.epub)", _SEND),
)


def refuse_other_kinds(content: bytes, name: str) -> None:
    """Raise if the file is clearly something else than a Word file.

    Raises:
        DocumentError: says what it is and what to do.
    """
    what, advice = _kind(content)
    if what:
        raise DocumentError(f"{name} {what}. {advice}")


def _kind(content: bytes) -> tuple[str, str]:
    """Return what a file is and what to do, or empty words for what may be a Word file."""
    if not content.strip(b"\0 \r\n\t"):
        return "is empty", "It may not have been saved or synchronised to the end; save it again."
    if content.startswith(_OLE):
        return _compound(content)
    if content.startswith(b"PK"):
        return _zipped(content)
    start = content[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \r\n\t")
    found = ((what, advice) for beginning, what, advice in _BEGINNINGS if start.startswith(beginning))
    return next(found, ("is not a Word file", _SAVE))


def _compound(content: bytes) -> tuple[str, str]:
    """Return what a file of the old compound format is."""
    if _ENCRYPTED in content:
        return (
            "is protected with a password",
            "Remove the password (in Word: File, Info, Protect Document), save, send.",
        )
    if _OLD_WORD in content:
        return "is an old Word file (.doc)", _SAVE
    return "is an old Office file", _SAVE


def _zipped(content: bytes) -> tuple[str, str]:
    """Return what a zip is by what lies in it; damage is told by who opens it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = {entry.filename: entry.file_size for entry in package.infolist()}
            declared = package.read("mimetype") if 0 < names.get("mimetype", 0) < _LOOKED_AT else b""
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, NotImplementedError, OverflowError, EOFError):
        return "", ""
    for mark, what, advice in _OPEN_DOCUMENTS:
        if mark in declared:
            return what, advice
    found = ((what, advice) for part, what, advice in _CONTENTS if part in names)
    if "[Content_Types].xml" not in names:
        return next(
            found, ("is a zip without a Word file's parts", "If a Word file is in it, unpack it and send that.")
        )
    return next(found, ("", ""))
