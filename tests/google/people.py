"""What people have made by hand before a program comes: forms, and later sheets, documents and folders, shared."""

from __future__ import annotations

from tests.google.cloud import FORM, SHEET, Cloud
from tests.google.form_model import FakeForm
from tests.google.sheet_model import FakeSpreadsheet

OWNER = "organiser@example.org"


class People:
    """The organiser and the others, at work in the browser."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud

    def form(self, title: str, *shared_with: str) -> FakeForm:
        """Make an empty form and share it for editing; it is published, as the editor does it."""
        stored = self.cloud.add_file(title, FORM, OWNER)
        for email in shared_with:
            self.cloud.share(stored.id, email)
        form = FakeForm(self.cloud, stored.id, title, settings={"emailCollectionType": "DO_NOT_COLLECT"})
        form.publish()
        self.cloud.forms[form.id] = form
        return form

    def spreadsheet(
        self, title: str, *shared_with: str, locale: str = "en_US", zone: str = "Europe/Zurich"
    ) -> FakeSpreadsheet:
        """Make an empty spreadsheet with one sheet and share it for editing."""
        made = new_spreadsheet(self.cloud, title, OWNER, locale, zone)
        for email in shared_with:
            self.cloud.share(made.id, email)
        return made


def new_spreadsheet(
    cloud: Cloud, title: str, owner: str, locale: str = "en_US", zone: str = "Etc/GMT"
) -> FakeSpreadsheet:
    """Make a spreadsheet as Google makes it: one sheet of 1000 rows and 26 columns."""
    stored = cloud.add_file(title, SHEET, owner)
    made = FakeSpreadsheet(cloud, stored.id, locale, zone)
    made.add_tab("Sheet1")
    cloud.spreadsheets[made.id] = made
    return made
