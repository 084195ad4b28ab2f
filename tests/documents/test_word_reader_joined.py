"""Questions joined to the answer above them: each word stays with the question it was typed under."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.reading_changed import read_changed
from pipeline.documents.word_update import update_word
from pipeline.model.reading import FoundBy
from pipeline.model.update import NewBlock
from pipeline.rich_text.rich_text import Paragraph, Run
from tests.documents.editing import Editing, run, w
from tests.documents.edits import EDITS
from tests.documents.lecturers_files import texts
from tests.documents.samples import sample
from tests.documents.test_word_reader import ROWS, known, leftovers, opened, reading, slot, words

NEW = ("Slide 8.", "A new one?", "")


def joined(number: int, *, look: str = "") -> Editing:
    """Return a document with all questions answered and one joined to the answer above."""
    edited = opened()
    for at in range(1, 5):
        edited.answer(at, f"answer {at}", look=look)
    EDITS["a question joined"](edited, number, number, "")
    return edited


def styled_as_a_question(edited: Editing) -> None:
    """Give the joined paragraph the style of the question, as Word does if a paragraph's end is deleted."""
    next(edited.slot(2).iter(w("pStyle"))).set(w("val"), "QAQuestion")


def corrected(edited: Editing) -> None:
    """Correct the joined question."""
    last = list(edited.slot(2).iter(w("t")))[-1]
    last.text = str(last.text).replace("does one need", "do we need")


def noted(edited: Editing) -> None:
    """Put the program's own bookmark and some words of another look before it."""
    edited.slot(2).insert(1, edited.slot(2).makeelement(w("bookmarkStart"), {w("id"): "7", w("name"): "_GoBack"}))


CHANGES: list[Callable[[Editing], object]] = [
    lambda _: None,
    styled_as_a_question,
    corrected,
    noted,
    lambda edited: edited.append(edited.slot(2), run("\nLH: answer 3")),
    lambda edited: edited.drop_anchors(styles=False),
]


@pytest.mark.parametrize("change", CHANGES, ids=["as joined", "set as it", "corrected", "noted", "typed", "unmarked"])
def test_words_before_a_question_belong_to_the_answer_above(change: Callable[[Editing], object]) -> None:
    """However the paragraph is set then, and whatever was typed behind the question; nothing is left over."""
    edited = joined(3)
    change(edited)
    read = reading(edited)
    assert [words(read, number) for number in (1, 2, 4)] == ["answer 1", "answer 2", "answer 4"]
    assert set(words(read, 3).split("\n")) == {"answer 3"} or words(read, 3) == "answer 3\nLH: answer 3"
    assert (read.missing, leftovers(read), read.problems) == ((), [], ())
    assert bool(slot(read, 3).question_text) == (change is corrected)


def test_what_is_joined_keeps_its_looks_and_its_comments() -> None:
    """Bold words stay bold; a comment stands at the words it was made at."""
    edited = joined(3, look="<w:b/>")
    edited.comments((edited.slot(2), "at the answer"), (edited.slot(2), "at the question"))
    edited.slot(2).insert(1, edited.slot(2)[-2])
    read = reading(edited)
    assert slot(read, 2).answer.blocks == (Paragraph((Run("answer 2", bold=True),)),)
    assert (slot(read, 2).comments, slot(read, 3).comments) == (("at the answer",), ("at the question",))


def test_all_in_one_paragraph() -> None:
    """A slot joined to its question, the next question joined to that: both are told apart."""
    edited = joined(3)
    edited.question(2).extend(one for one in edited.slot(2) if one.tag != w("pPr"))
    edited.remove(edited.slot(2))
    read = reading(edited)
    assert [words(read, number) for number in range(1, 5)] == [f"answer {number}" for number in range(1, 5)]
    assert (read.missing, read.problems) == ((), ())


def test_a_question_deleted_to_its_end_leaves_the_answer_above() -> None:
    """Its bookmark stands at the end of that answer then, which is no question in other words."""
    edited = joined(3)
    for one in list(edited.slot(2).iter(w("t")))[4:]:
        one.text = ""
    read = reading(edited)
    assert (words(read, 2), words(read, 3), slot(read, 3).question_text) == ("answer 2", "answer 3", "")
    assert [one.key for one in read.problems] == ["empty heinrich-2-03"]


@pytest.mark.parametrize("before", ["3. ", "(c) ", "Q3: ", "Frage 3) ", "Slide 8. ", "✓ ", " "])
def test_a_number_before_a_question_is_no_answer(before: str) -> None:
    """Typed before the bookmark, without being an answer."""
    edited = opened()
    edited.append(edited.question(3), run(before))
    edited.question(3).insert(1, edited.question(3)[-1])
    assert words(reading(edited), 2) == ""


@pytest.mark.parametrize("quoted", ["It is, as you ask: ", "I would say so, see “", "That is the same as in "])
def test_a_deleted_question_that_is_quoted_is_not_found_in_an_answer(quoted: str) -> None:
    """A sentence that ends with its words goes on with them."""
    edited = opened()
    edited.remove(edited.question(3), edited.slot(3))
    edited.answer(2, quoted + " ".join(ROWS[2][:2]))
    read = reading(edited)
    assert (words(read, 2), read.missing) == (quoted + " ".join(ROWS[2][:2]), ("heinrich-2-03",))


@given(st.lists(st.text("ab. ?:LH\n1", min_size=1, max_size=12), min_size=4, max_size=4), st.sets(st.integers(2, 4)))
def test_joined_or_not_the_same_is_read(answers: list[str], numbers: set[int]) -> None:
    """Whatever the answers are, joining questions to them moves no word."""
    edited = opened()
    for number, answer in enumerate(answers, 1):
        edited.answer(number, f"so {answer}")
    whole = reading(edited)
    for number in sorted(numbers):
        EDITS["a question joined"](edited, number, number, "")
    read = reading(edited)
    assert [(one.question, one.answer, one.question_text) for one in read.slots] == [
        (one.question, one.answer, one.question_text) for one in whole.slots
    ]
    assert {one.found_by for one in read.slots} == {FoundBy.BOOKMARK}


@pytest.mark.parametrize("edit", [lambda _: None, lambda edited: edited.answer(2, " and more")])
def test_a_joined_question_is_left_to_a_reading_of_everything(edit: Callable[[Editing], object]) -> None:
    """What is typed before it is in another question's answer; in either of both versions."""
    before, plain_one = joined(3), opened()
    now = Editing(before.saved())
    now.append(now.slot(1), run(" and more"))
    edit(plain_one)
    for then, later in ((before, now), (plain_one, before), (before, plain_one)):
        assert read_changed(later.saved(), "answers.docx", known(), (), then.saved()) is None


@pytest.mark.parametrize("has_anchors", [True, False])
def test_new_questions_do_not_come_between_an_answer_and_its_question(has_anchors: bool) -> None:
    """What is read of it as an answer stays below its question when the file is brought up to date."""
    edited = joined(3)
    if not has_anchors:
        edited.drop_anchors()
    document = sample(*ROWS[:2], NEW, *ROWS[2:])
    ids = ("heinrich-2-01", "heinrich-2-02", "heinrich-2-09", "heinrich-2-03", "heinrich-2-04")
    blocks = tuple(replace(one, id=key) for key, one in zip(ids, document.blocks, strict=True))
    new = NewBlock(blocks[2], ids[1])
    said = texts(update_word(edited.saved(), "a.docx", replace(document, blocks=blocks), [new]))
    assert said.index(" ".join(NEW[:2])) > said.index("LH: answer 3")
