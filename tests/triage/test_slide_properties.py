"""Properties of the slide-reference grammar: total, sane, in linear time, and able to read its own labels."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.slide_label import slide_label
from pipeline.model.slide_reference import SlideKind, SlideReference
from pipeline.model.words import BUILT_IN
from pipeline.triage.slide_number_words import CARDINALS
from pipeline.triage.slide_reference import read_slide_reference
from pipeline.triage.slide_words import PHRASES, ROLES

_VOCABULARY = sorted(
    {*ROLES, *(" ".join(phrase) for phrases in PHRASES.values() for phrase in phrases), *CARDINALS},
)
_PIECES = st.one_of(
    st.sampled_from(_VOCABULARY),
    st.sampled_from([*"0123456789.,;:-/+()#?=~^%&<>'\"\n", " ", " ", "²", "٣", "Ⅻ", "½", "3-May", "2023", "99999"]),
    st.integers(0, 120).map(str),
)
_NUMBERS = st.lists(st.integers(1, 120), min_size=2, max_size=8, unique=True).map(sorted)

_HOSTILE = [
    *(
        "1",
        "1 ",
        "1-",
        "1,",
        "1/",
        "1.",
        "31:",
        "+1",
        "0 ",
        "<",
        "<a",
        "&",
        "''",
        "l'a",
        "a@",
        "a.b@c.",
        "½",
        "é",
        "--",
    ),
    *(
        "slide ",
        "the ",
        "no. ",
        "from ",
        "and ",
        "twenty ",
        "quatre vingt ",
        "page ((((",
        "eq (",
        "3-may,",
        "3-may and ",
    ),
    *("slide 1 to slide ", "http://", "xl", "f ", "or", "- ", "don't know ", "l "),
]


@given(st.text(max_size=600), st.text(max_size=200))
def test_any_text_is_read(field: str, question: str) -> None:
    """No text whatever raises, and the same text gives the same reading."""
    assert read_slide_reference(field, question) == read_slide_reference(field, question)
    read_slide_reference(None, field)


@given(st.lists(_PIECES, max_size=12), st.sampled_from(["", " "]))
def test_readings_are_sane(pieces: list[str], joint: str) -> None:
    """Ranges run upwards, kinds have what they need, and no silent reading has an impossible number."""
    reading = read_slide_reference(joint.join(pieces))
    assert reading is not None
    assert all(low <= high for low, high in reading.ranges)
    assert reading.text or reading.kind is not SlideKind.DESCRIPTION
    assert not reading.text or reading.review or reading.kind is SlideKind.DESCRIPTION
    if reading.kind in {SlideKind.NUMBERS, SlideKind.OPEN_RANGE}:
        assert reading.ranges
    if not reading.review:
        assert all(low > 0 and high <= 2000 for low, high in reading.ranges)


@given(_NUMBERS, st.sampled_from(sorted(BUILT_IN)))
def test_printed_labels_are_read_back(numbers: list[int], language: str) -> None:
    """A label in any of the five languages is read as the slides it was printed for."""
    ranges = tuple((number, number) for number in numbers)
    label = slide_label(SlideReference(SlideKind.NUMBERS, ranges), BUILT_IN[language])
    assert read_slide_reference(label) == SlideReference(SlideKind.NUMBERS, ranges)


@pytest.mark.parametrize("language", sorted(BUILT_IN))
@pytest.mark.parametrize("kind", [SlideKind.FIRST, SlideKind.LAST, SlideKind.TITLE, SlideKind.BACKUP])
def test_printed_places_are_read_back(kind: SlideKind, language: str) -> None:
    """So are the labels of first, last, title and backup slides."""
    reading = read_slide_reference(slide_label(SlideReference(kind), BUILT_IN[language]))
    assert reading is not None
    assert reading.kind is kind


@given(st.integers(1, 1899), st.sampled_from(["٠", "०", "０", "๐", "০"]))
def test_digits_of_any_script_are_digits(number: int, zero: str) -> None:
    """A number in Arabic-Indic, Devanagari, full-width, Thai or Bengali digits is the number."""
    typed = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
    reading = read_slide_reference(f"slide {typed}")
    assert reading == SlideReference(SlideKind.NUMBERS, ((number, number),))


@pytest.mark.parametrize("unit", _HOSTILE)
def test_hostile_fields_take_no_time(unit: str) -> None:
    """500 characters made to slow a pattern down are read in a blink, forty times as many in a question as well."""
    field = (unit * 500)[:500]
    begin = time.process_time()
    read_slide_reference(field, field)
    assert time.process_time() - begin < 0.2
    read_slide_reference("", field * 40)
    assert time.process_time() - begin < 3
