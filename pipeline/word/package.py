"""The zip package of a Word file or a workbook: opened within bounds and suspicion, written the same for same parts."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.errors import DocumentError

_LARGEST_FILE = 64 << 20
_LARGEST_CONTENT = 512 << 20
_MOST_PARTS = 5_000
# Text shrinks to a tenth, very even text to a hundredth; beyond that, and beyond a size that could hurt, it is a bomb.
_STEEPEST = 250
_HARMLESS_SIZE = 8 << 20

_XML_SUFFIXES = (".xml", ".rels", ".vml")
_CODED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"'](?!utf-8[\"']|us-ascii[\"'])", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")

# What the first bytes say about a file that is no zip, so that the message can name it.
_OTHER_FILES = (
    (b"%PDF", "is a PDF"),
    (b"{\\rtf", "is a rich text file (.rtf)"),
    (b"<", "is a web page or an XML file"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a package should be, in the words of the messages.

    Attributes:
        noun: `a Word file`.
        old: what a file of the time before packages may be.
        macros: the suffixes of such files with macros.
        save_again: what to do with one that cannot be read, as a sentence.
    """

    noun: str
    old: str
    macros: str
    save_again: str


WORD_FILE = FileKind(
    noun="a Word file",
    old="is an old Word file (.doc)",
    macros=".docm, .dotm",
    save_again="Open it in Word or LibreOffice and save it as a Word document (.docx).",
)
WORKBOOK = FileKind(
    noun="an Excel workbook",
    old="is an old Excel workbook (.xls)",
    macros=".xlsm, .xltm",
    save_again="Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx).",
)

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)

# A zip has no room for "no date"; this is its zero.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def open_package(content: bytes, name: str, kind: FileKind = WORD_FILE) -> dict[str, bytes]:
    """Return the parts of a package by name, in the order of the file.

    Args:
        content: the file.
        name: how a person knows it, `The template`; begins every message.
        kind: what it should be.

    Raises:
        DocumentError: it is no such package, is damaged, has no bounds, holds macros or tricks.
    """
    if len(content) > _LARGEST_FILE:
        raise DocumentError(f"{name} is larger than {_LARGEST_FILE >> 20} MB. Take out its pictures and try again.")
    if not content.startswith(b"PK"):
        raise DocumentError(f"{name} {_other_kind(content, kind)}. {kind.save_again}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = [entry for entry in package.infolist() if not entry.filename.endswith("/")]
            _refuse_excess(entries, name, kind)
            parts = {entry.filename: package.read(entry) for entry in entries}
    except _DAMAGE as error:
        raise DocumentError(f"{name} is damaged ({error}). {kind.save_again}") from error
    _refuse_tricks(parts, name, kind)
    return parts


def write_package(parts: Iterable[tuple[str, Iterable[bytes]]]) -> bytes:
    """Return the package of these parts; each part is streamed, and is asked for only when its turn has come."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, chunks in parts:
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED  # at zlib's own level, 6
            entry.create_system = 0  # the same on every system
            with package.open(entry, "w") as part:
                for chunk in chunks:
                    part.write(chunk)
    return target.getvalue()


def _other_kind(content: bytes, kind: FileKind) -> str:
    """Return what a file that is no zip is, as the rest of a sentence."""
    if content.startswith(_OLD_OFFICE):
        return "is protected by a password" if _ENCRYPTED in content else f"{kind.old} or is protected by a password"
    begin = content[:200].lstrip()
    return next((words for start, words in _OTHER_FILES if begin.startswith(start)), f"is not {kind.noun}")


def _refuse_excess(entries: list[zipfile.ZipInfo], name: str, kind: FileKind) -> None:
    """Raise if the directory promises too much, or the same part twice."""
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _LARGEST_CONTENT:
        raise DocumentError(f"{name} unpacks to far more than a document needs. {kind.save_again}")
    seen: set[str] = set()
    for entry in entries:
        if entry.file_size > _HARMLESS_SIZE and entry.file_size > _STEEPEST * entry.compress_size:
            raise DocumentError(f"{name} holds a part that unpacks without bounds, {entry.filename}. {kind.save_again}")
        key = entry.filename.lower()
        if key in seen or key.startswith("/") or "\\" in key or ".." in key.split("/"):
            raise DocumentError(f"{name} holds a part that is double or misplaced, {entry.filename}. {kind.save_again}")
        seen.add(key)


def _refuse_tricks(parts: dict[str, bytes], name: str, kind: FileKind) -> None:
    """Raise if there are macros, or XML that declares a document type or hides behind a rare encoding."""
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any("vbaproject" in part.lower() for part in parts):
        raise DocumentError(f"{name} holds macros ({kind.macros}). {kind.save_again}")
    for part, content in parts.items():
        if not part.lower().endswith(_XML_SUFFIXES):
            continue
        if content.startswith(_WIDE) or _CODED.search(content, 0, 300):
            raise DocumentError(f"{name} holds XML that is not in UTF-8, {part}. {kind.save_again}")
        if b"<!DOCTYPE" in content:
            raise DocumentError(
                f"{name} holds XML with a document type, {part}; {kind.noun} has none. {kind.save_again}"
            )
