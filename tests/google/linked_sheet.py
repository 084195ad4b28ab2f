"""The sheet of responses: Google writes each response into it as if somebody typed it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from tests.google.clock import moment
from tests.google.form_model import FakeForm, FakeResponse
from tests.google.grid import Cell, FakeTab
from tests.google.sheet_model import FakeSpreadsheet
from tests.google.typed import serial, stamp_pattern

_STAMPS = {"de": "Zeitstempel", "es": "Marca temporal", "fr": "Horodateur", "it": "Informazioni cronologiche"}
_ADDRESSES = {"de": "E-Mail-Adresse", "es": "Dirección de correo electrónico", "fr": "Adresse e-mail"}


@dataclass(slots=True)
class ResponseSheet:
    """A form's hold on its sheet: a column for each question that ever was, found again wherever people move it."""

    form: FakeForm
    sheet: FakeSpreadsheet
    tab: FakeTab
    columns: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def spreadsheet_id(self) -> str:
        """Return the id of the spreadsheet."""
        return self.sheet.id

    def append(self, response: FakeResponse) -> None:
        """Write a new response below the last row that is used."""
        row = self.tab.used()[0]
        if row == self.tab.height:
            self.tab.insert("ROWS", row)
        self._write(row, response)

    def rewrite(self, response: FakeResponse) -> None:
        """Write an edited response over its row, with a new time and a note; a row that is gone stays gone."""
        stamps = self.columns["timestamp"]
        tags = [self.tab.cells.get((line.id, stamps), Cell()).tag for line in self.tab.lines["ROWS"]]
        if response.id in tags:
            self._write(tags.index(response.id), response, note="Responder updated this value.")

    def take_questions(self) -> None:
        """Give each new question a column at the right end, and each renamed one its new title."""
        for title, question, _ in self.form.questions():
            known = question["questionId"]
            if known not in self.columns:
                self._new_column(known, title)
            elif title != self.titles[known]:
                self._title(known, title)

    def take_fixed(self) -> None:
        """Begin with the time, in the owner's language, and the address if it is collected."""
        language = self.sheet.locale[:2]
        self._new_column("timestamp", _STAMPS.get(language, "Timestamp"))
        if self.form.settings.get("emailCollectionType", "DO_NOT_COLLECT") != "DO_NOT_COLLECT":
            self._new_column("address", _ADDRESSES.get(language, "Email Address"))

    def _new_column(self, known: str, title: str) -> None:
        """Take the first column behind all that are used."""
        at = max(self.tab.used()[1], len(self.columns))
        if at == self.tab.width:
            self.tab.insert("COLUMNS", at)
        self.columns[known] = self.tab.lines["COLUMNS"][at].id
        self._title(known, title)

    def _title(self, known: str, title: str) -> None:
        """Write a title into the first row, as text."""
        self.titles[known] = title
        self.tab.cells[self.tab.lines["ROWS"][0].id, self.columns[known]] = Cell(entered={"stringValue": title})

    def _write(self, row: int, response: FakeResponse, note: str = "") -> None:
        """Write one response into a row."""
        local = moment(response.submitted).astimezone(ZoneInfo(self.sheet.zone)).replace(tzinfo=None)
        pattern = {"type": "DATE_TIME", "pattern": stamp_pattern(self.sheet.locale)}
        stamp = Cell({"numberValue": serial(local)}, {"numberFormat": pattern}, tag=response.id)
        self.tab.cells[self.tab.lines["ROWS"][row].id, self.columns["timestamp"]] = stamp
        texts = {known: ", ".join(given) for known, given in response.answers.items()}
        texts |= {"address": response.email} if "address" in self.columns else {}
        at = {line.id: index for index, line in enumerate(self.tab.lines["COLUMNS"])}
        for known, column in self.columns.items():
            text = texts.get(known, "")
            if known == "timestamp" or column not in at:
                continue
            before = self.tab.cell(row, at[column])
            self.tab.enter(row, at[column], text)
            after = self.tab.cell(row, at[column])
            if note and after.entered != before.entered:
                self.tab.put(row, at[column], replace(after, note=note))


def link(form: FakeForm, sheet: FakeSpreadsheet, title: str = "Form Responses 1") -> ResponseSheet:
    """Link a form to a new sheet of a spreadsheet; responses that are already there are written at once."""
    made = ResponseSheet(form, sheet, sheet.add_tab(title, 100, 26, at=0))
    made.take_fixed()
    made.take_questions()
    form.sheet = made
    for response in sorted(form.responses.values(), key=lambda one: one.submitted):
        made.append(response)
    return made
