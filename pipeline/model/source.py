"""Where submissions come from: a source as the settings describe it, ready to open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldTitles:
    """The column titles of one question/slide pair, as the organiser wrote them; "" where not asked for.

    `lecture`, `name`, `email`, `notify` and `may_publish` of the first block hold for the whole entry; a later
    block may name its own.
    """

    question: str
    slide: str = ""
    lecture: str = ""
    name: str = ""
    email: str = ""
    notify: str = ""
    may_publish: str = ""


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """One `[[sources]]` block.

    Attributes:
        name: stable name in the store and in messages; by default the path as written in the settings.
        kind: `file`.
        path: absolute path or glob.
        lecture: id of the lecture that all its entries belong to, or "".
        fields: one FieldTitles per question/slide pair, at least one.
        timezone: IANA zone of timestamps that name none (the series' zone by default).
        timestamp: title of the time column, "" to recognise it.
        date_order: `MDY`, `DMY` or `YMD` for numeric dates, "" to work it out from the rows.
    """

    name: str
    kind: str
    path: str
    fields: tuple[FieldTitles, ...]
    timezone: str
    lecture: str = ""
    timestamp: str = ""
    date_order: str = ""


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the store remembers of a source besides its submissions.

    `rows` counts the entries of the last good reading: the rail against emptied sources looks at it.
    """

    fingerprint: str = ""
    rows: int = 0
