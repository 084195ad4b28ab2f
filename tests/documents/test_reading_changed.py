"""Files read again: what is read is what a reading of the whole says, and what is left out stands as it did."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from pipeline.documents.reading_changed import read_changed
from pipeline.documents.word_reader import read_word
from pipeline.documents.word_writer import WordWriter
from pipeline.model.reading import DocumentKnowledge, DocumentReading, KnownQuestion
from pipeline.rich_text.plain_text import plain
from tests.documents.editing import PNG, Editing, paragraph, picture
from tests.documents.edits import EDITS, apply
from tests.documents.samples import BLOCKS, sample

ROWS = (*BLOCKS, *((f"Slide {n}.", f"What does the invented layer number {n} do?", "") for n in range(50, 59)))
COUNT = len(ROWS)
KNOWN = tuple(KnownQuestion(f"heinrich-2-{n:02}", *row) for n, row in enumerate(ROWS, 1))
KNOWLEDGE = DocumentKnowledge("heinrich-2", KNOWN, ("LH",))
WRITTEN = WordWriter().write(sample(*ROWS))
OPENING = ("Questions and answers - Lukas Heinrich Lecture 2", "These questions were sent in.", "Please answer.")
NAME = "answers.docx"

Step = tuple[str, int, int, str]
TEXTS = st.sampled_from(("yes", "a < b & c", "LH: so", "LH:", "", "Slide 31. no", "müsli\u00a0x", "What is it"))
NUMBERS = st.integers(1, COUNT)
STEPS = st.lists(st.tuples(st.sampled_from(sorted(EDITS)), NUMBERS, NUMBERS, TEXTS), max_size=3)
# Of these, each within a question or its answer, the rest of a document stands clear.
CLEAR = [
    "an answer",
    "an answer of several paragraphs",
    "a bold answer",
    "an answer behind the question",
    "no answer any more",
    "a question corrected",
    "a question copied",
    "a question of their own",
    "a greeting",
    "a farewell",
    "words inserted",
    "words deleted",
    "an end deleted",
    "a table",
    "a control",
    "a link",
    "an equation",
]


def again(before: bytes, content: bytes) -> DocumentReading | None:
    """Return what is read of a file that came back."""
    return read_changed(content, NAME, KNOWLEDGE, OPENING, before)


def whole(content: bytes) -> DocumentReading:
    """Return what is read of all of it."""
    return read_word(content, NAME, KNOWLEDGE, OPENING)


def agree(read: DocumentReading, before: DocumentReading, now: DocumentReading) -> None:
    """Hold that a reading again says what one of everything does, and leaves out only what stands as it did."""
    slots, old = ({one.question: one for one in reading.slots} for reading in (now, before))
    there = {one.question for one in read.slots}
    assert list(read.slots) == [one for one in now.slots if one.question in there]
    assert {one for one in slots.keys() | old.keys() if slots.get(one) != old.get(one)} <= there
    assert (read.missing, now.missing, before.missing) == ((), (), ())
    assert set(now.leftovers) - set(before.leftovers) <= set(read.leftovers) <= set(now.leftovers)
    assert set(now.problems) - set(before.problems) <= set(read.problems) <= set(now.problems)
    assert (read.series_key, read.lecture, read.version) == (now.series_key, now.lecture, now.version)


def typed(*numbers: int) -> bytes:
    """Return the file with words typed into these slots."""
    file = Editing(WRITTEN)
    for number in numbers:
        file.answer(number, f"answer {number}")
    return file.saved()


@given(STEPS, STEPS)
def test_whatever_was_edited_the_reading_agrees_with_one_of_everything(first: list[Step], then: list[Step]) -> None:
    """After any edits, a reading of what changed says what one of the whole says, or says nothing."""
    file = Editing(WRITTEN)
    versions = []
    for steps in (first, then):
        for step in steps:
            apply(file, *step)
        versions.append(file.saved())
    read = again(*versions)
    event(f"read: {read is not None}")
    if read is not None:
        agree(read, *map(whole, versions))


@given(st.sets(NUMBERS), st.sets(NUMBERS, max_size=5), st.sampled_from(CLEAR), TEXTS)
def test_what_stays_within_a_question_is_read_alone(
    answered: set[int], changed: set[int], edit: str, text: str
) -> None:
    """Whatever was answered before, edits within some questions are read, and few other questions with them."""
    file = Editing(typed(*answered))
    before = file.saved()
    for number in changed:
        apply(file, edit, number, 1 + number % COUNT, text)
    read = again(before, file.saved())
    assert read is not None
    agree(read, whole(before), whole(file.saved()))
    assert len(read.slots) <= 2 * len(changed)


def test_only_the_slots_that_were_typed_into_are_read() -> None:
    """Two answers come back: two slots with their words, nothing else."""
    read = again(typed(3, 8), typed(3, 8, 11, 12))
    assert read is not None
    assert [(one.question, plain(one.answer)) for one in read.slots] == [
        ("heinrich-2-11", "answer 11"),
        ("heinrich-2-12", "answer 12"),
    ]
    assert (read.leftovers, read.problems, read.missing) == ((), (), ())


def test_the_same_file_again_says_nothing_new() -> None:
    """No slot is read, and the file is still known by its properties."""
    read = again(typed(3), typed(3))
    assert read is not None
    assert (read.slots, read.leftovers, read.lecture) == ((), (), "heinrich-2")


def _part(name: str, old: bytes, new: bytes) -> Callable[[Editing], None]:
    def change(file: Editing) -> None:
        file.parts[name] = file.parts[name].replace(old, new)

    return change


def _with_picture(file: Editing) -> None:
    key = file.part("media/image1.png", PNG, "image")
    file.append(file.slot(4), picture(key))


def _all_answered(file: Editing) -> None:
    for number in range(1, COUNT):
        file.answer(number, "yes")


UNCLEAR: dict[str, Callable[[Editing], object]] = {
    "properties": _part("docProps/custom.xml", b"heinrich-2", b"heinrich-3"),
    "styles": _part("word/styles.xml", b"QA Answer", b"QA Reply"),
    "a picture": _with_picture,
    "a comment": lambda file: file.comments((file.slot(4), "look")),
    "all blocks the other way round": lambda file: file.move_after(file.slot(COUNT), file.question(1), file.slot(1)),
    "all anchors dropped": Editing.drop_anchors,
    "most of it answered": _all_answered,
}


@pytest.mark.parametrize("kind", UNCLEAR)
def test_what_could_mean_more_is_left_to_a_reading_of_everything(kind: str) -> None:
    """Other parts, other questions, or too many changes: the whole file has to be read."""
    file = Editing(WRITTEN)
    before = file.saved()
    UNCLEAR[kind](file)
    assert again(before, file.saved()) is None


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"%PDF-1.4", WRITTEN[:2000]])
def test_what_is_no_word_file_is_left_to_those_who_can_say_so(content: bytes) -> None:
    """Neither version needs to be readable: there is only no answer."""
    assert again(WRITTEN, content) is None
    assert again(content, WRITTEN) is None


def test_what_programs_note_about_themselves_does_not_matter() -> None:
    """Another program's name and settings change nothing that is read."""
    file = Editing(WRITTEN)
    before = file.saved()
    for name in ("docProps/app.xml", "docProps/core.xml", "word/settings.xml"):
        file.parts[name] = file.parts[name].replace(b"?>", b"?><!-- saved again -->")
    file.answer(2, "yes")
    read = again(before, file.saved())
    assert read is not None
    assert [one.question for one in read.slots] == ["heinrich-2-02"]


def test_a_copied_question_is_known_though_it_is_not_read() -> None:
    """A question pasted under another one is a leftover, as in a reading of everything."""
    file = Editing(WRITTEN)
    before = file.saved()
    file.after(file.slot(12), paragraph(" ".join(ROWS[4][:2]), "QAQuestion"), paragraph("LH: a copy"))
    read = again(before, file.saved())
    assert read is not None
    assert [one.after for one in read.leftovers] == ["heinrich-2-12"]
    assert read.leftovers == whole(file.saved()).leftovers
