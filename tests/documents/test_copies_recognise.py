"""Which lecture a copy belongs to, by everything that may have stayed in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from pipeline.documents.answer_sheet import SheetWriter
from pipeline.documents.copies_recognise import recognise
from pipeline.documents.word_writer import WordWriter
from pipeline.errors import DocumentError
from pipeline.model.copies import RecognisedBy, Recognition
from pipeline.model.document import QuestionBlock, QuestionDocument
from pipeline.model.reading import DocumentKnowledge, KnownQuestion
from tests.documents.editing import Editing, paragraph, run, tracked
from tests.documents.samples import sample
from tests.documents.sheets import saved
from tests.word.packages import zipped

SERIES = "school-2023"
TEXTS = {
    "heinrich-1": (
        "Why does the loss go down so slowly?",
        "What is a convolution good for in practice?",
        "How many layers does one need for this?",
        "Why is $E = mc^2$ the energy here?",
    ),
    "heinrich-2": (
        "Can I use attention for my own small set?",
        "Where do the random numbers come from?",
        "Is the error bar on the last plot right?",
    ),
    "kagan-1": ("Does a graph network know of time?",),
}


def document(lecture: str, texts: Sequence[str] = (), series: str = SERIES) -> QuestionDocument:
    """Return a lecture's document."""
    rows = enumerate(texts or TEXTS[lecture], 1)
    blocks = tuple(QuestionBlock(f"{lecture}-{n:02}", f"Slide {n}.", text, "asked by 2") for n, text in rows)
    return replace(sample(), lecture=lecture, series_key=series, blocks=blocks)


def candidate(lecture: str, texts: Sequence[str] = ()) -> DocumentKnowledge:
    """Return what is known of a lecture's document."""
    blocks = document(lecture, texts).blocks
    return DocumentKnowledge(lecture, tuple(KnownQuestion(b.id, b.label, b.text, b.note) for b in blocks), ("LH",))


CANDIDATES = [candidate(lecture) for lecture in TEXTS]


def word_file(
    lecture: str, texts: Sequence[str] = (), *, series: str = SERIES, marks: bool = True, anchors: bool = True
) -> bytes:
    """Return a document as it comes back, with or without our properties and our bookmarks."""
    edited = Editing(WordWriter().write(document(lecture, texts, series)))
    edited.answer(1, "An answer.")
    if not marks:
        edited.parts["docProps/custom.xml"] = edited.parts["docProps/custom.xml"].replace(b"qa-", b"xx-")
    if not anchors:
        edited.drop_anchors()
    return edited.saved()


def bare(*texts: str) -> bytes:
    """Return a Word file of these paragraphs that nobody here wrote."""
    edited = Editing(word_file("heinrich-2", marks=False, anchors=False))
    edited.remove(*list(edited.body)[:-1])
    edited.before(edited.body[0], *(paragraph(text) for text in texts))
    return edited.saved()


def sheet(*rows: Sequence[str]) -> bytes:
    """Return a workbook of these rows that nobody here wrote."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    return saved(book)


def table(*rows: Sequence[str]) -> bytes:
    """Return the same saved as text."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";").writerows(rows)
    return target.getvalue().encode()


def found(content: bytes, name: str = "copy.docx", **more: dict[str, str]) -> Recognition:
    """Return which of the lectures a copy belongs to."""
    return recognise(content, name, SERIES, CANDIDATES, **more)


def by(lecture: str, how: RecognisedBy) -> Recognition:
    """Return a recognition."""
    return Recognition(lecture, how)


@pytest.mark.parametrize("lecture", TEXTS)
@pytest.mark.parametrize("write", [WordWriter().write, SheetWriter().write])
def test_our_properties_are_enough(lecture: str, write: Callable[[QuestionDocument], bytes]) -> None:
    """Nothing else is looked at."""
    assert found(write(document(lecture))) == by(lecture, RecognisedBy.PROPERTIES)


def test_a_lecture_that_was_renamed_is_found_by_its_old_id() -> None:
    """Its copies are not written anew."""
    copy = word_file("old-id", TEXTS["kagan-1"])
    assert found(copy, aliases={"old-id": "kagan-1"}) == by("kagan-1", RecognisedBy.PROPERTIES)


def test_bookmarks_are_enough_where_a_word_of_ours_stands() -> None:
    """As programs leave them that drop properties."""
    copy = word_file("heinrich-1", marks=False)
    assert found(copy) == by("heinrich-1", RecognisedBy.BOOKMARKS)


ANONYMOUS = ("1", "2", "3")
IDS = tuple(f"heinrich-2-{n:02}" for n in (1, 2, 3))


@pytest.mark.parametrize("write", [sheet, table])
@pytest.mark.parametrize(
    ("ids", "how"), [(IDS, RecognisedBy.IDS), (ANONYMOUS, RecognisedBy.TEXT)], ids=["with ids", "without"]
)
def test_a_sheet_without_properties_is_known_by_its_ids_or_its_words(
    write: Callable[..., bytes], ids: Sequence[str], how: RecognisedBy
) -> None:
    """As a workbook or as text."""
    rows = zip(ids, TEXTS["heinrich-2"], ["yes", "", ""], strict=True)
    copy = write(("ID", "Question", "Answer"), *rows)
    assert found(copy, "copy.csv") == by("heinrich-2", how)


def test_ids_alone_are_enough_where_there_are_no_questions() -> None:
    """A lecturer may keep two columns only."""
    assert found(table(("ID", "Answer"), (IDS[0], "yes")), "copy.csv") == by("heinrich-2", RecognisedBy.IDS)


@pytest.mark.parametrize("lecture", TEXTS)
def test_words_are_enough(lecture: str) -> None:
    """Where neither properties nor bookmarks are left; a formula is no obstacle."""
    copy = word_file(lecture, marks=False, anchors=False)
    assert found(copy) == by(lecture, RecognisedBy.TEXT)


def test_corrected_words_are_enough() -> None:
    """Four fifths of the letters, the slide or not, something typed behind them."""
    texts = ("Slide 9. Can I really use attention for my own small sets?", "Where do random numbers come from? Here!")
    assert found(bare(*texts)) == by("heinrich-2", RecognisedBy.TEXT)


def test_tracked_words_count_as_accepted() -> None:
    """A question that was deleted is not there."""
    edited = Editing(bare(*TEXTS["heinrich-2"][:1]))
    for kind, texts in (("ins", TEXTS["heinrich-2"][1:]), ("del", TEXTS["heinrich-1"])):
        edited.before(edited.body[0], *(paragraph(inner=tracked(kind, run(text))) for text in texts))
    assert found(edited.saved()) == by("heinrich-2", RecognisedBy.TEXT)


def test_another_series_is_refused() -> None:
    """Also if its lectures and its questions had the same ids."""
    with pytest.raises(DocumentError, match=r"^copy.docx belongs to another series\. .*\.$"):
        found(word_file("heinrich-2", ["Who wrote this?", "And what was asked last year?"], series="school-2022"))


def test_a_series_under_a_new_key_is_known_by_its_questions() -> None:
    """Its copies stay its copies."""
    assert found(word_file("heinrich-2", series="before")) == by("heinrich-2", RecognisedBy.TEXT)


def test_ids_of_another_years_questions_are_not_believed() -> None:
    """Where nothing says which series it was, the words must agree."""
    copy = word_file("heinrich-2", ["Who wrote all this?", "And what was asked last year?"], marks=False)
    with pytest.raises(DocumentError, match=r"belongs to no lecture.*heinrich-1, heinrich-2, kagan-1"):
        found(copy)
    rows = ((IDS[0], "Who wrote all this?", "me"), (IDS[1], "And what was asked last year?", ""))
    with pytest.raises(DocumentError, match="belongs to no lecture"):
        found(table(("ID", "Question", "Answer"), *rows), "copy.csv")


def test_a_lecture_that_is_gone_is_named() -> None:
    """With those there are, and what a new id needs."""
    copy = word_file("gone-1", ["What is this lecture about, please?"])
    with pytest.raises(DocumentError, match=r'gone-1, which is not .* heinrich-1, .*was = \["gone-1"\]'):
        found(copy)


@pytest.mark.parametrize("texts", [(), ("Dear all,", "thank you!"), TEXTS["heinrich-2"][:1]])
def test_too_little_is_not_enough(texts: Sequence[str]) -> None:
    """One question of several may be there by chance."""
    with pytest.raises(DocumentError, match=r"belongs to no lecture of this series.*The lectures: heinrich-1, "):
        found(bare(*texts))


BOTH = bare(*TEXTS["heinrich-1"][:2], *TEXTS["heinrich-2"][:2])


def test_two_lectures_that_are_equally_likely_are_named() -> None:
    """With what to do."""
    with pytest.raises(DocumentError, match=r"heinrich-1 \(2 questions\) and heinrich-2 \(2 questions\)\. Send"):
        found(BOTH)


@pytest.mark.parametrize("name", ["heinrich-2.docx", "Answers Heinrich-2 (1).docx", "H2-old.docx"])
def test_between_equally_likely_lectures_the_name_decides(name: str) -> None:
    """Ids of before count too."""
    assert found(BOTH, name, aliases={"h2-old": "heinrich-2"}) == by("heinrich-2", RecognisedBy.NAME)


@pytest.mark.parametrize("name", ["heinrich-1 heinrich-2.docx", "heinrich-21.docx", "kagan-1.docx"])
def test_a_name_that_does_not_decide_is_no_help(name: str) -> None:
    """It counts only for what the words allow."""
    with pytest.raises(DocumentError, match="may belong to several lectures"):
        found(BOTH, name)


def test_a_few_questions_of_another_lecture_do_no_harm() -> None:
    """Twice as many are clear enough."""
    copy = bare(*TEXTS["heinrich-1"], *TEXTS["heinrich-2"][:2])
    assert found(copy) == by("heinrich-1", RecognisedBy.TEXT)


def test_what_needs_libreoffice_first_is_told() -> None:
    """With the way round it."""
    with pytest.raises(DocumentError, match=r"rich text file \(\.rtf\)\. Open it in Word"):
        found(b"{\\rtf1 x}")


def test_a_series_without_questions_knows_no_lecture() -> None:
    """Which is said."""
    with pytest.raises(DocumentError, match="none with questions yet"):
        recognise(bare("x"), "copy.docx", SERIES, [])


GOOD = {
    "copy.docx": word_file("heinrich-2", marks=False),
    "copy.xlsx": sheet(("ID", "Question"), *zip(IDS, TEXTS["heinrich-2"], strict=True)),
    "copy.csv": table(("ID", "Question"), *zip(IDS, TEXTS["heinrich-2"], strict=True)),
}


@given(st.sampled_from(sorted(GOOD)), st.integers(0, 20_000), st.binary(max_size=200), st.booleans())
def test_any_bytes_are_recognised_or_told(name: str, place: int, rubbish: bytes, alone: bool) -> None:
    """Rubbish, or a copy with rubbish in it: never another exception."""
    content = bytearray(b"" if alone else GOOD[name])
    place %= len(content) + 1
    content[place : place + len(rubbish)] = rubbish
    with suppress(DocumentError):
        assert found(bytes(content), name).lecture in TEXTS


@given(st.sampled_from(["word/document.xml", "docProps/custom.xml", "_rels/.rels"]), st.binary(max_size=60))
def test_any_part_is_read_or_told(part: str, rubbish: bytes) -> None:
    """Also if the package is sound."""
    parts = Editing(GOOD["copy.docx"]).parts
    place = len(parts[part]) // 2
    parts[part] = parts[part][:place] + rubbish + parts[part][place:]
    with suppress(DocumentError):
        assert found(zipped(parts)).lecture in TEXTS
