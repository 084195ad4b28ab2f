"""What kind of file something is, by its content; and for what cannot be read, what to do instead."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import DocumentError
from pipeline.model.copies import CopyKind

_LOOKED_AT = 512
_HEADERS_LOOKED_AT = 8_000
_LARGEST_MANIFEST = 4 << 20

_SAVE = "Open it in Word or LibreOffice and save it as a Word document (.docx)."
_SEND = "Send the Word file itself (.docx), not a printed or exported form of it."
_QUESTIONS = "Send the Word file (.docx) with the questions."
_UNPACK = "Unpack it and send the Word file in it."
_PAGES = "In Pages: File, Export To, Word."


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a file tells.

    Attributes:
        kind: if it can be a copy; None if nothing here can read it.
        what: `is a PDF`; how a sentence about it goes on where it is not welcome.
        advice: what to do then, as a sentence.
    """

    kind: CopyKind | None
    what: str
    advice: str = _SAVE


WORD = Look(CopyKind.DOCX, "is a Word file (.docx)", "Read it as one.")
WORKBOOK = Look(CopyKind.XLSX, "is an Excel workbook (.xlsx)", _QUESTIONS)
TEXT_DOCUMENT = Look(CopyKind.ODT, "is an OpenDocument text (.odt)")
SPREADSHEET = Look(CopyKind.ODS, "is an OpenDocument spreadsheet (.ods)", "Send the Word file (.docx) instead.")
OLD_WORD = Look(CopyKind.DOC, "is an old Word file (.doc)")
OLD_WORKBOOK = Look(CopyKind.XLS, "is an old Excel workbook (.xls)", _QUESTIONS)
PLAIN_TEXT = Look(None, "is not a Word file but plain text")
_UNKNOWN = Look(None, "is not a Word file")
_EMPTY = Look(None, "is empty", "It may not have been saved or synchronised to the end; save it again.")
_LOCKED = Look(
    None,
    "is protected with a password",
    "Remove the password (in Word and Excel: File, Info, Protect; elsewhere: Save As), save, send.",
)
_MAIL = Look(None, "is an e-mail or a saved web page", "Save the Word file that came with it, and send that.")
_EDITORS_MARK = Look(
    None, "only marks that a document is open in an editor", "Close the document there, then send the document itself."
)

# How a file begins → what it is.
_BEGINNINGS = (
    (rb"%PDF", Look(None, "is a PDF", _SEND)),
    (rb"%!PS", Look(None, "is a printed form of a document (.ps)", _SEND)),
    (rb"\{\\rtf", Look(CopyKind.RTF, "is a rich text file (.rtf)")),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|II\*\0|MM\0\*|....ftyp", Look(None, "is a picture", _SEND)),
    (rb"Rar!", Look(None, "is an archive (.rar)", _UNPACK)),
    (rb"7z\xbc\xaf", Look(None, "is an archive (.7z)", _UNPACK)),
    (rb"\x1f\x8b", Look(None, "is a compressed file (.gz)", _UNPACK)),
    (rb"BZh\d", Look(None, "is a compressed file (.bz2)", _UNPACK)),
    (rb"\xfd7zXZ", Look(None, "is a compressed file (.xz)", _UNPACK)),
    (rb"<\?xml", Look(None, "is an XML file")),
    (rb"<", Look(None, "is a web page (.html)")),
    (rb"\[InternetShortcut\]", Look(None, "is only a link to a document", "Open it, and download a Word file there.")),
)
# What Google Drive keeps on a disk in place of a document.
_GOOGLE = "is only a link to a document, as Google Drive keeps it"
_GOOGLE_SHEET = Look(None, _GOOGLE, "In Google Sheets: File, Download, Microsoft Excel.")
_GOOGLE_DOC = Look(None, _GOOGLE, "In Google Docs: File, Download, Microsoft Word.")
# Lines that an e-mail begins with; three different ones make sure.
_HEADER = re.compile(
    rb"^(received|return-path|delivered-to|from|to|subject|date|message-id|mime-version|content-type|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)

# What lies in a zip, a part or a folder → what it is; the first that fits.
_CONTENTS = (
    ("word/vbaProject.bin", Look(None, "holds macros (.docm, .dotm)")),
    ("xl/vbaProject.bin", Look(None, "holds macros (.xlsm)", "Save it as an Excel workbook (.xlsx) without macros.")),
    ("xl/workbook.bin", Look(None, "is a binary workbook (.xlsb)", "In Excel save it as an Excel workbook (.xlsx).")),
    ("word/", WORD),
    ("xl/", WORKBOOK),
    ("ppt/", Look(None, "is a PowerPoint presentation (.pptx)", _QUESTIONS)),
    ("index.apxl", Look(None, "is a Keynote presentation", _SEND)),
    ("index.xml.gz", Look(None, "is an old Pages document", _PAGES)),
    ("META-INF/container.xml", Look(None, "is an e-book (.epub)", _SEND)),
)
# Apple's programs pack all documents alike; only the name tells which it is.
_APPLE_PARTS = frozenset({"Index/Document.iwa", "Index.zip"})
_APPLE = {
    ".pages": Look(None, "is a Pages document", _PAGES),
    ".numbers": Look(None, "is a Numbers document", "In Numbers: File, Export To, Excel."),
    ".key": Look(None, "is a Keynote presentation", _SEND),
}
_APPLE_DOCUMENT = Look(None, "is a document of Pages or Numbers", "There: File, Export To, Word or Excel.")
_ANY_ZIP = Look(None, "is a zip without a Word file's parts", "If a Word file is in it, unpack it and send that.")
# What a zip says of itself.
_DECLARED = (
    (b"opendocument.text", TEXT_DOCUMENT),
    (b"opendocument.spreadsheet", SPREADSHEET),
    (b"opendocument", Look(None, "is an OpenDocument file")),
    (b"epub", Look(None, "is an e-book (.epub)", _SEND)),
)
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
_ENCRYPTED_PART = b"encryption-data"

# Names of streams in a file of the old compound format; the first that fits.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE = Look(None, "is an old Office file")
_STREAMS = (
    ("EncryptedPackage", _LOCKED),
    ("__substg1.0_", _MAIL),
    ("PowerPoint Document", Look(None, "is an old PowerPoint presentation (.ppt)", _QUESTIONS)),
    ("WordDocument", OLD_WORD),
    ("Workbook", OLD_WORKBOOK),
)
_WORKBOOK_STREAM = "Workbook".encode("utf-16-le")

# What the name tells where the content says nothing of its own.
_BY_SUFFIX = {".xlsx": WORKBOOK, ".odt": TEXT_DOCUMENT, ".ods": SPREADSHEET}
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    ValueError,
    NotImplementedError,
    OverflowError,
    EOFError,
    OSError,
)


def refuse_other_kinds(content: bytes, name: str) -> None:
    """Raise if the file is clearly something else than a Word file.

    Raises:
        DocumentError: says what it is and what to do.
    """
    look = look_at(content, name)
    if look.kind is not CopyKind.DOCX:
        raise DocumentError(f"{name} {look.what}. {look.advice}")


def look_at(content: bytes, name: str) -> Look:
    """Return what a file is: by its content, and only in doubt by its name.

    A damaged zip counts as what it is called, or as a Word file; what is wrong with it is told by who opens it.
    """
    if not content.strip(b"\0 \r\n\t"):
        return _EMPTY
    if name.rpartition("/")[2].startswith(("~$", ".~lock.")):
        return _EDITORS_MARK
    if content.startswith(_OLE):
        return _compound(content, name)
    if content.startswith(b"PK"):
        return _zipped(content, name)
    return _unpacked(content, name)


def _unpacked(content: bytes, name: str) -> Look:
    """Return what a file is that no program packed: it begins in its own way, or is text."""
    start = content[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \r\n\t")
    for beginning, look in _BEGINNINGS:
        if re.match(beginning, start, re.DOTALL):
            return look
    if start.startswith(b'{"'):
        return _GOOGLE_SHEET if b"spreadsheet" in start or _suffix(name) == ".gsheet" else _GOOGLE_DOC
    if len({one.lower() for one in _HEADER.findall(content[:_HEADERS_LOOKED_AT])}) >= 3:
        return _MAIL
    return PLAIN_TEXT if content.startswith(_WIDE_TEXT) or b"\0" not in start else _UNKNOWN


def _compound(content: bytes, name: str) -> Look:
    """Return what a file of the old compound format is; a document may hold a workbook, and the other way round."""
    found = next((look for stream, look in _STREAMS if stream.encode("utf-16-le") in content), _OLD_OFFICE)
    is_both = found is OLD_WORD and _WORKBOOK_STREAM in content
    return OLD_WORKBOOK if is_both and _suffix(name) == ".xls" else found


def _zipped(content: bytes, name: str) -> Look:
    """Return what a zip is by what lies in it."""
    otherwise = _BY_SUFFIX.get(_suffix(name), WORD)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = {entry.filename: entry.file_size for entry in package.infolist()}
            declared = _small_part(package, names, "mimetype", _LOOKED_AT)
            manifest = _small_part(package, names, "META-INF/manifest.xml", _LARGEST_MANIFEST)
    except _DAMAGE:
        return otherwise
    said = next((look for mark, look in _DECLARED if mark in declared), None)
    if said is None and "content.xml" in names and otherwise.kind in {CopyKind.ODT, CopyKind.ODS}:
        said = otherwise
    if said:
        return _LOCKED if said.kind and _ENCRYPTED_PART in manifest else said
    return _by_parts(names, name)


def _by_parts(names: Mapping[str, int], name: str) -> Look:
    """Return what a zip is that says nothing of itself."""
    if _APPLE_PARTS & names.keys():
        return _APPLE.get(_suffix(name), _APPLE_DOCUMENT)
    folders = {f"{part.partition('/')[0]}/" for part in names}
    found = next((look for part, look in _CONTENTS if part in names or part in folders), None)
    if "[Content_Types].xml" in names:
        return found or WORD
    return found if found and found.kind is None else _ANY_ZIP


def _small_part(package: zipfile.ZipFile, names: Mapping[str, int], part: str, largest: int) -> bytes:
    """Return a part if it is there and of a decent size."""
    return package.read(part) if 0 < names.get(part, 0) < largest else b""


def _suffix(name: str) -> str:
    """Return how a file's name ends: `.xls`."""
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if stem and dot else ""
