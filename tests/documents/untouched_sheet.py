"""Proves what an update of an answer sheet changed: `python -m tests.documents.untouched_sheet OLD NEW`.

Every row that holds anything must be in the new file under its number and canonically the same, every other part
byte-equal. Allowed besides: rows with nothing but looks may give way to new ones; the ranges of the sheet's dimension,
of its filter (with the hidden name that repeats it) and of its table may reach further down; in a row, one empty cell
may have been filled, or the words of one cell have given way to others, or every cell that held anything have been
emptied. A cell keeps its looks, its row everything else. Each such change is told, so that a test can say which ones
it wants.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_TABLE = re.compile(r"xl/tables/[^/]+\.xml")
_RANGED = {"dimension", "autoFilter", "table"}
_REFERENCE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
_NAMED = re.compile(r"^(.+!\$[A-Z]+\$\d+:\$[A-Z]+)\$\d+$")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed against the rules, the words of the rows that came in, and what became of cells, `E3: words`."""

    problems: tuple[str, ...]
    inserted: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


def compare(old: bytes, new: bytes) -> Comparison:
    """Return how a workbook differs from the one it grew from."""
    before, after = _parts(old), _parts(new)
    problems = [f"part {name} is gone" for name in before if name not in after]
    problems += [f"part {name} is new" for name in after if name not in before]
    changes = _Changes()
    for name in (one for one in before if one in after and before[one] != after[one]):
        if _SHEET.fullmatch(name):
            texts = _shared_texts(before)
            problems += _compare_sheets(
                name, etree.fromstring(before[name]), etree.fromstring(after[name]), texts, changes
            )
        elif _TABLE.fullmatch(name) or name == "xl/workbook.xml":
            one, other = (_without_ranges(etree.fromstring(parts[name])) for parts in (before, after))
            problems += [] if one == other else [f"part {name} differs in more than ranges"]
        else:
            problems.append(f"part {name} changed")
    found = (changes.inserted, changes.filled, changes.emptied, changes.replaced)
    return Comparison(tuple(problems), *map(tuple, found))


@dataclass(slots=True)
class _Changes:
    """What was found so far."""

    inserted: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)


def _compare_sheets(
    name: str, old: etree._Element, new: etree._Element, texts: Sequence[str], changes: _Changes
) -> list[str]:
    problems = _shrunk(name, old, new)
    before, after = _rows(old), _rows(new)
    last = max((number for number, row in before.items() if _is_used(row)), default=0)
    for number, row in before.items():
        if number in after and _canonical(row) == _canonical(after[number]):
            continue
        if _is_used(row) and not (number in after and _is_allowed(row, after[number], texts, changes)):
            problems.append(f"{name}: row {number} is lost or changed")
    for number, row in after.items():
        if number in before and (_is_used(before[number]) or _canonical(row) == _canonical(before[number])):
            continue
        changes.inserted.append(" | ".join("".join(map(str, cell.itertext())) for cell in row))
        if number <= last:
            problems.append(f"{name}: row {number} came in above row {last}")
    for tree in (old, new):
        for row in list(_rows(tree).values()):
            parent = row.getparent()
            assert parent is not None
            parent.remove(row)
    if _without_ranges(old) != _without_ranges(new):
        problems.append(f"{name} differs in more than rows and ranges")
    return problems


def _is_allowed(old: etree._Element, new: etree._Element, texts: Sequence[str], changes: _Changes) -> bool:
    """Tell whether nothing happened to a row but one of the three changes of cells, and keep which one."""
    before, after = _cells(old), _cells(new)
    if sorted(old.attrib.items()) != sorted(new.attrib.items()) or not set(before) <= set(after):
        return False
    found = _Changes()
    for at, cell in after.items():
        was = before.get(at)
        if was is not None and _canonical(was) == _canonical(cell):
            continue
        if was is not None and (was.get("s") != cell.get("s") or was.find("{*}f") is not None):
            return False
        if len(cell) and cell.get("t") != "inlineStr":
            return False
        kept, words = "" if was is None else _words(was, texts), _words(cell, texts)
        kind = found.emptied if not words else found.replaced if kept else found.filled
        kind.append(f"{at}: {words or kept}")
    changes.filled += found.filled
    changes.emptied += found.emptied
    changes.replaced += found.replaced
    if found.emptied:
        return not (found.filled or found.replaced) and not any(_words(cell, texts) for cell in new)
    return len(found.filled) + len(found.replaced) == 1


def _cells(row: etree._Element) -> dict[str, etree._Element]:
    """Return the cells of a row by their references."""
    return {cell.get("r") or f"#{number}": cell for number, cell in enumerate(row)}


def _words(cell: etree._Element, texts: Sequence[str]) -> str:
    """Return what stands in a cell."""
    if cell.get("t") == "s":
        return texts[int(cell.findtext("{*}v") or 0)]
    return "".join(map(str, cell.itertext()))


def _shared_texts(parts: Mapping[str, bytes]) -> list[str]:
    """Return the texts that sheets share."""
    table = parts.get("xl/sharedStrings.xml")
    return ["".join(map(str, one.itertext())) for one in etree.fromstring(table)] if table else []


def _shrunk(name: str, old: etree._Element, new: etree._Element) -> list[str]:
    """Return what is wrong with ranges: they may only grow downwards, the dimension also to the right."""
    problems = []
    for one, other in zip(_ranged(old), _ranged(new), strict=False):
        begin, end = _REFERENCE.fullmatch(one.get("ref", "")), _REFERENCE.fullmatch(other.get("ref", ""))
        if begin and end and (begin[1], begin[2]) != (end[1], end[2]):
            problems.append(f"{name}: a range begins elsewhere, {other.get('ref')}")
        if begin and end and int(end[4]) < int(begin[4]):
            problems.append(f"{name}: a range shrank, {other.get('ref')}")
    return problems


def _ranged(tree: etree._Element) -> list[etree._Element]:
    return [one for one in tree.iter() if _local(one) in _RANGED]


def _without_ranges(tree: etree._Element) -> bytes:
    """Return a part in canonical form, the ranges that may grow taken out."""
    for one in tree.iter():
        if _local(one) in _RANGED:
            one.attrib.pop("ref", "")
        if one.get("name") == "_xlnm._FilterDatabase":
            one.text = _NAMED.sub(r"\1", one.text or "")
    return _canonical(tree)


def _rows(tree: etree._Element) -> dict[int, etree._Element]:
    rows: dict[int, etree._Element] = {}
    for row in (one for one in tree.iter() if _local(one) == "row"):
        number = int(row.get("r") or max(rows, default=0) + 1)
        assert number not in rows, f"two rows {number}"
        assert number > max(rows, default=0), f"row {number} is out of order"
        rows[number] = row
    return rows


def _is_used(row: etree._Element) -> bool:
    return any(len(cell) for cell in row)


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def main() -> int:
    """Print what came in and what else changed; return 1 if anything did that may not."""
    old, new = (Path(name).read_bytes() for name in sys.argv[1:3])
    found = compare(old, new)
    told = {"inserted": found.inserted, "filled": found.filled, "emptied": found.emptied, "replaced": found.replaced}
    lines = [f"{kind}: {text[:100]!r}" for kind, texts in told.items() for text in texts]
    lines += [f"CHANGED  {text}" for text in found.problems]
    sys.stdout.write("\n".join([*lines, _counted(told, found.problems)]) + "\n")
    return int(bool(found.problems))


def _counted(told: Mapping[str, Sequence[str]], problems: Sequence[str]) -> str:
    """Return how many changes of each kind there are."""
    return ", ".join([*(f"{len(texts)} {kind}" for kind, texts in told.items()), f"{len(problems)} problems"])


if __name__ == "__main__":
    sys.exit(main())
