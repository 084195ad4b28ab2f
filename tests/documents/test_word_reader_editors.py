"""What programs make of an answer when they save it, read as it was typed."""

from __future__ import annotations

import pytest

from pipeline.documents.reading_changed import read_changed
from tests.documents.editing import Editing, paragraph
from tests.documents.test_word_reader import known, opened, reading, words

OFFICE = "LibreOffice/7.4.7.2$Linux_X86_64"


def saved_by(application: str, *lines: str) -> Editing:
    """Return a document with an answer of these lines, saved by a program of this name."""
    edited = opened()
    properties = edited.parts["docProps/app.xml"].partition(b"<Application>")
    edited.parts["docProps/app.xml"] = b"".join(
        (*properties[:2], application.encode(), b"<", properties[2].partition(b"<")[2])
    )
    edited.after(edited.slot(1), *map(paragraph, lines))
    return edited


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("a_x005F_x0041_b", "a_x0041_b"),
        ("_x005F_X0041_", "_X0041_"),
        ("_x005F_x0041_x0042_", "_x0041_x0042_"),
        ("x_x005F_x005F_b", "x_x005F_b"),
        ("_x005F_", "_x005F_"),
        ("_x005F_xGGGG_", "_x005F_xGGGG_"),
        ("_x0041_", "_x0041_"),
    ],
)
def test_what_looks_like_the_sign_of_a_character_is_read_as_it_was_typed(written: str, typed: str) -> None:
    """LibreOffice writes a sign before such words; no other program does."""
    assert words(reading(saved_by(OFFICE, written)), 1) == typed
    assert words(reading(saved_by("Microsoft Office Word", written)), 1) == written


def test_signs_are_read_anew_when_another_program_has_saved_the_file() -> None:
    """What they mean may be different now, though the text is byte for byte the same."""
    before, now = (saved_by(one, "a_x005F_x0041_b").saved() for one in (OFFICE, "Microsoft Office Word"))
    assert read_changed(now, "answers.docx", known(), (), before) is None
