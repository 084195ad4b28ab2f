"""The fake holds both sides to the discovery documents."""

from __future__ import annotations

import pytest
import requests
from google.auth.credentials import AnonymousCredentials

from tests.google import clients, schema
from tests.google.conftest import ROBOT
from tests.google.field_mask import masked, read_mask
from tests.google.google import Google
from tests.google.wire import Json, RefusedError

FORMS = "https://forms.googleapis.com/v1/forms/"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"formid": "a"}, "no field 'formid'"),
        ({"items": {}}, "should be array"),
        ({"info": {"title": 3}}, "should be string"),
        ({"settings": {"emailCollectionType": "ALL"}}, "not one of"),
        ({"items": [{"questionItem": {"question": {"required": 1}}}]}, "should be boolean"),
        ({"items": [{"questionItem": {"question": {"scaleQuestion": {"low": True}}}}]}, "should be integer"),
    ],
)
def test_a_wrong_body_is_found(body: Json, fault: str) -> None:
    """Unknown fields and wrong types are found wherever they are."""
    (found,) = schema.body_faults("forms.v1", {"$ref": "Form"}, body)
    assert fault in found


def test_a_wrong_time_is_found() -> None:
    """A time must be one of RFC 3339."""
    (found,) = schema.body_faults("forms.v1", {"$ref": "FormResponse"}, {"createTime": "yesterday"})
    assert "no RFC 3339" in found


@pytest.mark.parametrize("target", ["?fields=items(titel)", "?pageSize=a"])
def test_a_wrong_request_fails_the_test(google: Google, session: requests.Session, target: str) -> None:
    """A client's fault is answered with 400; an unknown parameter is a complaint besides."""
    form = google.people.form("Form", ROBOT)
    assert session.get(FORMS + form.id + target).status_code == 400
    google.complaints.clear()


def test_an_unknown_method_fails_the_test(google: Google, session: requests.Session) -> None:
    """What the fake does not know is told at the end of the test."""
    assert session.get("https://forms.googleapis.com/v1/forms/a/watches").status_code == 404
    assert google.complaints.pop().startswith("the fake does not know GET")


def test_a_part_of_an_answer_can_be_asked_for(google: Google, session: requests.Session) -> None:
    """`fields` leaves everything else out."""
    form = google.people.form("Form", ROBOT)
    form.ask("Question")
    answer = session.get(f"{FORMS}{form.id}?fields=items(title),info/title").json()
    assert answer == {"items": [{"title": "Question"}], "info": {"title": "Form"}}


def test_masks_nest_in_each_way() -> None:
    """Brackets, slashes, points and stars select alike."""
    value = {"a": [{"b": 1, "c": 2}], "d": {"e": {"f": 3, "g": 4}}}
    assert masked(read_mask("a(b),d/e.f"), value) == {"a": [{"b": 1}], "d": {"e": {"f": 3}}}
    assert masked(read_mask("*"), value) == value
    with pytest.raises(RefusedError):
        read_mask("a)b")


def test_a_client_without_the_authority_does_not_believe_us(google: Google) -> None:
    """The certificate is checked: without our authority there is no answer."""
    with clients.authorised(google, AnonymousCredentials()) as session:
        session.verify = True
        with pytest.raises(requests.exceptions.SSLError):
            session.get(FORMS)
