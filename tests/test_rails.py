"""The rails stop before harm."""

from __future__ import annotations

from pipeline.model.question import HoldReason
from pipeline.model.record import Placement
from pipeline.model.series import Lecture, Series
from pipeline.rails import another_series, lectures_gone, unknown_documents

SERIES = Series("School 2026", "en", "UTC", (Lecture("a", "A", was=("old-a",)), Lecture("b", "B")))


def test_a_store_of_another_series_is_refused() -> None:
    """Another title and no common lecture is another series."""
    rail = another_series(SERIES, "School 2025", frozenset({"x", "y"}))
    assert rail is not None
    assert rail.rail == "other-series"
    assert '"School 2025"' in str(rail)


def test_a_renamed_series_and_a_new_store_are_fine() -> None:
    """A common lecture, or a former id, or nothing stored at all, is no other series."""
    assert another_series(SERIES, "School of 2026", frozenset({"b"})) is None
    assert another_series(SERIES, "School of 2026", frozenset({"old-a"})) is None
    assert another_series(SERIES, "", frozenset()) is None


def test_a_lecture_with_questions_may_not_vanish() -> None:
    """The message counts its questions and says how a renamed lecture is told."""
    placements = {1: Placement(1, 1, "gone", "gone-01", None), 2: Placement(2, 1, "a", "a-01", None)}
    rails = lectures_gone(SERIES, placements)
    assert list(rails) == ["gone"]
    assert 'was = ["gone"]' in str(rails["gone"])


def test_a_lecture_without_questions_may_go() -> None:
    """Held submissions are sorted anew, nothing is lost with the lecture."""
    assert lectures_gone(SERIES, {1: Placement(1, 1, "gone", None, HoldReason.BLANK)}) == {}


def test_documents_without_a_store_are_not_written_over() -> None:
    """Documents on disk beside a new store stop the export."""
    assert unknown_documents(["Questions.docx"], store_is_new=True) is not None
    assert unknown_documents(["Questions.docx"], store_is_new=False) is None
    assert unknown_documents([], store_is_new=True) is None
