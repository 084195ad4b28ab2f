"""A form, and what people do with it: ask, rename, delete, submit, edit and delete responses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from tests.google.clock import rfc3339
from tests.google.cloud import Cloud, without_empty
from tests.google.wire import Json

Kind = Literal["text", "paragraph", "radio", "checkbox", "menu", "scale", "date", "time", "rating", "upload", "grid"]
Answers = Mapping[str, str | Sequence[str]]
_CHOICES = {"radio": "RADIO", "checkbox": "CHECKBOX", "menu": "DROP_DOWN"}
_PLAIN: dict[str, Json] = {
    "text": {"textQuestion": {}},
    "paragraph": {"textQuestion": {"paragraph": True}},
    "scale": {"scaleQuestion": {"low": 1, "high": 5}},
    "date": {"dateQuestion": {"includeYear": True}},
    "time": {"timeQuestion": {}},
    "rating": {"ratingQuestion": {"ratingScaleLevel": 5, "iconType": "STAR"}},
    "upload": {"fileUploadQuestion": {"folderId": "folder-of-uploads", "maxFiles": 1, "maxFileSize": "10485760"}},
}


@dataclass(slots=True)
class FakeResponse:
    """One response; times are nanoseconds since 1970, texts are as typed."""

    id: str
    created: int
    submitted: int
    answers: dict[str, list[str]]
    email: str = ""


class LinkedSheet(Protocol):
    """The spreadsheet that takes the responses as well."""

    @property
    def spreadsheet_id(self) -> str:
        """Return the id of the spreadsheet."""

    def append(self, response: FakeResponse) -> None:
        """Write a new response below the others."""

    def rewrite(self, response: FakeResponse) -> None:
        """Write an edited response over its row."""

    def take_questions(self) -> None:
        """Give each new question a column and each renamed one its title."""


@dataclass(slots=True)
class FakeForm:
    """A form as its owner sees it."""

    cloud: Cloud
    id: str
    title: str
    items: list[Json] = field(default_factory=list)
    description: str = ""
    settings: Json = field(default_factory=dict)
    publishing: Json | None = None
    responses: dict[str, FakeResponse] = field(default_factory=dict)
    sheet: LinkedSheet | None = None
    revision: int = 1
    page_limit: int = 5000

    def questions(self) -> Iterator[tuple[str, Json, str]]:
        """Yield (title, question, itemId) of all questions; a row of a grid is "Title [Row]"."""
        for item in self.items:
            title = item.get("title", "")
            if "questionItem" in item:
                yield title, item["questionItem"]["question"], item["itemId"]
            for row in item.get("questionGroupItem", {}).get("questions", []):
                yield f"{title} [{row['rowQuestion'].get('title', '')}]", row, item["itemId"]

    def question_id(self, title: str) -> str:
        """Return the id of the question with this title, or of this id; the last one if several."""
        found = [q["questionId"] for t, q, _ in self.questions() if title in {t, q["questionId"]}]
        if not found:
            raise KeyError(f"the form has no question {title!r}")
        return str(found[-1])

    def ask(self, title: str, kind: Kind = "text", options: Sequence[str] = (), *, other: bool = False) -> str:
        """Add a question at the end and return its id; the options of a grid are its rows."""
        item: Json = {"itemId": self.cloud.new_id("item"), "title": title}
        if kind == "grid":
            rows = [{"questionId": self.cloud.new_id("row"), "rowQuestion": {"title": row}} for row in options]
            columns = {"type": "RADIO", "options": [{"value": "yes"}, {"value": "no"}]}
            item["questionGroupItem"] = {"questions": rows, "grid": {"columns": columns}}
            made = rows[0]["questionId"]
        else:
            made = self.cloud.new_id("question")
            asked = _choice(kind, options, other=other) if kind in _CHOICES else _PLAIN[kind]
            item["questionItem"] = {"question": {"questionId": made, **asked}}
        self.items.append(without_empty(item))
        self._changed()
        return str(made)

    def say(self, title: str, *, page: bool = False) -> None:
        """Add a text or a page break, which asks nothing."""
        kind: Json = {"pageBreakItem" if page else "textItem": {}}
        self.items.append(without_empty({"itemId": self.cloud.new_id("item"), "title": title, **kind}))
        self._changed()

    def rename(self, title: str, new: str) -> None:
        """Give a question another title; ids stay."""
        item = self._item(title)
        item["title"] = new
        self._changed()

    def delete(self, title: str) -> Json:
        """Take a question out and return it; old responses keep their answers to it."""
        item = self._item(title)
        self.items.remove(item)
        self._changed()
        return item

    def move(self, title: str, index: int) -> None:
        """Put a question at another place of the form."""
        item = self._item(title)
        self.items.remove(item)
        self.items.insert(index, item)
        self._changed()

    def set_menu(self, title: str, options: Sequence[str]) -> None:
        """Change what can be chosen; old responses keep the old text."""
        question = self._item(title)["questionItem"]["question"]
        question["choiceQuestion"]["options"] = [{"value": option} for option in options]
        self._changed()

    def publish(self, *, accepting: bool = True) -> None:
        """Publish the form, as its owner does in the editor."""
        self.publishing = {"isPublished": True, "isAcceptingResponses": accepting}

    def submit(self, answers: Answers, *, email: str = "", at: int | None = None) -> str:
        """Answer the form by titles or question ids and return the id of the response."""
        now = self.cloud.clock.tick() if at is None else at
        response = FakeResponse(f"ACYDBN{self.cloud.new_id('response', 80)}", now, now, self._by_id(answers), email)
        self.responses[response.id] = response
        if self.sheet:
            self.sheet.append(response)
        return response.id

    def edit(self, response_id: str, answers: Answers, *, at: int | None = None) -> None:
        """Let the responder change some answers; a text of "" takes one back."""
        response = self.responses[response_id]
        response.submitted = self.cloud.clock.tick() if at is None else at
        response.answers |= self._by_id(answers)
        response.answers = {question: texts for question, texts in response.answers.items() if any(texts)}
        if self.sheet:
            self.sheet.rewrite(response)

    def delete_response(self, response_id: str) -> None:
        """Delete a response in the editor: it leaves the list without a trace; a row in a linked sheet stays."""
        del self.responses[response_id]

    def as_json(self) -> Json:
        """Return the form as the interface gives it."""
        written: Json = {
            "formId": self.id,
            "info": {
                "title": self.title,
                "documentTitle": self.cloud.files[self.id].name,
                "description": self.description,
            },
            "settings": self.settings,
            "revisionId": f"{self.revision:08x}",
            "responderUri": f"https://docs.google.com/forms/d/e/1FAIpQL{self.id}/viewform",
            "items": self.items,
            "linkedSheetId": self.sheet.spreadsheet_id if self.sheet else "",
        }
        if self.publishing is not None:
            written["publishSettings"] = {"publishState": self.publishing}
        cleaned: Json = without_empty(written)
        return cleaned

    def response_json(self, response: FakeResponse) -> Json:
        """Return one response as the interface gives it; what was skipped is not there."""
        uploads = {q["questionId"] for _, q, _ in self.questions() if "fileUploadQuestion" in q}
        answers = {
            question: {"questionId": question, **_answer(texts, upload=question in uploads)}
            for question, texts in response.answers.items()
            if any(texts)
        }
        written: Json = {
            "responseId": response.id,
            "createTime": rfc3339(response.created // 1_000_000 * 1_000_000, digits=3),
            "lastSubmittedTime": rfc3339(response.submitted),
        }
        if response.email and self.settings.get("emailCollectionType") not in {None, "DO_NOT_COLLECT"}:
            written["respondentEmail"] = response.email
        return written | ({"answers": answers} if answers else {})

    def _by_id(self, answers: Answers) -> dict[str, list[str]]:
        """Return answers by question id, each as a list of texts."""
        lists = {title: [given] if isinstance(given, str) else list(given) for title, given in answers.items()}
        return {self.question_id(title): texts for title, texts in lists.items()}

    def _item(self, title: str) -> Json:
        """Return the item of a question."""
        item_id = next((i for t, q, i in self.questions() if title in {t, q["questionId"]}), None)
        return next(item for item in self.items if item_id == item["itemId"] or item.get("title") == title)

    def _changed(self) -> None:
        """Note a change of the form itself."""
        self.revision += 1
        self.cloud.touch(self.id)
        if self.sheet:
            self.sheet.take_questions()


def _choice(kind: str, options: Sequence[str], *, other: bool) -> Json:
    """Return a question with options, perhaps with "Other" as the last."""
    listed: list[Any] = [{"value": option} for option in options] + ([{"isOther": True}] if other else [])
    return {"choiceQuestion": {"type": _CHOICES[kind], "options": listed}}


def _answer(texts: list[str], *, upload: bool) -> Json:
    """Return one answer: texts one by one, or the files that were uploaded."""
    if not upload:
        return {"textAnswers": {"answers": [{"value": text} for text in texts]}}
    files = [{"fileId": f"1{text}-file", "fileName": text, "mimeType": "application/pdf"} for text in texts]
    return {"fileUploadAnswers": {"answers": files}}
