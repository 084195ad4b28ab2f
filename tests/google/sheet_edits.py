"""`spreadsheets.batchUpdate`: sheets, rows, columns, metadata and protection; all requests or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.google.cell_edits import EDITS as CELL_EDITS
from tests.google.cell_edits import check_mask_given
from tests.google.cloud import Call, Cloud, Service
from tests.google.field_mask import paths
from tests.google.grid import Area, Cell, Dimension, FakeTab
from tests.google.sheet_model import FakeSpreadsheet, Metadata
from tests.google.sheet_reading import matches, spreadsheet_json, tab_json, tab_properties
from tests.google.sheet_values import sheet_of
from tests.google.wire import Json, RefusedError

Edit = Callable[[FakeSpreadsheet, Json, Call], Json]
_NEXT_ID = 7


def _batch_update(cloud: Cloud, call: Call) -> Json:
    """Change a spreadsheet: all requests or none."""
    sheet = sheet_of(cloud, call, "writer")
    before = sheet.snapshot()
    replies = []
    for at, request in enumerate(call.body.get("requests", [])):
        kind, wish = next(iter(request.items()), ("", {}))
        try:
            if kind not in _EDITS or len(request) != 1:
                raise RefusedError(400, "Must specify exactly one request the fake knows")  # noqa: TRY301
            replies.append(_EDITS[kind](sheet, wish, call))
        except RefusedError as error:
            sheet.restore(before)
            raise RefusedError(400, f"Invalid requests[{at}].{kind}: {error.message}") from None
    cloud.touch(sheet.id)
    answer: Json = {"spreadsheetId": sheet.id, "replies": replies}
    if call.body.get("includeSpreadsheetInResponse"):
        sheets = [tab_json(sheet, tab) for tab in sheet.tabs]
        answer["updatedSpreadsheet"] = spreadsheet_json(sheet) | {"sheets": sheets}
    return answer


def _add_sheet(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Add a sheet, perhaps under an id of the caller's choice."""
    asked = wish.get("properties", {})
    size = asked.get("gridProperties", {})
    title = asked.get("title", f"Sheet{len(sheet.tabs) + 1}")
    rows, columns = size.get("rowCount", 1000), size.get("columnCount", 26)
    made = sheet.add_tab(title, rows, columns, asked.get("sheetId"), asked.get("index"))
    made.frozen, made.hidden = size.get("frozenRowCount", 0), asked.get("hidden", False)
    return {"addSheet": {"properties": tab_properties(sheet, made)}}


def _delete_sheet(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Delete a sheet."""
    sheet.delete_tab(wish["sheetId"])
    return {}


def _update_sheet(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Change title, place, frozen rows or visibility of a sheet."""
    check_mask_given(wish)
    asked, names = wish["properties"], paths(wish["fields"])
    tab = sheet.tab(asked.get("sheetId", 0))
    if "title" in names:
        if asked["title"] in sheet.titles and asked["title"] != tab.title:
            raise RefusedError(400, f'A sheet with the name "{asked["title"]}" already exists.')
        tab.title = asked["title"]
    if "hidden" in names:
        tab.hidden = asked.get("hidden", False)
    if "index" in names:
        sheet.tabs.remove(tab)
        sheet.tabs.insert(asked.get("index", 0), tab)
    if any(name.startswith("gridProperties") for name in names):
        tab.frozen = asked.get("gridProperties", {}).get("frozenRowCount", tab.frozen)
    tab.extra |= {name: asked[name] for name in ("tabColor", "tabColorStyle") if name in names}
    return {}


def _update_spreadsheet(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Change title, locale or time zone."""
    check_mask_given(wish)
    asked, names = wish["properties"], paths(wish["fields"])
    if "title" in names:
        sheet.cloud.files[sheet.id].name = asked["title"]
    sheet.locale = asked["locale"] if "locale" in names else sheet.locale
    sheet.zone = asked["timeZone"] if "timeZone" in names else sheet.zone
    return {}


def _lines(sheet: FakeSpreadsheet, within: Json) -> tuple[FakeTab, Dimension, int, int]:
    """Return the lines that a DimensionRange means.

    Raises:
        RefusedError: it means none.
    """
    tab = sheet.tab(within.get("sheetId", 0))
    dimension: Dimension = "COLUMNS" if within.get("dimension") == "COLUMNS" else "ROWS"
    start, end = within.get("startIndex", 0), within.get("endIndex", len(tab.lines[dimension]))
    if within.get("dimension") not in {"ROWS", "COLUMNS"} or start >= end:
        raise RefusedError(400, "range.startIndex must be less than range.endIndex, of ROWS or COLUMNS")
    return tab, dimension, start, end


def _insert(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Insert rows or columns, formatted like their neighbours."""
    tab, dimension, start, end = _lines(sheet, wish["range"])
    before = wish.get("inheritFromBefore", False)
    if start > len(tab.lines[dimension]) or (before and start == 0):
        raise RefusedError(400, f"range.startIndex[{start}] is after last row/column in grid, or nothing is before it")
    new = tab.insert(dimension, start, end - start)
    model = start - 1 if before else end
    if model < len(tab.lines[dimension]):
        _inherit(tab, dimension, tab.lines[dimension][model].id, [line.id for line in new])
    return {}


def _inherit(tab: FakeTab, dimension: Dimension, model: int, new: list[int]) -> None:
    """Format new lines like another one."""
    side = 0 if dimension == "ROWS" else 1
    like = next(line.cell for line in tab.lines[dimension] if line.id == model)
    tab.lines[dimension] = [replace(line, cell=like) if line.id in new else line for line in tab.lines[dimension]]
    for place, cell in list(tab.cells.items()):
        if place[side] == model and cell.format:
            for line in new:
                tab.cells[(line, place[1]) if side == 0 else (place[0], line)] = Cell(format=cell.format)


def _append(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Add rows or columns at the end."""
    tab = sheet.tab(wish.get("sheetId", 0))
    dimension: Dimension = "COLUMNS" if wish["dimension"] == "COLUMNS" else "ROWS"
    tab.insert(dimension, len(tab.lines[dimension]), wish["length"])
    return {}


def _delete(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Delete rows or columns."""
    tab, dimension, start, end = _lines(sheet, wish["range"])
    sheet.delete_lines(tab, dimension, start, end - start)
    return {}


def _move(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Move rows or columns."""
    tab, dimension, start, end = _lines(sheet, wish["source"])
    tab.move(dimension, start, end - start, wish["destinationIndex"])
    return {}


def _update_lines(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Change width, height or visibility."""
    check_mask_given(wish)
    tab, dimension, start, end = _lines(sheet, wish["range"])
    asked, names = wish["properties"], paths(wish["fields"])
    for at in range(start, end):
        line = tab.lines[dimension][at]
        pixels = asked["pixelSize"] if "pixelSize" in names else line.pixels
        hidden = asked.get("hiddenByUser", False) if "hiddenByUser" in names else line.hidden
        tab.lines[dimension][at] = replace(line, pixels=pixels, hidden=hidden)
    return {}


def _add_metadata(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Leave metadata on the spreadsheet, a sheet, one row or one column; a taken id is refused."""
    asked = wish["developerMetadata"]
    known = asked.get("metadataId") or max([_NEXT_ID, *sheet.metadata]) + 1
    if known in sheet.metadata:
        raise RefusedError(400, f"Developer metadata with ID {known} already exists.")
    if not asked.get("metadataKey") or not asked.get("visibility"):
        raise RefusedError(400, "developerMetadata.metadataKey and visibility must be set.")
    made = Metadata(known, asked["metadataKey"], asked.get("metadataValue", ""), asked["visibility"])
    sheet.metadata[known] = _placed(sheet, made, asked.get("location", {}))
    return {"createDeveloperMetadata": {"developerMetadata": sheet.metadata_json(sheet.metadata[known])}}


def _placed(sheet: FakeSpreadsheet, made: Metadata, location: Json) -> Metadata:
    """Return metadata at its place.

    Raises:
        RefusedError: the place is none, or more than one line.
    """
    if "dimensionRange" in location:
        tab, dimension, start, end = _lines(sheet, location["dimensionRange"])
        if end - start != 1 or start >= len(tab.lines[dimension]):
            raise RefusedError(400, "developerMetadata.location.dimensionRange must be exactly one row or column.")
        return replace(made, tab=tab.id, dimension=dimension, line=tab.lines[dimension][start].id)
    if "sheetId" in location:
        return replace(made, tab=sheet.tab(location["sheetId"]).id)
    if not location.get("spreadsheet"):
        raise RefusedError(400, "developerMetadata.location must be set.")
    return made


def _update_metadata(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Change key or value of all metadata that the filters name."""
    check_mask_given(wish)
    found = [entry for one in wish["dataFilters"] for entry in _named(sheet, one)]
    asked, names = wish["developerMetadata"], paths(wish["fields"])
    for entry in found:
        key = asked["metadataKey"] if "metadataKey" in names else entry.key
        value = asked.get("metadataValue", "") if "metadataValue" in names else entry.value
        sheet.metadata[entry.id] = replace(entry, key=key, value=value)
    changed = [sheet.metadata_json(sheet.metadata[entry.id]) for entry in found]
    return {"updateDeveloperMetadata": {"developerMetadata": changed}}


def _delete_metadata(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Delete all metadata that a filter names."""
    found = _named(sheet, wish["dataFilter"])
    gone = [sheet.metadata_json(entry) for entry in found]
    sheet.metadata = {known: entry for known, entry in sheet.metadata.items() if entry not in found}
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": gone}}


def _named(sheet: FakeSpreadsheet, asked: Json) -> list[Metadata]:
    """Return the metadata that one filter names."""
    lookup = asked.get("developerMetadataLookup", {})
    return [entry for entry in sheet.metadata.values() if matches(sheet, entry, lookup)]


def _protect(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Protect a range; unless it only warns, the caller is among the editors."""
    asked = dict(wish["protectedRange"])
    tab = sheet.tab(asked.get("range", {}).get("sheetId", 0))
    taken = {area.about["protectedRangeId"] for one in sheet.tabs for area in one.protected}
    asked.setdefault("protectedRangeId", max(taken, default=1000) + 1)
    if asked["protectedRangeId"] in taken:
        raise RefusedError(400, f"Protected range with ID {asked['protectedRangeId']} already exists.")
    if not asked.get("warningOnly"):
        users = {*asked.get("editors", {}).get("users", []), call.who.email, tab.owner}
        asked["editors"] = asked.get("editors", {}) | {"users": sorted(users)}
    area = tab.area(asked.pop("range"), asked | {"requestingUserCanEdit": True})
    tab.protected.append(area)
    return {"addProtectedRange": {"protectedRange": area.about | {"range": tab.grid_range(area)}}}


def _protected(sheet: FakeSpreadsheet, wanted: int) -> tuple[FakeTab, Area]:
    """Return a protected range by its id.

    Raises:
        RefusedError: there is none.
    """
    for tab in sheet.tabs:
        for area in tab.protected:
            if area.about["protectedRangeId"] == wanted:
                return tab, area
    raise RefusedError(400, f"No protected range with ID: {wanted}")


def _unprotect(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Take a protection away."""
    tab, area = _protected(sheet, wish["protectedRangeId"])
    tab.protected.remove(area)
    return {}


def _update_protection(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Change a protection."""
    check_mask_given(wish)
    asked = wish["protectedRange"]
    tab, area = _protected(sheet, asked["protectedRangeId"])
    names = set(paths(wish["fields"]))
    about = area.about | {name: value for name, value in asked.items() if name in names and name != "range"}
    moved = tab.area(asked["range"], about) if "range" in names else replace(area, about=about)
    tab.protected[tab.protected.index(area)] = moved
    return {}


def _set_filter(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Switch the filter of a sheet on."""
    asked = dict(wish["filter"])
    within = asked.pop("range")
    tab = sheet.tab(within.get("sheetId", 0))
    tab.filters = [tab.area(within, asked)]
    return {}


def _clear_filter(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Switch the filter of a sheet off."""
    sheet.tab(wish.get("sheetId", 0)).filters = []
    return {}


def _add_table(sheet: FakeSpreadsheet, wish: Json, call: Call) -> Json:
    """Make a range a table with typed columns."""
    asked = {"tableId": sheet.cloud.new_id("table")} | wish["table"]
    tab = sheet.tab(asked["range"].get("sheetId", 0))
    area = tab.area(asked.pop("range"), asked)
    tab.tables.append(area)
    return {"addTable": {"table": area.about | {"range": tab.grid_range(area)}}}


_EDITS: dict[str, Edit] = CELL_EDITS | {
    "addSheet": _add_sheet,
    "deleteSheet": _delete_sheet,
    "updateSheetProperties": _update_sheet,
    "updateSpreadsheetProperties": _update_spreadsheet,
    "insertDimension": _insert,
    "appendDimension": _append,
    "deleteDimension": _delete,
    "moveDimension": _move,
    "updateDimensionProperties": _update_lines,
    "createDeveloperMetadata": _add_metadata,
    "updateDeveloperMetadata": _update_metadata,
    "deleteDeveloperMetadata": _delete_metadata,
    "addProtectedRange": _protect,
    "updateProtectedRange": _update_protection,
    "deleteProtectedRange": _unprotect,
    "setBasicFilter": _set_filter,
    "clearBasicFilter": _clear_filter,
    "addTable": _add_table,
}
SERVICES: dict[str, Service] = {"sheets.spreadsheets.batchUpdate": _batch_update}
