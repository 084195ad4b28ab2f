"""Accepted answers go into slots that are still empty, with all their looks, and nowhere else."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents.word_reader import read_word
from pipeline.documents.word_update import update_word
from pipeline.model.reading import DocumentKnowledge, KnownQuestion
from pipeline.model.update import CopiedAnswer, NewBlock
from pipeline.rich_text.rich_text import (
    Block,
    Cell,
    CodeBlock,
    Equation,
    FootnoteMark,
    Image,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Raised,
    RichText,
    Run,
    Table,
)
from pipeline.word.relations import relations_part
from pipeline.word.xml_parts import parse
from tests.documents.lecturers_files import KINDS, MAIN, WRITER, answered, blocks_of, changed, in_table, parts_of, texts
from tests.documents.samples import sample
from tests.documents.test_word_update import MIDDLE, SAMPLE, grown, is_inserted

NUMBERING = "word/numbering.xml"


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return one chunk of a picture."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


HEADER = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
PICTURE = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", HEADER) + chunk(b"IDAT", zlib.compress(b"\0" * 4)) + chunk(b"IEND", b"")
IMAGE = Image(hashlib.sha256(PICTURE).hexdigest(), "image/png", "A dot", 20, 10)
IMAGES = {IMAGE.sha256: PICTURE}


def said(*inlines: Inline | str) -> Paragraph:
    """Return a paragraph of these words."""
    return Paragraph(tuple(Run(one) if isinstance(one, str) else one for one in inlines))


def answer(*blocks: Block) -> RichText:
    """Return an answer of these blocks."""
    return RichText(blocks)


FRACTION = "<math xmlns='http://www.w3.org/1998/Math/MathML'><mfrac><mi>a</mi><mi>b</mi></mfrac></math>"
NESTED = ListBlock(ordered=False, items=((said("inner"),),))
RICH = RichText(
    (
        said("Yes, ", Run("bold", bold=True), Run("2", raised=Raised.SUPER), FootnoteMark(1)),
        Paragraph((Run("Heading"),), level=2),
        ListBlock(ordered=True, items=((said("one"), NESTED, said("one more")), (said("two"),))),
        Table(((Cell((said("a"),), columns=2), Cell((said("b"),), rows=2)), (Cell((said("c"),)), Cell(()))), header=1),
        Quote((said("quoted"),)),
        CodeBlock("x = 1\n\ty"),
        Paragraph((Run("עברית"),), rtl=True),
        said(IMAGE, Equation(FRACTION, display=True)),
    ),
    footnotes=((said("a note"),),),
)
SHOWN = ["LH: Yes, bold2 [a note]", "Heading", "one", "inner", "one more", "two", "a", "b", "c", "quoted", "x = 1 y"]


def copied(content: bytes, words: RichText, question: str = "heinrich-2-02") -> bytes:
    """Return the file with an answer copied into a slot."""
    return update_word(content, "a.docx", SAMPLE, (), [CopiedAnswer(question, words)], images=IMAGES)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "text boxes"])
def test_an_answer_stands_in_its_slot(kind: str) -> None:
    """The first paragraph behind the initials, the others below, and all else as it was."""
    old = KINDS[kind](answered(SAMPLE))
    new = copied(old, RICH)
    lines = texts(new)
    at = lines.index(SHOWN[0])
    assert lines[at : at + len(SHOWN) + 2] == [*SHOWN, "עברית", "ab"]
    assert is_inserted([one for one in texts(old) if one != "LH:"], lines)
    kept = [one for one in blocks_of(old) if one in blocks_of(new)]
    assert len(kept) >= len(blocks_of(old)) - 1


def test_an_answer_may_stand_in_a_table() -> None:
    """In the cell that has the slot, and the cell still ends with a paragraph."""
    lines = texts(copied(in_table(WRITER.write(SAMPLE)), RICH))
    assert lines[lines.index(SHOWN[0]) + 1] == "Heading"


def test_a_new_question_behind_it_does_not_part_an_answer() -> None:
    """Both go in at the same place, the answer first."""
    new = [NewBlock(MIDDLE, "heinrich-2-02")]
    content = WRITER.write(SAMPLE)
    lines = texts(update_word(content, "a", grown(SAMPLE, new), new, [CopiedAnswer("heinrich-2-02", RICH)]))
    assert (
        lines.index(SHOWN[0])
        < lines.index("x = 1 y")
        < lines.index(f"{MIDDLE.label} See https://new.example.org for x2. asked by 2")
    )


@pytest.mark.parametrize(
    "typed",
    [
        "<w:r><w:t>No.</w:t></w:r>",
        '<w:r><w:commentReference w:id="3"/></w:r>',
        "<w:r><w:drawing/></w:r>",
        '<w:ins w:id="9" w:author="LH"><w:r><w:t/></w:r></w:ins>',
        "</w:p><w:p><w:r><w:t>Below.</w:t></w:r>",
    ],
)
def test_nothing_goes_where_somebody_typed(typed: str) -> None:
    """Words, a comment, a picture, a tracked change, words below the slot: the file stays as it is."""
    slot = b'<w:t xml:space="preserve"> </w:t></w:r></w:p>'
    old = changed(WRITER.write(SAMPLE), lambda text: text.replace(slot, slot[:-6] + typed.encode() + b"</w:p>"))
    assert copied(old, RICH) == old


@pytest.mark.parametrize("words", [RichText(), RichText(lost=("a chart",))])
def test_an_empty_answer_is_not_copied(words: RichText) -> None:
    """A cleared answer clears nothing elsewhere."""
    old = WRITER.write(SAMPLE)
    assert copied(old, words) == old


def test_a_question_that_is_not_there_gets_no_answer() -> None:
    """Its slot was deleted by the lecturer."""
    old = WRITER.write(SAMPLE)
    assert copied(old, RICH, "heinrich-2-77") == old


def test_every_list_is_numbered_for_itself_beside_those_of_the_lecturer() -> None:
    """Two lists begin with 1 each; definitions stand before lists, and what was there stays."""
    first = copied(WRITER.write(SAMPLE), RICH)
    second = copied(first, RICH, "heinrich-2-03")
    before, after = parts_of(first)[NUMBERING], parts_of(second)[NUMBERING]
    assert is_inserted(before, after)
    kinds = [node.name.rpartition("}")[2] for node in parse(after, "numbering").children]
    assert kinds == ["abstractNum"] * 4 + ["num"] * 4
    assert len(set(re.findall(rb'w:numId="(\d+)"', after))) == 4


def test_a_picture_is_there_once() -> None:
    """However often it is shown; each drawing has a number of its own."""
    new = parts_of(copied(copied(WRITER.write(SAMPLE), RICH), RICH, "heinrich-2-03"))
    media = [name for name in new if name.startswith("word/media/")]
    assert [new[name] for name in media] == [PICTURE]
    assert new[relations_part(MAIN)].count(media[0].removeprefix("word/").encode()) == 1
    numbers = re.findall(rb'<wp:docPr id="(\d+)"', new[MAIN])
    assert len(set(numbers)) == 2


@pytest.mark.parametrize(
    ("inline", "shown"),
    [
        (Image("0" * 64, "image/png", "Gone"), "[Gone]"),
        (Image(IMAGE.sha256, "image/x-emf"), "[image/x-emf]"),
        (Equation("<math><mi>x", r"\frac"), r"$\frac$"),
        (Equation('<!DOCTYPE a [<!ENTITY b "c">]><math>&b;</math>', "b", display=True), "$$b$$"),
        (FootnoteMark(7), ""),
        (Run("a place", link="somewhere"), "a place (somewhere)"),
        (Run("a\x00\x0bb\ufffe"), "ab"),
    ],
)
def test_what_cannot_be_shown_is_told_in_words(inline: Inline, shown: str) -> None:
    """Rather than lost or written into a file that no program opens."""
    assert f"LH: {shown}".strip() in texts(copied(WRITER.write(SAMPLE), answer(said(inline))))


@pytest.mark.parametrize(
    ("run", "xml"),
    [
        (Run("x", bold=True, italic=True), b"<w:b/><w:bCs/><w:i/><w:iCs/>"),
        (Run("x", underline=True), b'<w:u w:val="single"/>'),
        (Run("x", strike=True, colour="ff0000"), b'<w:strike/><w:color w:val="FF0000"/>'),
        (Run("x", code=True), b'w:ascii="Courier New"'),
        (Run("x", raised=Raised.SUB), b'<w:vertAlign w:val="subscript"/>'),
        (Run("עברית"), b"<w:rtl/>"),
        (Run("x", link="https://a.org/b c"), b'<w:rStyle w:val="Hyperlink"/>'),
        (Run("x", colour='"/>'), b'<w:r><w:t xml:space="preserve">x</w:t>'),
    ],
)
def test_words_keep_their_looks(run: Run, xml: bytes) -> None:
    """In the order that the schema asks for; a colour that is none is left out."""
    assert xml in parts_of(copied(WRITER.write(SAMPLE), answer(Paragraph((run,)))))[MAIN]


TEXT = st.text(max_size=12)
RUNS = st.builds(
    Run,
    TEXT,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(Raised),
    TEXT,
    TEXT,
)
INLINES = RUNS | st.builds(Equation, TEXT, TEXT, st.booleans()) | st.builds(FootnoteMark, st.integers(-1, 3))
PARAGRAPHS = st.builds(Paragraph, st.lists(INLINES, max_size=3).map(tuple), st.integers(0, 6), st.booleans())


def nested(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Return blocks made of these."""
    some = st.lists(blocks, max_size=2).map(tuple)
    cells = st.builds(Cell, some, st.integers(0, 4), st.integers(0, 4))
    rows = st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple)
    items = st.lists(some, max_size=3).map(tuple)
    return (
        st.builds(Quote, some) | st.builds(ListBlock, st.booleans(), items) | st.builds(Table, rows, st.integers(0, 2))
    )


BLOCKS = st.recursive(PARAGRAPHS | st.builds(CodeBlock, TEXT), nested, max_leaves=6)
ANSWERS = st.builds(
    RichText,
    st.lists(BLOCKS, max_size=4).map(tuple),
    st.lists(st.lists(BLOCKS, max_size=2).map(tuple), max_size=2).map(tuple),
)


@given(ANSWERS)
@settings(max_examples=60)
def test_any_answer_gives_a_sound_text(words: RichText) -> None:
    """Well-formed, with every other block as it was, and every table's rows equally wide."""
    old = WRITER.write(sample(("Slide 1.", "Why?", ""), ("Slide 2.", "How?", "")))
    document = sample(("Slide 1.", "Why?", ""), ("Slide 2.", "How?", ""))
    new = update_word(old, "a.docx", document, (), [CopiedAnswer("heinrich-2-01", words)])
    lines = texts(new)
    assert lines[-2:] == ["Slide 2. How?", "LH:"]
    assert [one for one in blocks_of(old) if one not in blocks_of(new)] in ([], [blocks_of(old)[4]])
    root = parse(parts_of(new)[MAIN], "text")
    for table in root.walk(root.name.replace("document", "tbl")):
        assert len({_width(row) for row in table.children if row.name.endswith("}tr")}) <= 1


def _width(row: object) -> int:
    """Return how many columns the cells of a row cover."""
    cells = [cell for cell in getattr(row, "children", ()) if cell.name.endswith("}tc")]
    return sum(int(cell.value("tcPr", "gridSpan") or 1) for cell in cells)


def test_a_copied_answer_reads_back_as_it_was() -> None:
    """Else a copy of ours would look like a lecturer's edit; headings and footnotes alone change their form."""
    blocks = (said("Yes, ", Run("bold", bold=True)), *RICH.blocks[2:-1])
    known = tuple(KnownQuestion(one.id, one.label, one.text) for one in SAMPLE.blocks)
    new = copied(WRITER.write(SAMPLE), answer(*blocks))
    slots = read_word(new, "a.docx", DocumentKnowledge(SAMPLE.lecture, known, ("LH",))).slots
    assert {slot.question: slot.answer for slot in slots if slot.answer} == {"heinrich-2-02": RichText(blocks)}
