"""Other programs accept an updated file: the checks that stand beside this checkout, python-docx, LibreOffice."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from pipeline.documents.word_update import update_word
from pipeline.model.update import CopiedAnswer, RemovedQuestion
from tests.documents.lecturers_files import KINDS, answered, blocks_of, in_table, texts
from tests.documents.test_word_update import NEW, SAMPLE, grown, is_inserted
from tests.documents.test_word_update_answers import IMAGES, RICH, SHOWN

SHARED = Path(__file__).parents[2] / ".." / "shared"
UNTOUCHED = SHARED / "tools" / "untouched.py"
VALIDATOR = SHARED / "tools" / "validate.py"
OFFICE = shutil.which("soffice")
LAYOUTS = KINDS | {"a table": in_table}
beside = pytest.mark.skipif(not VALIDATOR.exists(), reason="the checks are not beside this checkout")
office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def updated(old: bytes) -> bytes:
    """Return the file with something of everything done to it."""
    removed = [RemovedQuestion("heinrich-2-01", untouched=False, notice="removed by the organisers")]
    removed += [RemovedQuestion("heinrich-2-04", untouched=True, notice="removed by the organisers")]
    answers = [CopiedAnswer("heinrich-2-02", RICH), CopiedAnswer("heinrich-2-06", RICH)]
    return update_word(old, "a.docx", grown(SAMPLE, NEW), NEW, answers, removed, images=IMAGES)


def faults(folder: Path, content: bytes) -> set[str]:
    """Return what the validator finds in a file."""
    target = folder / "checked.docx"
    target.write_bytes(content)
    options = ["--no-sdk", "--no-audit", "--no-integrity", "--no-lo", "--xsd", str(SHARED / "schemas" / "ooxml")]
    run = subprocess.run(
        [sys.executable, str(VALIDATOR), *options, str(target)], capture_output=True, text=True, check=False
    )
    return {re.sub(r"\d+", "0", line) for line in run.stdout.splitlines() if "ERROR" in line}


@beside
@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_insertions_are_found(tmp_path: Path, layout: str) -> None:
    """By a check of its own that knows nothing of our code."""
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    old.write_bytes(LAYOUTS[layout](answered(SAMPLE)))
    new.write_bytes(update_word(old.read_bytes(), "old.docx", grown(SAMPLE, NEW), NEW))
    command = [sys.executable, str(UNTOUCHED), str(old), str(new), "--max-new", "6"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.count("inserted: ")) == (0, 6), run.stdout + run.stderr


@beside
@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout != "text boxes"])
def test_the_validator_finds_nothing_new(tmp_path: Path, layout: str) -> None:
    """In the schema and in all references, whatever was put in, copied or taken out."""
    old = LAYOUTS[layout](answered(SAMPLE))
    assert faults(tmp_path, updated(old)) <= faults(tmp_path, old)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_python_docx_opens_it(layout: str) -> None:
    """With its styles and pictures."""
    opened = docx.Document(io.BytesIO(updated(LAYOUTS[layout](answered(SAMPLE)))))
    assert "QA Question" in {style.name for style in opened.styles}


def converted(folder: Path, source: Path, kind: str) -> Path:
    """Return what LibreOffice makes of a file, with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = folder / kind
    command = [str(OFFICE), "--headless", profile, "--convert-to", kind, "--outdir", str(target), str(source)]
    subprocess.run(command, env=os.environ | {"HOME": str(folder)}, capture_output=True, check=True, timeout=180)
    return target / f"{source.stem}.{kind}"


@pytest.mark.office
@office
@pytest.mark.parametrize("way", [["docx"], ["odt", "docx"]])
def test_a_file_saved_by_libreoffice_is_updated(tmp_path: Path, way: list[str]) -> None:
    """All its blocks stay, the new ones stand in order, and LibreOffice opens the result."""
    path = tmp_path / "start.docx"
    path.write_bytes(answered(SAMPLE))
    for kind in way:
        path = converted(tmp_path, path, kind)
    old = path.read_bytes()
    new = update_word(old, "a.docx", grown(SAMPLE, NEW), NEW)
    assert is_inserted(blocks_of(old), blocks_of(new))
    if VALIDATOR.exists():
        assert faults(tmp_path, updated(old)) <= faults(tmp_path, old)
    target = tmp_path / "new.docx"
    target.write_bytes(updated(old))
    lines = [
        " ".join(line.split())
        for line in converted(tmp_path, target, "txt").read_text(encoding="utf-8-sig").splitlines()
    ]
    places = [
        lines.index(line) for line in ("What comes before all?", SHOWN[0], "x = 1", "Slide 99. What comes after all?")
    ]
    assert places == sorted(places)
    assert texts(new)[-2:] == ["Slide 99. What comes after all?", "LH:"]
