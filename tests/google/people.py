"""What people have made by hand before a program comes: forms, spreadsheets, documents, folders."""

from __future__ import annotations

from tests.google.cloud import DOC, FOLDER, FORM, SHEET, Cloud
from tests.google.doc_model import FakeDoc
from tests.google.form_model import FakeForm
from tests.google.sheet_model import FakeSpreadsheet
from tests.google.wire import Json

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

    def document(self, title: str, *shared_with: str) -> FakeDoc:
        """Make an empty Google Doc and share it for editing."""
        stored = self.cloud.add_file(title, DOC, OWNER)
        for email in shared_with:
            self.cloud.share(stored.id, email)
        return self.cloud.documents.setdefault(stored.id, FakeDoc(self.cloud, stored.id))

    def folder(self, name: str, *shared_with: str) -> str:
        """Make a folder, share it for editing and return its id."""
        return self.upload(name, b"", FOLDER, *shared_with)

    def upload(self, name: str, content: bytes, kind: str, *shared_with: str, folder: str = "") -> str:
        """Put a file into Drive by hand, share it for editing and return its id."""
        stored = self.cloud.add_file(name, kind, OWNER, folder)
        stored.content = content
        for email in shared_with:
            self.cloud.share(stored.id, email)
        return stored.id

    def shared_drive(self, name: str, *members: str) -> str:
        """Make a shared drive with members who may write, and return its id."""
        stored = self.cloud.add_file(name, FOLDER, OWNER)
        stored.drive = stored.id
        self.cloud.drives[stored.id] = name
        for email in members:
            self.cloud.share(stored.id, email)
        return stored.id

    def comment(self, file_id: str, author: str, text: str, quoted: str = "") -> Json:
        """Remark on a file, perhaps on some words of it; the caller may set `resolved` or `deleted`."""
        now = self.cloud.clock.text()
        remark: Json = {"kind": "drive#comment", "id": self.cloud.new_id("comment", 12), "content": text}
        remark |= {"createdTime": now, "modifiedTime": now, "deleted": False, "resolved": False, "replies": []}
        remark["author"] = {"kind": "drive#user", "displayName": author, "me": False}
        if quoted:
            remark["quotedFileContent"] = {"mimeType": "text/html", "value": quoted}
        self.cloud.files[file_id].comments.append(remark)
        return remark


def new_spreadsheet(
    cloud: Cloud, title: str, owner: str, locale: str = "en_US", zone: str = "Etc/GMT"
) -> FakeSpreadsheet:
    """Make a spreadsheet as Google makes it: one sheet of 1000 rows and 26 columns."""
    stored = cloud.add_file(title, SHEET, owner)
    made = FakeSpreadsheet(cloud, stored.id, locale, zone)
    made.add_tab("Sheet1")
    cloud.spreadsheets[made.id] = made
    return made
