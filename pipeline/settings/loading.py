"""`config/pipeline.toml` → frozen settings, or every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.model.series import Lecture, Series
from pipeline.settings.checking import check, sound_part, unknown_section
from pipeline.settings.faults import Faults, name_of
from pipeline.settings.key_lines import key_lines
from pipeline.settings.lectures import read_lectures
from pipeline.settings.overlay import overlay
from pipeline.settings.place import series_root
from pipeline.settings.printed_words import read_words
from pipeline.settings.records import DocumentSettings, Origin, PublishSettings, Settings, TriageSettings
from pipeline.settings.schema import (
    SECTIONS,
    DocumentsBlock,
    LectureBlock,
    PublishBlock,
    SeriesBlock,
    TriageBlock,
    heading,
)
from pipeline.settings.sources import read_sources
from pipeline.settings.timetable import read_timetable
from pipeline.settings.toml_text import parse, read_text
from pipeline.settings.values import duration

_NONE: Mapping[str, str] = MappingProxyType({})
_BEFORE_CHECKING_ZONE = "UTC"  # stands in for a time zone that is a fault itself


def load_settings(path: Path, environ: Mapping[str, str], overrides: Mapping[str, str] = _NONE) -> Settings:
    """Return the settings of a series: flag before environment before file before default.

    Args:
        path: the settings file; messages name it as it is given here.
        environ: environment variables; those that begin with `QA_` count.
        overrides: `section.key` → value, from the command line.

    Raises:
        SettingsError: something is wrong; the message has a line for each fault, in the order of the file.
    """
    text = read_text(path)
    given = parse(text, str(path))
    faults = Faults(str(path), key_lines(text))
    for name in given:
        if name not in SECTIONS:
            faults.add((name,), unknown_section(name))
    sections = overlay(given, environ, overrides, faults)
    settings = _read(sections, path.parent.resolve() / path.name, faults)
    faults.raise_any()
    return settings


def _read(sections: Mapping[str, object], path: Path, faults: Faults) -> Settings:
    """Return the settings, which are only good if there are no faults."""
    folder = path.parent
    series = check(SeriesBlock, sections.get("series", {}), ("series",), faults)
    zone = series.timezone if series else _BEFORE_CHECKING_ZONE
    blocks = _lecture_blocks(sections, folder, faults)
    lectures = read_lectures(blocks, zone, faults)
    source_blocks = _blocks(sections, "sources", faults)
    sources = read_sources(source_blocks, folder, zone, _ids(blocks), faults)
    language = series.language if series else "en"
    return Settings(
        path=path,
        root=series_root(path),
        series=Series(series.title if series else "", language, zone, tuple(one for _, one in lectures.values())),
        sources=sources,
        documents=_documents(sections, folder, lectures, faults),
        triage=_triage(sections, faults),
        publish=_publish(sections, faults),
        words=read_words(sections.get("words", {}), language, faults),
        lecture_answers_in={lecture.id: block.answers_in for block, lecture in lectures.values()},
        timetable=folder / series.lectures if series and series.lectures else None,
        origins=_origins(faults),
    )


def _lecture_blocks(sections: Mapping[str, object], folder: Path, faults: Faults) -> list[object]:
    """Return the lectures as blocks, from the settings file or from a timetable."""
    series = sections.get("series")
    timetable = series.get("lectures") if isinstance(series, dict) else None
    if not isinstance(timetable, str):
        return _blocks(sections, "lectures", faults)
    if "lectures" in sections:
        faults.add(
            ("series", "lectures"), "names a file, and there are [[lectures]] blocks as well; keep one of the two"
        )
        return []
    shown = str(Path(faults.shown).parent / timetable)
    return list(read_timetable(folder / timetable, shown, faults))


def _blocks(sections: Mapping[str, object], name: str, faults: Faults) -> list[object]:
    """Return the blocks of a repeated section; there must be one."""
    given = sections.get(name, [])
    if not isinstance(given, list):
        faults.add((name,), f"must be a block that begins with {heading((name,))}, with two brackets on each side")
    elif not given:
        faults.add((name,), f"is missing; add a block that begins with {heading((name,))}")
    else:
        return given
    return []


def _ids(blocks: list[object]) -> dict[str, str]:
    """Return every lecture id, present or former, and the present one; also those of blocks with faults."""
    ids: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, dict) and isinstance(present := block.get("id"), str):
            was = block.get("was", [])
            former = [was] if isinstance(was, str) else was if isinstance(was, list) else []
            ids |= {name: present for name in former if isinstance(name, str)} | {present: present}
    return ids


def _documents(
    sections: Mapping[str, object],
    folder: Path,
    lectures: Mapping[int, tuple[LectureBlock, Lecture]],
    faults: Faults,
) -> DocumentSettings:
    """Return [documents]; its template must exist, and its title must tell the lectures apart."""
    given = check(DocumentsBlock, sections.get("documents", {}), ("documents",), faults)
    block = given or sound_part(DocumentsBlock, sections.get("documents"))
    template = folder / block.template if block.template else None
    if template and not template.is_file():
        faults.add(("documents", "template"), f'is "{block.template}", but there is no such file at {template}')
    titles = [lecture.title.casefold() for _, lecture in lectures.values()]
    if "{who}" not in block.title and len(set(titles)) < len(titles):
        faults.add(("documents", "title"), "needs {who} in it, because two lectures have the same title")
    return DocumentSettings(block.title, block.introduction, block.order, template)


def _triage(sections: Mapping[str, object], faults: Faults) -> TriageSettings:
    block = check(TriageBlock, sections.get("triage", {}), ("triage",), faults)
    return TriageSettings((block or TriageBlock()).hold)


def _publish(sections: Mapping[str, object], faults: Faults) -> PublishSettings:
    block = check(PublishBlock, sections.get("publish", {}), ("publish",), faults)
    return PublishSettings(duration((block or PublishBlock()).settle))


def _origins(faults: Faults) -> dict[str, Origin]:
    """Return where each key was written, by its name."""
    places = {path: faults.place_of(path) for path in (*faults.lines, *faults.elsewhere)}
    return {name_of(path): Origin(place.kind, _where(place.where, place.subject)) for path, place in places.items()}


def _where(where: str, subject: str) -> str:
    return f"{where} {subject}" if subject and not subject.startswith("the ") else where
