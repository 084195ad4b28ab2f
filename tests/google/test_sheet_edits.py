"""What `spreadsheets.batchUpdate` does, and what people do to the same sheet."""

from __future__ import annotations

import pytest
from googleapiclient.errors import HttpError

from tests.google.clients import Api
from tests.google.conftest import ROBOT
from tests.google.google import Google
from tests.google.sheet_model import FakeSpreadsheet
from tests.google.wire import Json

KEY = "qa-question"


def change(sheets: Api, book: FakeSpreadsheet, *requests: Json) -> list[Json]:
    """Send requests and return the replies."""
    answer = sheets.batchUpdate(spreadsheetId=book.id, body={"requests": list(requests)}).execute()
    replies: list[Json] = answer["replies"]
    return replies


def new_row(at: int, metadata_id: int, *texts: str) -> list[Json]:
    """Return the requests of a new row: insert, fill, mark."""
    cells = [{"userEnteredValue": {"stringValue": text}} for text in texts]
    lines = {"sheetId": 0, "dimension": "ROWS", "startIndex": at, "endIndex": at + 1}
    mark = {"metadataId": metadata_id, "metadataKey": KEY, "metadataValue": texts[0], "visibility": "DOCUMENT"}
    return [
        {"insertDimension": {"range": lines}},
        {
            "updateCells": {
                "start": {"sheetId": 0, "rowIndex": at, "columnIndex": 0},
                "rows": [{"values": cells}],
                "fields": "userEnteredValue",
            }
        },
        {"createDeveloperMetadata": {"developerMetadata": {**mark, "location": {"dimensionRange": lines}}}},
    ]


def marked(sheets: Api, book: FakeSpreadsheet) -> dict[str, int]:
    """Return the row that each of our marks is on."""
    body = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": KEY}}]}
    found = sheets.developerMetadata().search(spreadsheetId=book.id, body=body).execute()
    entries = [one["developerMetadata"] for one in found.get("matchedDeveloperMetadata", [])]
    return {entry["metadataValue"]: entry["location"]["dimensionRange"]["startIndex"] for entry in entries}


def test_a_new_row_is_one_call_and_a_repeat_is_refused_whole(sheets: Api, book: FakeSpreadsheet) -> None:
    """Insert, fill and mark go together; sent again, the taken id undoes the insert as well."""
    change(sheets, book, *new_row(1, 77, "q-1", "=why?"))
    with pytest.raises(HttpError, match=r"Invalid requests\[2\].createDeveloperMetadata: .* already exists"):
        change(sheets, book, *new_row(1, 77, "q-1", "=why?"))
    assert book.tab("Sheet1").texts() == [["", ""], ["q-1", "=why?"]]
    assert (book.tab("Sheet1").height, marked(sheets, book)) == (1001, {"q-1": 1})


def test_marks_go_with_their_rows_and_die_with_them(sheets: Api, book: FakeSpreadsheet) -> None:
    """Inserting, moving and deleting rows carries the marks along."""
    change(sheets, book, *new_row(1, 1, "a"), *new_row(2, 2, "b"), *new_row(3, 3, "c"))
    tab = book.tab("Sheet1")
    tab.insert("ROWS", 0, 2)
    tab.move("ROWS", 3, 1, 6)
    assert marked(sheets, book) == {"a": 5, "b": 3, "c": 4}
    assert [row[0] for row in tab.texts()][3:] == ["b", "c", "a"]
    book.delete_lines(tab, "ROWS", 4, 1)
    assert marked(sheets, book) == {"a": 4, "b": 3}


@pytest.mark.parametrize("follows", [False, True])
def test_sorting_moves_contents_and_perhaps_marks(sheets: Api, book: FakeSpreadsheet, follows: bool) -> None:
    """Whether marks follow a sort is not documented, so both can be had."""
    book.metadata_follows_sort = follows
    change(sheets, book, *new_row(1, 1, "b"), *new_row(2, 2, "a"))
    book.tab("Sheet1").sort("A")
    assert [row[0] for row in book.tab("Sheet1").texts()] == ["", "a", "b"]
    assert marked(sheets, book) == ({"a": 1, "b": 2} if follows else {"b": 1, "a": 2})


def test_a_sheet_is_made_ready_in_one_call(sheets: Api, book: FakeSpreadsheet) -> None:
    """A tab with header, text format, widths, a warning and a mark; a second tab of that id is refused."""
    area = {"sheetId": 5, "startColumnIndex": 0, "endColumnIndex": 4}
    ready: list[Json] = [
        {"addSheet": {"properties": {"sheetId": 5, "title": "L 2", "gridProperties": {"frozenRowCount": 1}}}},
        {
            "repeatCell": {
                "range": {"sheetId": 5},
                "cell": {"userEnteredFormat": {"numberFormat": {"type": "TEXT"}, "wrapStrategy": "WRAP"}},
                "fields": "userEnteredFormat(numberFormat,wrapStrategy)",
            }
        },
        {
            "updateDimensionProperties": {
                "range": {"sheetId": 5, "dimension": "COLUMNS", "startIndex": 4, "endIndex": 5},
                "properties": {"pixelSize": 400},
                "fields": "pixelSize",
            }
        },
        {"addProtectedRange": {"protectedRange": {"protectedRangeId": 9, "range": area, "warningOnly": True}}},
    ]
    assert change(sheets, book, *ready)[0]["addSheet"]["properties"]["gridProperties"]["frozenRowCount"] == 1
    book.tab("L 2").move("COLUMNS", 0, 4, 6)
    found = sheets.get(spreadsheetId=book.id, ranges=["'L 2'!A1:F1"], includeGridData=True).execute()["sheets"][0]
    assert found["protectedRanges"][0]["range"] == {"sheetId": 5, "startColumnIndex": 2, "endColumnIndex": 6}
    assert found["data"][0]["columnMetadata"][0]["pixelSize"] == 400
    with pytest.raises(HttpError, match="already exists"):
        change(sheets, book, ready[0])


def test_protection_stops_programs_unless_it_only_warns(google: Google, sheets: Api, book: FakeSpreadsheet) -> None:
    """A real protection refuses writes of others; a warning is for people."""
    tab = book.tab("Sheet1")
    tab.protected.append(tab.area({"startColumnIndex": 0, "endColumnIndex": 1}, {"protectedRangeId": 1}))
    write = sheets.values().update(spreadsheetId=book.id, range="A1", valueInputOption="RAW", body={"values": [["x"]]})
    with pytest.raises(HttpError, match="protected cell"):
        write.execute()
    tab.protected[0].about["warningOnly"] = True
    write.execute()
    assert tab.shown("A1") == "x"


def test_every_other_change(sheets: Api, book: FakeSpreadsheet) -> None:
    """Each request that the fake knows is done and answered in its place."""
    cell = {"userEnteredValue": {"stringValue": "x"}}
    rows = {"sheetId": 0, "dimension": "ROWS", "startIndex": 3, "endIndex": 4}
    whole = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 3}
    lookup = {"dataFilter": {"developerMetadataLookup": {"metadataId": 4}}}
    owner = {"metadataId": 4, "metadataKey": "store", "metadataValue": "s", "visibility": "DOCUMENT"}
    replies = change(
        sheets,
        book,
        {"pasteData": {"coordinate": {"sheetId": 0}, "data": "b\t2\na\t1", "delimiter": "\t"}},
        {"sortRange": {"range": whole, "sortSpecs": [{"dimensionIndex": 1, "sortOrder": "ASCENDING"}]}},
        {"appendCells": {"sheetId": 0, "rows": [{"values": [cell]}], "fields": "*"}},
        {"setDataValidation": {"range": whole, "rule": {"condition": {"type": "BOOLEAN"}}}},
        {"setBasicFilter": {"filter": {"range": whole}}},
        {"clearBasicFilter": {"sheetId": 0}},
        {"addTable": {"table": {"name": "T", "range": whole}}},
        {"appendDimension": {"sheetId": 0, "dimension": "COLUMNS", "length": 2}},
        {"moveDimension": {"source": rows, "destinationIndex": 0}},
        {"deleteDimension": {"range": rows}},
        {"createDeveloperMetadata": {"developerMetadata": owner | {"location": {"spreadsheet": True}}}},
        {
            "updateDeveloperMetadata": {
                "dataFilters": [lookup["dataFilter"]],
                "developerMetadata": {"metadataValue": "t"},
                "fields": "metadataValue",
            }
        },
        {"updateSheetProperties": {"properties": {"sheetId": 0, "title": "All"}, "fields": "title"}},
        {"updateSpreadsheetProperties": {"properties": {"locale": "de_DE"}, "fields": "locale"}},
        {"addProtectedRange": {"protectedRange": {"range": whole}}},
        {"deleteProtectedRange": {"protectedRangeId": 1001}},
    )
    assert replies[14]["addProtectedRange"]["protectedRange"]["editors"]["users"] == [
        "organiser@example.org",
        ROBOT,
    ]
    assert book.tab("All").texts() == [["", ""], ["a", "1"], ["b", "2"]]
    found = sheets.get(spreadsheetId=book.id).execute()
    assert found["developerMetadata"][0]["metadataValue"] == "t"
    assert change(sheets, book, {"deleteDeveloperMetadata": lookup})[0] != {}
    change(sheets, book, {"addSheet": {}}, {"deleteSheet": {"sheetId": 0}})
    assert book.titles == ["Sheet2"]


def test_one_wrong_request_and_nothing_is_changed(sheets: Api, book: FakeSpreadsheet) -> None:
    """The hold that people have on a sheet stays good when a change is taken back."""
    tab = book.tab("Sheet1")
    tab.type("A1", "before")
    with pytest.raises(HttpError, match=r"Invalid requests\[3\].deleteSheet"):
        change(sheets, book, *new_row(0, 1, "q"), {"deleteSheet": {"sheetId": 99}})
    assert (tab.texts(), tab.height, book.metadata) == ([["before"]], 1000, {})
