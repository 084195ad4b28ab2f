"""Sheets v4, values: get, batchGet, update, append, clear and batchUpdate."""

from __future__ import annotations

from dataclasses import replace

from tests.google.a1 import Box, write_range
from tests.google.cloud import SHEET, Call, Cloud, Role, Service
from tests.google.grid import Cell, FakeTab
from tests.google.sheet_model import FakeSpreadsheet
from tests.google.typed import shown
from tests.google.wire import Json, RefusedError, Value

_TIMES = {"DATE", "TIME", "DATE_TIME"}


def sheet_of(cloud: Cloud, call: Call, needed: Role = "reader") -> FakeSpreadsheet:
    """Return the spreadsheet a call names, if the caller may."""
    sheet_id = call.parameters["spreadsheetId"]
    cloud.check(call, sheet_id, needed, SHEET)
    return cloud.spreadsheets[sheet_id]


def number(value: float) -> float | int:
    """Return a number as JSON shows it: whole ones without a point."""
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def _rendered(cell: Cell, how: Json, locale: str) -> Value:
    """Return one value in the way that was asked for."""
    option = how.get("valueRenderOption", "FORMATTED_VALUE")
    if option == "FORMULA" and cell.formula:
        return cell.formula
    value = cell.value
    if option == "FORMATTED_VALUE" or isinstance(value, str) or value is None:
        return shown(value, cell.number_format, locale)
    as_text = how.get("dateTimeRenderOption") == "FORMATTED_STRING" and option != "FORMULA"
    if as_text and cell.number_format.get("type") in _TIMES:
        return shown(value, cell.number_format, locale)
    return value if isinstance(value, bool) else number(value)


def _value_range(sheet: FakeSpreadsheet, tab: FakeTab, box: Box, how: Json) -> Json:
    """Return the values of a range, without the empty ends of rows and of the whole."""
    clamped = tab.clamp(box)
    used_rows, used_columns = tab.used()
    rows = [
        [
            _rendered(tab.cell(row, at), how, sheet.locale)
            for at in range(box.left, min(clamped.right or 0, used_columns))
        ]
        for row in range(box.top, min(clamped.bottom or 0, used_rows))
    ]
    by_columns = how.get("majorDimension") == "COLUMNS"
    lists = [list(column) for column in zip(*rows, strict=True)] if by_columns else rows
    lists = _trimmed([_trimmed(line, "") for line in lists], [])
    found: Json = {"range": write_range(tab.title, clamped), "majorDimension": "COLUMNS" if by_columns else "ROWS"}
    return found | ({"values": lists} if lists else {})


def _trimmed(values: list[Value], nothing: object) -> list[Value]:
    """Return a list without the empty ones at its end."""
    while values and values[-1] == nothing:
        values.pop()
    return values


def _get(cloud: Cloud, call: Call) -> Json:
    """Return the values of one range."""
    sheet = sheet_of(cloud, call)
    return _value_range(sheet, *sheet.find(call.parameters["range"]), call.parameters)


def _batch_get(cloud: Cloud, call: Call) -> Json:
    """Return the values of several ranges."""
    sheet = sheet_of(cloud, call)
    asked = call.parameters.get("ranges", [])
    ranges = [_value_range(sheet, *sheet.find(text), call.parameters) for text in asked]
    return {"spreadsheetId": sheet.id, "valueRanges": ranges}


def _write(sheet: FakeSpreadsheet, call: Call, given: Json, how: Json, place: tuple[FakeTab, Box]) -> Json:
    """Write one list of lists and return what was updated."""
    tab, box = place
    lists = given.get("values", [])
    if given.get("majorDimension") == "COLUMNS":
        lists = [list(row) for row in zip(*lists, strict=True)]
    width = max(map(len, lists), default=0)
    clamped = tab.clamp(box)
    single = (box.bottom, box.right) == (box.top + 1, box.left + 1)
    end = Box(box.top, box.left, box.top + len(lists), box.left + width)
    limit = Box(box.top, box.left, tab.height, tab.width) if single else clamped
    if (end.bottom or 0) > (limit.bottom or 0) or (end.right or 0) > (limit.right or 0):
        raise RefusedError(400, _too_much(tab, clamped, end, limit))
    _enter_all(tab, call, lists, box, raw=how.get("valueInputOption") == "RAW")
    written = Box(box.top, box.left, end.bottom, end.right) if lists else clamped
    answer: Json = {"spreadsheetId": sheet.id, "updatedRange": write_range(tab.title, written)}
    answer |= {"updatedRows": len(lists), "updatedColumns": width, "updatedCells": sum(map(len, lists))}
    if how.get("includeValuesInResponse"):
        answer["updatedData"] = _value_range(sheet, tab, written, {})
    return answer


def _too_much(tab: FakeTab, clamped: Box, end: Box, limit: Box) -> str:
    """Return the complaint about more values than there is room for."""
    too_long = (end.bottom or 0) > (limit.bottom or 0)
    where = f"row [{(limit.bottom or 0) + 1}]" if too_long else f"column [{(limit.right or 0) + 1}]"
    return f"Requested writing within range [{write_range(tab.title, clamped)}], but tried writing to {where}"


def _enter_all(tab: FakeTab, call: Call, lists: list[list[Value]], box: Box, *, raw: bool) -> None:
    """Put values into cells; null leaves a cell as it is, and RAW never interprets."""
    for down, values in enumerate(lists):
        for along, value in enumerate(values):
            if value is None:
                continue
            row, column = box.top + down, box.left + along
            tab.check_protected(call.who.email, row, column)
            if isinstance(value, str) and not raw:
                tab.enter(row, column, value)
                continue
            kind = (
                "stringValue" if isinstance(value, str) else "boolValue" if isinstance(value, bool) else "numberValue"
            )
            tab.put(row, column, replace(tab.cell(row, column), entered={kind: value} if value != "" else {}))


def _option(call: Call, how: Json) -> Json:
    """Return how values are entered, which must be said.

    Raises:
        RefusedError: it was not.
    """
    if how.get("valueInputOption") not in {"RAW", "USER_ENTERED"}:
        raise RefusedError(400, "'valueInputOption' is required but not specified")
    return how


def _update(cloud: Cloud, call: Call) -> Json:
    """Write one range."""
    sheet = sheet_of(cloud, call, "writer")
    how = _option(call, call.parameters)
    before = sheet.snapshot()
    try:
        answer = _write(sheet, call, call.body, how, sheet.find(call.parameters["range"]))
    except RefusedError:
        sheet.restore(before)
        raise
    cloud.touch(sheet.id)
    return answer


def _batch_update(cloud: Cloud, call: Call) -> Json:
    """Write several ranges, all or none."""
    sheet = sheet_of(cloud, call, "writer")
    how = _option(call, call.body)
    before = sheet.snapshot()
    try:
        done = [_write(sheet, call, given, how, sheet.find(given["range"])) for given in call.body.get("data", [])]
    except RefusedError:
        sheet.restore(before)
        raise
    cloud.touch(sheet.id)
    totals: Json = {
        f"totalUpdated{what}": sum(one[f"updated{what}"] for one in done) for what in ("Rows", "Columns", "Cells")
    }
    sheets = {one["updatedRange"].rpartition("!")[0] for one in done}
    return {"spreadsheetId": sheet.id, **totals, "totalUpdatedSheets": len(sheets), "responses": done}


def _append(cloud: Cloud, call: Call) -> Json:
    """Write below what looks like a table in the range, wherever that is."""
    sheet = sheet_of(cloud, call, "writer")
    how = _option(call, call.parameters)
    tab, box = sheet.find(call.parameters["range"])
    table = _table(tab, tab.clamp(box))
    top, left = (table.bottom or 0, table.left) if table else (box.top, box.left)
    lists = call.body.get("values", [])
    if how.get("insertDataOption") == "INSERT_ROWS":
        tab.insert("ROWS", top, len(lists))
    missing = top + len(lists) - tab.height
    if missing > 0:
        tab.insert("ROWS", tab.height, missing)
    place = tab, Box(top, left, top + len(lists), left + max(map(len, lists), default=0))
    answer: Json = {"spreadsheetId": sheet.id, "updates": _write(sheet, call, call.body, how, place)}
    cloud.touch(sheet.id)
    return answer | ({"tableRange": write_range(tab.title, table)} if table else {})


def _table(tab: FakeTab, box: Box) -> Box | None:
    """Return the last block of cells without an empty row in it, that begins in the range."""
    rows, columns = tab.used()
    full = [
        [column for column in range(box.left, min(columns, box.right or columns)) if tab.cell(row, column).entered]
        for row in range(box.top, rows)
    ]
    bottom = max((at for at, found in enumerate(full) if found), default=-1)
    if bottom < 0:
        return None
    top = bottom
    while top and full[top - 1]:
        top -= 1
    block = full[top : bottom + 1]
    left, right = min(map(min, block)), max(map(max, block))
    return Box(box.top + top, left, box.top + bottom + 1, right + 1)


def _clear(cloud: Cloud, call: Call) -> Json:
    """Empty a range; formats stay."""
    sheet = sheet_of(cloud, call, "writer")
    tab, box = sheet.find(call.parameters["range"])
    clamped = tab.clamp(box)
    for row in range(clamped.top, clamped.bottom or 0):
        for column in range(clamped.left, clamped.right or 0):
            if tab.cell(row, column).entered:
                tab.put(row, column, replace(tab.cell(row, column), entered={}))
    cloud.touch(sheet.id)
    return {"spreadsheetId": sheet.id, "clearedRange": write_range(tab.title, clamped)}


SERVICES: dict[str, Service] = {
    "sheets.spreadsheets.values.get": _get,
    "sheets.spreadsheets.values.batchGet": _batch_get,
    "sheets.spreadsheets.values.update": _update,
    "sheets.spreadsheets.values.batchUpdate": _batch_update,
    "sheets.spreadsheets.values.append": _append,
    "sheets.spreadsheets.values.clear": _clear,
}
