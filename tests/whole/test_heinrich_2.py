"""A real document is made anew: from the responses it was once made from by hand, with its answers typed in again."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from pipeline.rich_text.plain_text import plain
from pipeline.store import open_store
from tests.whole.series import SHARED, SILENT, Series, paragraphs

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
answers_in = "{kind}"

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


def _says(series: Series, order: str = "submitted", kind: str = "docx") -> None:
    """Give the series its settings."""
    introduction = json.dumps(_original()[1], ensure_ascii=False)
    series.says(f'{_SETTINGS.format(kind=kind)}order = "{order}"\nintroduction = {introduction}\n')


def _begun(folder: Path, order: str = "submitted", kind: str = "docx") -> Series:
    """Return the series after its first run."""
    series = Series(folder)
    _says(series, order, kind)
    shutil.copy(EXAMPLE / "responses.csv", series.settings_file.parent)
    assert series.run().code == 0
    return series


def _made(folder: Path, order: str) -> list[tuple[str, str]]:
    """Return style and text of each paragraph of the document as a run makes it."""
    return paragraphs(_begun(folder, order).document("Heinrich Lecture 2").read_bytes())


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


def _answers() -> list[str]:
    """Return what the lecturer answered, in the order of the questions."""
    with (EXAMPLE / "answers.csv").open(encoding="utf-8", newline="") as stream:
        return [row["Answer"] for row in csv.DictReader(stream)]


def _file(series: Series, kind: str) -> Path:
    """Return the one working document of a kind."""
    (found,) = series.documents.glob(f"*.{kind}")
    return found


def _type_into_word(path: Path) -> None:
    """Type an answer into each slot, in order."""
    document = Document(io.BytesIO(path.read_bytes()))
    slots = [paragraph for paragraph in document.paragraphs if paragraph.text.strip() == SLOT]
    for slot, answer in zip(slots, _answers(), strict=True):
        slot.add_run(answer)
    document.save(str(path))


def _type_into_sheet(path: Path) -> None:
    """Type an answer into the last column of each row."""
    book = load_workbook(path)
    for row, answer in enumerate(_answers(), 2):
        book.worksheets[0].cell(row, 5).value = answer
    book.save(path)


_TYPE = {"docx": _type_into_word, "xlsx": _type_into_sheet}
_OTHER = {"docx": "xlsx", "xlsx": "docx"}


def _answered(folder: Path, kind: str) -> Series:
    """Return the series an hour after the lecturer typed all answers: they count as given."""
    series = _begun(folder, kind=kind)
    _TYPE[kind](_file(series, kind))
    assert [series.run(), series.later(hours=1).run()] == [SILENT, SILENT]
    return series.later(hours=1)


def _asked(series: Series, kind: str) -> tuple[list[str], list[str]]:
    """Return what stands above the questions of a working document, and the questions with their labels."""
    content = _file(series, kind).read_bytes()
    if kind == "docx":
        texts = paragraphs(content)
        return [text for _, text in texts[:2]], [text for style, text in texts if style == "QAQuestion"]
    book = load_workbook(io.BytesIO(content))
    questions, guide = book.worksheets
    rows = questions.iter_rows(min_row=2, max_col=3, values_only=True)
    return [str(guide.cell(row, 1).value) for row in (1, 2)], [f"{slide} {text}" for _, slide, text in rows]


@pytest.mark.parametrize("kind", _TYPE)
def test_with_its_answers_typed_in_it_is_the_real_document(tmp_path: Path, kind: str) -> None:
    """What stands in the working document, and below each question the answer that was accepted: every word."""
    series = _answered(tmp_path, kind)
    with open_store(series.output / "state") as store:
        accepted = [plain(answer.words) for _, answer in sorted(store.answers.current().items())]
    opening, questions = _asked(series, kind)
    pairs = zip(questions, accepted, strict=True)
    rebuilt = [*opening, *(part for question, answer in pairs for part in (question, f"{SLOT} {answer}"))]
    assert _words(rebuilt) == _words(_original())


def test_the_word_file_itself_is_the_real_document(tmp_path: Path) -> None:
    """From its first word to its last, after its answers were read and taken."""
    series = _answered(tmp_path, "docx")
    assert _words([text for _, text in paragraphs(series.document("Heinrich").read_bytes())]) == _words(_original())


@pytest.mark.parametrize("kind", _TYPE)
def test_the_answers_go_along_into_the_other_kind_of_document(tmp_path: Path, kind: str) -> None:
    """A lecturer who changes from one to the other finds every answer there."""
    series = _answered(tmp_path, kind)
    _says(series, kind=_OTHER[kind])
    assert [series.run(), series.later(hours=1).run()] == [SILENT, SILENT]
    if kind == "xlsx":
        assert _words([text for _, text in paragraphs(series.document("Heinrich").read_bytes())]) == _words(_original())
    else:
        rows = load_workbook(_file(series, "xlsx")).worksheets[0].iter_rows(min_row=2, min_col=5, values_only=True)
        assert [str(answer).split() for (answer,) in rows] == [answer.split() for answer in _answers()]
