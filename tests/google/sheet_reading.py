"""Sheets v4, whole spreadsheets: get, create, and the search for developer metadata."""

from __future__ import annotations

from tests.google.a1 import Box
from tests.google.cloud import Call, Cloud, Service
from tests.google.field_mask import read_mask
from tests.google.grid import Cell, Dimension, FakeTab
from tests.google.people import new_spreadsheet
from tests.google.sheet_model import FakeSpreadsheet, Metadata
from tests.google.sheet_values import number, sheet_of
from tests.google.typed import shown
from tests.google.wire import Json, RefusedError


def _get(cloud: Cloud, call: Call) -> Json:
    """Return a spreadsheet, with cells where they are asked for."""
    sheet = sheet_of(cloud, call)
    mask = read_mask(call.parameters.get("fields", ""))
    below = mask.get("sheets", {})
    with_cells = "data" in below or "*" in mask if mask else call.parameters.get("includeGridData", False)
    boxes: dict[int, list[Box]] = {}
    for text in call.parameters.get("ranges", []):
        tab, box = sheet.find(text)
        boxes.setdefault(tab.id, []).append(tab.clamp(box))
    shown_tabs = [tab for tab in sheet.tabs if not boxes or tab.id in boxes]
    sheets = [tab_json(sheet, tab) | _cells(sheet, tab, boxes, with_cells=with_cells) for tab in shown_tabs]
    return spreadsheet_json(sheet) | {"sheets": sheets}


def spreadsheet_json(sheet: FakeSpreadsheet) -> Json:
    """Return what is said of a spreadsheet besides its sheets."""
    written: Json = {
        "spreadsheetId": sheet.id,
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{sheet.id}/edit",
        "properties": {
            "title": sheet.cloud.files[sheet.id].name,
            "locale": sheet.locale,
            "timeZone": sheet.zone,
            "autoRecalc": "ON_CHANGE",
        },
    }
    own = [sheet.metadata_json(entry) for entry in sheet.metadata.values() if entry.tab is None]
    return written | ({"developerMetadata": own} if own else {})


def tab_properties(sheet: FakeSpreadsheet, tab: FakeTab) -> Json:
    """Return title, id, place and size of a sheet."""
    size: Json = {"rowCount": tab.height, "columnCount": tab.width}
    if tab.frozen:
        size["frozenRowCount"] = tab.frozen
    found: Json = {"sheetId": tab.id, "title": tab.title, "index": sheet.tabs.index(tab), "sheetType": "GRID"}
    return found | {"gridProperties": size, **tab.extra} | ({"hidden": True} if tab.hidden else {})


def tab_json(sheet: FakeSpreadsheet, tab: FakeTab) -> Json:
    """Return a sheet without its cells."""
    found: Json = {"properties": tab_properties(sheet, tab)}
    for name, areas in (("protectedRanges", tab.protected), ("tables", tab.tables)):
        if areas:
            found[name] = [area.about | {"range": tab.grid_range(area)} for area in areas]
    if tab.filters:
        found["basicFilter"] = tab.filters[0].about | {"range": tab.grid_range(tab.filters[0])}
    own = [entry for entry in sheet.metadata.values() if entry.tab == tab.id and not entry.dimension]
    return found | ({"developerMetadata": [sheet.metadata_json(entry) for entry in own]} if own else {})


def _cells(sheet: FakeSpreadsheet, tab: FakeTab, boxes: dict[int, list[Box]], *, with_cells: bool) -> Json:
    """Return the cells of the parts that were asked for."""
    if not with_cells:
        return {}
    return {"data": [_grid_data(sheet, tab, box) for box in boxes.get(tab.id, [tab.clamp(Box())])]}


def _grid_data(sheet: FakeSpreadsheet, tab: FakeTab, box: Box) -> Json:
    """Return rows of cells and what is known of their lines; rows at the end that hold nothing are left out."""
    bottom, right = box.bottom or 0, box.right or 0
    rows = []
    touched = {row for row, _ in tab.cells}
    deepest = max((at for at, line in enumerate(tab.lines["ROWS"], 1) if line.id in touched), default=0)
    for row in range(box.top, min(bottom, deepest)):
        values = [_cell_json(tab.cell(row, column), sheet.locale) for column in range(box.left, right)]
        while values and not values[-1]:
            values.pop()
        rows.append({"values": values} if values else {})
    while rows and not rows[-1]:
        rows.pop()
    found: Json = {"rowData": rows} if rows else {}
    found |= {"startRow": box.top} if box.top else {}
    found |= {"startColumn": box.left} if box.left else {}
    found["rowMetadata"] = _lines(sheet, tab, "ROWS", box.top, bottom)
    found["columnMetadata"] = _lines(sheet, tab, "COLUMNS", box.left, right)
    return found


def _lines(sheet: FakeSpreadsheet, tab: FakeTab, dimension: Dimension, start: int, end: int) -> list[Json]:
    """Return size, visibility and metadata of lines."""
    here = [entry for entry in sheet.metadata.values() if (entry.tab, entry.dimension) == (tab.id, dimension)]
    written = []
    for line in tab.lines[dimension][start:end]:
        own = [sheet.metadata_json(entry) for entry in here if entry.line == line.id]
        hidden = {"hiddenByUser": True} if line.hidden else {}
        written.append({"pixelSize": line.pixels, **hidden, **({"developerMetadata": own} if own else {})})
    return written


def _cell_json(cell: Cell, locale: str) -> Json:
    """Return a cell as CellData; nothing at all for an empty one."""
    written: Json = dict(cell.more)
    if cell.entered:
        entered = {name: _plain(value) for name, value in cell.entered.items()}
        effective = {name: _plain(value) for name, value in cell.effective.items()}
        text = shown(cell.value, cell.number_format, locale)
        written |= {"userEnteredValue": entered, "effectiveValue": effective, "formattedValue": text}
    if cell.format:
        written |= {"userEnteredFormat": cell.format, "effectiveFormat": cell.format}
    return written | ({"note": cell.note} if cell.note else {})


def _plain(value: object) -> object:
    """Return whole numbers without a point."""
    return number(value) if isinstance(value, float) else value


def _create(cloud: Cloud, call: Call) -> Json:
    """Make a spreadsheet that belongs to the caller, who must be a person."""
    cloud.refuse_robots(call)
    properties = call.body.get("properties", {})
    sheet = new_spreadsheet(cloud, properties.get("title", "Untitled spreadsheet"), call.who.email)
    sheet.locale, sheet.zone = properties.get("locale", "en_US"), properties.get("timeZone", "Etc/GMT")
    cloud.files[sheet.id].app_made = True
    for at, wanted in enumerate(call.body.get("sheets", [])):
        asked = wanted.get("properties", {})
        made = sheet.add_tab(asked.get("title", f"Sheet{at + 2}"), tab_id=asked.get("sheetId"))
        made.extra = {}
        if not at:
            sheet.delete_tab(sheet.tabs[0].id)
    return spreadsheet_json(sheet) | {"sheets": [tab_json(sheet, tab) for tab in sheet.tabs]}


def _search(cloud: Cloud, call: Call) -> Json:
    """Return the metadata that any of the filters names."""
    sheet = sheet_of(cloud, call)
    filters = call.body.get("dataFilters", [])
    found = []
    for entry in sheet.metadata.values():
        naming = [asked for asked in filters if matches(sheet, entry, asked.get("developerMetadataLookup", {}))]
        if naming:
            found.append({"developerMetadata": sheet.metadata_json(entry), "dataFilters": naming})
    return {"matchedDeveloperMetadata": found} if found else {}


def matches(sheet: FakeSpreadsheet, entry: Metadata, lookup: Json) -> bool:
    """Return whether a lookup names an entry."""
    written = sheet.metadata_json(entry)
    for name in ("metadataId", "metadataKey", "metadataValue", "visibility"):
        if name in lookup and lookup[name] != written.get(name):
            return False
    place = lookup.get("metadataLocation", {})
    kind = lookup.get("locationType", written["location"]["locationType"])
    within = "sheetId" not in place or place["sheetId"] == entry.tab
    return kind == written["location"]["locationType"] and within


def _get_metadata(cloud: Cloud, call: Call) -> Json:
    """Return one entry of metadata."""
    sheet = sheet_of(cloud, call)
    entry = sheet.metadata.get(int(call.parameters["metadataId"]))
    if entry is None:
        raise RefusedError(404, "Requested entity was not found.", "notFound")
    return sheet.metadata_json(entry)


SERVICES: dict[str, Service] = {
    "sheets.spreadsheets.get": _get,
    "sheets.spreadsheets.create": _create,
    "sheets.spreadsheets.developerMetadata.search": _search,
    "sheets.spreadsheets.developerMetadata.get": _get_metadata,
}
