"""What `documents.batchUpdate` changes; all places count UTF-16 units, suggestions included."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tests.google.doc_model import FakeDoc, chars
from tests.google.field_mask import paths
from tests.google.wire import Json, RefusedError

Edit = Callable[[FakeDoc, Json], Json]
_STRIPPED = re.compile("[\x00-\x08\x0c-\x1f\ue000-\uf8ff]")


def _range(doc: FakeDoc, within: Json) -> tuple[int, int]:
    """Return first and last character of a range, the last excluded.

    Raises:
        RefusedError: it is empty or reaches outside.
    """
    start, end = within.get("startIndex", 0), within.get("endIndex", 0)
    if start >= end:
        raise RefusedError(400, "The range should not be empty.")
    return doc.at_index(start), doc.at_index(end)


def _insert(doc: FakeDoc, wish: Json) -> Json:
    """Insert a text inside a paragraph that exists; a newline in it makes a new one like that."""
    text = _STRIPPED.sub("", wish.get("text", ""))
    if not text:
        raise RefusedError(400, "The text to insert should not be empty.")
    at = doc.at_index(wish["location"].get("index", 0)) if "location" in wish else len(doc.content) - 1
    if at >= len(doc.content):
        raise RefusedError(400, "The insertion index must be inside the bounds of an existing paragraph.")
    doc.content[at:at] = chars(text, doc.like(at))
    return {}


def _delete(doc: FakeDoc, wish: Json) -> Json:
    """Delete a range; the last newline of all cannot go."""
    start, end = _range(doc, wish["range"])
    if end == len(doc.content):
        raise RefusedError(400, "The range cannot include the newline character at the end of the segment.")
    del doc.content[start:end]
    return {}


def _style_text(doc: FakeDoc, wish: Json) -> Json:
    """Set the named fields of a style; what is named and not given is taken away."""
    start, end = _range(doc, wish["range"])
    names = _names(wish)
    asked = wish.get("textStyle", {})
    given = {name: value for name, value in asked.items() if name in names or "*" in names}
    for at in range(start, end):
        kept = {} if "*" in names else {k: v for k, v in doc.content[at].style.items() if k not in names}
        doc.content[at] = replace(doc.content[at], style=kept | given)
    return {}


def _names(wish: Json) -> set[str]:
    """Return the top names of a mask.

    Raises:
        RefusedError: there is no mask.
    """
    if not wish.get("fields"):
        raise RefusedError(400, "At least one field must be listed in 'fields'.")
    return {path.partition(".")[0] for path in paths(wish["fields"])}


def _endings(doc: FakeDoc, start: int, end: int) -> list[int]:
    """Return the places of the newlines of all paragraphs that a range touches."""
    inside = [at for at in range(start, end) if doc.content[at].text == "\n"]
    if doc.content[end - 1].text != "\n":
        inside.append(next(at for at in range(end, len(doc.content)) if doc.content[at].text == "\n"))
    return inside


def _style_paragraph(doc: FakeDoc, wish: Json) -> Json:
    """Set the style of every paragraph that a range touches."""
    names, asked = _names(wish), wish.get("paragraphStyle", {})
    for at in _endings(doc, *_range(doc, wish["range"])):
        kept = {name: value for name, value in doc.content[at].paragraph.items() if name not in names}
        given = {name: value for name, value in asked.items() if name in names or "*" in names}
        doc.content[at] = replace(doc.content[at], paragraph=kept | given)
    return {}


def _bullets(doc: FakeDoc, wish: Json) -> Json:
    """Make paragraphs a list; tabs at their beginning become levels and are taken out, which moves all that follows."""
    known = f"kix.{doc.cloud.new_id('list', 12)}"
    doc.lists[known] = wish.get("bulletPreset", "")
    for ending in reversed(_endings(doc, *_range(doc, wish["range"]))):
        start = ending
        while start and doc.content[start - 1].text != "\n":
            start -= 1
        tabs = 0
        while doc.content[start + tabs].text == "\t":
            tabs += 1
        bullet: Json = {"listId": known} | ({"nestingLevel": tabs} if tabs else {})
        doc.content[ending] = replace(doc.content[ending], bullet=bullet)
        del doc.content[start : start + tabs]
    return {}


def _no_bullets(doc: FakeDoc, wish: Json) -> Json:
    """Make paragraphs plain again."""
    for at in _endings(doc, *_range(doc, wish["range"])):
        doc.content[at] = replace(doc.content[at], bullet={})
    return {}


def _name_range(doc: FakeDoc, wish: Json) -> Json:
    """Give a range a name; names may repeat, ids do not."""
    if not 1 <= len(wish.get("name", "")) <= 256:
        raise RefusedError(400, "The name must be between 1 and 256 characters.")
    start, end = _range(doc, wish["range"])
    known = f"kix.{doc.cloud.new_id('named', 12)}"
    doc.named[known] = wish["name"], frozenset(one.id for one in doc.content[start:end])
    return {"createNamedRange": {"namedRangeId": known}}


def _unname_range(doc: FakeDoc, wish: Json) -> Json:
    """Take a name away, by id or from all ranges that have it."""
    gone = [
        known for known, (name, _) in doc.named.items() if wish.get("namedRangeId") == known or wish.get("name") == name
    ]
    if not gone:
        raise RefusedError(400, "The named range does not exist.")
    for known in gone:
        del doc.named[known]
    return {}


def _replace_all(doc: FakeDoc, wish: Json) -> Json:
    """Put a text in place of another one everywhere."""
    looked_for, text = wish["containsText"]["text"], wish.get("replaceText", "")
    count = 0
    at = _find(doc, looked_for, 0)
    while at >= 0:
        doc.content[at : at + len(looked_for)] = chars(text, doc.content[at])
        count += 1
        at = _find(doc, looked_for, at + len(text))
    return {"replaceAllText": {"occurrencesChanged": count} if count else {}}


def _find(doc: FakeDoc, text: str, start: int) -> int:
    """Return where a text is next, or -1."""
    return "".join(one.text for one in doc.content).find(text, start)


EDITS: dict[str, Edit] = {
    "insertText": _insert,
    "deleteContentRange": _delete,
    "updateTextStyle": _style_text,
    "updateParagraphStyle": _style_paragraph,
    "createParagraphBullets": _bullets,
    "deleteParagraphBullets": _no_bullets,
    "createNamedRange": _name_range,
    "deleteNamedRange": _unname_range,
    "replaceAllText": _replace_all,
}
