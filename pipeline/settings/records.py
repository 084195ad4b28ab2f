"""The settings once read: frozen, complete, with every default filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

from pipeline.model.series import Series
from pipeline.model.source import SourceSpec
from pipeline.model.words import Words


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """How working documents are made.

    Attributes:
        title: pattern with {questions_and_answers}, {who} and {lecture}.
        introduction: "" for none, None for the built-in one.
        order: of the questions.
        template: absolute path of the organiser's Word file, or None.
    """

    title: str
    introduction: str | None
    order: Literal["slide", "submitted"]
    template: Path | None


@dataclass(frozen=True, slots=True)
class TriageSettings:
    """Which submissions wait for a person."""

    hold: Literal["flagged", "all"]


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """When answers count; `settle` is how long one must stand unchanged before it is accepted."""

    settle: timedelta


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value in force was written: `kind` is file, environment or flag; `where` names line or variable."""

    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one series.

    Attributes:
        path: absolute path of the settings file.
        root: the folder that `config/` and `output/` stand in.
        series: the school and its lectures.
        sources: where submissions come from, paths absolute.
        documents: how working documents are made.
        triage: which submissions wait.
        words: every printed word.
        publish: when answers count.
        lecture_answers_in: kind of working document by lecture id.
        timetable: absolute path of the file the lectures come from, or None.
        origins: where each given key was written, by its name such as `lectures[2].title`; others are defaults.
    """

    path: Path
    root: Path
    series: Series
    sources: tuple[SourceSpec, ...]
    documents: DocumentSettings
    triage: TriageSettings
    words: Words
    publish: PublishSettings
    lecture_answers_in: Mapping[str, str]
    timetable: Path | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False, repr=False)
