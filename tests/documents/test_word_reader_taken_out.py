"""Questions that somebody took out, and lines of answers that are much like them: these stay where they were typed."""

from __future__ import annotations

import pytest

from pipeline.documents.word_update import update_word
from pipeline.model.update import RemovedQuestion
from tests.documents.editing import Editing, paragraph
from tests.documents.samples import sample
from tests.documents.test_word_reader import ROWS, leftovers, opened, reading, slot, words

ALIKE = "Why does the loss go down so slow?"


def taken_out(line: str, style: str = "QAAnswer") -> Editing:
    """Return a document without its first question, and with this line in the answer to the second."""
    edited = opened()
    edited.remove(edited.question(1), edited.slot(1))
    edited.answer(2, "For images.")
    edited.after(edited.slot(2), paragraph(line, style))
    return edited


@pytest.mark.parametrize("style", ["QAAnswer", "", "ListParagraph"])
@pytest.mark.parametrize("line", [ALIKE, f"{ALIKE} It does not."])
def test_a_line_like_it_stays_in_its_answer(style: str, line: str) -> None:
    """Other bookmarks stand, so the question is gone, and no word of the answer with it."""
    read = reading(taken_out(line, style))
    assert words(read, 2) == f"For images.\n{line}"
    assert read.missing == ("heinrich-2-01",)
    assert leftovers(read) == []


@pytest.mark.parametrize(("line", "style"), [(f"Slide 3. {ALIKE}", ""), (ALIKE, "QAQuestion")])
def test_the_question_itself_is_found_without_its_bookmark(line: str, style: str) -> None:
    """By its label, or because it is set as a question; somebody corrected it and lost the bookmark."""
    edited = opened()
    edited.before(edited.question(1), paragraph(line, style))
    edited.remove(edited.question(1))
    edited.answer(1, "It does not.")
    read = reading(edited)
    assert (words(read, 1), read.missing) == ("It does not.", ())
    assert "slow?" in slot(read, 1).question_text


@pytest.mark.parametrize("style", ["QAAnswer", "", "ListParagraph"])
def test_an_update_leaves_the_line_alone(style: str) -> None:
    """The question may be declined later: nothing of it is there that could go."""
    content = taken_out(ALIKE, style).saved()
    removed = [RemovedQuestion("heinrich-2-01", untouched=False, notice="[removed]")]
    assert update_word(content, "a.docx", sample(*ROWS), (), (), removed) == content
