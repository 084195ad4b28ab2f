"""A lecture menu becomes lectures."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.proposed_lectures import part, propose_lectures


@pytest.mark.parametrize(
    ("value", "lecturer", "title"),
    [
        ("Lukas Heinrich Lecture 2", "Lukas Heinrich", "Lecture 2"),
        ("Prof. Dr. Maria van der Berg: Lecture 11", "Maria van der Berg", "Lecture 11"),
        ("José Álvarez-Peña - Vorlesung 1 (Tuesday)", "José Álvarez-Peña", "Vorlesung 1 (Tuesday)"),
        ("Lecture 1 - Ann Bee", "Ann Bee", "Lecture 1"),
        ("Lecture 1: Deep Learning", "", "Lecture 1: Deep Learning"),
        ("Deep Learning Lecture 2", "", "Deep Learning Lecture 2"),
        ("Particle Physics Lecture 1", "", "Particle Physics Lecture 1"),
        ("Lecture 2", "", "Lecture 2"),
        ("Lukas Heinrich", "", "Lukas Heinrich"),
        ("Bayesian Statistics: Talk 3", "", "Bayesian Statistics: Talk 3"),
    ],
)
def test_a_name_is_parted_only_where_certain(value: str, lecturer: str, title: str) -> None:
    """A subject is never taken for a lecturer."""
    assert part(value) == (lecturer, title)


def test_each_value_of_the_menu_is_one_lecture() -> None:
    """Repeats and white space make no second lecture, and the value itself stays an alias."""
    lectures = propose_lectures(["Lukas Heinrich Lecture 2", "Panel", " Lukas  Heinrich Lecture 2", "", "Panel"])
    assert [(one.id, one.title, one.aliases) for one in lectures] == [
        ("heinrich-2", "Lecture 2", ("Lukas Heinrich Lecture 2",)),
        ("panel", "Panel", ()),
    ]


@given(st.lists(st.text(max_size=60), max_size=8))
def test_ids_are_different_and_well_formed(values: list[str]) -> None:
    """Whatever the menu says, ids are `[a-z0-9-]`, short and all different."""
    ids = [lecture.id for lecture in propose_lectures(values)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,23}", lecture) for lecture in ids)
