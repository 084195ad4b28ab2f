"""The rails: what stops a part of a run before it can do harm. Pure; each names the word that `--force` takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.errors import RailError
from pipeline.model.record import Placement
from pipeline.model.series import Series

OTHER_SERIES = "other-series"
LECTURE_GONE = "lecture-gone"
UNKNOWN_DOCUMENTS = "unknown-documents"
SHRUNK = "shrunk"
ANSWERS_VANISHED = "answers-vanished"
RAILS = (OTHER_SERIES, LECTURE_GONE, UNKNOWN_DOCUMENTS, SHRUNK, ANSWERS_VANISHED)
_FEW = 3  # answers of which most may go without a word


def another_series(series: Series, known_title: str, known_lectures: frozenset[str]) -> RailError | None:
    """Return a rail if the store belongs to a series with another title and none of these lectures."""
    same = any(series.lecture(lecture) for lecture in known_lectures)
    if not known_title or not known_lectures or series.title == known_title or same:
        return None
    return RailError(
        f'The store beside these settings belongs to the series "{known_title}", these settings describe '
        f'"{series.title}". Give the new series a folder of its own: qa-pipeline init DIR --from OLD. '
        f"If they are one series all the same: --force {OTHER_SERIES}",
        rail=OTHER_SERIES,
    )


def lectures_gone(series: Series, placements: Mapping[int, Placement]) -> dict[str, RailError]:
    """Return a rail for each lecture that has questions in the store but is no longer in the settings."""
    counts: dict[str, int] = {}
    for placement in placements.values():
        if placement.question and series.lecture(placement.lecture) is None:
            counts[placement.lecture] = counts.get(placement.lecture, 0) + 1
    return {
        lecture: RailError(
            f"The lecture {lecture} has {count} questions but is no longer in the settings; its questions and "
            f'document stay as they are. If it was renamed, write was = ["{lecture}"] into its new block; '
            f"to let its submissions be sorted anew: --force {LECTURE_GONE}",
            rail=LECTURE_GONE,
        )
        for lecture, count in sorted(counts.items())
    }


def unknown_documents(found: Iterable[str], *, store_is_new: bool) -> RailError | None:
    """Return a rail if documents lie on disk that a new, empty store knows nothing of."""
    names = sorted(found)
    if not store_is_new or not names:
        return None
    return RailError(
        f"The store is new, but {len(names)} documents lie in output/documents already, such as "
        f'"{names[0]}". If output/state was lost, bring it back from a backup; if the documents are of no use any '
        f"more, move them away. To write beside them all the same: --force {UNKNOWN_DOCUMENTS}",
        rail=UNKNOWN_DOCUMENTS,
    )


def answers_vanished(known: int, left: int) -> RailError | None:
    """Return a rail if most of the answers that a document held are gone from it."""
    if known < _FEW or 2 * left >= known:
        return None
    return RailError(
        f"It held {known} answers and holds {left} of them now. All are kept; the file was left as it is, "
        "and nothing was taken from it. If an old or empty file was put in its place, put the right one back. "
        f"If they were really taken out: qa-pipeline run --force {ANSWERS_VANISHED}",
        rail=ANSWERS_VANISHED,
    )


def answers_moved(known: int, moved: int) -> RailError | None:
    """Return a rail if many answers stand at other questions than before, as after sorting one column alone."""
    if moved < _FEW or 2 * moved < known:
        return None
    return RailError(
        f"{moved} of its {known} answers stand at other questions than before. All are kept; the file was left as it "
        "is, and nothing was taken from it. If a column was sorted or moved alone, undo that. "
        f"If it is right as it is: qa-pipeline run --force {ANSWERS_VANISHED}",
        rail=ANSWERS_VANISHED,
    )
