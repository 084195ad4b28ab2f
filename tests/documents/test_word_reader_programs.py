"""Answers survive LibreOffice: saved again as .docx, and by way of .odt."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.documents.word_reader import read_word
from pipeline.model.reading import DocumentReading, FoundBy
from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import Block, Equation, Image, ListBlock, Paragraph, Run, Table
from pipeline.word.omml import omml
from tests.documents.editing import PNG, paragraph, picture, run, table
from tests.documents.test_word_reader import known, opened
from tests.documents.test_word_reader_rich import NUMBERING, item

OFFICE = shutil.which("soffice")


def saved_by_office(content: bytes, folder: Path, *kinds: str) -> bytes:
    """Return what LibreOffice makes of a file, saved as one kind after the other, with a profile of its own."""
    source = folder / "answers.docx"
    source.write_bytes(content)
    for number, kind in enumerate(kinds):
        target = folder / str(number)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(OFFICE), "--headless", profile, "--convert-to", kind, "--outdir", str(target), str(source)]
        subprocess.run(command, env=os.environ | {"HOME": str(folder)}, capture_output=True, check=True, timeout=180)
        source = target / f"answers.{kind}"
    return source.read_bytes()


def rich_document() -> bytes:
    """Return a document with an answer of every kind."""
    edited = opened()
    edited.part("numbering.xml", NUMBERING, "numbering")
    link = edited.relate("hyperlink", "https://example.org/a?b=c", external=True)
    linked = f'<w:hyperlink r:id="{link}">{run("here")}</w:hyperlink>'
    edited.append(edited.slot(1), run("a ") + run("bold", "<w:b/>") + run(" and ") + run("slanted", "<w:i/>") + linked)
    edited.after(edited.slot(2), item("one", 2), item("two", 2), table([paragraph("cell"), paragraph("next")]))
    edited.append(edited.slot(3), run("so ") + str(omml(r"\frac{a}{b}")))
    edited.after(edited.slot(4), paragraph(inner=picture(edited.part("media/one.png", PNG, "image"), "A cat")))
    return edited.saved()


def found(read: DocumentReading, number: int) -> tuple[Block, ...]:
    """Return the blocks of an answer."""
    return read.slots[number - 1].answer.blocks


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kinds", [("docx",), ("odt", "docx")], ids="+".join)
def test_every_answer_survives_libreoffice(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    """At its question, found by its bookmark, with all that is in it; no word is left over."""
    read = read_word(saved_by_office(rich_document(), tmp_path, *kinds), "answers", known())
    assert [(one.found_by, one.question_text) for one in read.slots] == [(FoundBy.BOOKMARK, "")] * 4
    assert (read.missing, [plain(one.words) for one in read.leftovers]) == ((), [])
    assert plain(read.slots[0].answer) == "a bold and slantedhere"
    (first,) = found(read, 1)
    assert isinstance(first, Paragraph)
    looks = [(one.bold, one.italic, one.link) for one in first.inlines if isinstance(one, Run)]
    assert looks[1:] == [
        (True, False, ""),
        (False, False, ""),
        (False, True, ""),
        (False, False, "https://example.org/a?b=c"),
    ]
    assert [type(one) for one in found(read, 2)] == [ListBlock, Table]
    assert plain(read.slots[1].answer) == "1. one\n2. two\ncell\tnext"
    (formula,) = found(read, 3)
    assert isinstance(formula, Paragraph)
    assert [one.latex for one in formula.inlines if isinstance(one, Equation)] == ["a/b"]
    (shown,) = found(read, 4)
    assert isinstance(shown, Paragraph)
    assert [one.alt for one in shown.inlines if isinstance(one, Image)] == ["A cat"]
    assert len(read.images) == 1
