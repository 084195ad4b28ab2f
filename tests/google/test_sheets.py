"""Reading and writing cells as gspread and googleapiclient meet them."""

from __future__ import annotations

from datetime import datetime

import gspread
import pytest
from googleapiclient.errors import HttpError
from gspread.exceptions import APIError
from gspread.utils import ValueInputOption, ValueRenderOption

from tests.google.clients import Api
from tests.google.conftest import ROBOT
from tests.google.google import Google
from tests.google.sheet_model import FakeSpreadsheet
from tests.google.typed import serial


def test_opening_costs_one_read_and_a_worksheet_another(google: Google, opened: gspread.Spreadsheet) -> None:
    """Gspread reads once to open, and once more for each look at a worksheet."""
    assert [opened.sheet1.title, opened.worksheet("Sheet1").row_count] == ["Sheet1", 1000]
    assert len(google.calls("sheets.*")) == 3
    assert google.writes() == []


def test_values_come_without_their_empty_ends(opened: gspread.Spreadsheet, book: FakeSpreadsheet, sheets: Api) -> None:
    """An empty row inside is an empty list, ends are cut, and no values are no key."""
    assert "values" not in sheets.values().get(spreadsheetId=book.id, range="Sheet1").execute()
    for place in ("A1", "C1", "B3"):
        book.tab("Sheet1").type(place, place)
    found = sheets.values().get(spreadsheetId=book.id, range="Sheet1").execute()
    assert found["values"] == [["A1", "", "C1"], [], ["", "B3"]]
    assert found["range"] == "Sheet1!A1:Z1000"
    assert opened.sheet1.get_all_values() == [["A1", "", "C1"], ["", "", ""], ["", "B3", ""]]


def test_values_are_shown_raw_or_as_formula(sheets: Api, book: FakeSpreadsheet) -> None:
    """The screen, the value and the formula are three different things."""
    tab = book.tab("Sheet1")
    for place, text in (("A1", "3-5"), ("B1", "12,500"), ("C1", "=A1"), ("D1", "yes")):
        tab.type(place, text)

    def read(**how: str) -> object:
        return sheets.values().get(spreadsheetId=book.id, range="A1:D1", **how).execute()["values"][0]

    assert read() == ["3-5", "12,500", "#NAME?", "yes"]
    assert read(valueRenderOption="UNFORMATTED_VALUE") == [46086, 12500, "#NAME?", "yes"]
    as_text = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "FORMATTED_STRING"}
    assert read(**as_text) == ["3-5", 12500, "#NAME?", "yes"]
    assert read(valueRenderOption="FORMULA") == [46086, 12500, "=A1", "yes"]


def test_raw_never_interprets_and_typing_always_does(opened: gspread.Spreadsheet, book: FakeSpreadsheet) -> None:
    """RAW keeps a formula as text; USER_ENTERED and gspread's update_acell do not."""
    texts = [["=IMPORTXML(1)", "007"]]
    opened.sheet1.update(texts, "A1:B1")
    opened.sheet1.update(texts, "A2:B2", value_input_option=ValueInputOption.user_entered)
    opened.sheet1.update_acell("A3", "1/2")
    assert [line[:2] for line in book.tab("Sheet1").texts()] == [texts[0], ["#NAME?", "7"], ["1/2", ""]]
    assert opened.sheet1.get("A3", value_render_option=ValueRenderOption.unformatted) == [[46024]]


def test_text_format_keeps_typing_text(book: FakeSpreadsheet, opened: gspread.Spreadsheet) -> None:
    """In a column formatted as text, what a lecturer types stays as typed."""
    opened.sheet1.format("A:A", {"numberFormat": {"type": "TEXT"}})
    for place, text in (("A5", "-5 % of it"), ("A6", "1/2"), ("A7", "=1+1")):
        book.tab("Sheet1").type(place, text)
        assert book.tab("Sheet1").shown(place) == text


def test_writing_over_the_edge_is_refused(opened: gspread.Spreadsheet) -> None:
    """Outside the grid, or more than the range holds, is 400 with the words people search for."""
    with pytest.raises(APIError, match=r"exceeds grid limits\. Max rows: 1000, max columns: 26"):
        opened.sheet1.update([["a"]], "A1001")
    with pytest.raises(APIError, match=r"tried writing to row \[2\]"):
        opened.sheet1.update([["a"], ["b"]], "A1:B1")
    opened.sheet1.update([["a"], ["b"]], "A1")
    assert opened.sheet1.col_values(1) == ["a", "b"]


def test_append_goes_where_the_last_table_is(opened: gspread.Spreadsheet, book: FakeSpreadsheet) -> None:
    """A note far right moves the target of an append."""
    tab = book.tab("Sheet1")
    tab.type("A1", "header")
    tab.type("D5", "a note")
    opened.sheet1.append_row(["new"])
    assert tab.shown("D6") == "new"


def test_several_ranges_are_written_and_read_in_one_call(google: Google, sheets: Api, book: FakeSpreadsheet) -> None:
    """BatchUpdate writes all or nothing, null leaves a cell, "" empties it; batchGet reads it back."""
    book.tab("Sheet1").type("B1", "stays")
    data = [{"range": "A1:C1", "values": [["a", None, 3]]}, {"range": "Sheet1!A3", "values": [["b"]]}]
    body = {"valueInputOption": "RAW", "data": data}
    done = sheets.values().batchUpdate(spreadsheetId=book.id, body=body).execute()
    assert done["totalUpdatedCells"] == 4
    found = sheets.values().batchGet(spreadsheetId=book.id, ranges=["A1:C1", "A3"]).execute()
    assert [one["values"] for one in found["valueRanges"]] == [[["a", "stays", "3"]], [["b"]]]
    body["data"] = [{"range": "A1", "values": [["changed"]]}, {"range": "A2000", "values": [["x"]]}]
    with pytest.raises(HttpError, match="exceeds grid limits"):
        sheets.values().batchUpdate(spreadsheetId=book.id, body=body).execute()
    assert book.tab("Sheet1").shown("A1") == "a"


def test_cells_are_asked_for_by_mask_or_by_flag(sheets: Api, book: FakeSpreadsheet) -> None:
    """Without either there are no cells; a mask is stronger than the flag."""
    book.tab("Sheet1").type("B2", "12,500")
    plain = sheets.get(spreadsheetId=book.id).execute()
    assert plain["properties"]["timeZone"] == "Europe/Zurich"
    assert "data" not in plain["sheets"][0]
    flagged = sheets.get(spreadsheetId=book.id, ranges=["B2"], includeGridData=True).execute()
    cell = flagged["sheets"][0]["data"][0]["rowData"][0]["values"][0]
    assert (cell["userEnteredValue"], cell["formattedValue"]) == ({"numberValue": 12500}, "12,500")
    masked = sheets.get(spreadsheetId=book.id, fields="sheets.properties.title", includeGridData=True).execute()
    assert masked == {"sheets": [{"properties": {"title": "Sheet1"}}]}


def test_a_sheet_that_is_not_shared(google: Google, sheets: Api) -> None:
    """Not shared is 403, only shared for reading cannot be written, and a robot cannot make one."""
    hidden, seen = google.people.spreadsheet("Hidden"), google.people.spreadsheet("Seen")
    google.cloud.share(seen.id, ROBOT, "reader")
    sheets.get(spreadsheetId=seen.id).execute()
    for refused in (
        sheets.get(spreadsheetId=hidden.id),
        sheets.values().clear(spreadsheetId=seen.id, range="A1"),
        sheets.create(body={"properties": {"title": "Mine"}}),
    ):
        with pytest.raises(HttpError, match="does not have permission"):
            refused.execute()


def test_a_serial_time_counts_days() -> None:
    """Noon of the second day is 3.5: days begin at the end of 1899."""
    assert serial(datetime(1900, 1, 2, 12)) == 3.5  # noqa: DTZ001 - a spreadsheet's times have no zone
