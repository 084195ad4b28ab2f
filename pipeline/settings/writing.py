"""Writes a settings file: complete, with a remark on every key and every option that is off as a remark."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from pipeline.model.series import Lecture
from pipeline.model.source import FieldTitles, SourceSpec
from pipeline.model.words import words_for
from pipeline.settings.options import options_of
from pipeline.settings.people import several_people
from pipeline.settings.printed_words import words_in_force
from pipeline.settings.schema import BLOCKS, FieldsBlock, example_of, heading
from pipeline.settings.toml_values import in_toml

_HEAD = """\
The settings of one series of lectures. Text stands in straight quotes; paths are relative to this file.
A line that begins with # and a key is an option that is off: take the # away to use it.
Check the file after a change with: qa-pipeline check"""

_WORDS_HEAD = "Words printed in the documents; {names in braces} must stay."


def write_settings(
    series_title: str, timezone: str, language: str, lectures: Sequence[Lecture], sources: Sequence[SourceSpec]
) -> str:
    """Return a settings file that loads as these values.

    Args:
        series_title: as printed.
        timezone: IANA name.
        language: BCP 47 code.
        lectures: at least one.
        sources: at least one; their paths as the file is to say them, relative to it.
    """
    parts = [
        _remark(_HEAD),
        _section(("series",), {"title": series_title, "timezone": timezone, "language": language}),
    ]
    for number, lecture in enumerate(lectures):
        parts.append(_section(("lectures",), _lecture(lecture, timezone), explained=number == 0))
    for number, source in enumerate(sources):
        parts.append(_section(("sources",), _source(source, timezone), explained=number == 0))
        for place, fields in enumerate(source.fields):
            parts.append(_section(("sources", "fields"), _fields(fields), explained=number == place == 0))
    parts += [_section(("documents",), {}), _section(("triage",), {}), _section(("publish",), {}), _words(language)]
    return "\n\n".join(parts) + "\n"


def sample_settings(
    series_title: str = "Summer School on Machine Learning", timezone: str = "Europe/Zurich", language: str = "en"
) -> str:
    """Return a settings file to start from: the required keys with examples, every option as a remark."""
    of_lecture = {key: str(example_of(("lectures",), key)) for key in ("id", "title", "lecturer", "initials")}
    lecture = Lecture(of_lecture["id"], of_lecture["title"], (of_lecture["lecturer"],), (of_lecture["initials"],))
    columns = {key: str(example_of(("sources", "fields"), key)) for key in ("question", "slide", "lecture")}
    path = str(example_of(("sources",), "path"))
    source = SourceSpec(path, "file", path, (FieldTitles(**columns),), timezone)
    return write_settings(series_title, timezone, language, [lecture], [source])


def _section(section: tuple[str, ...], given: Mapping[str, object], *, explained: bool = True) -> str:
    """Return a section: the given keys with their values and, where it is explained, the others as remarks."""
    block = BLOCKS[section]
    lines = [_remark(block.__doc__ or ""), heading(section)] if explained else [heading(section)]
    for key, known in options_of(block).items():
        is_given = bool(given.get(key))
        if explained and key != "fields":
            lines.append(_remark(known.description))
            if not is_given:
                lines.append(f"#{key} = {in_toml(known.default or known.example)}")
        if is_given:
            lines.append(f"{key} = {in_toml(given[key])}")
    return "\n".join(lines)


def _words(language: str) -> str:
    lines = [f"#{key} = {in_toml(word)}" for key, word in words_in_force(words_for(language)).items()]
    return "\n".join([_remark(_WORDS_HEAD), "[words]", *lines])


def _lecture(lecture: Lecture, timezone: str) -> dict[str, object]:
    return {
        "id": lecture.id,
        "title": lecture.title,
        "lecturer": _short(lecture.lecturers),
        "initials": _short(lecture.initials),
        "aliases": lecture.aliases,
        "date": lecture.day,
        "closes": lecture.closes and _local(lecture.closes, timezone),
        "was": lecture.was,
    }


def _source(source: SourceSpec, timezone: str) -> dict[str, object]:
    return {
        "kind": source.kind,
        "path": source.path,
        "name": source.name if source.name != source.path else "",
        "lecture": source.lecture,
        "timezone": source.timezone if source.timezone != timezone else "",
        "timestamp": source.timestamp,
        "date_order": source.date_order,
    }


def _fields(fields: FieldTitles) -> dict[str, object]:
    return {key: getattr(fields, key) for key in options_of(FieldsBlock)}


def _short(texts: Sequence[str]) -> object:
    """Return one text as it is, several as a list; and one that could be taken for several people."""
    return texts[0] if len(texts) == 1 and not several_people(texts[0]) else texts


def _local(instant: datetime, timezone: str) -> datetime:
    """Return an instant in local time, or as it is where the offset has seconds, which TOML cannot say."""
    local = instant.astimezone(ZoneInfo(timezone))
    offset = local.utcoffset()
    return instant if offset is None or offset.total_seconds() % 60 else local


def _remark(text: str) -> str:
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, 100)]
    return "\n".join(f"# {line}" for line in lines)
