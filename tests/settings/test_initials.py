"""Initials made from names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.settings.initials import initials_of


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Lukas Heinrich"], "LH"),
        (["Lukas Heinrich", "Michael Kagan"], "LH, MK"),
        (["Maria-José van der Berg"], "MJB"),
        (["Prof. Dr. Lukas Heinrich"], "LH"),
        (["Heinrich, Lukas"], "LH"),
        (["lukas heinrich"], "LH"),
        (["LUKAS HEINRICH"], "LH"),
        (["J. R. R. Tolkien"], "JRRT"),
        (["Madonna"], "M"),
        (["Élodie Çelik"], "ÉÇ"),
        (["李 小龙"], "李小"),
        (["???"], "A"),
        (["Lukas Heinrich", "Lena Hirsch"], "LHe, LHi"),
        (["Lukas Heinrich", "Lena Heine", "Max Kern"], "LHeinr, LHeine, MK"),
        (["Lukas Li", "Lena Lin"], "LLi, LLin"),
        (["Lukas Li", "Lena Li"], "LuLi, LeLi"),
    ],
)
def test_initials_are_those_people_would_write(names: list[str], expected: str) -> None:
    """Particles and titles do not count; equal ones grow from the surname."""
    assert ", ".join(initials_of(names)) == expected


@given(st.lists(st.text(max_size=20), max_size=5))
def test_initials_are_always_there_and_all_different(names: list[str]) -> None:
    """Whatever the names are, each person has initials of their own without a mark of the slot."""
    made = initials_of(names)
    assert len(set(made)) == len(names)
    assert all(one and not set(one) & set(" :,;") for one in made)
