"""Docs v1 as the unmodified client meets it, while people type."""

from __future__ import annotations

import pytest
from googleapiclient.errors import HttpError

from tests.google.clients import Api
from tests.google.conftest import ROBOT
from tests.google.doc_model import FakeDoc
from tests.google.google import Google
from tests.google.wire import Json


def runs(found: Json) -> list[tuple[int, str]]:
    """Return where each run of a body begins and what it says."""
    paragraphs = [one["paragraph"] for one in found["body"]["content"] if "paragraph" in one]
    return [(run["startIndex"], run["textRun"]["content"]) for one in paragraphs for run in one["elements"]]


def change(docs: Api, doc: FakeDoc, *wishes: Json, **control: str) -> Json:
    """Send requests."""
    body = {"requests": list(wishes)} | ({"writeControl": control} if control else {})
    answer: Json = docs.batchUpdate(documentId=doc.id, body=body).execute()
    return answer


def insert(index: int, text: str) -> Json:
    """Return a wish for a text at an index."""
    return {"insertText": {"location": {"index": index}, "text": text}}


def within(start: int, end: int) -> Json:
    """Return a range."""
    return {"startIndex": start, "endIndex": end}


def test_indices_count_utf16_from_one(docs: Api, doc: FakeDoc) -> None:
    """The first element is a section break without a start, text begins at 1, and a smiley counts two."""
    found = docs.get(documentId=doc.id).execute()
    assert found["body"]["content"][0]["endIndex"] == 1
    assert runs(found) == [(1, "Questions\n"), (11, "Slide 3. Why 🙂?\n"), (28, "LH: \n")]
    assert found["body"]["content"][1]["paragraph"]["paragraphStyle"]["namedStyleType"] == "TITLE"
    with pytest.raises(HttpError, match="surrogate pair"):
        change(docs, doc, insert(25, "x"))


def test_a_question_is_inserted_at_the_revision_that_was_read(docs: Api, doc: FakeDoc) -> None:
    """Nothing is changed if people were quicker; the next try goes through and names the next revision."""
    revision = docs.get(documentId=doc.id).execute()["revisionId"]
    doc.type_after("LH: ", "Because.")
    with pytest.raises(HttpError, match="does not match the latest revision"):
        change(docs, doc, insert(33, "x"), requiredRevisionId=revision)
    revision = docs.get(documentId=doc.id).execute()["revisionId"]
    done = change(docs, doc, insert(40, "\nSlide 4. And?\nLH: "), requiredRevisionId=revision)
    assert doc.lines()[2:] == ["LH: Because.", "Slide 4. And?", "LH: "]
    assert done["writeControl"]["requiredRevisionId"] == doc.revision_id != revision


def test_changes_are_all_or_nothing(docs: Api, doc: FakeDoc) -> None:
    """One wrong request, named, and the text is as before."""
    before = doc.lines()
    with pytest.raises(HttpError, match=r"Invalid requests\[1\].deleteContentRange: The range cannot include"):
        change(docs, doc, insert(1, "x"), {"deleteContentRange": {"range": within(2, 34)}})
    assert doc.lines() == before


@pytest.mark.parametrize("index", [0, 33, 99])
def test_text_goes_only_into_a_paragraph(docs: Api, doc: FakeDoc, index: int) -> None:
    """Before the first paragraph and behind the last newline there is no place."""
    with pytest.raises(HttpError, match="must be inside"):
        change(docs, doc, insert(index, "x"))


def test_named_ranges_follow_their_text(docs: Api, doc: FakeDoc) -> None:
    """An anchor moves with what people type before it, grows with what is typed inside, and dies with its text."""
    change(docs, doc, {"createNamedRange": {"name": "qa_1", "range": within(11, 27)}})
    doc.type_after("Questions", " and answers")
    doc.type_after("Slide 3.", " Please:")
    (found,) = docs.get(documentId=doc.id).execute()["namedRanges"]["qa_1"]["namedRanges"]
    assert found["ranges"] == [within(23, 47)]
    doc.type_over("Slide 3. Please: Why 🙂?", "")
    assert "namedRanges" not in docs.get(documentId=doc.id).execute()
    doc.named.clear()
    with pytest.raises(HttpError, match="does not exist"):
        change(docs, doc, {"deleteNamedRange": {"name": "qa_1"}})


def test_suggestions_are_seen_in_each_view(google: Google, docs: Api, doc: FakeDoc) -> None:
    """Inline with their names, or as if accepted or rejected; what a reader sees has no revision."""
    name = doc.suggest("LH: ", "Perhaps")
    doc.suggest("Why", delete=True)
    found = docs.get(documentId=doc.id).execute()
    last = found["body"]["content"][-1]["paragraph"]["elements"]
    assert last[1]["textRun"]["suggestedInsertionIds"] == [name]
    accepted = docs.get(documentId=doc.id, suggestionsViewMode="PREVIEW_SUGGESTIONS_ACCEPTED").execute()
    assert runs(accepted)[1:] == [(11, "Slide 3.  🙂?\n"), (25, "LH: Perhaps\n")]
    google.cloud.share(doc.id, ROBOT, "reader")
    seen = docs.get(documentId=doc.id).execute()
    assert ("revisionId" in seen, runs(seen)[-1][1]) == (False, "LH: \n")
    doc.decide(name, accept=True)
    assert doc.lines()[-1] == "LH: Perhaps"


def test_text_takes_the_style_of_what_is_before(docs: Api, doc: FakeDoc) -> None:
    """Inserted text is bold behind bold text, unless its style is set or taken away."""
    doc.set_style("Slide 3.", {"bold": True})
    link = {"textStyle": {"link": {"url": "https://example.org"}}, "fields": "link"}
    change(docs, doc, insert(19, " b"), {"updateTextStyle": {"range": within(11, 16), **link}})
    change(docs, doc, {"updateTextStyle": {"range": within(20, 21), "textStyle": {}, "fields": "bold"}})
    elements = docs.get(documentId=doc.id).execute()["body"]["content"][2]["paragraph"]["elements"]
    assert [(one["textRun"]["content"], sorted(one["textRun"]["textStyle"])) for one in elements] == [
        ("Slide", ["bold", "link"]),
        (" 3. ", ["bold"]),
        ("b Why 🙂?\n", []),
    ]


def test_bullets_take_tabs_out(docs: Api, doc: FakeDoc) -> None:
    """Tabs before a list become levels and vanish, which moves what follows."""
    change(docs, doc, insert(32, "one\n\ttwo"))
    bullets = {"range": within(28, 41), "bulletPreset": "BULLET_DISC_CIRCLE_SQUARE"}
    change(docs, doc, {"createParagraphBullets": bullets})
    found = docs.get(documentId=doc.id).execute()
    assert runs(found)[2:] == [(28, "LH: one\n"), (36, "two\n")]
    assert found["body"]["content"][-1]["paragraph"]["bullet"]["nestingLevel"] == 1
    change(docs, doc, {"deleteParagraphBullets": {"range": within(28, 40)}})
    assert "bullet" not in docs.get(documentId=doc.id).execute()["body"]["content"][-1]["paragraph"]


def test_the_other_changes(docs: Api, doc: FakeDoc) -> None:
    """Paragraph styles, replacing everywhere, and the end as a place."""
    style = {"paragraphStyle": {"namedStyleType": "HEADING_2"}, "fields": "namedStyleType"}
    replaced = {"containsText": {"text": "LH: ", "matchCase": True}, "replaceText": "MK: "}
    done = change(
        docs,
        doc,
        {"updateParagraphStyle": {"range": within(12, 13), **style}},
        {"replaceAllText": replaced},
        {"insertText": {"endOfSegmentLocation": {}, "text": "yes\x01\ue000"}},
    )
    assert done["replies"][1]["replaceAllText"]["occurrencesChanged"] == 1
    assert doc.lines()[-1] == "MK: yes"
    found = docs.get(documentId=doc.id, includeTabsContent=True).execute()
    assert "body" not in found
    tab = found["tabs"][0]["documentTab"]
    assert tab["body"]["content"][2]["paragraph"]["paragraphStyle"]["namedStyleType"] == "HEADING_2"


def test_a_robot_cannot_own_a_doc(docs: Api) -> None:
    """A service account has no room for a Doc of its own."""
    with pytest.raises(HttpError, match="does not have permission"):
        docs.create(body={"title": "Mine"}).execute()
