"""From [[sources]] blocks to sources that are ready to open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from pipeline.model.source import FieldTitles, SourceSpec
from pipeline.settings.checking import check, sound_part
from pipeline.settings.faults import Faults, KeyPath, did_you_mean
from pipeline.settings.schema import SourceBlock


def read_sources(
    blocks: Sequence[object], folder: Path, zone: str, lectures: Mapping[str, str], faults: Faults
) -> tuple[SourceSpec, ...]:
    """Return the sources of all valid blocks.

    Args:
        blocks: the [[sources]] blocks as given.
        folder: what paths are relative to.
        zone: time zone of the series.
        lectures: every lecture id, present or former, and the present one it stands for.
        faults: learns what is wrong.
    """
    sources = []
    for index, given in enumerate(blocks):
        block = check(SourceBlock, given, ("sources", index), faults)
        _tell_gaps(block or sound_part(SourceBlock, given), ("sources", index), lectures, faults)
        if block is not None:
            sources.append((index, _source(block, folder, zone, lectures)))
    seen: dict[str, int] = {}
    for index, source in sources:
        first = seen.setdefault(source.name, index)
        if first != index:
            key = "name" if ("sources", index, "name") in faults.lines else "path"
            faults.add(
                ("sources", index, key),
                f'is "{source.name}", as in sources[{first + 1}]; give one of them a name of its own, name = "…"',
            )
    return tuple(source for _, source in sources)


def _source(block: SourceBlock, folder: Path, zone: str, lectures: Mapping[str, str]) -> SourceSpec:
    """Return the source; in a series of one lecture its questions belong there without saying so."""
    fixed = lectures.get(block.lecture, "")
    if not fixed and not any(titles.get("lecture") for titles in block.fields) and len(_present(lectures)) == 1:
        (fixed,) = _present(lectures)
    return SourceSpec(
        name=block.name or block.path,
        kind=block.kind,
        path=str(folder / block.path),
        fields=tuple(FieldTitles(**titles) for titles in block.fields),
        timezone=block.timezone or zone,
        lecture=fixed,
        timestamp=block.timestamp,
        date_order=block.date_order,
    )


def _tell_gaps(block: SourceBlock, path: KeyPath, lectures: Mapping[str, str], faults: Faults) -> None:
    """Tell of a source whose questions belong to no lecture."""
    if block.lecture:
        if lectures and block.lecture not in lectures:
            near = did_you_mean(block.lecture, lectures) or f"; the ids are {', '.join(sorted(_present(lectures)))}"
            faults.add((*path, "lecture"), f'is "{block.lecture}", which is no lecture\'s id{near}')
    elif block.fields and len(_present(lectures)) > 1 and not any(titles.get("lecture") for titles in block.fields):
        faults.add(
            path,
            "does not say which lecture its questions belong to; add lecture with a lecture's id for the whole "
            "source, or under [[sources.fields]] with the title of the column",
        )


def _present(lectures: Mapping[str, str]) -> Collection[str]:
    return set(lectures.values())
