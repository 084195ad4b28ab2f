"""What a key or token file says: a robot's key, a person's consent, or the client of an installed app. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.errors import AccessError
from pipeline.model.google import GoogleAccount

_ROBOT = ("client_email", "private_key")
_PERSON = ("client_id", "client_secret", "refresh_token")
TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address, no secret


@dataclass(frozen=True, slots=True)
class RobotKey:
    """The key of a robot account; `info` is the file as Google wrote it."""

    account: GoogleAccount
    info: dict[str, str]

    def __repr__(self) -> str:
        """Return it without the key."""
        return f"RobotKey({self.account.address})"


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person consented to in `login`.

    Attributes:
        account: who.
        client_id, client_secret, refresh_token: what a token is asked for with.
        scopes: that were granted; empty if the file does not say.
        obtained: when, where the file says so.
    """

    account: GoogleAccount
    client_id: str
    client_secret: str
    refresh_token: str
    scopes: tuple[str, ...] = ()
    obtained: datetime | None = None

    def __repr__(self) -> str:
        """Return it without the secrets."""
        return f"Consent({self.account.address})"


@dataclass(frozen=True, slots=True)
class AppClient:
    """The client of an installed app: not enough to call Google with, but what `login` begins with."""

    client_id: str
    client_secret: str

    def __repr__(self) -> str:
        """Return it without the secret."""
        return f"AppClient({self.client_id})"


def read_key(content: bytes, name: str) -> RobotKey | Consent | AppClient:
    """Return what a file holds, told by its shape.

    Raises:
        AccessError: it is none of the three; the message says what it seems to be.
    """
    said = _object(content, name)
    if all(said.get(key) for key in _ROBOT):
        return RobotKey(GoogleAccount("robot", str(said["client_email"]), name), _texts(said))
    if all(said.get(key) for key in _PERSON):
        return _consent(said, name)
    inner = said.get("installed")
    if isinstance(inner, dict) and inner.get("client_id") and inner.get("client_secret"):
        return AppClient(str(inner["client_id"]), str(inner["client_secret"]))
    raise AccessError(f"{name} {_seems(said)}. {_NEXT}")


def _texts(said: dict[str, object]) -> dict[str, str]:
    """Return the fields of a robot's key; the token is asked for at the one address there is."""
    return {key: str(value) for key, value in said.items()} | {"token_uri": TOKEN_URI}


def consent_text(client: AppClient, refresh_token: str, scopes: tuple[str, ...], address: str, now: datetime) -> str:
    """Return the token file that `login` writes."""
    said = {
        "type": "authorized_user",
        "account": address,
        "client_id": client.client_id,
        "client_secret": client.client_secret,
        "refresh_token": refresh_token,
        "scopes": list(scopes),
        "obtained": now.astimezone(UTC).isoformat(timespec="seconds"),
    }
    return json.dumps(said, indent=1) + "\n"


_NEXT = (
    'In the Cloud console open "IAM & Admin", "Service accounts", your robot account, "Keys", "Add key", "JSON", and '
    "put the downloaded file there unchanged."
)


def _object(content: bytes, name: str) -> dict[str, object]:
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise AccessError(f"{name} is no key file: it does not hold JSON. {_NEXT}")
    return said


def _consent(said: dict[str, object], name: str) -> Consent:
    scopes = said.get("scopes")
    return Consent(
        GoogleAccount("person", str(said.get("account") or ""), name),
        str(said["client_id"]),
        str(said["client_secret"]),
        str(said["refresh_token"]),
        scopes=tuple(str(scope) for scope in scopes) if isinstance(scopes, list) else (),
        obtained=_instant(said.get("obtained")),
    )


def _instant(said: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _seems(said: dict[str, object]) -> str:
    """Return what a file is that is no key."""
    if "web" in said:
        return 'is the client of a web application; make one of the kind "Desktop app"'
    if said.get("type") == "service_account":
        gone = ", ".join(key for key in _ROBOT if not said.get(key))
        return f"is a robot account's key without {gone}"
    return "is JSON, but neither a robot account's key nor a person's consent"
