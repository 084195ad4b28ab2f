"""Forms v1 as the unmodified client meets it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from googleapiclient.errors import HttpError

from tests.google.clients import Api
from tests.google.clock import instant
from tests.google.conftest import ROBOT
from tests.google.form_model import FakeForm
from tests.google.google import Google
from tests.google.wire import Json


@pytest.fixture
def form(google: Google) -> FakeForm:
    """Give a form with a lecture menu, a question and a page break between them."""
    made = google.people.form("Questions of the school", ROBOT)
    made.ask("Lecture", "menu", ["Lecture 1", "Lecture 2"])
    made.say("Now your question", page=True)
    made.ask("Question", "paragraph")
    return made


def listed(forms: Api, form: FakeForm, **parameters: object) -> Json:
    """Return one page of responses."""
    page: Json = forms.responses().list(formId=form.id, **parameters).execute()
    return page


def test_a_form_lists_what_asks_and_what_does_not(forms: Api, form: FakeForm) -> None:
    """A page break is an item without a question, and a question's id is not its item's."""
    items = forms.get(formId=form.id).execute()["items"]
    assert [sorted(item) for item in items][1] == ["itemId", "pageBreakItem", "title"]
    asked = [item for item in items if "questionItem" in item]
    assert all(item["itemId"] != item["questionItem"]["question"]["questionId"] for item in asked)


def test_no_responses_are_an_empty_object(forms: Api, form: FakeForm) -> None:
    """Nothing to list is `{}`, without a list."""
    assert listed(forms, form) == {}


def test_answers_are_keyed_by_question_and_skipped_ones_missing(forms: Api, form: FakeForm) -> None:
    """A skipped question is not in the answers, and a response without any has no answers at all."""
    form.submit({"Question": "=1+1"}, at=instant("2026-09-02T10:00:00.146607123Z"))
    form.submit({}, at=instant("2026-09-02T11:00:00Z"))
    first, empty = sorted(listed(forms, form)["responses"], key=lambda found: found["createTime"])
    assert list(first["answers"]) == [form.question_id("Question")]
    assert first["createTime"] == "2026-09-02T10:00:00.146Z"
    assert first["lastSubmittedTime"] == "2026-09-02T10:00:00.146607123Z"
    assert "answers" not in empty
    assert empty["lastSubmittedTime"] == "2026-09-02T11:00:00Z"


def test_pages_hold_every_response_once(forms: Api, form: FakeForm) -> None:
    """Small pages together hold every response once, in no order to count on."""
    submitted = [form.submit({"Question": str(number)}) for number in range(23)]
    form.page_limit = 7
    page, found = listed(forms, form), []
    while True:
        found += [response["responseId"] for response in page["responses"]]
        if "nextPageToken" not in page:
            break
        page = listed(forms, form, pageToken=page["nextPageToken"])
    assert sorted(found) == sorted(submitted)
    assert found != submitted


def test_a_page_token_belongs_to_its_filter(forms: Api, form: FakeForm) -> None:
    """A token with another filter than before is refused."""
    form.submit({"Question": "a"})
    form.submit({"Question": "b"})
    token = listed(forms, form, pageSize=1)["nextPageToken"]
    with pytest.raises(HttpError, match="page token"):
        listed(forms, form, pageToken=token, filter="timestamp >= 2026-01-01T00:00:00Z")


def test_the_filter_sees_edits_and_not_deletions(forms: Api, google: Google, form: FakeForm) -> None:
    """An edited response is submitted again: same id, same createTime, later lastSubmittedTime."""
    edited, deleted = form.submit({"Question": "a"}), form.submit({"Question": "b"})
    google.clock.forward(timedelta(hours=1))
    since = google.clock.text()
    form.edit(edited, {"Question": "better"})
    form.delete_response(deleted)
    (found,) = listed(forms, form, filter=f"timestamp >= {since}")["responses"]
    assert found["responseId"] == edited
    assert found["createTime"] < since < found["lastSubmittedTime"]


@pytest.mark.parametrize("wrong", ["timestamp = 2026-01-01T00:00:00Z", "timestamp > yesterday", "id > 3"])
def test_any_other_filter_is_refused(forms: Api, form: FakeForm, wrong: str) -> None:
    """Only the two filters that Google knows pass."""
    with pytest.raises(HttpError, match="Invalid filter"):
        listed(forms, form, filter=wrong)


def test_kinds_of_answers(forms: Api, form: FakeForm) -> None:
    """Ticked boxes are entries, Other is one of them, a grid answers row by row, a file is no text."""
    form.ask("Boxes", "checkbox", ["a, b", "c"], other=True)
    form.ask("Grid", "grid", ["first", "second"])
    form.ask("File", "upload")
    form.submit({"Boxes": ["a, b", "my own"], "Grid [second]": "yes", "File": "slide.pdf"})
    answers = listed(forms, form)["responses"][0]["answers"]
    assert answers[form.question_id("Boxes")]["textAnswers"]["answers"] == [{"value": "a, b"}, {"value": "my own"}]
    assert list(answers)[1] == form.question_id("Grid [second]")
    assert answers[form.question_id("File")]["fileUploadAnswers"]["answers"][0]["fileName"] == "slide.pdf"


def test_old_responses_keep_what_was_deleted_and_renamed(forms: Api, form: FakeForm) -> None:
    """A deleted and asked again question has a new id; a changed menu leaves old answers alone."""
    form.submit({"Lecture": "Lecture 1", "Question": "a"})
    old = form.question_id("Question")
    form.delete("Question")
    form.set_menu("Lecture", ["Neutrinos"])
    form.rename("Lecture", "Which lecture?")
    assert form.ask("Question") != old
    answers = listed(forms, form)["responses"][0]["answers"]
    assert answers[old]["textAnswers"]["answers"] == [{"value": "a"}]
    assert answers[form.question_id("Which lecture?")]["textAnswers"]["answers"] == [{"value": "Lecture 1"}]


def test_addresses_come_only_where_they_are_collected(forms: Api, form: FakeForm) -> None:
    """A form that collects addresses says so in its settings and in each response."""
    response = form.submit({"Question": "a"}, email="someone@example.org")
    assert "respondentEmail" not in listed(forms, form)["responses"][0]
    form.settings["emailCollectionType"] = "VERIFIED"
    found = forms.responses().get(formId=form.id, responseId=response).execute()
    assert (found["respondentEmail"], found["formId"]) == ("someone@example.org", form.id)


def test_a_form_that_is_not_shared(forms: Api, google: Google) -> None:
    """A form of others is 403, one that never was 404, and a reader sees no responses."""
    hidden, seen = google.people.form("Hidden"), google.people.form("Seen")
    google.cloud.share(seen.id, ROBOT, "reader")
    forms.get(formId=seen.id).execute()
    for expected, asked in ((403, hidden.id), (404, "1none")):
        with pytest.raises(HttpError) as refused:
            forms.get(formId=asked).execute()
        assert refused.value.status_code == expected
    with pytest.raises(HttpError, match="does not have permission"):
        listed(forms, seen)
