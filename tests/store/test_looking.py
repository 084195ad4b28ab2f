"""Tests of looking at what people put there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import AccessError, DocumentError, QaError
from pipeline.store import files_in, sha256_of
from pipeline.store.file_faults import reading_faults


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


ODD = [
    pytest.param(Path.mkdir, "is no file, but one should be there", id="folder"),
    pytest.param(os.mkfifo, "is no file, but one should be there", id="pipe"),
    pytest.param(lambda path: path.symlink_to("/dev/zero"), "is no file, but one should be there", id="device"),
    pytest.param(_loop, "is a link that leads back to itself", id="loop"),
]


def test_the_hash_of_a_missing_file_is_empty(tmp_path: Path) -> None:
    """No file, no hash, be it the end of a link; an empty file has one."""
    assert sha256_of(tmp_path / "missing" / "a.docx") == ""
    (tmp_path / "link").symlink_to("missing")
    assert sha256_of(tmp_path / "link") == ""
    (tmp_path / "empty").touch()
    assert sha256_of(tmp_path / "empty").startswith("e3b0c442")


@pytest.mark.parametrize(("make", "told"), ODD)
def test_what_is_no_file_is_told_with_what_to_do(tmp_path: Path, make: Callable[[Path], None], told: str) -> None:
    """And never waited for, nor read without end."""
    path = tmp_path / "A.docx"
    make(path)
    with pytest.raises(DocumentError, match=rf"A\.docx {told}.*(Move|Remove)"):
        sha256_of(path)
    assert files_in(tmp_path) == []


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    """It is the folder that is named, not the document."""
    (tmp_path / "documents").touch()
    with pytest.raises(DocumentError, match="documents is no folder, but one should be there"):
        sha256_of(tmp_path / "documents" / "A.docx")
    with pytest.raises(DocumentError, match="documents is no folder, but one should be there"):
        files_in(tmp_path / "documents")


@pytest.mark.parametrize(
    ("error", "kind", "told"),
    [
        (errno.EACCES, AccessError, "Let the account"),
        (errno.EIO, DocumentError, "The next run tries again"),
        (errno.ESTALE, DocumentError, "The next run tries again"),
        (errno.ENAMETOOLONG, DocumentError, "Give it a shorter one"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(error: int, kind: type[QaError], told: str) -> None:
    """Whatever the file system says; that a file is missing is for the caller."""
    with pytest.raises(kind, match=rf"{{x}}\.docx .*{told}"), reading_faults(Path("{x}.docx")):
        raise OSError(error, os.strerror(error))
    with pytest.raises(FileNotFoundError), reading_faults(Path("a.docx")):
        raise FileNotFoundError


def test_the_files_of_a_folder_are_listed_whatever_else_lies_there(tmp_path: Path) -> None:
    """Links to files too; a folder that is not there has none, one behind a broken link is told."""
    assert files_in(tmp_path / "missing") == []
    (tmp_path / "folder").mkdir()
    (tmp_path / "b.docx").touch()
    (tmp_path / "a.docx").symlink_to("b.docx")
    (tmp_path / "nowhere").symlink_to("missing")
    assert files_in(tmp_path) == ["a.docx", "b.docx"]
    with pytest.raises(DocumentError, match="nowhere is no folder"):
        files_in(tmp_path / "nowhere")
