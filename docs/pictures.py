"""Renews the pictures of the README and of the lecturers' page: `python -m docs.pictures`; needs LibreOffice, pdftoppm.

A copy of the sample series runs in a folder of its own, somebody answers as a lecturer would, a question comes late,
and what the lecturer then sees is printed and cropped.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook

from tests.documents.editing import Editing, paragraph, run
from tests.whole.series import Series, sample

IMAGES = Path(__file__).parent / "images"
# Resolution, and the part of the page: from the left, from the top, width, height.
FIRST_PAGE = "-r 96 -x 32 -y 20 -W 730 -H 640".split()
WORD_PAGE = "-r 130 -x 100 -y 85 -W 890 -H 895".split()
SHEET_PAGE = "-r 105 -x 50 -y 54 -W 1118 -H 330".split()
LATE = (
    '"2026/08/14 8:02:31 AM GMT+2","","Lecture 2: Bayesian statistics","3",'
    '"Is a flat prior the same as no prior at all?",""\n'
)
FORMULA = (
    "<m:oMath><m:f><m:num><m:r><m:t>σ</m:t></m:r></m:num><m:den><m:rad><m:radPr><m:degHide m:val='1'/></m:radPr>"
    "<m:deg/><m:e><m:r><m:t>n</m:t></m:r></m:e></m:rad></m:den></m:f></m:oMath>"
)
ANSWERS = (
    "About thirty years: long enough for the slow swings of the oceans to average out.",
    "A hard one made the training unstable. Ours loses less mass in a year than the rounding of the numbers does.",
)


def word_file(series: Series) -> Path:
    """Return the document that is answered in Word."""
    return series.document("Bayesian")


def answer_in_word(series: Series) -> None:
    """Type three answers: of a sentence, of two paragraphs, and with a formula."""
    edited = Editing(word_file(series).read_bytes())
    edited.answer(1, "Yes. I only wrote it in another way the second time.")
    edited.answer(2, "Only if nothing else speaks for the larger one.", "The evidence has punished its size already.")
    edited.append(edited.slot(3), run("Yes, if there are ") + run("enough of them", "<w:b/>") + run(": the error is "))
    edited.append(edited.slot(3), FORMULA + run(" however rare each one is."))
    edited.after(edited.slot(3), paragraph("Try it with the notebook of the second exercise."))
    word_file(series).write_bytes(edited.saved())


def answer_in_sheet(path: Path) -> None:
    """Fill two cells in."""
    book = load_workbook(path)
    for row, answer in enumerate(ANSWERS, 3):
        book.worksheets[0].cell(row, 5).value = answer
    book.save(path)


def keep(path: Path, folder: Path, name: str, crop: Sequence[str]) -> None:
    """Print a document as LibreOffice does, keep a part of its first page, and say how large that is."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    to_pdf = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(to_pdf, check=True, capture_output=True)  # noqa: S603 - a program of our own choice, on our own file
    picture = IMAGES / f"{name}.png"
    to_png = ["pdftoppm", "-png", "-singlefile", *crop, str(folder / f"{path.stem}.pdf"), str(picture.with_suffix(""))]
    subprocess.run(to_png, check=True, capture_output=True)  # noqa: S603 - likewise
    sys.stdout.write(f"{picture.name}: {picture.stat().st_size // 1000} kB\n")


def draw(folder: Path) -> None:
    """Make the series, answer, let a question come, and keep what is seen at each step."""
    series = sample(folder / "school")
    series.run()
    keep(word_file(series), folder, "document", FIRST_PAGE)
    answer_in_word(series)
    keep(word_file(series), folder, "lecturers-answered", WORD_PAGE)
    responses = series.settings_file.with_name("responses") / "questions.csv"
    responses.write_text(responses.read_text(encoding="utf-8") + LATE, encoding="utf-8")
    series.run()
    series.later(hours=1).run()
    keep(word_file(series), folder, "lecturers-new-question", WORD_PAGE)
    (sheet,) = series.documents.glob("*.xlsx")
    answer_in_sheet(sheet)
    keep(sheet, folder, "lecturers-sheet", SHEET_PAGE)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        draw(Path(folder))
