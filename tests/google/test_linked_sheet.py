"""The sheet of responses, and a sheet read by its link alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from tests.google import clients
from tests.google.clients import Api
from tests.google.clock import instant
from tests.google.conftest import ROBOT
from tests.google.form_model import FakeForm
from tests.google.google import Google
from tests.google.linked_sheet import ResponseSheet, link

NOON = instant("2026-09-02T10:00:00.25Z")


@pytest.fixture
def form(google: Google) -> FakeForm:
    """Give a form with a slide and a question."""
    made = google.people.form("Questions", ROBOT)
    made.ask("Slide")
    made.ask("Question", "paragraph")
    return made


@pytest.fixture
def linked(google: Google, form: FakeForm) -> ResponseSheet:
    """Give its sheet, in Zurich and English."""
    return link(form, google.people.spreadsheet("Responses", ROBOT))


def test_responses_are_typed_in(linked: ResponseSheet, form: FakeForm, forms: Api, sheets: Api) -> None:
    """The time is a number in the sheet's zone, and a slide range becomes a date; the form still knows the text."""
    form.submit({"Slide": "3-5", "Question": "+49 170?"}, at=NOON)
    assert linked.tab.texts() == [["Timestamp", "Slide", "Question"], ["9/2/2026 12:00:00", "3-5", "#ERROR!"]]
    how = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}
    values = sheets.values().get(spreadsheetId=linked.spreadsheet_id, range="Form Responses 1", **how).execute()
    assert values["values"][1][:2] == [pytest.approx(46267.5000029), 46086]
    assert forms.get(formId=form.id).execute()["linkedSheetId"] == linked.spreadsheet_id


def test_an_edit_rewrites_its_row_wherever_that_is(linked: ResponseSheet, form: FakeForm) -> None:
    """A new time, the new text and a note; sorting before does not matter, and a deleted response leaves its row."""
    first = form.submit({"Slide": "9", "Question": "b"}, at=NOON)
    second = form.submit({"Slide": "1", "Question": "a"}, at=NOON)
    linked.tab.sort("C")
    form.edit(first, {"Question": "better"}, at=NOON + 60_000_000_000)
    form.delete_response(second)
    assert linked.tab.texts()[1:] == [["9/2/2026 12:00:00", "1", "a"], ["9/2/2026 12:01:00", "9", "better"]]
    assert [linked.tab.cell(2, column).note for column in (1, 2)] == ["", "Responder updated this value."]


def test_columns_are_never_taken_away(linked: ResponseSheet, form: FakeForm) -> None:
    """A deleted question keeps its column, one asked again gets a second, a renamed one its new title."""
    form.delete("Slide")
    form.ask("Slide")
    form.rename("Question", "Your question")
    linked.tab.move("COLUMNS", 2, 1, 0)
    form.submit({"Slide": "4", "Your question": "why?"}, at=NOON)
    assert linked.tab.texts()[0] == ["Your question", "Timestamp", "Slide", "Slide"]
    assert linked.tab.texts()[1] == ["why?", "9/2/2026 12:00:00", "", "4"]


def test_a_german_sheet(google: Google, form: FakeForm) -> None:
    """The first column has a German name, times a German form, and 3.5 is a day in May."""
    form.settings["emailCollectionType"] = "VERIFIED"
    form.submit({"Slide": "3.5"}, email="a@example.org", at=NOON)
    german = link(form, google.people.spreadsheet("Antworten", locale="de_DE", zone="Europe/Berlin"))
    assert german.tab.texts()[0][:3] == ["Zeitstempel", "E-Mail-Adresse", "Slide"]
    assert german.tab.texts()[1][:2] == ["02.09.2026 12:00:00", "a@example.org"]
    assert german.tab.cell(1, 2).number_format["type"] == "DATE"


@pytest.fixture
def anybody(google: Google) -> Iterator[requests.Session]:
    """Give a session without an account."""
    with clients.plain_session(google) as session:
        yield session


def test_a_sheet_shared_by_link_is_csv(
    google: Google, linked: ResponseSheet, form: FakeForm, anybody: requests.Session
) -> None:
    """It comes round a corner, quoted as little as possible; not shared, it is a page that asks to sign in."""
    form.submit({"Question": 'a, "b"'}, at=NOON)
    url = f"https://docs.google.com/spreadsheets/d/{linked.spreadsheet_id}/export?format=csv&gid={linked.tab.id}"
    refused = anybody.get(url)
    assert (refused.status_code, refused.headers["content-type"][:9]) == (200, "text/html")
    google.cloud.share(linked.spreadsheet_id, "anyone", "reader")
    found = anybody.get(url)
    assert found.headers["content-type"] == "text/csv"
    assert found.text == 'Timestamp,Slide,Question\r\n9/2/2026 12:00:00,,"a, ""b"""'
