"""From [[lectures]] blocks to lectures; names that would confuse two of them are faults."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.series import Lecture
from pipeline.settings.checking import check, sound_part
from pipeline.settings.faults import Faults, KeyPath
from pipeline.settings.initials import initials_of
from pipeline.settings.schema import LectureBlock
from pipeline.settings.values import in_utc


def read_lectures(blocks: Sequence[object], zone: str, faults: Faults) -> dict[int, tuple[LectureBlock, Lecture]]:
    """Return each valid block and its lecture, by the block's index."""
    checked: dict[int, LectureBlock] = {}
    sound: dict[int, LectureBlock] = {}
    for index, given in enumerate(blocks):
        block = check(LectureBlock, given, ("lectures", index), faults)
        if block is not None:
            checked[index] = block
        sound[index] = block or sound_part(LectureBlock, given)
    _tell_equal_ids(sound, faults)
    _tell_equal_names(sound, faults)
    return {index: (block, _lecture(block, zone, ("lectures", index), faults)) for index, block in checked.items()}


def _lecture(block: LectureBlock, zone: str, path: KeyPath, faults: Faults) -> Lecture:
    """Return the lecture, its initials made from the names unless they are given."""
    people = tuple(block.lecturer)
    given = tuple(block.initials)
    if len(set(people)) < len(people):
        faults.add((*path, "lecturer"), "names the same person twice; delete one of them")
    if given:
        _tell_wrong_initials(given, people, (*path, "initials"), faults)
    return Lecture(
        id=block.id,
        title=block.title,
        lecturers=people,
        initials=given or initials_of(people),
        aliases=tuple(block.aliases),
        was=tuple(block.was),
        day=block.date,
        closes=in_utc(block.closes, zone) if block.closes else None,
    )


def _tell_wrong_initials(given: Sequence[str], people: Sequence[str], path: KeyPath, faults: Faults) -> None:
    """Tell of initials that are not one for each lecturer, all different."""
    if not people:
        faults.add(path, 'needs a lecturer to belong to; add lecturer = "Lukas Heinrich"')
    elif len(given) != len(people):
        faults.add(path, f"has {len(given)}, and lecturer has {len(people)}; give each lecturer one")
    if len(set(given)) < len(given):
        faults.add(path, "has the same twice; give each lecturer different ones, such as LHe and LHi")


def _tell_equal_ids(blocks: dict[int, LectureBlock], faults: Faults) -> None:
    """Tell of ids, present or former, that stand at two lectures."""
    seen: dict[str, int] = {}
    for index, block in blocks.items():
        for key, name in (("id", block.id), *(("was", former) for former in block.was)):
            if not name:
                continue
            first = seen.setdefault(name, index)
            if first != index or (key == "was" and name == block.id):
                faults.add(("lectures", index, key), f'has "{name}", which is an id of lectures[{first + 1}] already')


def _tell_equal_names(blocks: dict[int, LectureBlock], faults: Faults) -> None:
    """Tell of names in the form that would stand for two lectures.

    Two lecturers may both give a "Lecture 2": a title counts together with its lecturers. An alias must
    stand for one lecture only.
    """
    titles: dict[tuple[str, ...], int] = {}
    for index, block in blocks.items():
        if not block.title:
            continue
        first = titles.setdefault(tuple(name.casefold() for name in (block.title, *block.lecturer)), index)
        if first != index:
            faults.add(("lectures", index, "title"), _clash(block.title, blocks[first], block))
    names: dict[str, int] = {}
    for index, block in blocks.items():
        names.setdefault(block.title.casefold(), index)
    for index, block in blocks.items():
        for alias in block.aliases:
            first = names.setdefault(alias.casefold(), index)
            if first != index:
                faults.add(("lectures", index, "aliases"), _clash(alias, blocks[first], block))


def _clash(name: str, first: LectureBlock, second: LectureBlock) -> str:
    of_whom = f"both {first.id} and {second.id}" if first.id and second.id else "two lectures"
    return f'has "{name}", which stands for {of_whom}; let them differ'
