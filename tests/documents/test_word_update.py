"""New questions go where they belong into a lecturer's file, and nothing else in it changes."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents.word_update import update_word
from pipeline.errors import DocumentError
from pipeline.model.document import QuestionBlock, QuestionDocument
from pipeline.model.update import NewBlock
from pipeline.rich_text.characters import one_line
from pipeline.word.relations import relations_part
from tests.documents.lecturers_files import (
    KINDS,
    MAIN,
    WRITER,
    answered,
    blocks_of,
    changed,
    in_table,
    parts_of,
    renamed_prefix,
    texts,
    wrapped,
    zipped,
)
from tests.documents.samples import sample

SAMPLE = sample()
FIRST = QuestionBlock("heinrich-2-50", "", "What comes before all?")
MIDDLE = QuestionBlock("heinrich-2-51", "Slide 31.", "See https://new.example.org for $x^2$.", "asked by 2")
LAST = QuestionBlock("heinrich-2-52", "Slide 99.", "What comes after all?")
NEW = (NewBlock(LAST, "heinrich-2-09"), NewBlock(MIDDLE, "heinrich-2-02"), NewBlock(FIRST, ""))


def grown(document: QuestionDocument, new: Sequence[NewBlock]) -> QuestionDocument:
    """Return the document with the new questions at their places."""
    blocks = list(document.blocks)
    for one in new:
        ids = [block.id for block in blocks]
        blocks.insert(ids.index(one.after) + 1 if one.after else 0, one.block)
    return dataclasses.replace(document, blocks=tuple(blocks))


def is_inserted(old: Sequence[object], new: Sequence[object]) -> bool:
    """Tell whether the old ones all stand among the new ones, in their order."""
    rest = iter(new)
    return all(one in rest for one in old)


@pytest.mark.parametrize("kind", KINDS)
def test_new_questions_stand_at_their_places(kind: str) -> None:
    """First, between, last: each behind all that was written below its predecessor, with a slot of its own."""
    old = KINDS[kind](answered(SAMPLE))
    said = texts(update_word(old, "a.docx", grown(SAMPLE, NEW), NEW))
    questions = [line for line in said if line.startswith("Slide") or "all?" in line or "trick" in line]
    assert questions[0] == "What comes before all?"
    assert [questions[2][:18], questions[3][:13]] == ["Slide 31. You said", "Slide 31. See"]
    assert said[-2:] == ["Slide 99. What comes after all?", "LH:"]
    assert said[said.index(questions[3]) + 1] == "LH:"
    assert is_inserted(texts(old), said)


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_stood_there_stands_there_still(kind: str) -> None:
    """Every block in canonical form, every other part byte by byte, and those that grew only by insertion."""
    old = KINDS[kind](answered(SAMPLE))
    new = update_word(old, "a.docx", grown(SAMPLE, NEW), NEW)
    assert is_inserted(blocks_of(old), blocks_of(new))
    assert len(blocks_of(new)) == len(blocks_of(old)) + 2 * len(NEW)
    before, after = parts_of(old), parts_of(new)
    touched = {name for name in before if before[name] != after[name]}
    assert touched <= {MAIN, relations_part(MAIN), "word/styles.xml"}
    assert all(is_inserted(before[name], after[name]) for name in touched - {MAIN})


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_update_twice_is_one(kind: str) -> None:
    """A run that died after writing may write again: a question whose bookmark is there is not put in twice."""
    document = grown(SAMPLE, NEW)
    once = update_word(KINDS[kind](answered(SAMPLE)), "a.docx", document, NEW)
    assert update_word(once, "a.docx", document, NEW) == once


def test_nothing_new_gives_the_same_bytes() -> None:
    """Also where a file is no Word file at all: nobody asked to change it."""
    assert update_word(b"whatever", "a.docx", SAMPLE, ()) == b"whatever"


def test_a_table_is_not_torn_apart() -> None:
    """Where questions are the rows of a table, a new one follows behind the table."""
    old = in_table(answered(SAMPLE))
    new = update_word(old, "a.docx", grown(SAMPLE, NEW), NEW)
    assert is_inserted(blocks_of(old), blocks_of(new))
    assert texts(new)[-4:] == ["Slide 31. See https://new.example.org for x2. asked by 2", "LH:", *texts(new)[-2:]]


def test_new_bookmarks_have_names_and_ids_of_their_own() -> None:
    """Also after several updates."""
    content = WRITER.write(SAMPLE)
    for one in NEW:
        content = update_word(content, "a.docx", grown(SAMPLE, NEW), [one])
    marks = re.findall(rb'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"', parts_of(content)[MAIN])
    assert len(marks) == len({key for key, _ in marks}) == len({name for _, name in marks}) == 12


def test_a_predecessor_that_is_gone_leaves_its_place_to_the_one_before_it() -> None:
    """The lecturer deleted a question: what follows it goes behind the nearest earlier one."""
    old = changed(
        WRITER.write(SAMPLE), lambda text: re.sub(rb"<w:p>(?:(?!</w:p>).)*qa_heinrich_2_02.*?</w:p>", b"", text)
    )
    said = texts(update_word(old, "a.docx", grown(SAMPLE, NEW), NEW[1:2]))
    assert [line[:9] for line in said[3:8]] == ["Slide abo", "LH:", "LH:", "Slide 31.", "LH:"]


def test_a_file_without_questions_gets_new_ones_at_its_end() -> None:
    """Whatever became of it."""
    old = changed(WRITER.write(SAMPLE), lambda text: re.sub(rb"<w:p>.*</w:p>", b"<w:p/>", text))
    assert texts(update_word(old, "a.docx", grown(SAMPLE, NEW), NEW[:1])) == ["Slide 99. What comes after all?", "LH:"]


def test_a_question_that_was_corrected_is_still_known() -> None:
    """By the likeness of its words, where its bookmark is gone."""
    old = changed(wrapped(WRITER.write(SAMPLE)), lambda text: text.replace(b"Is x", b"Is the number x"))
    said = texts(update_word(old, "a.docx", grown(SAMPLE, NEW), NEW[1:2]))
    assert [line[:24] for line in said[5:10:2]] == [
        'Slide 31. You said "we T',
        "Slide 31. See https://ne",
        "Slide 31. Is the number ",
    ]


def test_an_answer_joined_with_the_next_question_stays_with_its_own() -> None:
    """A lecturer deleted the paragraph's end between them: nothing is put in between what they typed."""
    joint = b'</w:p><w:p><w:pPr><w:pStyle w:val="QAQuestion"/></w:pPr><w:bookmarkStart w:id="3"'
    old = changed(answered(SAMPLE), lambda text: text.replace(joint, b'<w:bookmarkStart w:id="3"'))
    new = update_word(old, "a.docx", grown(SAMPLE, NEW), NEW[1:2])
    said = texts(new)
    assert is_inserted(blocks_of(old), blocks_of(new))
    assert said.index("Slide 31. See https://new.example.org for x2. asked by 2") > said.index("More of 2.")


@pytest.mark.parametrize("rows", [b"", b"<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>"])
def test_marks_between_blocks_stay_with_what_they_mark(rows: bytes) -> None:
    """A bookmark that begins before a question's paragraph still does, and one that ends behind an answer too."""
    start, end = b'<w:bookmarkStart w:id="70" w:name="own"/>', b'<w:bookmarkEnd w:id="69"/>'

    def marked(text: bytes) -> bytes:
        at = text.rindex(b"<w:p>", 0, text.index(b"qa_heinrich_2_03"))
        return text[:at] + rows + end + start + text[at:]

    old = changed(WRITER.write(SAMPLE), marked)
    text = parts_of(update_word(old, "a.docx", grown(SAMPLE, NEW), NEW[1:2]))[MAIN]
    assert text.index(end) < text.index(b"qa_heinrich_2_51") < text.index(start) < text.index(b"qa_heinrich_2_03")


def test_untouched_entries_are_copied_compressed_as_they_are() -> None:
    """Their bytes in the zip, names and dates are those of the lecturer's program."""
    old = WRITER.write(SAMPLE)
    new = update_word(old, "a.docx", grown(SAMPLE, NEW), NEW)
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        assert after.testzip() is None
        assert [one.filename for one in before.infolist()] == [one.filename for one in after.infolist()]
        same = [one for one in before.infolist() if one.CRC == after.getinfo(one.filename).CRC]
        assert all(one.compress_size == after.getinfo(one.filename).compress_size for one in same)
        assert len(same) == len(before.infolist()) - 2  # the text and its links


@pytest.mark.parametrize("part", ["word/styles.xml", relations_part(MAIN)])
def test_what_is_missing_is_added(part: str) -> None:
    """A file without styles, or without any relations of its text, gets what the new questions need."""
    parts = parts_of(WRITER.write(SAMPLE))
    rest = {name: content for name, content in parts.items() if name not in {part, relations_part(MAIN)}}
    new = parts_of(update_word(zipped(rest), "a.docx", grown(SAMPLE, NEW), NEW))
    assert b"https://new.example.org" in new[relations_part(MAIN)]
    assert b'w:val="QA Question"' in new["word/styles.xml"]


def test_a_style_is_known_by_its_name() -> None:
    """Programs rename ids; the file's own one is used and none is added."""
    renamed = changed(
        WRITER.write(SAMPLE), lambda sheet: sheet.replace(b'"QAQuestion"', b'"Style17"'), "word/styles.xml"
    )
    new = parts_of(update_word(renamed, "a.docx", grown(SAMPLE, NEW), NEW[:1]))
    assert new[MAIN].count(b'<w:pStyle w:val="Style17"/>') == 1
    assert new["word/styles.xml"] == parts_of(renamed)["word/styles.xml"]


def cut(text: bytes) -> bytes:
    """Return the text without its end."""
    return text[: len(text) // 2]


@pytest.mark.parametrize(
    "damage",
    [cut, lambda _: b"", lambda _: b"<w:document/>", lambda text: text.replace(b"</w:p>", b"", 1),
     lambda text: text.replace(b"<w:body>", b"</w:p>"), lambda text: b"<!DOCTYPE x>" + text],
)  # fmt: skip
def test_a_damaged_text_is_refused(damage: Callable[[bytes], bytes]) -> None:
    """With a sentence that says which file."""
    with pytest.raises(DocumentError, match=r"a\.docx"):
        update_word(changed(WRITER.write(SAMPLE), damage), "a.docx", grown(SAMPLE, NEW), NEW)


@given(st.data())
@settings(max_examples=60)
def test_any_damage_is_refused_or_survived(draw: st.DataObject) -> None:
    """A few bytes of any part are changed: an update raises its one kind of error or gives a sound package."""
    parts = parts_of(renamed_prefix(WRITER.write(SAMPLE)))
    name = draw.draw(st.sampled_from(sorted(parts)))
    noise = st.sampled_from([b"<", b">", b'"', b"\xff", b"</w:p>", b"<w:p>", b"<a/>", b"\0"])
    at = draw.draw(st.integers(0, len(parts[name])))
    parts[name] = parts[name][:at] + draw.draw(noise) + parts[name][at + draw.draw(st.integers(0, 4)) :]
    try:
        new = update_word(zipped(parts), "a.docx", grown(SAMPLE, NEW), NEW)
    except DocumentError:
        return
    with zipfile.ZipFile(io.BytesIO(new)) as package:
        assert package.testzip() is None


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf"]), max_size=40)


@given(st.lists(st.tuples(WORDS, st.integers(0, 8), st.booleans()), max_size=6))
@settings(max_examples=40)
def test_updates_one_after_the_other_keep_the_order(added: list[tuple[str, int, bool]]) -> None:
    """Questions come in any order and in any number of runs: the file shows them in the order of the document."""
    document, content = SAMPLE, answered(SAMPLE)
    for number, (words, place, wrap) in enumerate(added):
        block = QuestionBlock(f"heinrich-2-9{number}", f"Slide 9{number}.", words)
        new = NewBlock(block, document.blocks[place].id)
        document = grown(document, [new])
        content = update_word(content, "a.docx", document, [new])
        content = zipped(parts_of(content)) if wrap else content
    said = texts(content)
    shown = [line for line in said if re.match(r"Slide 9\d\.", line)]
    wanted = [block for block in document.blocks if block.id.startswith("heinrich-2-9")]
    assert [line[:9] for line in shown] == [block.label for block in wanted]
    plain = [(line, block) for line, block in zip(shown, wanted, strict=True) if not set(block.text) & set("$\\/")]
    assert all(line == " ".join(f"{block.label} {one_line(block.text)}".split()) for line, block in plain)
