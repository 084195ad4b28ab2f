"""What people have made by hand before a program comes: forms, and later sheets, documents and folders, shared."""

from __future__ import annotations

from tests.google.cloud import FORM, Cloud
from tests.google.form_model import FakeForm

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
