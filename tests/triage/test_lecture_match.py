"""Which lecture a participant means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.question import HoldReason
from pipeline.model.series import Lecture
from pipeline.triage.lecture_match import LectureNames, plain_words

LECTURES = (
    Lecture("heinrich-1", "Lecture 1", ("Lukas Heinrich",), ("LH",)),
    Lecture("heinrich-2", "Lecture 2", ("Lukas Heinrich",), ("LH",), aliases=("Deep learning",)),
    Lecture("kern-1", "Bayesian statistics", ("Maria Kern", "José Álvarez"), ("MK", "JÁ"), was=("kern-old",)),
    Lecture("panel", "Panel discussion"),
)
NAMES = LectureNames(LECTURES)


@pytest.mark.parametrize(
    ("text", "lecture"),
    [
        ("Lecture 2", "heinrich-2"),
        ("lecture  2 ", "heinrich-2"),
        ("LECTURE 2:", "heinrich-2"),
        ("Lecture\u00a02", "heinrich-2"),
        ("Lukas Heinrich Lecture 2", "heinrich-2"),
        ("Lecture 2 (Lukas Heinrich)", "heinrich-2"),
        ("Heinrich L2", "heinrich-2"),
        ("Heinrich, lecture two", "heinrich-2"),
        ("Heinrich lecture II", "heinrich-2"),
        ("L1", "heinrich-1"),
        ("1", "heinrich-1"),
        ("heinrich-2", "heinrich-2"),
        ("deep learning", "heinrich-2"),
        ("Deep Learnig", "heinrich-2"),
        ("Kern", "kern-1"),
        ("Maria Kern", "kern-1"),
        ("jose alvarez", "kern-1"),
        ("Kern & Álvarez", "kern-1"),
        ("Baysian statistics", "kern-1"),
        ("kern-old", "kern-1"),
        ("panel discussion", "panel"),
        ("Pannel discussion", "panel"),
    ],
)
def test_a_lecture_is_known_by_all_its_names(text: str, lecture: str) -> None:
    """Title, alias, lecturer, number and small slips all lead to the lecture."""
    assert NAMES.match(text).lecture == lecture


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Heinrich", HoldReason.AMBIGUOUS_LECTURE),
        ("Lukas Heinrich", HoldReason.AMBIGUOUS_LECTURE),
        ("Lecture 3", HoldReason.UNKNOWN_LECTURE),
        ("Lecture 22", HoldReason.UNKNOWN_LECTURE),
        ("Lukas Heinrich Lecture 3", HoldReason.UNKNOWN_LECTURE),
        ("Quantum field theory", HoldReason.UNKNOWN_LECTURE),
        ("Pannel", HoldReason.UNKNOWN_LECTURE),
        ("Panel discussion B", HoldReason.UNKNOWN_LECTURE),
        ("Lecture 1;Lecture 2", HoldReason.UNKNOWN_LECTURE),
        ("", HoldReason.UNKNOWN_LECTURE),
        ("???", HoldReason.UNKNOWN_LECTURE),
    ],
)
def test_what_names_no_single_lecture_is_held(text: str, reason: HoldReason) -> None:
    """A wrong lecture is worse than a held submission: another number or two candidates decide nothing."""
    match = NAMES.match(text)
    assert (match.lecture, match.reason) == (None, reason)


def test_an_unknown_lecture_comes_with_the_nearest_one() -> None:
    """The organiser is shown which lecture it may mean."""
    assert NAMES.match("Bayes and friends, statistics").near == ("kern-1",)


def test_the_only_lecture_of_a_series_needs_no_name() -> None:
    """A series of one lecture takes submissions that name none."""
    assert LectureNames(LECTURES[:1]).match("").lecture == "heinrich-1"


@given(st.text(max_size=60))
def test_any_text_gets_a_verdict(text: str) -> None:
    """Whatever is typed, there is either a lecture or a reason."""
    match = NAMES.match(text)
    assert (match.lecture is None) != (match.reason is None)


def test_words_are_folded_and_numbers_are_parted() -> None:
    """`L2`, `Lecture II` and accents read alike."""
    assert plain_words("Séance-L02 / Lecture II") == ("seance", "l", "2", "lecture", "2")
