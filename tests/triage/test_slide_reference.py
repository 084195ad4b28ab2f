"""Tests of the reading of one slide field: what each sort of answer becomes, and when the question text counts."""

from __future__ import annotations

import time

import pytest

from pipeline.model.slide_reference import UNSPECIFIED, SlideKind, SlideReference
from pipeline.triage.slide_reference import LONGEST, read_slide_reference


def read(field: str, question: str = "") -> SlideReference:
    """Read a field that is there."""
    reading = read_slide_reference(field, question)
    assert reading is not None
    return reading


@pytest.mark.parametrize(
    ("field", "kind", "ranges"),
    [
        ("31", SlideKind.NUMBERS, ((31, 31),)),
        ("Slides 3, 5 and 7-9", SlideKind.NUMBERS, ((3, 3), (5, 5), (7, 9))),
        ("Folien 12 bis 14", SlideKind.NUMBERS, ((12, 14),)),
        ("S. 11 f.", SlideKind.NUMBERS, ((11, 12),)),
        ("31 of 72", SlideKind.NUMBERS, ((31, 31),)),
        ("31.0", SlideKind.NUMBERS, ((31, 31),)),
        ("٣١", SlideKind.NUMBERS, ((31, 31),)),
        ("diapo trente et un", SlideKind.NUMBERS, ((31, 31),)),
        ("L2, slide 31, eq. (5)", SlideKind.NUMBERS, ((31, 31),)),
        ("ab Folie 12", SlideKind.OPEN_RANGE, ((12, 12),)),
        ("31 ff.", SlideKind.OPEN_RANGE, ((31, 31),)),
        ("première diapo", SlideKind.FIRST, ()),
        ("ostatni slajd", SlideKind.LAST, ()),
        ("Titelfolie", SlideKind.TITLE, ()),
        ("appendix", SlideKind.BACKUP, ()),
        ("backup slide 3", SlideKind.BACKUP, ((3, 3),)),
        ("toda la clase", SlideKind.GENERAL, ()),
        ("n/a", SlideKind.UNSPECIFIED, ()),
    ],
)
def test_a_clear_field_is_read_without_asking(field: str, kind: SlideKind, ranges: tuple[tuple[int, int], ...]) -> None:
    """What is clear is read as it was meant, and nobody is asked."""
    reading = read(field)
    assert (reading.kind, reading.ranges, reading.review) == (kind, ranges, "")


@pytest.mark.parametrize(
    "field",
    [
        *(
            "2/31",
            "31/72",
            "2.31",
            "2:31",
            "28-9",
            "A5",
            "after slide 31",
            "XII",
            "slide IV",
            "12 or 13",
            "31?",
            "12 14",
        ),
        *("3-May", "05/03/2023", "2023-05-03 00:00:00", "45049", "Wed May 03 2023 00:00:00 GMT+0200 (CEST)"),
        *("0", "-5", "5000", "99999999999", "+41 22 767 1234", "slide 31²", "½", "10:35", "pdf page 45", "1-900"),
    ],
)
def test_what_is_ambiguous_or_damaged_is_shown_to_a_person(field: str) -> None:
    """An ambiguous or damaged field always carries a reason to look at it."""
    assert read(field).review


@pytest.mark.parametrize(
    "field",
    [
        *("third to last", "the third-to-last slide", "3rd to last", "third last slide", "second last", "2nd to last"),
        *("second to last slide", "last but one", "next to last", "vorletzte", "vorletzte Folie", "drittletzte Folie"),
        *("avant-dernière", "l'avant-dernière diapositive", "penúltima", "terzultima", "voorlaatste dia"),
        *("przedostatni slajd", "предпоследний слайд"),
    ],
)
def test_a_slide_counted_from_the_end_is_shown_to_a_person(field: str) -> None:
    """It is neither the slide of that number nor all slides from there on."""
    reading = read(field)
    assert reading.kind in {SlideKind.LAST, SlideKind.DESCRIPTION}
    assert reading.review


@pytest.mark.parametrize("field", ["3 to last", "slides 3 to the last", "from the 3rd to the last slide"])
def test_a_range_up_to_the_last_slide_stays_one(field: str) -> None:
    """Only an ordinal counts from the end."""
    assert (read(field).kind, read(field).ranges) == (SlideKind.OPEN_RANGE, ((3, 3),))


@pytest.mark.parametrize(
    "field",
    [
        *("last 2 slides", "the last three", "the last 3", "die letzten drei", "3 last slides", "last few slides"),
        *("ultime 2 diapositive", "últimas 3 diapositivas", "последние 2 слайда", "les 3 dernières diapos"),
    ],
)
def test_the_last_few_slides_are_the_last_and_shown_to_a_person(field: str) -> None:
    """Nobody knows their numbers without the deck."""
    assert read(field).kind is SlideKind.LAST
    assert read(field).review


@pytest.mark.parametrize("field", ["slide 5 and the backup 3", "backup 3 and slide 5", "slide 5, backup 3"])
def test_a_slide_beside_a_backup_slide_is_not_lost(field: str) -> None:
    """One reading cannot hold both, so the other number is kept where a person sees it."""
    reading = read(field)
    assert {5, 3} <= {number for pair in reading.ranges for number in pair} | set(reading.hints)
    assert reading.review


@pytest.mark.parametrize(
    "field",
    ["https://example.org/slide/31", "www.example.org", "docs.google.com/presentation/d/1/edit", "1000000", "½"],
)
def test_a_link_or_an_impossible_number_is_no_slide(field: str) -> None:
    """None of its digits counts, nothing is printed as a description, and a person is told."""
    assert read(field).kind is SlideKind.UNSPECIFIED
    assert read(field).review


def test_a_number_beside_a_slide_counted_from_the_end_is_kept() -> None:
    """The number is the better clue of the two."""
    reading = read("slide 31 (the second to last)")
    assert reading.ranges == ((31, 31),)
    assert "from the end" in reading.review


@pytest.mark.parametrize("field", ["3-May", "5-Mar", "03.05.2023", "2023-05-03", "45049", "3. Mai", "5-Mär"])
def test_a_date_is_the_range_it_was(field: str) -> None:
    """A range that a spreadsheet made a date of is day and month, sorted."""
    assert read(field).ranges == ((3, 5),)


@pytest.mark.parametrize(
    "field",
    ["L1 and L2 regularization", "ResNet-50", "VGG16", "5 sigma", "0.05 threshold", "AlexNet 2012", "2D histograms"],
)
def test_a_name_with_a_number_is_a_description(field: str) -> None:
    """Model names, years and quantities are no slide numbers."""
    assert (read(field).kind, read(field).text) == (SlideKind.DESCRIPTION, field)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("Slide about shallow vs deep NN.", "shallow vs deep NN"),
        ("about about X-rays", "X-rays"),
        ("Folie über\nBackprop", "Backprop"),
        ("la diapo sur les GAN", "les GAN"),
        ("the ReLU slide", "ReLU"),
        ("<b>ReLU</b> & friends?", "ReLU & friends"),
    ],
)
def test_a_description_keeps_the_participants_words(field: str, text: str) -> None:
    """Only what the label says anyway is stripped; spelling and case stay."""
    assert read(field).text == text


def test_the_pdf_page_is_kept_as_a_hint() -> None:
    """The printed number wins, the page of the PDF is kept for the check against the deck."""
    reading = read("I think it was 31 but the pdf says 45")
    assert (reading.ranges, reading.hints) == (((31, 31),), (45,))
    assert reading.review


def test_without_a_slide_field_there_is_no_reading_unless_the_question_names_a_slide() -> None:
    """None goes in, None comes out; a slide word before a number in the question is read all the same."""
    assert read_slide_reference(None, "Why 3 layers?") is None
    named = read_slide_reference(None, "On slide 12 you said that the loss is convex. Why?")
    assert named == SlideReference(SlideKind.NUMBERS, ((12, 12),))


@pytest.mark.parametrize("field", ["", " ", "?", "n/a", "don't know", "siehe Frage"])
def test_an_empty_field_takes_the_slide_from_the_question(field: str) -> None:
    """Where the field says nothing, a slide word before a number in the question counts."""
    assert read(field, "Was heißt das Minus auf Folie 12?").ranges == ((12, 12),)


def test_a_field_that_says_something_outranks_the_question() -> None:
    """The question's text is not looked at where the field is clear."""
    assert read("31", "On slide 12 …").ranges == ((31, 31),)
    assert read("general", "On slide 12 …").kind is SlideKind.GENERAL


@pytest.mark.parametrize(
    "question",
    ["Why 3 layers and not 12?", "In lecture 2 you said p53 is a gene.", "31 people asked the same.", ""],
)
def test_a_number_without_a_slide_word_before_it_is_no_slide(question: str) -> None:
    """Bare numbers in a question are left alone."""
    assert read("", question) == UNSPECIFIED


@pytest.mark.parametrize("question", ["After slide 12 I was lost.", "See p. 12 of the paper.", "Slide 3 or slide 4?"])
def test_an_unsure_reading_of_the_question_asks(question: str) -> None:
    """A slide taken from a question is doubtful unless nothing speaks against it."""
    assert read("", question).review


def test_a_text_in_the_slide_field_is_no_answer() -> None:
    """More than 500 characters are not read as a slide, and a person is told."""
    reading = read("slide 31 " * (LONGEST // 9 + 1))
    assert reading.kind is SlideKind.UNSPECIFIED
    assert reading.review


def test_many_fields_are_read_in_no_time() -> None:
    """Ten thousand plain fields take well under a second."""
    begin = time.perf_counter()
    for number in range(10_000):
        read_slide_reference(str(number % 99 + 1))
    assert time.perf_counter() - begin < 1


def test_a_comma_before_three_digits_is_asked_about() -> None:
    """Two slides, or a thousand and more."""
    reading = read_slide_reference("1,234")
    assert reading is not None
    assert reading.review


def test_angle_brackets_of_a_formula_stay() -> None:
    """An average is no tag; the tags that editors write are."""
    kept = read_slide_reference("about loss & <x>")
    gone = read_slide_reference("<b>31</b>")
    assert kept is not None
    assert kept.text.endswith("<x>")
    assert gone is not None
    assert gone.ranges == ((31, 31),)
