"""LibreOffice opens answer sheets and saves them: ids and answers come back, and new questions go in."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.documents.answer_sheet import SheetWriter
from pipeline.documents.sheet_update import update_sheet
from pipeline.model.document import QuestionBlock
from pipeline.model.update import CopiedAnswer, NewBlock, RemovedQuestion
from pipeline.rich_text.rich_text import Paragraph, RichText, Run
from tests.documents.samples import sample
from tests.documents.sheets import answers_of, leftovers_of, read, typed
from tests.documents.untouched_sheet import compare

OFFICE = shutil.which("soffice")
DOCUMENT = sample()
ANSWERS = {
    block.id: text
    for block, text in zip(
        DOCUMENT.blocks,
        ("Yes.", "Two\nlines & <b>", "=a+b", "-5 %", "so $x^2$ it is", "31", "כן, ReLU", "はい", "a_x005F_x0041_b 😀"),
        strict=True,
    )
}
READ = ANSWERS | {DOCUMENT.blocks[-1].id: "a_x0041_b 😀"}
NEW = QuestionBlock("heinrich-2-77", "Slide 50.", "=1+1, is it?")
pytestmark = [pytest.mark.office, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]


def converted(folder: Path, content: bytes, *kinds: str) -> bytes:
    """Return what LibreOffice makes of a workbook when it is saved as each of these kinds in turn."""
    suffix = "xlsx"
    for number, kind in enumerate(kinds):
        source = folder / f"{number}.{suffix}"
        source.write_bytes(content)
        target = folder / f"to-{number}"
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(OFFICE), "--headless", profile, "--convert-to", kind, "--outdir", str(target), str(source)]
        subprocess.run(command, env=os.environ | {"HOME": str(folder)}, capture_output=True, check=True, timeout=180)
        suffix = kind
        content = (target / f"{number}.{suffix}").read_bytes()
    return content


@pytest.mark.parametrize("kinds", [("xlsx",), ("ods", "xlsx"), ("xlsx", "xlsx")])
def test_answers_survive_libreoffice(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    """With every word, the marks of the copy, and room for new questions, which survive it too."""
    saved = converted(tmp_path, typed(ANSWERS, SheetWriter().write(DOCUMENT)), *kinds)
    reading = read(saved, DOCUMENT)
    assert answers_of(reading) == READ
    assert (leftovers_of(reading), reading.missing) == ([], ())
    assert [slot.question_text for slot in reading.slots if slot.question_text] == []
    assert (reading.series_key, reading.lecture, len(reading.version)) == ("school-2023", "heinrich-2", 64)
    grown = update_sheet(saved, "The sheet", DOCUMENT, [NewBlock(NEW, "")])
    found = compare(saved, grown)
    assert (found.problems, len(found.inserted)) == ((), 1)
    whole = sample(*((block.label, block.text, block.note) for block in DOCUMENT.blocks))
    again = read(converted(tmp_path, grown, "xlsx"), whole)
    assert answers_of(again) == READ


@pytest.mark.parametrize("kinds", [("xlsx",), ("ods", "xlsx")])
def test_what_we_write_into_libreoffices_cells_survives_it(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    """An answer as text, the cells of a question that went, a notice."""
    first, second, third, *_ = DOCUMENT.blocks
    typed_in = {third.id: "mine"}
    saved = converted(tmp_path, typed(typed_in, SheetWriter().write(DOCUMENT)), *kinds)
    answer = RichText((Paragraph((Run("=1+1 & so\non"),)),))
    removed = [RemovedQuestion(one.id, untouched=True, notice="removed") for one in (second, third)]
    after = update_sheet(saved, "The sheet", DOCUMENT, (), [CopiedAnswer(first.id, answer)], removed)
    found = compare(saved, after)
    assert (found.problems, len(found.filled), len(found.emptied), len(found.replaced)) == ((), 1, 4, 1)
    again = read(converted(tmp_path, after, "xlsx"), DOCUMENT)
    assert answers_of(again) == typed_in | {first.id: "=1+1 & so\non"}
    assert (again.missing, leftovers_of(again)) == ((second.id,), [])
    assert [slot.question_text for slot in again.slots if slot.question_text] == ["removed"]


def test_libreoffice_makes_a_pdf(tmp_path: Path) -> None:
    """A whole one."""
    pdf = converted(tmp_path, SheetWriter().write(DOCUMENT), "pdf")
    assert pdf.startswith(b"%PDF")
