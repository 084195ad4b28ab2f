"""What else lecturers do in a document: correct questions, write in the margin or between, take answers out again."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.store import open_store
from tests.documents.editing import Editing, paragraph
from tests.documents.sheets import edited, typed
from tests.documents.test_word_reader_programs import OFFICE, saved_by_office
from tests.whole.series import ROWS, SHARED, SILENT, Row, Series, small
from tests.whole.test_copies import SHEETS, accepted, answered, answers, history, put, sheet

CHECKS = SHARED / "tools"
NEW = Row("Do waves add up?", "40", minute=60)
CORRECTED = "Why does a breaking wave break?"
MORE = (Row("And at night?", "8", minute=61), Row("How high?", "9", minute=62))


@pytest.fixture
def begun(tmp_path: Path) -> Series:
    """Return a series after its first run: waves are answered in Word, tides in a sheet."""
    series = small(tmp_path / "school", settings=SHEETS)
    assert series.run() == SILENT
    return series


def _edit(series: Series, change: Callable[[Editing], object]) -> bytes:
    """Let a lecturer change the document about waves; return the file."""
    document = Editing(series.document().read_bytes())
    change(document)
    content = document.saved()
    series.document().write_bytes(content)
    return content


def _corrections(series: Series) -> dict[str, str]:
    with open_store(series.output / "state") as store:
        return store.corrections.all()


def _correct(document: Editing) -> None:
    document.retype(document.question(1), f"Slide 31. {CORRECTED}")


def test_a_question_that_was_corrected_is_kept_beside_what_was_asked(begun: Series) -> None:
    """In Word: the file stays as the lecturer left it, whatever else is new, and the words asked stay in the store."""
    _edit(begun, _correct)
    assert begun.run() == SILENT
    assert _corrections(begun) == {"waves-01": CORRECTED}
    begun.has(*ROWS, NEW)
    assert [begun.later(hours=1).run(), begun.later(hours=2).run()] == [SILENT, SILENT]
    assert begun.questions()[0] == f"Slide 31. {CORRECTED}"
    assert "Slide 40. Do waves add up?" in begun.questions()
    assert _corrections(begun) == {"waves-01": CORRECTED}
    assert "Why does a wave break?" in begun.call("questions", "--trace", "waves-01").out
    assert {one.content.question for one in begun.kept().submissions} == {one.question for one in (*ROWS, NEW)}


def test_a_correction_can_be_taken_back(begun: Series) -> None:
    """The lecturer types the words that stood there, or brings the old file back."""
    before = begun.document().read_bytes()
    _edit(begun, _correct)
    begun.run()
    begun.document().write_bytes(answered(before, "it is steep"))
    assert begun.later(hours=1).run() == SILENT
    assert _corrections(begun) == {}
    assert begun.questions()[0] == "Slide 31. Why does a wave break?\nasked by 2"


def test_a_question_is_corrected_in_a_sheet_and_in_a_copy(begun: Series) -> None:
    """Everywhere alike; a blank copy takes no correction back."""
    blank = begun.document().read_bytes()
    document = Editing(blank)
    _correct(document)
    put(begun, "copy.docx", document.saved())
    row = {"Does the moon pull?": "Does the moon really pull?"}

    def correct(table: object) -> None:
        for cells in table.iter_rows():  # type: ignore[attr-defined] # a worksheet
            for cell in cells:
                cell.value = row.get(str(cell.value), cell.value)

    sheet(begun).write_bytes(edited(correct, sheet(begun).read_bytes()))
    assert begun.run() == SILENT
    put(begun, "blank.docx", blank)
    assert begun.later(hours=1).run() == SILENT
    assert _corrections(begun) == {"waves-01": CORRECTED, "tides-01": "Does the moon really pull?"}


def test_an_answer_in_the_margin_is_offered_with_the_line_that_takes_it(begun: Series) -> None:
    """It is no answer until a person says so; the line that is printed does it."""
    _edit(begun, lambda document: document.comments((document.slot(1), "because it is steep")))
    said = begun.run("-v")
    assert said.code == 0
    assert "there is no answer, but a margin comment" in said.err
    assert [begun.later(hours=1).run(), begun.later(hours=2).run()] == [SILENT, SILENT]
    assert answers(begun, "waves-01") == [""]
    (line,) = re.findall(r"→ qa-pipeline (answers restore .*)", said.err)
    assert begun.later(hours=3).call(*line.split()).code == 0
    assert answers(begun, "waves-01") == ["because it is steep"]
    assert begun.later(hours=4).run() == SILENT


def test_a_margin_comment_beside_an_answer_is_only_told(begun: Series) -> None:
    """With addresses masked; the answer is what stands in the slot."""

    def change(document: Editing) -> None:
        document.answer(1, "because it is steep")
        document.comments((document.slot(1), "ask ada@hill.example whether this is right"))

    _edit(begun, change)
    said = begun.run("-v")
    assert 'a margin comment at waves-01: "ask … whether this is right"' in said.err
    begun.later(hours=1).run()
    assert answers(begun, "waves-01") == ["because it is steep"]


def test_a_merged_question_hands_its_answer_on(begun: Series) -> None:
    """They ask the same: what was answered to the one answers the other, and stands below it in the document."""
    later = accepted(begun, "", "it is one")
    assert later.call("decide", "merge", "waves-02", "waves-01").code == 0
    assert [later.later(hours=hours).run() for hours in (1, 2)] == [SILENT] * 2
    assert answers(later, "waves-01", "waves-02") == ["it is one", "it is one"]
    slots = [text for text in Editing(later.document().read_bytes()).texts() if text.startswith("AB:")]
    assert slots == ["AB: it is one", "AB: it is one"]
    assert later.later(hours=3).run() == SILENT


def test_a_merge_that_is_undone_takes_its_answer_back(begun: Series) -> None:
    """The other question was never answered; the text stays in its history."""
    later = accepted(begun, "", "it is one")
    later.call("decide", "merge", "waves-02", "waves-01")
    later.later(hours=1).run()
    later.call("decide", "undo", "1")
    assert [later.later(hours=hours).run() for hours in (2, 3)] == [SILENT] * 2
    assert answers(later, "waves-01", "waves-02") == ["", "it is one"]


def _four_answers(root: Path, settings: str) -> Series:
    """Return a series in which four questions about waves were answered."""
    series = small(root, *ROWS, *MORE, settings=settings)
    series.run()
    _answer_four(series, "one", "two", "three", "four")
    assert [series.run(), series.later(hours=1).run()] == [SILENT, SILENT]
    return series.later(hours=2)


def _answer_four(series: Series, *words: str) -> None:
    (path,) = series.documents.glob("*Waves.*")
    questions = [f"waves-0{number}" for number in range(1, 5)]
    if path.suffix == ".docx":
        path.write_bytes(answered(path.read_bytes(), *words))
    else:
        cells = dict(zip(questions, (word or None for word in words), strict=True))
        path.write_bytes(typed(cells, path.read_bytes()))


_IN_SHEET = SHEETS.replace('lecturer = "Ada Brook"\n', 'lecturer = "Ada Brook"\nanswers_in = "xlsx"\n')


@pytest.mark.parametrize("settings", [SHEETS, _IN_SHEET], ids=["docx", "xlsx"])
def test_answers_that_vanish_stop_the_document(tmp_path: Path, settings: str) -> None:
    """Three of four are gone: nothing is taken from that file until a person says so; the other document goes on."""
    series = _four_answers(tmp_path / "school", settings)
    before = [history(series, f"waves-0{number}") for number in range(1, 5)]
    _answer_four(series, "", "", "", "four")
    sheet_of_tides = next(series.documents.glob("*Tides.xlsx"))
    sheet_of_tides.write_bytes(typed({"tides-01": "it does"}, sheet_of_tides.read_bytes()))
    said = series.run()
    assert said.code == 6
    assert "held 4 answers and holds 1 of them now" in said.err
    assert "qa-pipeline run --force answers-vanished" in said.err
    assert [history(series, f"waves-0{number}") for number in range(1, 5)] == before
    assert history(series, "tides-01")[0] == ("draft", sheet_of_tides.name, "it does")
    assert series.later(hours=1).run().code == 6
    assert series.later(hours=2).run("--force", "answers-vanished").code == 0
    assert series.later(hours=3).run().code == 0
    last = [history(series, f"waves-0{number}")[-1] for number in range(1, 5)]
    assert sorted((event, text) for event, _, text in last) == [("accepted", "four"), *[("cleared", "")] * 3]
    assert series.later(hours=4).run() == SILENT


def _between(document: Editing) -> None:
    """Write a greeting above, and a question of one's own with an answer below."""
    document.answer(1, "because it is steep")
    document.before(document.body[0], paragraph("Dear all, mail me at ada@hill.example", style=""))
    own = paragraph("Slide 99. My own question: who else surfs, and where and with whom?", "QAQuestion")
    document.after(document.slot(2), own, paragraph("AB: I do, call +41 44 123 45 67"))


def test_what_belongs_to_no_question_is_told_and_kept(begun: Series) -> None:
    """By `run -v`, in the report and in the kept file; addresses are masked, and the document stays as it is."""
    content = _edit(begun, _between)
    said = begun.later(minutes=1).run("-v")
    assert said.code == 0
    assert "Dear all, mail me at …" in said.err
    assert "who else surfs" in said.err
    reports = sorted((begun.output / "reports").glob("*.json"))
    told = [one["message"] for one in json.loads(reports[-1].read_text(encoding="utf-8"))["problems"]]
    assert any("Dear all" in message for message in told)
    everything = said.err + said.out + "".join(path.read_text(encoding="utf-8") for path in reports)
    assert not any(secret in everything for secret in ("ada@", "hill.example", "123 45 67"))
    assert begun.document().read_bytes() == content
    begun.later(hours=2).run()
    assert answers(begun, "waves-01", "waves-02") == ["because it is steep", ""]
    versions = [path.read_bytes() for path in (begun.output / "state" / "versions").iterdir()]
    assert content in versions


def _check(tool: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(CHECKS / tool), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _faults(path: Path) -> set[str]:
    """Return what the validator finds in a file."""
    options = ["--no-sdk", "--no-audit", "--no-integrity", "--no-lo", "--xsd", str(SHARED / "schemas" / "ooxml")]
    said = _check("validate.py", *options, path)
    return {re.sub(r"\d+", "0", line) for line in said.stdout.splitlines() if "ERROR" in line}


def _through_office(series: Series, folder: Path) -> bytes:
    """Let LibreOffice save the document."""
    content = saved_by_office(series.document().read_bytes(), folder, "docx")
    series.document().write_bytes(content)
    return content


_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.mark.skipif(not CHECKS.is_dir(), reason="the checks are not beside this checkout")
@pytest.mark.parametrize(
    "office", [False, pytest.param(True, marks=[pytest.mark.office, _office])], ids=["own", "office"]
)
def test_an_update_only_inserts(begun: Series, tmp_path: Path, *, office: bool) -> None:
    """Two checks that know nothing of our code find nothing but the new blocks, and no new fault."""
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    content = _edit(begun, _between)
    old.write_bytes(_through_office(begun, tmp_path) if office else content)
    begun.run()
    begun.has(*ROWS, NEW, *MORE)
    assert [begun.later(hours=1).run(), begun.later(hours=2).run()] == [SILENT, SILENT]
    new.write_bytes(begun.document().read_bytes())
    said = _check("untouched.py", old, new, "--max-new", "6")
    assert (said.returncode, said.stdout.count("inserted: ")) == (0, 6), said.stdout + said.stderr
    assert _faults(new) <= _faults(old)
