"""The pure half of a document: title, order, notes, file name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.question_document import DocumentStyle, document_of, file_name, note_of, title_of
from pipeline.model.document import QuestionDocument
from pipeline.model.question import Question
from pipeline.model.series import Lecture, Series
from pipeline.model.slide_reference import UNSPECIFIED, SlideKind, SlideReference
from pipeline.model.words import BUILT_IN, words_for

STYLE = DocumentStyle("{questions_and_answers} - {who} {lecture}", None, by_slide=True, words=words_for("en"))
START = datetime(2026, 8, 9, 9, tzinfo=UTC)
LECTURE = Lecture("heinrich-2", "Lecture 2", ("Lukas Heinrich",), ("LH",))


def on(*ranges: tuple[int, int]) -> SlideReference:
    """Return a reference to these slides."""
    return SlideReference(SlideKind.NUMBERS, ranges)


def question(number: int, slide: SlideReference | None, text: str = "Why?") -> Question:
    """Return a question that came `number` minutes after the start."""
    instant = START + timedelta(minutes=number)
    return Question(f"heinrich-2-{number:02d}", "heinrich-2", slide, text, instant, (number,))


def document(*questions: Question, style: DocumentStyle = STYLE) -> QuestionDocument:
    """Return the lecture's document."""
    series = Series("School", "en", "UTC", (LECTURE,))
    return document_of(LECTURE, questions, series=series, series_key="k", style=style, first_written=date(2026, 8, 9))


@pytest.mark.parametrize(
    ("lecturers", "title", "expected"),
    [
        (("Lukas Heinrich",), "Lecture 2", "Questions and answers - Lukas Heinrich Lecture 2"),
        (("Lukas Heinrich",), "Heinrich: Deep learning", "Questions and answers - Heinrich: Deep learning"),
        (("José Álvarez",), "ALVAREZ on noise", "Questions and answers - ALVAREZ on noise"),
        (("A B", "C D"), "Lecture 2", "Questions and answers - A B and C D Lecture 2"),
        (("A B", "C D", "E F"), "Lecture 2", "Questions and answers - A B, C D and E F Lecture 2"),
        ((), "Panel discussion", "Questions and answers - Panel discussion"),
    ],
)
def test_the_title_names_each_lecturer_once(lecturers: tuple[str, ...], title: str, expected: str) -> None:
    """A title that names the lecturer is not prefixed with the name again."""
    assert title_of(Lecture("x", title, lecturers), STYLE) == expected


def test_questions_stand_by_slide_then_time() -> None:
    """Numbers first, then descriptions, unspecified last."""
    about = SlideReference(SlideKind.DESCRIPTION, text="noise")
    questions = [question(1, UNSPECIFIED), question(2, about), question(3, on((31, 31))), question(4, on((3, 5)))]
    later = question(5, on((3, 5)))
    order = [block.id[-2:] for block in document(later, *questions).blocks]
    assert order == ["04", "05", "03", "02", "01"]


def test_questions_stand_as_submitted_if_asked() -> None:
    """The order of the days."""
    style = DocumentStyle(STYLE.title, None, by_slide=False, words=STYLE.words)
    blocks = document(question(2, on((1, 1))), question(1, on((9, 9))), style=style).blocks
    assert [block.id[-2:] for block in blocks] == ["01", "02"]


def test_a_form_without_slides_prints_no_label() -> None:
    """Not even "Slide not specified"."""
    assert document(question(1, None)).blocks[0].label == ""


def test_notes_say_how_many_asked_and_where_else() -> None:
    """One line for all that is special."""
    merged = Question(
        "a-01", "a", on((31, 31)), "Q", START, (1, 2), (on((33, 33)), on((33, 33))), asked_by=2, late=True
    )
    assert note_of(merged, words_for("en")) == "asked by 2; also: Slide 33; sent in after the closing time"


def test_a_doubtful_slide_is_shown_as_typed() -> None:
    """What stands in the label may be wrong; the lecturer sees what was typed."""
    doubtful = SlideReference(SlideKind.NUMBERS, ((3, 5),), text="3-May", review="a date, made by a spreadsheet")
    assert document(question(1, doubtful)).blocks[0].note == "slide as typed: “3-May”"


def test_addresses_do_not_reach_the_document() -> None:
    """The store keeps them, the document says that one was there."""
    shown = document(question(1, SlideReference(SlideKind.DESCRIPTION, text="a@b.org"), "Why? a@b.org")).blocks[0]
    assert (shown.label, shown.text) == ("Slide about [address removed].", "Why? [address removed]")


@pytest.mark.parametrize("language", sorted(BUILT_IN))
def test_every_language_has_all_words(language: str) -> None:
    """Each printed word is there, and patterns keep their places."""
    words = words_for(language)
    assert all(getattr(words, name) for name in words.__dataclass_fields__)
    assert "{first}" in words.from_slide
    assert "{count}" in words.asked_by


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Questions and answers - A/B: tests?", "Questions and answers - A B tests.docx"),
        ("con", "Questions con.docx"),
        ("...", "Questions x.docx"),
        ("é" * 100, "é" * 60 + ".docx"),
    ],
)
def test_file_names_are_safe_on_every_system(title: str, name: str) -> None:
    """No sign that a system refuses, no device name, not too long."""
    assert file_name(title, [], "x", ".docx") == name


def test_two_lectures_of_one_title_get_two_files() -> None:
    """Case aside, as some systems see names."""
    assert file_name("Panel", ["PANEL.docx"], "day-2", ".docx") == "Panel (day-2).docx"
    assert file_name("Panel", ["Panel.docx", "panel (day-2).docx"], "day-2", ".docx") == "day-2.docx"


@given(st.text(max_size=200))
def test_any_title_makes_a_file_name(title: str) -> None:
    """Whatever is typed as a title."""
    name = file_name(title, [], "x", ".docx")
    assert name.endswith(".docx")
    assert not set(name) & set('<>:"/\\|?*\n\t')
    assert len(name.encode(errors="surrogatepass")) <= 140
