"""Files that are refused: each is named, with what to do."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.word_reader import read_word
from pipeline.errors import DocumentError
from tests.documents.editing import TYPES, Editing
from tests.documents.test_word_reader import known, opened, reading, words
from tests.word.packages import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
OTHERS = [
    (b"", "is empty"),
    (b"\0" * 5000, "is empty"),
    (b"%PDF-1.7 x", "is a PDF"),
    (b"{\\rtf1 x}", "rich text"),
    (b"<!DOCTYPE html><html>", "web page"),
    (b'\xef\xbb\xbf<?xml version="1.0"?><x/>', "XML file"),
    (b'{"doc_id": "x"}', "only a link"),
    (b"just words", "is not a Word file"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
    (OLE + "WordDocument".encode("utf-16-le"), r"old Word file \(\.doc\)"),
    (OLE, "old Office file"),
    (zipped(ODT), r"\.odt"),
    (zipped({"Index/Document.iwa": "x"}), "Pages"),
    (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "x"}), "Excel"),
    (zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "x"}), "PowerPoint"),
    (zipped({"a.txt": "x"}), "zip"),
    (b"PK\x03\x04 and then nothing", "damaged"),
]


@pytest.mark.parametrize(("content", "message"), OTHERS, ids=[message for _, message in OTHERS])
def test_other_files_are_named(content: bytes, message: str) -> None:
    """What it is, and how to send a Word file."""
    with pytest.raises(DocumentError, match=rf"^answers .*{message}.*\. \w.*\.$"):
        read_word(content, "answers", known())


def macro(edited: Editing) -> None:
    """Make it a file with macros."""
    edited.parts[TYPES] = edited.parts[TYPES].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def doctype(edited: Editing) -> None:
    """Declare an entity."""
    edited.parts["word/styles.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'


def bomb(edited: Editing) -> None:
    """Add a part of nothing."""
    edited.parts["word/big.xml"] = b" " * (20 << 20)


def chunk(edited: Editing) -> None:
    """Add another document to be unfolded."""
    edited.after(edited.slot(1), '<w:altChunk r:id="x"/>')


def chunk_relation(edited: Editing) -> None:
    """Add it by its relation only."""
    edited.relate("aFChunk", "chunk.html")


def ole(edited: Editing) -> None:
    """Add an object of another program."""
    edited.part("embeddings/o.bin", b"x", "oleObject")


def far_template(edited: Editing) -> None:
    """Fetch a template from the web."""
    edited.relate("attachedTemplate", "https://evil.example/t.dotm", external=True)


def share_template(edited: Editing) -> None:
    """Fetch a template from a share."""
    edited.relate("attachedTemplate", r"file:///\\evil\t.dotm", external=True)


def frame(edited: Editing) -> None:
    """Fetch something else."""
    edited.relate("frame", "https://evil.example/", external=True)


def broken(edited: Editing) -> None:
    """Damage the styles."""
    edited.parts["word/styles.xml"] = b"<w:styles"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (macro, "macros"),
        (doctype, "document type"),
        (bomb, "without bounds"),
        (chunk, "altChunk"),
        (chunk_relation, "altChunk"),
        (ole, "OLE"),
        (far_template, "fetches a template"),
        (share_template, "fetches a template"),
        (frame, "fetches something"),
        (broken, "damaged"),
    ],
)
def test_hostile_and_damaged_files_are_refused(change: object, message: str) -> None:
    """Nothing in them is run, fetched or unfolded; the message says what to do."""
    edited = opened()
    assert callable(change)
    change(edited)
    with pytest.raises(DocumentError, match=rf"^answers.*{message}.*\. \w.*\.$"):
        reading(edited)


def test_deep_nesting_is_refused() -> None:
    """It costs neither stack nor time."""
    edited = opened()
    deep = b"<w:ins>" * 5000 + b"</w:ins>" * 5000
    parts = Editing(edited.saved()).parts
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:body>", deep + b"</w:body>")
    with pytest.raises(DocumentError, match="damaged"):
        read_word(zipped(parts), "answers", known())


@pytest.mark.parametrize("target", ["file:///C:/Users/x/Normal.dotm", r"C:\Users\x\School.dotm", "School.dotm"])
def test_a_template_on_the_lecturers_own_disk_is_no_harm(target: str) -> None:
    """Word notes it in every file that was made with one."""
    edited = opened()
    edited.answer(1, "yes")
    edited.relate("attachedTemplate", target, external=True)
    assert words(reading(edited), 1) == "yes"


def test_strict_files_are_read() -> None:
    """Word can save the same words in other namespaces."""
    edited = opened()
    edited.answer(1, "yes")
    parts = Editing(edited.saved()).parts
    for name in ("word/document.xml", "word/styles.xml"):
        parts[name] = parts[name].replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
    assert words(read_word(zipped(parts), "answers", known()), 1) == "yes"


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_any_damage_is_either_harmless_or_told(place: int, rubbish: bytes) -> None:
    """A flipped byte never ends in another exception."""
    content = bytearray(opened().saved())
    place %= len(content)
    content[place : place + len(rubbish)] = rubbish
    with suppress(DocumentError):
        read_word(bytes(content), "answers", known())


@given(st.binary(max_size=200))
def test_any_document_part_is_either_read_or_told(rubbish: bytes) -> None:
    """Also if the package is sound."""
    parts = Editing(opened().saved()).parts
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + rubbish)
    with suppress(DocumentError):
        read_word(zipped(parts), "answers", known())


def test_a_package_of_everything_else_is_no_word_file() -> None:
    """Content types alone do not make one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(TYPES, '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
    with pytest.raises(DocumentError, match="not a Word file"):
        read_word(target.getvalue(), "answers", known())
