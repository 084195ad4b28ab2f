"""Docs v1: get with each view of suggestions, create, and batchUpdate against a revision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from tests.google.cloud import DOC, Call, Cloud, Role, Service
from tests.google.doc_edits import EDITS
from tests.google.doc_model import Char, FakeDoc
from tests.google.wire import Json, RefusedError

_TAB = "t.0"
_VIEWS: dict[str, Callable[[Char], bool]] = {
    "SUGGESTIONS_INLINE": lambda one: True,
    "PREVIEW_SUGGESTIONS_ACCEPTED": lambda one: not one.deleted,
    "PREVIEW_WITHOUT_SUGGESTIONS": lambda one: not one.inserted,
}


def _doc(cloud: Cloud, call: Call, needed: Role = "reader") -> FakeDoc:
    """Return the Doc a call names, if the caller may."""
    doc_id = call.parameters["documentId"]
    cloud.check(call, doc_id, needed, DOC)
    return cloud.documents[doc_id]


def _get(cloud: Cloud, call: Call) -> Json:
    """Return a Doc; what it holds depends on the view, and so do all indices."""
    doc = _doc(cloud, call)
    writes = cloud.may(call, doc.id, "writer")
    mode = call.parameters.get("suggestionsViewMode", "DEFAULT_FOR_CURRENT_ACCESS")
    if mode == "DEFAULT_FOR_CURRENT_ACCESS":
        mode = "SUGGESTIONS_INLINE" if writes else "PREVIEW_WITHOUT_SUGGESTIONS"
    if mode == "SUGGESTIONS_INLINE" and not cloud.may(call, doc.id, "commenter"):
        raise RefusedError(403, "The caller does not have permission", "forbidden")
    found: Json = {"documentId": doc.id, "title": cloud.files[doc.id].name, "suggestionsViewMode": mode}
    found |= {"revisionId": doc.revision_id} if writes else {}
    content = _content(doc, _seen(doc, mode))
    if not call.parameters.get("includeTabsContent"):
        return found | content
    properties = {"tabId": _TAB, "title": "Tab 1", "index": 0}
    return found | {"tabs": [{"tabProperties": properties, "documentTab": content}]}


def _seen(doc: FakeDoc, mode: str) -> list[Char]:
    """Return the characters of a view; only inline they carry the names of suggestions."""
    view = [one for one in doc.content if _VIEWS[mode](one)]
    return view if mode == "SUGGESTIONS_INLINE" else [replace(one, inserted="", deleted="") for one in view]


def _content(doc: FakeDoc, view: list[Char]) -> Json:
    """Return body, named ranges and lists of what is to be seen."""
    elements: list[Json] = [{"endIndex": 1, "sectionBreak": {"sectionStyle": {"sectionType": "CONTINUOUS"}}}]
    paragraph: list[Char] = []
    start = 1
    for one in view:
        paragraph.append(one)
        if one.text == "\n":
            elements.append(_paragraph(paragraph, start))
            start = elements[-1]["endIndex"]
            paragraph = []
    found: Json = {"body": {"content": elements}, "documentStyle": {}}
    named = _named(doc, view)
    lists = {known: {"listProperties": {"nestingLevels": [{"glyphSymbol": "●"}]}} for known in doc.lists}
    return found | ({"namedRanges": named} if named else {}) | ({"lists": lists} if lists else {})


def _paragraph(content: list[Char], start: int) -> Json:
    """Return one paragraph as runs of equal style."""
    runs: list[Json] = []
    reached = start
    for (style, inserted, deleted), group in groupby(content, key=lambda one: (one.style, one.inserted, one.deleted)):
        text = list(group)
        end = reached + sum(one.units for one in text)
        run: Json = {"content": "".join(one.text for one in text), "textStyle": style}
        run |= {"suggestedInsertionIds": [inserted]} if inserted else {}
        run |= {"suggestedDeletionIds": [deleted]} if deleted else {}
        runs.append({"startIndex": reached, "endIndex": end, "textRun": run})
        reached = end
    last = content[-1]
    paragraph: Json = {"elements": runs, "paragraphStyle": last.paragraph}
    paragraph |= {"bullet": last.bullet} if last.bullet else {}
    return {"startIndex": start, "endIndex": reached, "paragraph": paragraph}


def _named(doc: FakeDoc, view: list[Char]) -> Json:
    """Return where the named ranges are now, grouped by name; one whose text is gone is gone."""
    found: Json = {}
    for known, (name, ids) in doc.named.items():
        at = [index for index, one in enumerate(view) if one.id in ids]
        if at:
            place = {"startIndex": doc.index_of(at[0], view), "endIndex": doc.index_of(at[-1] + 1, view)}
            group = found.setdefault(name, {"name": name, "namedRanges": []})
            group["namedRanges"].append({"namedRangeId": known, "name": name, "ranges": [place]})
    return found


def _create(cloud: Cloud, call: Call) -> Json:
    """Make an empty Doc with a title; nothing else is taken."""
    cloud.refuse_robots(call)
    stored = cloud.add_file(call.body.get("title", "Untitled document"), DOC, call.who.email)
    stored.app_made = True
    doc = cloud.documents.setdefault(stored.id, FakeDoc(cloud, stored.id))
    found = {"documentId": doc.id, "title": stored.name, "revisionId": doc.revision_id}
    return found | {"suggestionsViewMode": "SUGGESTIONS_INLINE"} | _content(doc, doc.content)


def _batch_update(cloud: Cloud, call: Call) -> Json:
    """Change a Doc: all requests or none, and only the revision that was asked for."""
    doc = _doc(cloud, call, "writer")
    control = call.body.get("writeControl", {})
    wanted = control.get("requiredRevisionId") or control.get("targetRevisionId")
    if wanted and wanted != doc.revision_id:
        text = f"The required revision ID '{wanted}' does not match the latest revision."
        raise RefusedError(400, text, "failedPrecondition")
    before = list(doc.content), dict(doc.named), dict(doc.lists)
    replies = []
    for at, request in enumerate(call.body.get("requests", [])):
        kind, wish = next(iter(request.items()), ("", {}))
        try:
            replies.append(EDITS[kind](doc, wish))
        except RefusedError as error:
            doc.content, doc.named, doc.lists = before
            raise RefusedError(400, f"Invalid requests[{at}].{kind}: {error.message}") from None
    doc.changed()
    return {"documentId": doc.id, "replies": replies, "writeControl": {"requiredRevisionId": doc.revision_id}}


SERVICES: dict[str, Service] = {
    "docs.documents.get": _get,
    "docs.documents.create": _create,
    "docs.documents.batchUpdate": _batch_update,
}
