"""Proves that an update of an answer sheet only added rows: `python -m tests.documents.untouched_sheet OLD NEW`.

Every row that holds anything must be in the new file under its number and canonically the same, every other part
byte-equal. Allowed besides: rows with nothing but looks may give way to new ones; the ranges of the sheet's dimension,
of its filter (with the hidden name that repeats it) and of its table may reach further down.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_TABLE = re.compile(r"xl/tables/[^/]+\.xml")
_RANGED = {"dimension", "autoFilter", "table"}
_REFERENCE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
_NAMED = re.compile(r"^(.+!\$[A-Z]+\$\d+:\$[A-Z]+)\$\d+$")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed against the rules, and the words of the rows that came in."""

    problems: tuple[str, ...]
    inserted: tuple[str, ...]


def compare(old: bytes, new: bytes) -> Comparison:
    """Return how a workbook differs from the one it grew from."""
    before, after = _parts(old), _parts(new)
    problems = [f"part {name} is gone" for name in before if name not in after]
    problems += [f"part {name} is new" for name in after if name not in before]
    inserted: list[str] = []
    for name in (one for one in before if one in after and before[one] != after[one]):
        if _SHEET.fullmatch(name):
            found = _compare_sheets(name, etree.fromstring(before[name]), etree.fromstring(after[name]))
            problems += found.problems
            inserted += found.inserted
        elif _TABLE.fullmatch(name) or name == "xl/workbook.xml":
            one, other = (_without_ranges(etree.fromstring(parts[name])) for parts in (before, after))
            problems += [] if one == other else [f"part {name} differs in more than ranges"]
        else:
            problems.append(f"part {name} changed")
    return Comparison(tuple(problems), tuple(inserted))


def _compare_sheets(name: str, old: etree._Element, new: etree._Element) -> Comparison:
    problems = _shrunk(name, old, new)
    before, after = _rows(old), _rows(new)
    inserted = []
    last = max((number for number, row in before.items() if _is_used(row)), default=0)
    for number, row in before.items():
        if number in after and _canonical(row) == _canonical(after[number]):
            continue
        if _is_used(row):
            problems.append(f"{name}: row {number} is lost or changed")
    for number, row in after.items():
        if number in before and _canonical(row) == _canonical(before[number]):
            continue
        inserted.append(" | ".join("".join(map(str, cell.itertext())) for cell in row))
        if number <= last and not _is_used(before.get(number, row)):
            problems.append(f"{name}: row {number} came in above row {last}")
    for tree in (old, new):
        for row in list(_rows(tree).values()):
            parent = row.getparent()
            assert parent is not None
            parent.remove(row)
    if _without_ranges(old) != _without_ranges(new):
        problems.append(f"{name} differs in more than rows and ranges")
    return Comparison(tuple(problems), tuple(inserted))


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
    """Print what was inserted and what else changed; return 1 if anything did that may not."""
    old, new = (Path(name).read_bytes() for name in sys.argv[1:3])
    found = compare(old, new)
    lines = [f"inserted: {text[:100]!r}" for text in found.inserted] + [f"CHANGED  {text}" for text in found.problems]
    sys.stdout.write("\n".join([*lines, f"{len(found.inserted)} rows inserted, {len(found.problems)} problems"]) + "\n")
    return int(bool(found.problems))


if __name__ == "__main__":
    sys.exit(main())
