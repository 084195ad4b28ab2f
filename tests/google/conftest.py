"""The fake Google as a fixture; what broke a discovery document fails the test at its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import gspread
import pytest
import requests

from tests.google import clients
from tests.google.clients import Api
from tests.google.doc_model import FakeDoc
from tests.google.google import Google
from tests.google.sheet_model import FakeSpreadsheet

ROBOT = "robot@school-qa.iam.gserviceaccount.com"


@pytest.fixture
def google(tmp_path: Path) -> Iterator[Google]:
    """Give a Google of one's own."""
    fake = Google(tmp_path)
    yield fake
    fake.close()
    assert fake.complaints == []


@pytest.fixture
def session(google: Google) -> Iterator[requests.Session]:
    """Give google-auth's session of a robot that may everything."""
    with clients.authorised(google, clients.robot_credentials(google)) as found:
        yield found


@pytest.fixture
def forms(session: requests.Session) -> Api:
    """Give googleapiclient's Forms."""
    return clients.service(session, "forms.v1").forms()


@pytest.fixture
def sheets(session: requests.Session) -> Api:
    """Give googleapiclient's Sheets."""
    return clients.service(session, "sheets.v4").spreadsheets()


@pytest.fixture
def book(google: Google) -> FakeSpreadsheet:
    """Give an empty spreadsheet that the robot may edit."""
    return google.people.spreadsheet("Questions and answers", ROBOT)


@pytest.fixture
def opened(session: requests.Session, book: FakeSpreadsheet) -> gspread.Spreadsheet:
    """Give the same spreadsheet as gspread opens it."""
    client = gspread.Client(auth=None, session=session)  # type: ignore[arg-type] # gspread says: pass None beside a session
    client.set_timeout(10)
    return client.open_by_key(book.id)


@pytest.fixture
def files(session: requests.Session) -> Api:
    """Give googleapiclient's Drive, its files."""
    return clients.service(session, "drive.v3").files()


@pytest.fixture
def docs(session: requests.Session) -> Api:
    """Give googleapiclient's Docs."""
    return clients.service(session, "docs.v1").documents()


@pytest.fixture
def doc(google: Google) -> FakeDoc:
    """Give a Doc with a title and two lines that the robot may edit."""
    made = google.people.document("Questions and answers", ROBOT)
    made.write("Questions", style="TITLE")
    made.write("Slide 3. Why 🙂?", "LH: ")
    return made
