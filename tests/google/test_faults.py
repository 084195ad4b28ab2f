"""Every fault, once, as requests meets it."""

from __future__ import annotations

import pytest
import requests
from google.auth.exceptions import RefreshError

from tests.google import faults
from tests.google.conftest import ROBOT
from tests.google.google import Google

FORMS = "https://forms.googleapis.com/v1/forms/"
GET = "forms.forms.get"
STATUS = {"408": 408, "429": 429, "429 Retry-After": 429, "500": 500, "502": 502, "503": 503, "504": 504, "404": 404}
STATUS |= {"401": 401, "HTML": 200, "HTML 403": 403}
CONNECTION = {"cut", "no reply", "truncated"}


@pytest.mark.parametrize("kind", [kind for kind in faults.kinds_for(GET) if kind not in CONNECTION | {"slow", "401"}])
def test_a_fault_comes_once_and_is_over(google: Google, session: requests.Session, kind: str) -> None:
    """The next request fails in the way that was asked for, the one after it does not."""
    form = google.people.form("Form", ROBOT)
    google.faults.next(GET, kind)
    failed = session.get(FORMS + form.id)
    assert failed.status_code == STATUS.get(kind, 403)
    assert failed.headers.get("retry-after") == ("1" if kind == "429 Retry-After" else None)
    assert failed.headers["content-type"].startswith(
        "text/html" if "HTML" in kind or failed.content[:1] != b"{" else "application/json"
    )
    assert session.get(FORMS + form.id).json()["formId"] == form.id


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("sheets.spreadsheets.get", "https://sheets.googleapis.com/v4/spreadsheets/none"),
        ("docs.documents.get", "https://docs.googleapis.com/v1/documents/none"),
        ("drive.files.list", "https://www.googleapis.com/drive/v3/files"),
    ],
)
def test_every_interface_fails_in_its_own_words(
    google: Google, session: requests.Session, method: str, url: str
) -> None:
    """Drive lists its reasons, the others do not; the kinds of Drive's 403 exist only there."""
    kinds = [kind for kind in faults.kinds_for(method) if kind not in CONNECTION | {"slow", "401", "HTML"}]
    assert ("storageQuotaExceeded" in kinds) == method.startswith("drive")
    for kind in kinds:
        google.faults.next(method, kind)
        failed = session.get(url)
        assert failed.status_code == STATUS.get(kind, 403)
        if failed.headers["content-type"].startswith("application/json"):
            assert ("errors" in failed.json()["error"]) == method.startswith("drive")
    assert google.faults.waiting == []


def test_the_token_endpoint_can_fail_too(google: Google, session: requests.Session) -> None:
    """A refresh that is refused for good says so, and the next one goes through."""
    google.faults.next("token", "invalid_grant")
    with pytest.raises(RefreshError, match="expired or revoked"):
        session.get(FORMS)
    assert session.get(FORMS + "none").status_code == 404


@pytest.mark.parametrize("kind", sorted(CONNECTION))
def test_a_connection_that_breaks(google: Google, session: requests.Session, kind: str) -> None:
    """A reply that never comes, or only half, is an error of the connection."""
    form = google.people.form("Form", ROBOT)
    google.faults.next(GET, kind)
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        session.get(FORMS + form.id)
    assert session.get(FORMS + form.id).status_code == 200


def test_work_that_was_done_but_not_answered(google: Google, session: requests.Session) -> None:
    """`no reply` does the work before it is silent; `cut` does not."""
    form = google.people.form("Form", ROBOT)
    wish = {"requests": [{"updateFormInfo": {"info": {"description": "new"}, "updateMask": "description"}}]}
    for kind, expected in (("cut", ""), ("no reply", "new")):
        google.faults.next("forms.*", kind)
        with pytest.raises(requests.ConnectionError):
            session.post(f"{FORMS}{form.id}:batchUpdate", json=wish)
        assert form.description == expected


def test_a_slow_reply(google: Google, session: requests.Session) -> None:
    """A reply that takes longer than a client waits is a time-out."""
    form = google.people.form("Form", ROBOT)
    google.faults.next(GET, "slow", seconds=30)
    with pytest.raises(requests.Timeout):
        session.get(FORMS + form.id, timeout=0.2)


def test_a_fault_may_wait_and_repeat(google: Google, session: requests.Session) -> None:
    """A fault can pass some requests first and then hold for several."""
    form = google.people.form("Form", ROBOT)
    google.faults.next(GET, "500", skip=1, times=2)
    assert [session.get(FORMS + form.id).status_code for _ in range(4)] == [200, 500, 500, 200]
    assert google.faults.waiting == []


def test_a_fault_that_does_not_exist_is_named(google: Google) -> None:
    """A typing error in a test is told at once."""
    with pytest.raises(ValueError, match="there is no fault"):
        google.faults.next(GET, "teapot")


def test_each_request_is_written_down(google: Google, session: requests.Session) -> None:
    """Tests count calls and writes, and see bodies."""
    form = google.people.form("Form", ROBOT)
    session.get(FORMS + form.id)
    session.post(f"{FORMS}{form.id}:batchUpdate", json={"requests": []})
    assert [seen.method for seen in google.calls()] == [GET, "forms.forms.batchUpdate"]
    assert [seen.body for seen in google.writes()] == [{"requests": []}]
