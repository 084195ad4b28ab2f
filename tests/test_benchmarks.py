"""That the benchmarks run; how fast anything is, is for people to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import coming_back, documents, nothing_new, whole_run
from benchmarks.measures import Goal, alone, forecast, growth
from benchmarks.peers import Peers
from benchmarks.texts import invented_document, question_text
from pipeline.documents.word_reader import read_word
from pipeline.word.xml_parts import escape


def test_a_small_document_is_measured_by_every_method() -> None:
    """The table has the floor, ours and python-docx, and a row for each library that is not installed."""
    said = documents.report((2, 4))
    assert all(f"\n| {name}" in said for name in ("floor", "ours", "python-docx", "docxtpl", "docxtemplater (npm)"))
    assert "growth to 4 questions" in said


def test_a_small_school_is_run_three_times() -> None:
    """The table has all three runs, and the three steps of the first."""
    said = whole_run.report((40, 60))
    rows = ("first run", "10 new rows", "nothing new", "fetch", "triage", "export")
    assert all(f"\n| {name}" in said for name in rows)


def test_a_run_with_nothing_new_is_compared_with_loading_libraries() -> None:
    """Both commands are in the table, and the goal beside what was measured."""
    said = nothing_new.report(rounds=1)
    assert "qa-pipeline run, nothing new" in said
    assert "≤ 1.4 ×" in said


def test_every_slot_of_the_answered_document_has_its_answer() -> None:
    """What is read in the benchmark is what was typed: an answer in each slot, also of two paragraphs and in bold."""
    document, content = coming_back.answered_document(20)
    slots = read_word(content, "answers.docx", coming_back.knowledge_of(document)).slots
    assert [len(one.answer.blocks) for one in slots] == [2 if number % 10 == 1 else 1 for number in range(20)]
    assert alone("reader", "20")["answers"] == 20


def test_inserting_is_compared_with_zipping_again() -> None:
    """Both kinds of document are measured beside the same work."""
    figures = coming_back.inserting(20)
    assert [one.what.split()[-1] for one in figures] == ["answered", "unanswered"]
    assert all(one.goal().bound == 1.5 for one in figures)


def test_every_method_writes_the_same_questions(tmp_path: Path) -> None:
    """A comparison is fair only if all methods print the same."""
    document = invented_document(12)
    for name, text in Peers(tmp_path).texts(document).items():
        words = [block.text for block in document.blocks if "example.org" not in block.text]
        assert all(escape(one).encode() in text for one in words), name


def test_invented_texts_have_the_length_of_real_ones() -> None:
    """Texts are of 80 to 250 characters, and the same at every run."""
    texts = [question_text(number) for number in range(500)]
    assert all(80 <= len(text) <= 250 for text in texts)
    assert texts == [question_text(number) for number in range(500)]


def test_growth_and_forecast_agree() -> None:
    """Twice the size in four times the time is quadratic, and four times the size will take sixteen times as long."""
    assert growth([10, 20], [1, 4]) == pytest.approx(2)
    assert forecast(40, [10, 20], [1, 4]) == pytest.approx(16)


@pytest.mark.parametrize(("found", "verdict"), [(1.4, "reached"), (1.5, "missed"), (float("nan"), "not measured")])
def test_a_goal_says_whether_it_was_reached(found: float, verdict: str) -> None:
    """A figure at its bound is good enough; one that is missing is no success."""
    assert Goal("a run", 1.4, " ×", found).row()[-1] == verdict
