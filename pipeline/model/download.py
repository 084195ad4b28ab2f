"""A file of responses as somebody sees it who knows nothing of the form yet."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.source import FieldTitles


@dataclass(frozen=True, slots=True)
class Download:
    """A downloaded file and what its columns seem to be.

    Attributes:
        header: the column titles.
        rows: as text, as wide as they are.
        fields: the proposed fields, one per question/slide pair; empty if no question column was recognised.
        lectures: the different values of the lecture column, in the order they first appear; empty without one.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fields: tuple[FieldTitles, ...]
    lectures: tuple[str, ...] = ()
