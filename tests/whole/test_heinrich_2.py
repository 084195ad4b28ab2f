"""A real document is made anew from the responses it was once made from by hand."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.whole.series import SHARED, Series, paragraphs

EXAMPLE = SHARED / "examples" / "heinrich-2"
SLOT = "LH:"
pytestmark = pytest.mark.skipif(not EXAMPLE.is_dir(), reason="the example is not beside this checkout")

_SETTINGS = """\
[series]
title = "Summer school"
language = "en"
timezone = "Europe/Zurich"

[[lectures]]
id = "heinrich-2"
title = "Lecture 2"
lecturer = "Lukas Heinrich"

[[sources]]
kind = "file"
path = "responses.csv"

[[sources.fields]]
lecture = "Which lecture is your question about?"
slide = "Which slide is your question about?"
question = "Your question"

[documents]
"""


def _original() -> list[str]:
    """Return the paragraphs of the real document; the second is its introduction."""
    text = (EXAMPLE / "document.txt").read_text(encoding="utf-8")
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _made(folder: Path, order: str) -> list[tuple[str, str]]:
    """Return style and text of each paragraph of the document as a run makes it."""
    series = Series(folder)
    introduction = json.dumps(_original()[1], ensure_ascii=False)
    series.says(f'{_SETTINGS}order = "{order}"\nintroduction = {introduction}\n')
    shutil.copy(EXAMPLE / "responses.csv", series.settings_file.parent)
    assert series.run().code == 0
    return paragraphs(series.document("Heinrich Lecture 2").read_bytes())


def _words(parts: list[str]) -> list[str]:
    """Return the words in order, the round brackets of links dropped."""
    return re.sub(r"<(https?://[^>\s]+)>", r"\1", " ".join(parts)).split()


def _without_answers() -> list[str]:
    """Return the words of the real document with an empty slot where each answer stands."""
    kept: list[str] = []
    for part in _original():
        if part.startswith(SLOT):
            kept.append(SLOT)
        elif part.startswith("Slide ") or not kept or kept[-1] != SLOT:
            kept.append(part)
    return _words(kept)


def test_as_submitted_it_is_the_real_document(tmp_path: Path) -> None:
    """Title, introduction, labels, questions and slots: word for word, in order, the answers taken out."""
    with (EXAMPLE / "responses.csv").open(encoding="utf-8") as stream:
        asked = sum(1 for _ in csv.DictReader(stream))
    expected = _without_answers()
    assert expected.count(SLOT) == asked
    made = _made(tmp_path, "submitted")
    assert _words([text for _, text in made]) == expected
    assert {text for style, text in made if style == "QAAnswer"} == {f"{SLOT} "}


def test_by_slide_it_is_sorted(tmp_path: Path) -> None:
    """Numbers first and rising, then described slides, then those without one; the questions are the same."""
    made = _questions(_made(tmp_path / "by slide", "slide"))
    kinds = [re.sub(r"^Slides? (\d|about|not).*", r"\1", text, flags=re.DOTALL) for text in made]
    numbers = [int(text.split()[1].rstrip(".")) for text in made if text[6].isdigit()]
    assert numbers == sorted(numbers)
    assert [kind for kind in kinds if not kind.isdigit()] == sorted(kind for kind in kinds if not kind.isdigit())
    assert all(kind.isdigit() for kind in kinds[: len(numbers)])
    assert sorted(made) == sorted(_questions(_made(tmp_path / "as submitted", "submitted")))


def _questions(made: list[tuple[str, str]]) -> list[str]:
    return [text for style, text in made if style == "QAQuestion"]
