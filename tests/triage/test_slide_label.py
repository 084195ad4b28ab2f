"""Tests of the printed labels and of the order of slides."""

from __future__ import annotations

import pytest

from pipeline.model.slide_label import slide_label, slide_order
from pipeline.model.slide_reference import SlideReference
from pipeline.model.words import words_for
from pipeline.triage.slide_reference import read_slide_reference


def read(field: str) -> SlideReference:
    """Read a field that is there."""
    reading = read_slide_reference(field)
    assert reading is not None
    return reading


@pytest.mark.parametrize(
    ("field", "language", "label"),
    [
        ("31", "en", "Slide 31."),
        ("31, 33", "en", "Slides 31 and 33."),
        ("3-5", "en", "Slides 3–5."),
        ("3,5,7-9", "en", "Slides 3, 5 and 7–9."),
        ("3,5,7-9", "de-CH", "Folien 3, 5 und 7–9."),
        ("12 et 13", "fr", "Diapositives 12 et 13."),
        ("slide about shallow vs deep NN", "en", "Slide about shallow vs deep NN."),
        ("about shallow vs deep NN.", "en", "Slide about shallow vs deep NN."),
        ("", "en", "Slide not specified."),
        ("31 ff.", "en", "From slide 31 on."),
        ("31 ff.", "it", "Dalla diapositiva 31 in poi."),
        ("last slide", "en", "Last slide."),
        ("backup", "en", "Backup slides."),
        ("backup 3", "es", "Diapositiva adicional 3."),
        ("general", "en", "Whole lecture."),
    ],
)
def test_labels_are_printed_as_agreed(field: str, language: str, label: str) -> None:
    """Each kind of reference has its label, in the language of the series."""
    assert slide_label(read(field), words_for(language)) == label


def test_references_are_ordered_as_in_a_talk() -> None:
    """Title and first slide, numbers, last and backup slides, descriptions, the whole lecture, unspecified."""
    ordered = ["title", "first", "2", "3", "3-5", "10", "last", "backup", "backup 2", "the ReLU plot", "general", ""]
    shuffled = ordered[::-2] + ordered[::2]
    assert sorted(shuffled, key=lambda field: slide_order(read(field))) == ordered
