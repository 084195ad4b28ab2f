"""A timetable from a spreadsheet: a .csv file with one lecture a row, instead of the [[lectures]] blocks."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.settings.faults import Faults, KeyPath, Place, nearest
from pipeline.settings.sheet_cells import read_cell
from pipeline.settings.toml_text import decode
from pipeline.settings.values import id_from_title

COLUMNS = ("id", "title", "lecturer", "initials", "aliases", "date", "closes", "was")
_FROM_SETTINGS: KeyPath = ("series", "lectures")


def read_timetable(file: Path, shown: str, faults: Faults) -> list[dict[str, object]]:
    """Return the lectures of the file as blocks, and note row and column of each value.

    Args:
        file: absolute path.
        shown: the file as messages name it.
        faults: learns where the values are, and what is wrong with the file as a whole.
    """
    numbered = _filled_rows(file, shown, faults)
    if not numbered:
        return []
    if len(numbered) == 1:
        faults.add_at(Place(1, 1, "file", shown), "holds no lecture; add a row for each below the titles")
    columns = _columns(numbered[0], shown, faults)
    return [
        _block(index, number, row, columns, shown, faults)
        for index, (number, row) in enumerate(numbered[1:] if "title" in columns else [])
    ]


def _filled_rows(file: Path, shown: str, faults: Faults) -> list[tuple[int, list[str]]]:
    """Return the rows that hold anything, with their numbers; none if the file cannot be read."""
    try:
        text = decode(file.read_bytes(), shown)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except OSError as error:
        faults.add(_FROM_SETTINGS, f'names "{shown}", which cannot be read ({error.strerror})')
        return []
    except SettingsError as error:
        faults.add_from(1, error)
        return []
    except csv.Error as error:
        faults.add_at(Place(1, 0, "file", shown), f"is not a CSV file ({error}); export it again from the spreadsheet")
        return []
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled:
        faults.add_at(Place(1, 1, "file", shown), f"is empty; its first row holds {', '.join(COLUMNS)}")
    return filled


def _delimiter(text: str) -> str:
    """Return what parts the cells: whichever of comma, semicolon and tab the first filled line has most of."""
    first = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _columns(header: tuple[int, list[str]], shown: str, faults: Faults) -> dict[str, int]:
    """Return where each known column stands; a near miss is a fault, other columns are the organiser's own."""
    number, titles = header
    place = Place(1, number, "file", f"{shown}, row {number}")
    columns: dict[str, int] = {}
    for at, title in enumerate(titles):
        name = title.strip().casefold()
        if name in columns:
            faults.add_at(place, f'column "{name}" is there twice; delete one of them')
        elif name in COLUMNS:
            columns[name] = at
        elif near := nearest(name, COLUMNS, 0.75):
            faults.add_at(place, f'column "{title.strip()}" is not known; did you mean "{near}"?')
    if "title" not in columns:
        faults.add_at(place, f'there is no column "title"; the first row holds {", ".join(COLUMNS)}')
    return columns


def _block(
    index: int, number: int, row: list[str], columns: dict[str, int], shown: str, faults: Faults
) -> dict[str, object]:
    """Return one row as a [[lectures]] block without its empty cells."""
    path = ("lectures", index)
    place = f"{shown}, row {number}"
    faults.elsewhere[path] = Place(1, number, "file", place, "the row")
    block: dict[str, object] = {}
    for name in COLUMNS:
        faults.elsewhere[(*path, name)] = Place(1, number, "file", place, f'column "{name}"')
        at = columns.get(name, len(row))
        cell = row[at].strip() if at < len(row) else ""
        if cell:
            try:
                block[name] = read_cell(name, cell)
            except ValueError as error:
                faults.add((*path, name), str(error))
    if "id" not in block and (made := id_from_title(str(block.get("title", "")))):
        block["id"] = made
    return block
