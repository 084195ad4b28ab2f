"""Questions that no longer belong into a document go, and what a lecturer wrote below them never does."""

from __future__ import annotations

import re

import pytest

from pipeline.documents.word_update import update_word
from pipeline.model.update import CopiedAnswer, RemovedQuestion
from pipeline.rich_text.rich_text import Paragraph, RichText, Run
from tests.documents.lecturers_files import KINDS, MAIN, WRITER, answered, blocks_of, changed, in_table, parts_of, texts
from tests.documents.test_word_update import SAMPLE, is_inserted

NOTICE = "removed by the organisers"
IDS = [block.id for block in SAMPLE.blocks]


def without(content: bytes, *questions: str, untouched: bool = True) -> bytes:
    """Return the file with questions removed."""
    removed = [RemovedQuestion(one, untouched, NOTICE) for one in questions]
    return update_word(content, "a.docx", SAMPLE, (), (), removed)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "text boxes"])
@pytest.mark.parametrize("question", IDS)
def test_an_untouched_question_goes_with_its_slot(kind: str, question: str) -> None:
    """And nothing else does, whether it has links, equations or another direction."""
    old = KINDS[kind](WRITER.write(SAMPLE))
    before, after = texts(old), texts(without(old, question))
    at = 3 + 2 * IDS.index(question)
    assert after == before[:at] + before[at + 2 :]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("question", IDS)
@pytest.mark.parametrize("untouched", [True, False])
def test_below_an_answered_question_all_stays(kind: str, question: str, untouched: bool) -> None:
    """Only the question's own words become the notice, also where somebody believed that nothing was typed."""
    old = KINDS[kind](answered(SAMPLE))
    before, after = texts(old), texts(without(old, question, untouched=untouched))
    if len(after) == len(before):
        at = next(number for number, line in enumerate(before) if line != after[number])
        assert after == [*before[:at], NOTICE, *before[at + 1 :]]
    else:  # an empty slot, or a box that was copied with it
        assert untouched
        assert is_inserted(after, before)
        assert sum(map(len, before)) - sum(map(len, after)) < 120


def test_a_cell_keeps_a_paragraph() -> None:
    """Where questions are the rows of a table, an empty paragraph stays in each of the two cells."""
    old = in_table(WRITER.write(SAMPLE))
    new = without(old, IDS[2])
    assert len(texts(new)) == len(texts(old)) - 2
    assert len(blocks_of(new)) == len(blocks_of(old))


@pytest.mark.parametrize(
    "tail", ["Because.", "? Yes, 3!", "“No”", "Yes</w:t></w:r><w:r><w:t> </w:t></w:r><w:r><w:t>and no."]
)
@pytest.mark.parametrize("own_run", [True, False])
def test_words_typed_behind_the_question_stay(tail: str, own_run: bool) -> None:
    """An answer in the question's own paragraph is an answer, in a run of its own or in ours."""
    gap = "</w:t></w:r><w:r><w:t>" if own_run else " "
    old = changed(WRITER.write(SAMPLE), lambda text: text.replace(b"for parameters?", b"for parameters?").replace(
        b"or of parameters?", f"or of parameters?{gap}{tail}".encode()))  # fmt: skip
    assert texts(without(old, IDS[0]))[3] == f"{NOTICE} {re.sub('<[^ ]*>', '', tail)}"


def test_words_typed_behind_a_corrected_question_stay() -> None:
    """The lecturer corrected the question and answered behind it."""
    old = changed(
        WRITER.write(SAMPLE),
        lambda text: text.replace(b"Were the numbers", b"Was it").replace(b"parameters?", b"parameters? YES"),
    )
    assert texts(without(old, IDS[0]))[3] == f"{NOTICE} YES"


def test_a_picture_in_the_question_stays() -> None:
    """Nobody but the lecturer can have put it there."""
    picture = b"<w:r><w:t>Look:</w:t><w:drawing/></w:r>"
    mark = b'<w:bookmarkEnd w:id="1"/>'
    old = changed(WRITER.write(SAMPLE), lambda text: text.replace(mark, picture + mark))
    new = without(old, IDS[0])
    assert texts(new)[3] == f"{NOTICE} Look:"
    assert b"<w:drawing/>" in parts_of(new)[MAIN]


@pytest.mark.parametrize(
    "half", ['<w:commentRangeStart w:id="4"/>', '<w:bookmarkEnd w:id="44"/>', "<w:r><w:t>\u00a0</w:t></w:r>"]
)
def test_half_of_something_is_not_taken_out(half: str) -> None:
    """What begins or ends in a question and has its other half elsewhere would be broken; blanks are nothing."""
    old = changed(
        WRITER.write(SAMPLE),
        lambda text: text.replace(b'<w:bookmarkEnd w:id="1"/>', f'{half}<w:bookmarkEnd w:id="1"/>'.encode()),
    )
    new = parts_of(without(old, IDS[0]))[MAIN].decode()
    assert (half in new) == (NOTICE in new) == (not half.startswith("<w:r>"))


def test_a_section_is_not_taken_out_with_a_question() -> None:
    """Its end carries the page set-up of all that stands before it."""
    style = b'<w:pStyle w:val="QAQuestion"/>'
    old = changed(WRITER.write(SAMPLE), lambda text: text.replace(style, style + b"<w:sectPr/>", 1))
    assert texts(without(old, IDS[0]))[3:5] == [NOTICE, "LH:"]


def test_an_answer_that_ran_into_the_next_question_stays() -> None:
    """The paragraph's end between them was deleted; the next question goes, the answer before it does not."""
    joint = re.compile(rb'</w:p><w:p><w:pPr><w:pStyle w:val="QAQuestion"/></w:pPr>(?=<w:bookmarkStart w:id="2")')
    old = changed(answered(SAMPLE), lambda text: joint.sub(b"", text))
    assert texts(without(old, IDS[1]))[5] == f"More of 0.{NOTICE}"


@pytest.mark.parametrize("untouched", [True, False])
def test_removing_twice_changes_nothing_more(untouched: bool) -> None:
    """The bookmark stays on the notice, and a notice is not replaced by itself."""
    once = without(answered(SAMPLE), *IDS, untouched=untouched)
    assert b"qa_heinrich_2_01" in parts_of(once)[MAIN]
    assert without(once, *IDS, untouched=untouched) == once


def test_a_removed_question_gets_no_answer() -> None:
    """Whatever was accepted for it elsewhere; and one that is named twice is removed once."""
    answer = CopiedAnswer(IDS[0], RichText((Paragraph((Run("Yes."),)),)))
    removed = [RemovedQuestion(IDS[0], untouched=True, notice=NOTICE)]
    old = WRITER.write(SAMPLE)
    assert update_word(old, "a.docx", SAMPLE, (), [answer], removed * 2) == without(old, IDS[0])


def test_a_question_nobody_knows_is_left_alone() -> None:
    """There is nothing in the file to tell it by."""
    old = WRITER.write(SAMPLE)
    assert without(old, "heinrich-2-77") == old
