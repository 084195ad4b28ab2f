"""Tests of how well slide references are read: floors under the figures."""

from __future__ import annotations

import pytest

from tests.evaluation.slide_references import Figures, cases_of, figures_of, judged


def figures(name: str) -> Figures:
    """Return the figures of a set."""
    return figures_of([judged(case) for case in cases_of(name)])


@pytest.mark.parametrize(("name", "least"), [("known", 290), ("blind", 145), ("blind_2", 200)])
def test_the_sets_are_large_enough_to_mean_something(name: str, least: int) -> None:
    """The sets keep their size."""
    assert len(cases_of(name)) >= least


@pytest.mark.parametrize(
    ("name", "right", "wrong", "needless"),
    [("known", 99.0, 0.5, 1.0), ("blind", 98.0, 1.0, 6.0), ("blind_2", 95.0, 1.0, 5.0)],
)
def test_the_figures_stay_above_their_floors(name: str, right: float, wrong: float, needless: float) -> None:
    """References are read right, nearly never wrong in silence, and seldom asked about needlessly."""
    found = figures(name)
    assert found.right >= right
    assert found.confidently_wrong <= wrong
    assert found.needless <= needless
