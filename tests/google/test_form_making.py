"""Forms made by a program: create, fill, publish."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from googleapiclient.errors import HttpError

from tests.google import clients
from tests.google.clients import Api
from tests.google.conftest import ROBOT
from tests.google.google import Google

ORGANISER = "organiser@example.org"


@pytest.fixture
def own_forms(google: Google) -> Iterator[Api]:
    """Give Forms as the organiser's own account sees it."""
    login = google.tokens.login(ORGANISER, *clients.SCOPES)
    with clients.authorised(google, clients.person_credentials(login)) as session:
        yield clients.service(session, "forms.v1").forms()


def item(title: str, **question: object) -> dict[str, object]:
    """Return a wish for a new question at the top."""
    asked = question or {"textQuestion": {}}
    created = {"title": title, "questionItem": {"question": asked}}
    return {"createItem": {"item": created, "location": {"index": 0}}}


def test_a_new_form_is_unpublished_until_it_is_published(google: Google, own_forms: Api) -> None:
    """Create takes a title, publishing both flags, and false ones are not in the answer."""
    made = own_forms.create(body={"info": {"title": "Questions"}}).execute()
    assert made["publishSettings"] == {"publishState": {}}
    state = {"publishState": {"isPublished": True, "isAcceptingResponses": True}}
    own_forms.setPublishSettings(formId=made["formId"], body={"publishSettings": state}).execute()
    assert own_forms.get(formId=made["formId"]).execute()["publishSettings"] == state
    with pytest.raises(HttpError, match="cannot accept"):
        own_forms.setPublishSettings(
            formId=made["formId"], body={"publishSettings": {"publishState": {"isAcceptingResponses": True}}}
        ).execute()


def test_a_form_from_before_publishing_refuses(google: Google, forms: Api) -> None:
    """A legacy form has no publish settings and takes none."""
    old = google.people.form("Old", ROBOT)
    old.publishing = None
    assert "publishSettings" not in forms.get(formId=old.id).execute()
    with pytest.raises(HttpError, match="not supported"):
        forms.setPublishSettings(formId=old.id, body={"publishSettings": {}}).execute()


def test_create_takes_a_title_and_nothing_else(own_forms: Api) -> None:
    """A form with items at once is refused."""
    with pytest.raises(HttpError, match="Only info"):
        own_forms.create(body={"info": {"title": "Questions", "description": "…"}}).execute()


def test_a_robot_cannot_own_a_form(forms: Api) -> None:
    """A service account has no room for files of its own."""
    with pytest.raises(HttpError, match="does not have permission"):
        forms.create(body={"info": {"title": "Questions"}}).execute()


def test_items_are_made_changed_moved_and_deleted(google: Google, forms: Api) -> None:
    """Each change answers in its place, and the form is as asked."""
    form = google.people.form("Form", ROBOT)
    wishes = [
        item("Slide"),
        item("Question", textQuestion={"paragraph": True}),
        {"moveItem": {"originalLocation": {"index": 1}, "newLocation": {"index": 0}}},
        {"updateItem": {"item": {"title": "Page"}, "location": {"index": 0}, "updateMask": "title"}},
        {"deleteItem": {"location": {"index": 1}}},
        {"updateFormInfo": {"info": {"description": "What is stored …"}, "updateMask": "description"}},
        {"updateSettings": {"settings": {"emailCollectionType": "DO_NOT_COLLECT"}, "updateMask": "*"}},
    ]
    answer = forms.batchUpdate(formId=form.id, body={"requests": wishes, "includeFormInResponse": True}).execute()
    assert [sorted(reply) for reply in answer["replies"]] == [["createItem"]] * 2 + [[]] * 5
    assert [found["title"] for found in answer["form"]["items"]] == ["Page"]
    assert answer["form"]["info"]["description"] == "What is stored …"


@pytest.mark.parametrize("wrong", [item("two\nlines"), item("File", fileUploadQuestion={"maxFiles": 1})])
def test_one_wrong_wish_and_nothing_is_changed(google: Google, forms: Api, wrong: dict[str, object]) -> None:
    """Changes are all or nothing, and the message says which one is wrong."""
    form = google.people.form("Form", ROBOT)
    with pytest.raises(HttpError, match=r"Invalid requests\[1\].createItem"):
        forms.batchUpdate(formId=form.id, body={"requests": [item("Slide"), wrong]}).execute()
    assert form.items == []


def test_a_change_of_an_older_revision_is_refused(google: Google, forms: Api) -> None:
    """Who asks for the revision that was read gets no change if people were quicker."""
    form = google.people.form("Form", ROBOT)
    revision = forms.get(formId=form.id).execute()["revisionId"]
    form.ask("Question")
    body = {"requests": [item("Slide")], "writeControl": {"requiredRevisionId": revision}}
    with pytest.raises(HttpError, match="required revision"):
        forms.batchUpdate(formId=form.id, body=body).execute()
