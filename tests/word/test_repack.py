"""A package is written again with some parts changed, and the rest lies in it as it did."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.word.package import open_package
from pipeline.word.repack import repacked


def package(**options: bool) -> bytes:
    """Return a package as different programs write them."""
    target = io.BytesIO()
    kind = zipfile.ZIP_STORED if options.get("stored") else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(target, "w", kind) as written:
        written.mkdir("word")
        for name in ("word/document.xml", "word/bücher.xml", "b.bin"):
            entry = zipfile.ZipInfo(name, (2023, 8, 9, 10, 20, 30))
            entry.compress_type = kind
            with written.open(entry, "w", force_zip64=options.get("large", False)) as part:
                part.write(b"<a/>" * 300)
    return target.getvalue()


@pytest.mark.parametrize("option", ["plain", "stored", "large"])
def test_parts_are_changed_and_added(option: str) -> None:
    """In their old order, the new one last, with the dates they had; other programs' zip forms included."""
    old = package(**{option: True})
    new = repacked(old, {"b.bin": b"new", "c/d.xml": b"<c/>"})
    expected = open_package(old, "old") | {"b.bin": b"new", "c/d.xml": b"<c/>"}
    assert list(open_package(new, "new").items()) == list(expected.items())
    with zipfile.ZipFile(io.BytesIO(new)) as read:
        assert read.testzip() is None
        assert {one.date_time[0] for one in read.infolist() if one.filename in ("b.bin", "word/document.xml")} == {2023}


def test_nothing_changed_is_a_fixed_point() -> None:
    """Writing again what was written this way gives the same bytes."""
    once = repacked(package(), {})
    assert repacked(once, {}) == once
