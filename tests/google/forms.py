"""Forms v1: get, responses, create and publish."""

from __future__ import annotations

import base64
import hashlib
import json
import re

from tests.google.clock import instant
from tests.google.cloud import FORM, Call, Cloud, Service, without_empty
from tests.google.form_edits import change
from tests.google.form_model import FakeForm, FakeResponse
from tests.google.wire import Json, RefusedError

_MOST = 5000
_FILTER = re.compile(r"timestamp (>=|>) (\S+)")
_EDITABLE_INFO = {"title", "documentTitle"}


def _form(cloud: Cloud, call: Call, needed: str = "reader") -> FakeForm:
    """Return the form a call names, if the caller may."""
    form_id = call.parameters["formId"]
    cloud.check(call, form_id, "writer" if needed == "writer" else "reader", FORM)
    return cloud.forms[form_id]


def _get(cloud: Cloud, call: Call) -> Json:
    """Return a form."""
    return _form(cloud, call).as_json()


def _get_response(cloud: Cloud, call: Call) -> Json:
    """Return one response, which alone names its form."""
    form = _form(cloud, call, "writer")
    response = form.responses.get(call.parameters["responseId"])
    if response is None:
        raise RefusedError(404, "Requested entity was not found.", "notFound")
    return {"formId": form.id, **form.response_json(response)}


def _list_responses(cloud: Cloud, call: Call) -> Json:
    """Return one page of responses, in an order that means nothing; nothing at all is `{}`."""
    form = _form(cloud, call, "writer")
    text = call.parameters.get("filter", "")
    _passes(text, FakeResponse("", 0, 0, {}))
    after = _read_token(call.parameters.get("pageToken", ""), form.id, text)
    chosen = sorted((_place(response), response.id) for response in form.responses.values() if _passes(text, response))
    rest = [found for found in chosen if found[0] > after]
    size = min(call.parameters.get("pageSize") or _MOST, _MOST, form.page_limit)
    page = [form.response_json(form.responses[response_id]) for _, response_id in rest[:size]]
    answer: Json = {"responses": page} if page else {}
    if len(rest) > size:
        answer["nextPageToken"] = _token(form.id, text, rest[size - 1][0])
    return answer


def _place(response: FakeResponse) -> str:
    """Return where a response stands in a listing: anywhere, but always there."""
    return hashlib.blake2b(response.id.encode(), digest_size=8).hexdigest()


def _passes(text: str, response: FakeResponse) -> bool:
    """Return whether a response passes the filter.

    Raises:
        RefusedError: the filter is none of the two that exist.
    """
    if not text:
        return True
    found = _FILTER.fullmatch(text)
    try:
        since = instant(found[2]) if found else None
    except ValueError:
        since = None
    if found is None or since is None:
        raise RefusedError(400, f"Invalid filter: {text}")
    return response.submitted >= since if found[1] == ">=" else response.submitted > since


def _token(form_id: str, text: str, place: str) -> str:
    """Return where the next page begins, bound to form and filter."""
    return base64.urlsafe_b64encode(json.dumps([form_id, text, place]).encode()).decode()


def _read_token(token: str, form_id: str, text: str) -> str:
    """Return after which place a page begins."""
    if not token:
        return ""
    try:
        form, filtered, place = json.loads(base64.urlsafe_b64decode(token))
    except ValueError:
        form, filtered, place = "", "", ""
    if (form, filtered) != (form_id, text):
        raise RefusedError(400, "Invalid page token.")
    return str(place)


def _create(cloud: Cloud, call: Call) -> Json:
    """Make a form with a title and nothing else, unpublished."""
    info = call.body.get("info", {})
    if set(call.body) - {"info"} or set(info) - _EDITABLE_INFO or not info.get("title"):
        raise RefusedError(400, "Only info.title and info.documentTitle can be set when creating a form.")
    cloud.refuse_robots(call)
    stored = cloud.add_file(info.get("documentTitle") or info["title"], FORM, call.who.email)
    stored.app_made = True
    made = FakeForm(cloud, stored.id, info["title"], settings={"emailCollectionType": "DO_NOT_COLLECT"})
    made.publishing = {"isPublished": False, "isAcceptingResponses": False}
    cloud.forms[made.id] = made
    return made.as_json()


def _batch_update(cloud: Cloud, call: Call) -> Json:
    """Change a form: all requests or none."""
    form = _form(cloud, call, "writer")
    required = call.body.get("writeControl", {}).get("requiredRevisionId")
    if required and required != form.as_json()["revisionId"]:
        raise RefusedError(400, "The form was changed since the required revision.", "failedPrecondition")
    replies = change(form, call.body.get("requests", []))
    answer: Json = {"replies": replies, "writeControl": {"requiredRevisionId": form.as_json()["revisionId"]}}
    return answer | ({"form": form.as_json()} if call.body.get("includeFormInResponse") else {})


def _publish(cloud: Cloud, call: Call) -> Json:
    """Publish a form and open it for responses; forms from before publishing existed refuse."""
    form = _form(cloud, call, "writer")
    state = call.body.get("publishSettings", {}).get("publishState", {})
    if form.publishing is None:
        raise RefusedError(400, "Publish settings are not supported for this form.", "failedPrecondition")
    if state.get("isAcceptingResponses") and not state.get("isPublished"):
        raise RefusedError(400, "A form that is not published cannot accept responses.")
    form.publishing = {name: bool(state.get(name)) for name in ("isPublished", "isAcceptingResponses")}
    answer: Json = without_empty({"formId": form.id, "publishSettings": {"publishState": form.publishing}})
    return answer


SERVICES: dict[str, Service] = {
    "forms.forms.get": _get,
    "forms.forms.create": _create,
    "forms.forms.batchUpdate": _batch_update,
    "forms.forms.setPublishSettings": _publish,
    "forms.forms.responses.get": _get_response,
    "forms.forms.responses.list": _list_responses,
}
