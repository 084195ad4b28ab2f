"""Several lecturers in one text are told from one."""

from __future__ import annotations

import pytest

from pipeline.settings.people import several_people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Anna Berg, Ben Cole", ["Anna Berg", "Ben Cole"]),
        ("Anna Berg and Ben Cole", ["Anna Berg", "Ben Cole"]),
        ("Anna Berg & Ben Cole", ["Anna Berg", "Ben Cole"]),
        ("Anna Berg und Ben Cole", ["Anna Berg", "Ben Cole"]),
        ("Anna Berg et Ben Cole", ["Anna Berg", "Ben Cole"]),
        ("Anna Berg y Ben Cole", ["Anna Berg", "Ben Cole"]),
        ("Anna Berg e Ben Cole", ["Anna Berg", "Ben Cole"]),
        ("Anna Berg; Ben Cole", ["Anna Berg", "Ben Cole"]),
        ("Berg & Cole", ["Berg", "Cole"]),
        ("Berg, Cole, Doe", ["Berg", "Cole", "Doe"]),
        ("Anna Berg, Ben Cole, and Dr. Kim van der Doe", ["Anna Berg", "Ben Cole", "Dr. Kim van der Doe"]),
        ("Anna Berg, PhD, Ben Cole, M.D.", ["Anna Berg", "Ben Cole"]),
    ],
)
def test_several_people_are_found(text: str, people: list[str]) -> None:
    """However their names are joined."""
    assert list(several_people(text)) == people


@pytest.mark.parametrize(
    "text",
    [
        *("Lukas Heinrich", "Smith, PhD", "John Smith, Ph.D., M.D.", "Heinrich, Lukas", "Heinrich, Prof. Lukas"),
        *("van der Berg, Anna", "Santiago Ramón y Cajal", "José Maria Eça e Queirós", "Anna Berg, CERN"),
        *("Anna Berg, University of Zurich", "Martin Luther King, Jr.", "山田 太郎", "data and methods", "", "&", ","),
    ],
)
def test_one_person_is_left_alone(text: str) -> None:
    """Degrees, institutes, names turned round and names with "and" in them are one person's."""
    assert several_people(text) == ()
