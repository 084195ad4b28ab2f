"""What lies at Google: files of every kind, who may see them, and the way in to each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from tests.google.clock import Clock
from tests.google.wire import Json, RefusedError, Reply, Request, Value

if TYPE_CHECKING:
    from tests.google.doc_model import FakeDoc
    from tests.google.form_model import FakeForm
    from tests.google.sheet_model import FakeSpreadsheet

Role = Literal["reader", "commenter", "writer", "owner"]
FORM: Final = "application/vnd.google-apps.form"
SHEET: Final = "application/vnd.google-apps.spreadsheet"
DOC: Final = "application/vnd.google-apps.document"
FOLDER: Final = "application/vnd.google-apps.folder"
GOOGLE_OWN: Final = "application/vnd.google-apps."
_ROLES: Final[tuple[Role, ...]] = ("reader", "commenter", "writer", "owner")
_FILE_SCOPE: Final = "https://www.googleapis.com/auth/drive.file"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who calls: an account, and what its token allows."""

    email: str
    scopes: frozenset[str]
    robot: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One checked request to one method."""

    method: str
    parameters: Json
    body: Json
    who: Identity
    request: Request
    allowed: frozenset[str]

    @property
    def only_own_files(self) -> bool:
        """Return whether the token opens only files that this program made or was given."""
        return self.who.scopes & self.allowed == {_FILE_SCOPE}


Service = Callable[["Cloud", Call], Json | Reply]


@dataclass(slots=True)
class DriveFile:
    """What Drive knows of a file, whatever is in it."""

    id: str
    name: str
    kind: str
    owner: str
    created: str
    modified: str
    people: dict[str, Role] = field(default_factory=dict)
    anyone: Role | None = None
    parents: list[str] = field(default_factory=list)
    drive: str = ""
    app_properties: dict[str, str] = field(default_factory=dict)
    description: str = ""
    content: bytes = b""
    version: int = 1
    trashed: bool = False
    app_made: bool = False
    unseen: int = 0
    comments: list[Json] = field(default_factory=list)


@dataclass(slots=True)
class Cloud:
    """Everything that is stored."""

    clock: Clock = field(default_factory=Clock)
    files: dict[str, DriveFile] = field(default_factory=dict)
    drives: dict[str, str] = field(default_factory=dict)
    forms: dict[str, FakeForm] = field(default_factory=dict)
    spreadsheets: dict[str, FakeSpreadsheet] = field(default_factory=dict)
    documents: dict[str, FakeDoc] = field(default_factory=dict)
    uploads: dict[str, Json] = field(default_factory=dict)
    mails: list[tuple[str, str]] = field(default_factory=list)
    search_lag: int = 0
    _counter: int = 0

    def new_id(self, kind: str, length: int = 8) -> str:
        """Return a fresh id that looks random and is the same in every run."""
        self._counter += 1
        digest = hashlib.blake2b(f"{kind} {self._counter}".encode(), digest_size=48).hexdigest()
        return digest[:length]

    def add_file(self, name: str, kind: str, owner: str, folder: str = "") -> DriveFile:
        """Put a new empty file of a kind into Drive; what stands in a folder is seen by all who see the folder."""
        made = DriveFile(f"1{self.new_id(kind, 43)}", name, kind, owner, self.clock.text(), self.clock.text())
        made.people[owner] = "owner"
        parent = self.files.get(folder)
        made.parents = [folder or f"root of {owner}"]
        made.drive = folder if folder in self.drives else parent.drive if parent else ""
        self.files[made.id] = made
        return made

    def share(self, file_id: str, who: str, role: Role = "writer") -> None:
        """Let somebody in, or `anyone` who has the link."""
        if who == "anyone":
            self.files[file_id].anyone = role
        else:
            self.files[file_id].people[who] = role

    def touch(self, file_id: str) -> None:
        """Note that a file was changed just now."""
        stored = self.files[file_id]
        stored.version += 1
        self.clock.tick()
        stored.modified = self.clock.text()

    def role(self, file_id: str, email: str) -> Role | None:
        """Return the best role of an account: its own, that of the folders above, that of everybody with the link."""
        found: list[Role] = []
        above = [file_id]
        while above:
            stored = self.files.get(above.pop())
            if stored:
                roles = (stored.people.get(email), stored.anyone, stored.people.get("anyone"))
                found += [role for role in roles if role]
                above += stored.parents
        return max(found, key=_ROLES.index, default=None)

    def may(self, call: Call, file_id: str, needed: Role) -> bool:
        """Return whether the caller has at least this role on a file that the token opens."""
        role = self.role(file_id, call.who.email)
        shut = call.only_own_files and not self.files[file_id].app_made
        return role is not None and not shut and _ROLES.index(role) >= _ROLES.index(needed)

    def check(self, call: Call, file_id: str, needed: Role, kind: str) -> None:
        """Refuse as Forms, Sheets and Docs do: 404 for what is not there, 403 for what is not shared.

        Raises:
            RefusedError: in one of these ways.
        """
        stored = self.files.get(file_id)
        hidden = stored is not None and call.only_own_files and not stored.app_made
        if stored is None or stored.kind != kind or hidden:
            raise RefusedError(404, "Requested entity was not found.", "notFound")
        if not self.may(call, file_id, needed):
            raise RefusedError(403, "The caller does not have permission", "forbidden")

    def refuse_robots(self, call: Call) -> None:
        """Refuse a robot that wants to own a new form, sheet or document: it has no room for it.

        Raises:
            RefusedError: the caller is a service account.
        """
        if call.who.robot:
            raise RefusedError(403, "The caller does not have permission", "forbidden")


def without_empty(value: Value) -> Value:
    """Return JSON as Google writes it: a field that is empty, zero or false is not there."""
    if isinstance(value, dict):
        kept = {name: without_empty(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in ("", [], None, False)}
    return [without_empty(inner) for inner in value] if isinstance(value, list) else value
