"""`spreadsheets.batchUpdate`: what changes cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

from tests.google.a1 import Box
from tests.google.cloud import Call
from tests.google.field_mask import paths
from tests.google.grid import Cell, FakeTab
from tests.google.sheet_model import FakeSpreadsheet
from tests.google.wire import Json, RefusedError

Edit = Callable[[FakeSpreadsheet, Json, Call], Json]


def check_mask_given(wish: Json) -> None:
    """Refuse a change that does not say which fields it means.

    Raises:
        RefusedError: `fields` is missing.
    """
    if not wish.get("fields"):
        raise RefusedError(400, "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")


def _box(tab: FakeTab, within: Json) -> Box:
    """Return the part of a grid that a GridRange means."""
    box = Box(
        within.get("startRowIndex", 0),
        within.get("startColumnIndex", 0),
        within.get("endRowIndex"),
        within.get("endColumnIndex"),
    )
    return tab.clamp(box)


def _changed(cell: Cell, asked: Json, names: list[str]) -> Cell:
    """Return a cell after the named fields of a CellData were put into it; what is named and not given is emptied."""
    for name in _all_names(names):
        top, _, below = name.partition(".")
        if top == "userEnteredValue":
            cell = replace(cell, entered=_entered(asked.get(top, {})))
        elif top == "userEnteredFormat":
            wanted = asked.get(top, {})
            cell = replace(cell, format=_formatted(cell.format, wanted, below) if below else wanted)
        elif top == "note":
            cell = replace(cell, note=asked.get(top, ""))
        else:
            kept = {known: value for known, value in cell.more.items() if known != top}
            cell = replace(cell, more=kept | ({top: asked[top]} if top in asked else {}))
    return cell


def _all_names(names: list[str]) -> list[str]:
    """Return what a star stands for."""
    return ["userEnteredValue", "userEnteredFormat", "note"] if names == ["*"] else names


def _entered(value: Json) -> Json:
    """Return an ExtendedValue as a cell keeps it.

    Raises:
        RefusedError: it holds several values.
    """
    if len(value) > 1 or "errorValue" in value:
        raise RefusedError(400, "A cell takes one value: a number, a text, a boolean or a formula.")
    return {} if value == {"stringValue": ""} else value


def _formatted(before: Json, asked: Json, path: str) -> Json:
    """Return a format with one part of it changed."""
    name, _, below = path.partition(".")
    inner = asked.get(name, {})
    kept = {known: value for known, value in before.items() if known != name}
    value = _formatted(before.get(name, {}), inner, below) if below else inner
    return kept | ({name: value} if value or name in asked else {})


def _put_rows(tab: FakeTab, call: Call, rows: list[Json], names: list[str], top: int, left: int) -> None:
    """Put rows of CellData at a place.

    Raises:
        RefusedError: they reach over the edge.
    """
    for down, row in enumerate(rows):
        for along, asked in enumerate(row.get("values", [])):
            if top + down >= tab.height or left + along >= tab.width:
                raise RefusedError(400, "Attempting to write beyond the last requested row or column.")
            tab.check_protected(call.who.email, top + down, left + along)
            tab.put(top + down, left + along, _changed(tab.cell(top + down, left + along), asked, names))


def _update_cells(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Write cells from a place on, or over a range; the rest of the range is emptied."""
    check_mask_given(wish)
    names = paths(wish["fields"])
    if "start" in wish:
        start = wish["start"]
        tab = sheet.tab(start.get("sheetId", 0))
        place = start.get("rowIndex", 0), start.get("columnIndex", 0)
        _put_rows(tab, call, wish.get("rows", []), names, *place)
        return {}
    tab = sheet.tab(wish["range"].get("sheetId", 0))
    box = _box(tab, wish["range"])
    given = wish.get("rows", [])
    width, height = (box.right or 0) - box.left, (box.bottom or 0) - box.top
    if len(given) > height or any(len(row.get("values", [])) > width for row in given):
        raise RefusedError(400, "Attempting to write beyond the last requested row or column.")
    padded = [(row.get("values", []) + [{}] * width)[:width] for row in given + [{}] * height][:height]
    _put_rows(tab, call, [{"values": values} for values in padded], names, box.top, box.left)
    return {}


def _append_cells(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Write rows below the last row with data, making room where there is none."""
    check_mask_given(wish)
    tab = sheet.tab(wish.get("sheetId", 0))
    top = tab.used()[0]
    missing = top + len(wish.get("rows", [])) - tab.height
    if missing > 0:
        tab.insert("ROWS", tab.height, missing)
    _put_rows(tab, call, wish.get("rows", []), paths(wish["fields"]), top, 0)
    return {}


def _repeat_cell(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Put the same into every cell of a range."""
    check_mask_given(wish)
    tab = sheet.tab(wish["range"].get("sheetId", 0))
    box = _box(tab, wish["range"])
    _put_everywhere(tab, call, box, wish.get("cell", {}), paths(wish["fields"]))
    return {}


def _put_everywhere(tab: FakeTab, call: Call, box: Box, asked: Json, names: list[str]) -> None:
    """Put the same into all cells of a box; whole columns remember a format, so that it costs nothing per row."""
    whole = (box.top, box.bottom) == (0, tab.height) and not names[0].startswith("userEnteredValue")
    columns = tab.lines["COLUMNS"][box.left : box.right]
    if not whole:
        rows = [{"values": [asked] * len(columns)}] * ((box.bottom or 0) - box.top)
        _put_rows(tab, call, rows, names, box.top, box.left)
        return
    changed = [replace(line, cell=_changed(line.cell, asked, names)) for line in columns]
    tab.lines["COLUMNS"][box.left : box.right] = changed
    ids = {line.id for line in columns}
    for place, cell in tab.cells.items():
        if place[1] in ids:
            tab.cells[place] = _changed(cell, asked, names)


def _paste(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Paste text as people do: it is typed, so what looks like a number becomes one."""
    place = wish["coordinate"]
    tab = sheet.tab(place.get("sheetId", 0))
    lines = csv.reader(io.StringIO(wish.get("data", "")), delimiter=wish.get("delimiter", "\t"))
    for down, texts in enumerate(lines, place.get("rowIndex", 0)):
        for along, text in enumerate(texts, place.get("columnIndex", 0)):
            tab.check_protected(call.who.email, down, along)
            tab.enter(down, along, text)
    return {}


def _sort(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Sort the rows of a range."""
    tab = sheet.tab(wish["range"].get("sheetId", 0))
    keys = [(spec["dimensionIndex"], spec.get("sortOrder") == "DESCENDING") for spec in wish["sortSpecs"]]
    tab.reorder(_box(tab, wish["range"]), keys)
    return {}


def _validate(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Give a range a rule for what may be typed; what programs write is not held to it."""
    tab = sheet.tab(wish["range"].get("sheetId", 0))
    box = _box(tab, wish["range"])
    rule = {"dataValidation": wish["rule"]} if "rule" in wish else {}
    _put_everywhere(tab, call, box, rule, ["dataValidation"])
    return {}


EDITS: dict[str, Edit] = {
    "updateCells": _update_cells,
    "appendCells": _append_cells,
    "repeatCell": _repeat_cell,
    "pasteData": _paste,
    "sortRange": _sort,
    "setDataValidation": _validate,
}
