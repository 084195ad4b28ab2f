"""Other programs accept what is written: validators where they are at hand, LibreOffice, python-docx."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from pipeline.documents.word_writer import WordWriter
from tests.documents.samples import BLOCKS, sample
from tests.word.packages import template

SHARED = Path(__file__).parents[2] / ".." / "shared"
VALIDATOR = SHARED / "tools" / "validate.py"
OFFICE = shutil.which("soffice")


@pytest.mark.skipif(not VALIDATOR.exists(), reason="the validator is not beside this checkout")
@pytest.mark.parametrize("own_template", [True, False])
def test_the_validator_finds_nothing(tmp_path: Path, own_template: bool) -> None:
    """No error and no warning, in the schema, the references, accessibility and the layout of questions."""
    document = sample(introduction="First.\n\nSecond.")
    target = tmp_path / "document.docx"
    target.write_bytes(WordWriter(None if own_template else template()).write(document))
    options = ["--qa", "--strict", "--no-sdk", "--no-audit", "--no-integrity", "--no-lo"]
    schemas = ["--xsd", str(SHARED / "schemas" / "ooxml")]
    command = [sys.executable, str(VALIDATOR), *options, *schemas, str(target)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.stdout.count("\n"), run.returncode) == (1, 0), run.stdout + run.stderr


def test_python_docx_reads_every_question() -> None:
    """As paragraphs, in order, with their styles."""
    written = docx.Document(io.BytesIO(WordWriter().write(sample())))
    questions = [one.text for one in written.paragraphs if one.style and one.style.name == "QA Question"]
    assert len(questions) == len(BLOCKS)
    assert questions[0] == f"{BLOCKS[0][0]} {BLOCKS[0][1]}"
    assert written.core_properties.title == "Questions and answers - Lukas Heinrich Lecture 2"


def converted(folder: Path, kind: str, suffix: str) -> Path:
    """Return what LibreOffice makes of the sample, with a profile of its own."""
    source = folder / "document.docx"
    source.write_bytes(WordWriter().write(sample()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, env=os.environ | {"HOME": str(folder)}, capture_output=True, check=True, timeout=180)
    return folder / f"document.{suffix}"


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_every_word(tmp_path: Path) -> None:
    """Labels, questions, notes and slots, in order."""
    text = converted(tmp_path, "txt:Text (encoded):UTF8", "txt").read_text(encoding="utf-8-sig")
    places = [text.index(label) for label, _, _ in BLOCKS if label]
    assert text.count("LH:") == len(BLOCKS)
    assert "asked by 3; also: Slide 33" in text
    assert "なぜ学習率を下げますか?" in text
    assert places == sorted(places)


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_a_pdf(tmp_path: Path) -> None:
    """A whole one."""
    pdf = converted(tmp_path, "pdf", "pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert pdf.rstrip().endswith(b"%%EOF")
