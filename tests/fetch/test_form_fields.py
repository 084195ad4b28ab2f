"""Columns are found by their titles, however these are typed, and missed loudly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch.field_proposals import propose_fields
from pipeline.fetch.form_fields import MissingFieldError, find_columns, map_fields
from pipeline.model.source import FieldTitles
from tests.fetch.samples import spec_of

LONG = "Which slide of the lecture is your question about? (the number printed in the corner)"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Your question", "Your question"),
        (" Your  question ", "Your question"),
        ("Your\nquestion", "Your question"),
        ("Your\u00a0question", "your question"),
        ("YOUR QUESTION", "Your question"),
        ("Your question *", "Your question"),
        ("Your question:", "Your question?"),
        ("Your question…", "Your question"),
        ("Your \u200bquestion", "Your question"),
        ("Précisez la diapositive", "precisez la diapositive"),
        ("Größe", "GRÖSSE"),
        ("What’s “it”", 'What\'s "it"'),
        ("Question – slide", "Question - slide"),
        ("質問　はなに？", "質問 はなに"),
        (LONG, LONG[:30]),
    ],
)
def test_a_title_is_found_however_it_is_typed(title: str, wanted: str) -> None:
    """Spaces, line breaks, case, accents and marks at the end do not matter; long titles may be cut short."""
    assert find_columns(["Timestamp", title, "Other"], wanted) == (1,)


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (["Question rating", "Slide"], "Question"),  # too short to be a title cut short
        (["What is your question on day 1", "What is your question on day 2"], "What is your question"),
        (["", " "], ""),
        (["Question"], "Questions"),
    ],
)
def test_a_title_that_may_be_another_is_not_taken(header: list[str], wanted: str) -> None:
    """Guessing wrong would put the wrong words into the document."""
    assert find_columns(header, wanted) == ()


def test_the_title_as_typed_wins_over_similar_ones() -> None:
    """Two columns that differ by case only are two."""
    assert find_columns(["question", "Question"], "Question") == (1,)


def test_a_missing_field_names_the_three_nearest_titles_and_the_line_to_paste() -> None:
    """The organiser copies one line."""
    header = ["Timestamp", "Your questions", 'Your "favourite" quest', "Slide", "Lecture", "Name"]
    with pytest.raises(MissingFieldError) as caught:
        map_fields(header, spec_of("x", FieldTitles(question="Your qestion")), "x.csv")
    assert 'question = "Your questions"' in str(caught.value)
    assert str(caught.value).count('", "') == 2


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (["Slide", "Your questions"], 'question = "Your questions"'),
        (["Slide"], "nor any column title without a role"),
    ],
)
def test_a_column_with_a_role_is_not_suggested_for_another(header: list[str], told: str) -> None:
    """Pasting the suggested line must not give one column two roles."""
    with pytest.raises(MissingFieldError) as caught:
        map_fields(header, spec_of("x", FieldTitles(question="Question on the slide", slide="Slide")), "x.csv")
    assert told in str(caught.value)
    assert '"Slide"' not in str(caught.value)


def test_two_blocks_need_two_columns() -> None:
    """If one of two equal questions left the form the source stops."""
    pair = FieldTitles(question="Question")
    with pytest.raises(MissingFieldError):
        map_fields(["Timestamp", "Question"], spec_of("x", pair, pair), "x.csv")


def test_a_missing_time_column_that_was_named_stops_the_source() -> None:
    """Rows without their times would all look new."""
    with pytest.raises(MissingFieldError, match="timestamp field"):
        map_fields(["Question"], spec_of("x", FieldTitles(question="Question"), timestamp="When"), "x.csv")


def test_fields_of_the_entry_may_be_named_again() -> None:
    """A later block that names the same lecture column shares it."""
    pair = FieldTitles(question="Question", lecture="Lecture")
    fields = map_fields(["Lecture", "Question", "Question"], spec_of("x", pair, pair), "x.csv")
    assert [(block.lecture, block.question) for block in fields.blocks] == [((0,), (1,)), ((0,), (2,))]


TEXT = "Why does the loss of the deep network fall so much faster than the other one?"
PROPOSALS = {
    "example": (
        ["Timestamp", "Which lecture is your question about?", "Which slide is your question about?", "Your question"],
        [["2023/08/09 9:02:11 AM GMT-7", "Lukas Heinrich Lecture 2", "31", TEXT]],
        [FieldTitles("Your question", "Which slide is your question about?", "Which lecture is your question about?")],
    ),
    "german": (
        ["Zeitstempel", "E-Mail-Adresse", "Vorlesung", "Folie", "Ihre Frage", "Name", "Bei Antwort benachrichtigen?"],
        [["2026/02/03 1:34:04 PM MEZ", "a@example.org", "VL 2", "3", TEXT, "A", "Ja"]],
        [FieldTitles("Ihre Frage", "Folie", "Vorlesung", "Name", "E-Mail-Adresse", "Bei Antwort benachrichtigen?")],
    ),
    "french": (
        ["Horodateur", "Cours", "Diapositive", "Votre question"],
        [],
        [FieldTitles("Votre question", "Diapositive", "Cours")],
    ),
    "spanish": (
        ["Marca temporal", "Nombre", "Clase", "Diapositiva", "Pregunta"],
        [],
        [FieldTitles("Pregunta", "Diapositiva", "Clase", "Nombre")],
    ),
    "italian": (
        ["Informazioni cronologiche", "Lezione", "Diapositiva", "La tua domanda"],
        [],
        [FieldTitles("La tua domanda", "Diapositiva", "Lezione")],
    ),
    "portuguese": (
        ["Carimbo de data/hora", "Aula", "Slide", "Pergunta"],
        [],
        [FieldTitles("Pergunta", "Slide", "Aula")],
    ),
    "dutch": (["Tijdstempel", "College", "Dia", "Vraag"], [], [FieldTitles("Vraag", "Dia", "College")]),
    "polish": (
        ["Sygnatura czasowa", "Wykład", "Slajd", "Pytanie"],
        [],
        [FieldTitles("Pytanie", "Slajd", "Wykład")],
    ),
    "japanese": (["タイムスタンプ", "講義", "スライド", "質問"], [], [FieldTitles("質問", "スライド", "講義")]),
    "chinese": (["时间戳记", "讲座", "幻灯片", "问题"], [], [FieldTitles("问题", "幻灯片", "讲座")]),
    "numbered pairs": (
        ["Timestamp", "Slide 1", "Question 1", "Slide 2", "Question 2"],
        [["2023/08/09 9:02:11 AM GMT-7", "3", TEXT, "", ""]],
        [FieldTitles("Question 1", "Slide 1"), FieldTitles("Question 2", "Slide 2")],
    ),
    "repeated pairs": (
        ["Timestamp", "Slide", "Question", "Slide", "Question"],
        [],
        [FieldTitles("Question", "Slide"), FieldTitles("Question", "Slide")],
    ),
    "no word for it": (
        ["Timestamp", "Your mail", "Topic", "What puzzles you"],
        [["8/21/2025 18:44:32", "a@example.org", "Lecture 2", TEXT], ["8/22/2025 8:44:32", "", "Lecture 2", TEXT]],
        [FieldTitles("What puzzles you", "", "Topic", "", "Your mail")],
    ),
    "a question about the lecture": (
        ["Timestamp", "Lecture", "Your question about the lecture or a slide"],
        [["2023/08/09 9:02:11 AM GMT-7", "Two", TEXT]],
        [FieldTitles("Your question about the lecture or a slide", "", "Lecture")],
    ),
    "publishing": (
        ["Timestamp", "Full name", "Question", "May we publish it?"],
        [],
        [FieldTitles("Question", name="Full name", may_publish="May we publish it?")],
    ),
    "nothing": (["A", "B"], [["1", "2"]], []),
}


@pytest.mark.parametrize(("header", "rows", "fields"), PROPOSALS.values(), ids=PROPOSALS)
def test_fields_are_proposed_by_words_and_cells(
    header: list[str], rows: list[list[str]], fields: list[FieldTitles]
) -> None:
    """`init` fills in the fields for forms in nine languages."""
    assert list(propose_fields(header, rows)) == fields


@given(st.lists(st.text(max_size=8), max_size=6), st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=4))
def test_whatever_is_proposed_is_found_again(header: list[str], rows: list[list[str]]) -> None:
    """A proposal can be pasted into the settings and used at once."""
    fields = propose_fields(header, rows)
    if fields:
        assert len(map_fields(header, spec_of("x", *fields), "x").blocks) == len(fields)


@pytest.mark.parametrize(
    ("titles", "cells", "lecture"),
    [
        (["Question for Lecture 1 (Berg)", "Question for Lecture 2 (Cole)"], [], ""),
        (["Question for Lecture 1 (Berg)", "Question for Lecture 2 (Cole)"], [["Why?", ""], ["", "How?"]] * 4, ""),
        (["Lecture 1: your question", "Lecture 2: your question"], [["Why?", "How?"]], ""),
        (["Question", "Comments on the lecture"], [["Why?", TEXT]] * 9, ""),
        (["Question", "Thoughts on the lecture"], [["Why?", TEXT + TEXT]] * 9, ""),
        (["Question", "Lecture or question in short"], [["Why?", word] for word in "abcdefghi"], ""),
        (["Question", "Which lecture is your question about?"], [["Why?", word] for word in "abababab"], None),
        (["Question", "Which lecture is your question about?"], [["Why?", "a"]], None),
    ],
)
def test_a_title_that_asks_for_a_question_is_not_the_lecture_menu(
    titles: list[str], cells: list[list[str]], lecture: str | None
) -> None:
    """A menu gives short values again and again; a second question column does not."""
    header = ["Timestamp", *titles]
    first, *_ = propose_fields(header, [["8/21/2025 18:44:32", *row] for row in cells])
    assert first.lecture == (titles[1] if lecture is None else lecture)


def test_one_question_column_per_lecture_gives_one_block_each() -> None:
    """No question of such a form is left behind."""
    titles = ["Question for Lecture 1 (Berg)", "Question for Lecture 2 (Cole)"]
    assert [fields.question for fields in propose_fields(["Timestamp", *titles], [])] == titles
