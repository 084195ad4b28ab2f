"""A package is opened with suspicion and written without surprises."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.word.package import open_package, write_package
from tests.word.packages import template, template_parts, zipped


def doubled() -> bytes:
    """Return a zip that holds one name twice, which most readers accept."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w") as package:
        warnings.simplefilter("ignore")
        package.writestr("word/document.xml", "<a/>")
        package.writestr("word/Document.xml", "<b/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "not a Word file"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "password"),
        (b"{\\rtf1}", "rich text"),
        (b" <html>", "web page"),
        (b"PK\x03\x04 cut off", "damaged"),
        (template()[:-40], "damaged"),
        (doubled(), "double"),
        (zipped({"../evil.xml": "<a/>"}), "misplaced"),
        (zipped({"a.xml": b"0" * (9 << 20)}), "without bounds"),
        (zipped({"a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "document type"),
        (zipped({"a.xml": '<a xmlns="ä"/>'.encode("utf-16")}), "UTF-8"),
        (zipped({"a.xml": b'<?xml version="1.0" encoding="utf-7"?><a/>'}), "UTF-8"),
        (zipped(template_parts() | {"word/vbaProject.bin": b"macro"}), "macros"),
        (template(main_type="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
    ],
)
def test_refuses_what_is_no_plain_package(content: bytes, word: str) -> None:
    """The message says what the file is, and what to do."""
    with pytest.raises(DocumentError, match=rf"The template .*{word}.*\. .*") as caught:
        open_package(content, "The template")
    assert "ave it" in str(caught.value) or "Take out" in str(caught.value)


@given(st.dictionaries(st.text("abc/.", min_size=1).filter(lambda name: name[-1] not in "/."), st.binary()))
def test_what_was_written_is_read_again(parts: dict[str, bytes]) -> None:
    """Names, contents and order come back, unless a name is one that no package may hold."""
    written = write_package((name, [content[:3], content[3:]]) for name, content in parts.items())
    if any(name.startswith("/") or ".." in name.split("/") for name in parts) or not parts:
        return
    assert list(open_package(written, "It").items()) == list(parts.items())


def test_equal_parts_give_equal_bytes() -> None:
    """No date and no system is written into the file."""
    one, other = (write_package([("a", [b"1"]), ("b", [])]) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        assert {(entry.date_time, entry.create_system) for entry in package.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Damage is never more than a sentence."""
    damaged = template()[:150] + content
    with pytest.raises(DocumentError):
        open_package(damaged, "The template")
