"""Answers read back from Word files: each at its question, none lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.documents.word_reader import read_word
from pipeline.documents.word_writer import WordWriter
from pipeline.model.reading import DocumentKnowledge, DocumentReading, FoundBy, KnownQuestion, Slot
from pipeline.rich_text.characters import clean
from pipeline.rich_text.plain_text import plain
from tests.documents.editing import Editing, elements, paragraph, run, table, tracked, w
from tests.documents.samples import BLOCKS, sample

ROWS = (
    ("Slide 3.", "Why does the loss go down so slowly?", ""),
    ("Slide 7.", "What is a convolution good for?", "asked by 3; also: Slide 33"),
    ("Slide 9.", "How many layers does one need?", ""),
    ("Slide not specified.", "Can I use this for my own data?", ""),
)


def known(*rows: tuple[str, str, str], initials: tuple[str, ...] = ("LH",)) -> DocumentKnowledge:
    """Return what is known of a sample."""
    questions = tuple(KnownQuestion(f"heinrich-2-{n:02}", *row[:2]) for n, row in enumerate(rows or ROWS, 1))
    return DocumentKnowledge("heinrich-2", questions, initials)


def opened(*rows: tuple[str, str, str]) -> Editing:
    """Return a written document, opened by a lecturer."""
    return Editing(WordWriter().write(sample(*(rows or ROWS))))


def reading(edited: Editing, knowledge: DocumentKnowledge | None = None) -> DocumentReading:
    """Return what is read of it."""
    return read_word(edited.saved(), "answers.docx", knowledge or known())


def slot(read: DocumentReading, number: int) -> Slot:
    """Return the slot of a question."""
    return next(one for one in read.slots if one.question == f"heinrich-2-{number:02}")


def words(read: DocumentReading, number: int) -> str:
    """Return the answer to a question as plain words."""
    return plain(slot(read, number).answer)


def leftovers(read: DocumentReading) -> list[str]:
    """Return what belongs to no question as plain words."""
    return [plain(one.words) for one in read.leftovers]


def test_a_document_that_nobody_touched_says_nothing() -> None:
    """Every question is found by its bookmark, no answer, no leftover, no remark."""
    read = reading(opened(*BLOCKS), known(*BLOCKS))
    assert [one.question for one in read.slots] == [f"heinrich-2-{n:02}" for n in range(1, len(BLOCKS) + 1)]
    assert {(one.found_by, bool(one.answer), one.question_text) for one in read.slots} == {
        (FoundBy.BOOKMARK, False, "")
    }
    assert (read.leftovers, read.missing, read.problems) == ((), (), ())
    assert (read.series_key, read.lecture, len(read.version)) == ("school-2023", "heinrich-2", 64)


def test_without_anchors_the_words_are_enough() -> None:
    """A program that drops bookmarks and styles loses no answer."""
    edited = opened()
    for number in range(1, 5):
        edited.answer(number, f"answer {number}")
    edited.drop_anchors()
    read = reading(edited)
    assert [words(read, number) for number in range(1, 5)] == [f"answer {number}" for number in range(1, 5)]
    assert {one.found_by for one in read.slots} == {FoundBy.TEXT}


ANSWERS = st.lists(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=40), min_size=1, max_size=3
)


@given(st.lists(ANSWERS, min_size=4, max_size=4), st.booleans())
def test_any_answer_comes_back_from_its_question(answers: list[list[str]], keeps_anchors: bool) -> None:
    """Written, typed and read: the same words at the same question, whatever they are."""
    edited = opened()
    for number, (first, *more) in enumerate(answers, 1):
        # Initials are the one thing that would rightly be taken for a mark.
        edited.answer(number, "x" + first, *("x" + text for text in more))
    if not keeps_anchors:
        edited.drop_anchors()
    read = reading(edited)
    expected = ["\n".join(f"x{one}".rstrip() for one in answer) for answer in answers]
    assert ["\n".join(line.rstrip() for line in words(read, n).split("\n")) for n in range(1, 5)] == expected


@given(st.lists(st.tuples(st.integers(0, 14), st.text("abc Ä?.:", min_size=1, max_size=30)), max_size=6))
def test_every_word_is_somewhere(additions: list[tuple[int, str]]) -> None:
    """Wherever something is typed, it is in an answer, a question or a leftover."""
    edited = opened()
    for place, text in additions:
        edited.after(list(edited.body)[place % (len(edited.body) - 1)], paragraph(f"w{text}"))
    read = reading(edited)
    found = [*leftovers(read), *(plain(one.answer) + one.question_text for one in read.slots)]
    for _, text in additions:
        assert any(clean(f"w{text}") in clean(one) for one in found)


@pytest.mark.parametrize(
    "typed",
    "LH: yes|LH:yes|lh: yes|LH - yes|lh – yes|L.H.: yes|L. H. : yes|LH\u00a0: yes|yes|LH:\nyes|LH\nyes|LH\uff1ayes|"
    " LH : yes|LH.:yes|LH:\tyes|LH -yes".split("|"),
)
def test_initials_are_taken_off_however_they_are_spelled(typed: str) -> None:
    """Only the mark goes, never a word of the answer."""
    edited = opened()
    edited.retype(edited.slot(1), typed)
    assert words(reading(edited), 1) == "yes"


@pytest.mark.parametrize("typed", ["NB: mind this", "LHC: a collider", "LH-norm matters", "Lhotse is high", "So: yes"])
def test_what_only_looks_like_initials_stays(typed: str) -> None:
    """Other capitals and words that begin alike are the lecturer's words."""
    edited = opened()
    edited.retype(edited.slot(1), f"LH: {typed}")
    assert words(reading(edited), 1) == typed
    edited.retype(edited.slot(1), typed)
    assert words(reading(edited), 1) == typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["LH: one"], "one"),
        (["MK: two"], "two"),
        (["LH, MK: both"], "both"),
        (["LH & MK: both"], "both"),
        (["LH, MK: one", "MK: two"], "one\nMK: two"),
        (["LH: one", "MK: two"], "one\nMK: two"),
        (["LH, MK:", "MK: two"], "two"),
        (["LH, MK:"], ""),
    ],
)
def test_each_of_several_lecturers_may_speak(typed: list[str], expected: str) -> None:
    """The first initials go; where another one's part begins they stay."""
    edited = opened()
    edited.retype(edited.slot(1), typed[0])
    edited.after(edited.slot(1), *map(paragraph, typed[1:]))
    assert words(reading(edited, known(initials=("LH", "MK"))), 1) == expected


def test_prefix_and_answer_in_two_paragraphs() -> None:
    """Enter after the initials is common; the slot's own line goes."""
    edited = opened()
    edited.after(edited.slot(1), paragraph("one"), paragraph(), paragraph("NB: two"))
    assert words(reading(edited), 1) == "one\nNB: two"


def test_an_answer_between_question_and_slot() -> None:
    """The empty slot behind it is nobody's word."""
    edited = opened()
    edited.after(edited.question(2), paragraph("typed above"))
    read = reading(edited)
    assert (words(read, 2), words(read, 1), leftovers(read)) == ("typed above", "", [])


def test_an_answer_above_and_in_the_slot() -> None:
    """Both are the answer, and the slot's initials go."""
    edited = opened()
    edited.after(edited.question(1), paragraph("above"))
    edited.answer(1, "and below")
    assert words(reading(edited), 1) == "above\nand below"


@pytest.mark.parametrize("typed", [" LH: yes", " It helps.", "\nIt helps.", " lh - it helps", " 42"])
@pytest.mark.parametrize("number", [1, 2])
def test_an_answer_typed_into_the_question(typed: str, number: int) -> None:
    """What stands behind the question's own words is the answer; our remark is not."""
    edited = opened()
    edited.append(edited.question(number), run(typed))
    read = reading(edited)
    assert words(read, number) == typed.replace(" LH: ", "").replace("lh - ", "").strip()
    assert slot(read, number).question_text == ""


def test_the_remark_of_ours_is_no_answer() -> None:
    """`asked by 3; also: Slide 33` in whatever run and style."""
    edited = opened()
    edited.drop_anchors()
    read = reading(edited)
    assert (words(read, 2), slot(read, 2).question_text) == ("", "")


def test_a_slot_without_a_paragraph() -> None:
    """The slot was deleted, the answer typed where it stood."""
    edited = opened()
    edited.remove(edited.slot(3))
    edited.after(edited.question(3), paragraph("three"))
    assert words(reading(edited), 3) == "three"


@pytest.mark.parametrize(
    "corrected",
    [
        "Slide 3. Why does the training loss go down so slowly?",
        "Slide 3. Why does the loss decrease slowly?",
        "Slide 3. Why does teh loss go down so slowly??",
    ],
)
@pytest.mark.parametrize("has_anchors", [True, False])
def test_a_corrected_question_keeps_its_answer(corrected: str, has_anchors: bool) -> None:
    """And what it says now is told."""
    edited = opened()
    edited.retype(edited.question(1), corrected)
    edited.answer(1, "because")
    if not has_anchors:
        edited.drop_anchors()
    read = reading(edited)
    assert (words(read, 1), slot(read, 1).question_text) == ("because", corrected.removeprefix("Slide 3. "))


def test_a_corrected_slide_is_told_and_no_change_of_words() -> None:
    """The organiser decides about the slide."""
    edited = opened()
    edited.retype(edited.question(1), "Slide 4. Why does the loss go down so slowly?")
    read = reading(edited)
    assert slot(read, 1).question_text == ""
    assert ["Slide 4." in one.message for one in read.problems] == [True]


def test_an_answer_behind_a_corrected_question() -> None:
    """Both at once, in one paragraph."""
    edited = opened()
    edited.retype(edited.question(1), "Slide 3. Why does the test loss go down so slowly? Because the rate is small.")
    read = reading(edited)
    assert slot(read, 1).question_text == "Why does the test loss go down so slowly?"
    assert words(read, 1) == "Because the rate is small."


def test_a_question_broken_into_two_paragraphs() -> None:
    """Enter in its middle changes nothing."""
    edited = opened()
    edited.retype(edited.question(1), "Slide 3. Why does the loss")
    edited.after(edited.question(1), paragraph("go down so slowly?", "QAQuestion"))
    edited.answer(1, "because")
    read = reading(edited)
    assert (words(read, 1), slot(read, 1).question_text, leftovers(read)) == ("because", "", [])


def test_a_deleted_question_is_missing() -> None:
    """With its slot; the others keep their answers."""
    edited = opened()
    edited.answer(1, "one")
    edited.answer(3, "three")
    edited.remove(edited.question(2), edited.slot(2))
    read = reading(edited)
    assert read.missing == ("heinrich-2-02",)
    assert (words(read, 1), words(read, 3)) == ("one", "three")


def test_an_answer_whose_question_was_deleted_is_nobody_elses() -> None:
    """It is a leftover behind the question before it."""
    edited = opened()
    edited.answer(1, "one")
    edited.answer(2, "two")
    edited.remove(edited.question(2))
    read = reading(edited)
    assert (words(read, 1), leftovers(read)) == ("one", ["LH: two"])
    assert read.leftovers[0].after == "heinrich-2-01"


def test_reordered_questions_keep_their_answers() -> None:
    """Cut and paste, with and without the bookmarks."""
    edited = opened()
    for number in range(1, 5):
        edited.answer(number, f"answer {number}")
    edited.move_after(edited.slot(4), edited.question(1), edited.slot(1))
    read = reading(edited)
    assert [one.question[-1] for one in read.slots] == ["2", "3", "4", "1"]
    edited.drop_anchors()
    assert [words(reading(edited), number) for number in range(1, 5)] == [f"answer {number}" for number in range(1, 5)]


@pytest.mark.parametrize("has_anchors", [True, False])
def test_a_copied_block_is_told_apart(has_anchors: bool) -> None:
    """The first occurrence counts; what stands in the copy is kept."""
    edited = opened()
    edited.answer(1, "one")
    question, answer = edited.copy_after(edited.slot(2), edited.question(1), edited.slot(1))
    edited.append(answer, run(" more"))
    if not has_anchors:
        edited.remove(*question.iter(w("bookmarkStart"), w("bookmarkEnd")))
    read = reading(edited)
    assert (words(read, 1), words(read, 2)) == ("one", "")
    assert leftovers(read) == ["Slide 3. Why does the loss go down so slowly?\nLH: one more"]
    assert read.leftovers[0].reason == "a copied question"


def test_the_lecturers_own_question_is_a_leftover() -> None:
    """With what stands under it, behind the question it follows."""
    edited = opened()
    edited.answer(2, "two")
    edited.after(edited.slot(2), paragraph("Slide 8. And who found it?", "QAQuestion"), paragraph("LH: Fukushima"))
    read = reading(edited)
    assert (words(read, 2), words(read, 3)) == ("two", "")
    assert leftovers(read) == ["Slide 8. And who found it?\nLH: Fukushima"]
    assert read.leftovers[0].after == "heinrich-2-02"


@pytest.mark.parametrize(
    ("last", "below", "is_answer"),
    [
        ("What else could one expect?", (), True),
        ("What else could one expect?", (paragraph(),), True),
        ("Slide 19. And who has found this?", (), False),
        ("And who has found this?", (paragraph("Fukushima has."),), False),
        ("And who has found this?", (paragraph("LH: Fukushima has."),), False),
        (" ".join(ROWS[2][:2]), (), False),
    ],
)
def test_an_answer_set_as_a_question_may_end_with_one(last: str, below: tuple[str, ...], is_answer: bool) -> None:
    """Enter behind a question keeps its style; what looks like another question in any other way is told as one."""
    edited = opened()
    edited.remove(edited.slot(1))
    edited.after(edited.question(1), paragraph("Yes.", "QAQuestion"), paragraph(last, "QAQuestion"), *below)
    read = reading(edited)
    assert words(read, 1) == (f"Yes.\n{last}" if is_answer else "Yes.")
    assert bool(read.leftovers) != is_answer


def test_greetings_before_the_first_question_are_kept() -> None:
    """The title and the introduction say nothing new."""
    edited = opened()
    edited.before(edited.question(1), paragraph("Dear all, good questions!", ""))
    read = reading(edited)
    assert (leftovers(read), read.leftovers[0].after) == (["Dear all, good questions!"], "")


def test_a_greeting_in_the_introduction_is_seen_if_its_words_are_known() -> None:
    """Enter behind the introduction keeps its style."""
    edited = opened()
    edited.before(edited.question(1), paragraph("Dear all!", "QAIntroduction"))
    opening = ("Questions and answers - Lukas Heinrich Lecture 2", "These questions were sent in.", "Please answer.")
    assert leftovers(reading(edited)) == []
    assert [plain(one.words) for one in read_word(edited.saved(), "a", known(), opening).leftovers] == ["Dear all!"]


def test_words_behind_the_last_answer() -> None:
    """They belong to it, unless they begin under a heading."""
    edited = opened()
    edited.answer(4, "four", "and thanks")
    edited.before(edited.body[-1], paragraph("Reading list", "Heading1"), paragraph("A book"))
    read = reading(edited)
    assert (words(read, 4), leftovers(read)) == ("four\nand thanks", ["Reading list\nA book"])


def test_a_slide_in_an_answer_is_no_question() -> None:
    """`Slide 3 shows …`, and even `Slide 3. …` at the beginning of a paragraph."""
    edited = opened()
    edited.answer(1, "see below", "Slide 3 shows it.", "Slide 4. There it is again.")
    assert words(reading(edited), 1) == "see below\nSlide 3 shows it.\nSlide 4. There it is again."


def test_comments_are_told_per_question() -> None:
    """Whether at the question or at its answer; others are leftovers."""
    edited = opened()
    edited.comments((edited.question(1), "yes, see my book"), (edited.slot(2), "later"), (edited.body[0], "nice"))
    read = reading(edited)
    assert (slot(read, 1).comments, slot(read, 2).comments) == (("yes, see my book",), ("later",))
    assert leftovers(read) == ["nice"]


def test_tracked_changes_are_read_as_accepted() -> None:
    """Inserted and moved words stay, deleted ones go, also around a whole paragraph."""
    edited = opened()
    gone = tracked("del", run("no")) + tracked("moveFrom", run("away"))
    edited.append(edited.slot(1), gone + tracked("ins", run("yes")) + tracked("ins", tracked("del", run("perhaps"))))
    edited.after(edited.slot(1), paragraph(inner=tracked("moveTo", run("moved here"))))
    assert words(reading(edited), 1) == "yes\nmoved here"


def test_a_question_deleted_with_tracking_is_deleted() -> None:
    """Its bookmark does not wander to the next paragraph."""
    edited = opened()
    edited.answer(2, "two")
    for node in (edited.question(1), edited.slot(1)):
        inner = "".join(etree.tostring(one, encoding="unicode") for one in node.iter(w("r")))
        edited.before(node, paragraph(properties=f"<w:rPr>{tracked('del', '')}</w:rPr>", inner=tracked("del", inner)))
        previous = node.getprevious()
        assert previous is not None
        for mark in node.iter(w("bookmarkStart"), w("bookmarkEnd")):
            previous.append(mark)
        edited.remove(node)
    read = reading(edited)
    assert (read.missing, words(read, 2), leftovers(read)) == (("heinrich-2-01",), "two", [])


def test_a_paragraph_end_deleted_with_tracking_joins() -> None:
    """The slot stands behind the question then, and is read there."""
    edited = opened()
    edited.answer(1, "yes")
    properties = edited.question(1).find(w("pPr"))
    assert properties is not None
    properties.extend(elements(f"<w:rPr>{tracked('del', '')}</w:rPr>"))
    read = reading(edited)
    assert (words(read, 1), slot(read, 1).question_text) == ("yes", "")


CONTROL = '<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_7"/></w:sdtPr><w:sdtContent here="1"/></w:sdt>'


@pytest.mark.parametrize(
    "xml", [CONTROL, CONTROL.replace('<w:sdtContent here="1"/>', f"<w:sdtContent>{CONTROL}</w:sdtContent>")]
)
def test_content_controls_are_seen_through(xml: str) -> None:
    """Around blocks, around runs, one in the other, as Google's export writes them."""
    edited = opened()
    edited.answer(1, "one")
    for node in list(edited.slot(1).iter(w("r"))):
        edited.wrap(xml, node)
    edited.wrap(xml, edited.question(1), edited.slot(1))
    edited.wrap(xml, edited.question(2))
    read = reading(edited)
    assert (words(read, 1), len(read.slots), leftovers(read)) == ("one", 4, [])


def test_questions_in_a_table_are_found() -> None:
    """A table that holds questions is layout; one that holds none is an answer's."""
    edited = opened()
    for number in (1, 2):
        edited.answer(number, f"answer {number}")
    pairs = [(edited.question(number), edited.slot(number)) for number in (1, 2)]
    edited.after(edited.slot(4), table((paragraph("a"), paragraph("b"))))
    edited.before(edited.question(1), table(*[["<w:p/>"] * 2] * 2))
    layout = edited.body.find(w("tbl"))
    assert layout is not None
    for cell, node in zip(layout.iter(w("tc")), [node for pair in pairs for node in pair], strict=True):
        cell.append(node)
    edited.wrap(CONTROL, next(iter(layout.iter(w("tc")))))
    read = reading(edited)
    assert (words(read, 1), words(read, 2), words(read, 4)) == ("answer 1", "answer 2", "a\tb")


def test_equations_in_a_question_are_recognised() -> None:
    """Its LaTeX is kept where other words are corrected."""
    rows = (("Slide 40.", "Why is $p_i = e^{-E_i}$ so small, and what is $x^2$?", ""),)
    edited = opened(*rows)
    edited.answer(1, "it is")
    read = reading(edited, known(*rows))
    assert (words(read, 1), slot(read, 1).question_text) == ("it is", "")
    *_, last = edited.question(1).iter(w("t"))
    last.text = "?!"
    assert slot(reading(edited, known(*rows)), 1).question_text == rows[0][1] + "!"


@pytest.mark.parametrize(
    "formula", [r"\hat{y}_i", r"\widehat{abc}", r"\frac{\tilde a}{\bar z}", r"\vec{v}", r"\sum_i \dot{q}_i"]
)
def test_an_accent_in_an_equation_is_no_correction(formula: str) -> None:
    """The question is as it was written."""
    rows = (("Slide 4.", f"Why is ${formula}$ so, and what is $z$?", ""),)
    assert slot(reading(opened(*rows), known(*rows)), 1).question_text == ""
