"""What is in force and where each value comes from, for `config show`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from pipeline.model.series import Lecture
from pipeline.model.source import SourceSpec
from pipeline.settings.options import options_of
from pipeline.settings.printed_words import words_in_force
from pipeline.settings.records import Settings
from pipeline.settings.schema import FieldsBlock


def show(settings: Settings) -> dict[str, object]:
    """Return the settings ready for JSON: each key with its value and where it was written.

    `from` is file, environment, flag or default; `where` names the line or variable, "" for a default.
    """
    values: dict[str, object] = {}
    for name, value in _in_force(settings):
        origin = settings.origins.get(name)
        values[name] = {
            "value": _plain(value),
            "from": origin.kind if origin else "default",
            "where": origin.where if origin else "",
        }
    return {"path": str(settings.path), "output": str(settings.root / "output"), "values": values}


def _in_force(settings: Settings) -> Iterator[tuple[str, object]]:
    """Yield every key by its name in the settings, in the order of the file."""
    for key in ("title", "timezone", "language"):
        yield f"series.{key}", getattr(settings.series, key)
    for number, lecture in enumerate(settings.series.lectures, start=1):
        for key, value in _lecture(lecture).items():
            yield f"lectures[{number}].{key}", value
        yield f"lectures[{number}].answers_in", settings.lecture_answers_in[lecture.id]
    for number, source in enumerate(settings.sources, start=1):
        yield from _source(f"sources[{number}]", source)
    for key in ("title", "introduction", "order", "template"):
        yield f"documents.{key}", getattr(settings.documents, key)
    yield "triage.hold", settings.triage.hold
    yield "publish.settle", f"{int(settings.publish.settle.total_seconds())} s"
    for key, word in words_in_force(settings.words).items():
        yield f"words.{key}", word


def _lecture(lecture: Lecture) -> dict[str, object]:
    return {
        "id": lecture.id,
        "title": lecture.title,
        "lecturer": lecture.lecturers,
        "initials": lecture.initials,
        "aliases": lecture.aliases,
        "date": lecture.day,
        "closes": lecture.closes,
        "was": lecture.was,
    }


def _source(name: str, source: SourceSpec) -> Iterator[tuple[str, object]]:
    for key in ("kind", "path", "name", "lecture", "timezone", "timestamp", "date_order"):
        yield f"{name}.{key}", getattr(source, key)
    for number, fields in enumerate(source.fields, start=1):
        for key in options_of(FieldsBlock):
            yield f"{name}.fields[{number}].{key}", getattr(fields, key)


def _plain(value: object) -> object:
    """Return a value as JSON can hold it."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | bool | int) else str(value)
