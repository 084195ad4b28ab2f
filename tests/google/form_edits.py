"""What `forms.batchUpdate` changes: all requests or none."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.google.cloud import without_empty
from tests.google.form_model import FakeForm
from tests.google.wire import Json, RefusedError

Edit = Callable[[FakeForm, Json], Json]


def change(form: FakeForm, requests: list[Json]) -> list[Json]:
    """Make all changes and return one reply each, or refuse and leave the form alone.

    Raises:
        RefusedError: one request is wrong; the message names it.
    """
    before = copy.deepcopy((form.items, form.title, form.description, form.settings))
    replies = []
    for at, request in enumerate(requests):
        ((kind, wish),) = request.items()
        try:
            replies.append(_EDITS[kind](form, wish))
        except RefusedError as error:
            form.items, form.title, form.description, form.settings = before
            raise RefusedError(400, f"Invalid requests[{at}].{kind}: {error.message}") from None
    form._changed()
    return replies


def _create_item(form: FakeForm, wish: Json) -> Json:
    """Put a new item at an index and return its ids."""
    item = copy.deepcopy(wish["item"])
    _refuse_impossible(item)
    item.setdefault("itemId", form.cloud.new_id("item"))
    questions = [item["questionItem"]["question"]] if "questionItem" in item else []
    questions += item.get("questionGroupItem", {}).get("questions", [])
    for question in questions:
        question.setdefault("questionId", form.cloud.new_id("question"))
    form.items.insert(_index(wish.get("location", {}), len(form.items) + 1), without_empty(item))
    return {"createItem": {"itemId": item["itemId"], "questionId": [q["questionId"] for q in questions]}}


def _refuse_impossible(item: Json) -> None:
    """Refuse what only the editor can make."""
    if "\n" in item.get("title", "") + item.get("description", ""):
        raise RefusedError(400, "Displayed text cannot contain newlines")
    if "fileUploadQuestion" in item.get("questionItem", {}).get("question", {}):
        raise RefusedError(400, "Creating file upload questions is not supported")


def _index(location: Json, below: int) -> int:
    """Return an index that is inside the form."""
    index = location.get("index")
    if index is None or not 0 <= index < below:
        raise RefusedError(400, f"Location index out of range: {index}")
    return int(index)


def _update_item(form: FakeForm, wish: Json) -> Json:
    """Change the named fields of an item; ids stay."""
    _refuse_impossible(wish["item"])
    item = form.items[_index(wish["location"], len(form.items))]
    names = wish["updateMask"].split(",")
    names = list(wish["item"]) if names == ["*"] else names
    for name in names:
        place = item
        value = wish["item"]
        *path, last = name.split(".")
        for step in path:
            place, value = place.setdefault(step, {}), value.get(step, {})
        place[last] = value.get(last)
    form.items[wish["location"]["index"]] = without_empty(item)
    return {}


def _move_item(form: FakeForm, wish: Json) -> Json:
    """Put an item elsewhere."""
    item = form.items.pop(_index(wish["originalLocation"], len(form.items)))
    form.items.insert(_index(wish["newLocation"], len(form.items) + 1), item)
    return {}


def _delete_item(form: FakeForm, wish: Json) -> Json:
    """Take an item out."""
    del form.items[_index(wish["location"], len(form.items))]
    return {}


def _update_info(form: FakeForm, wish: Json) -> Json:
    """Change title and description."""
    names = wish["updateMask"].split(",")
    _refuse_impossible({"title": wish["info"].get("title", "")})
    if "title" in names or names == ["*"]:
        form.title = wish["info"].get("title", "")
    if "description" in names or names == ["*"]:
        form.description = wish["info"].get("description", "")
    return {}


def _update_settings(form: FakeForm, wish: Json) -> Json:
    """Change whether addresses are collected."""
    form.settings |= wish["settings"]
    return {}


_EDITS: dict[str, Edit] = {
    "createItem": _create_item,
    "updateItem": _update_item,
    "moveItem": _move_item,
    "deleteItem": _delete_item,
    "updateFormInfo": _update_info,
    "updateSettings": _update_settings,
}
