"""Google as one account sees it: both libraries on one session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path

import googleapiclient.discovery
import gspread
import requests

from pipeline.errors import AccessError, SettingsError
from pipeline.google_api.client_http import SessionHttp
from pipeline.google_api.key_files import AppClient, Consent, RobotKey, read_key
from pipeline.google_api.private_files import read_private, stands_there
from pipeline.google_api.resource import Resource
from pipeline.google_api.retrying import Pace
from pipeline.google_api.scopes import Feature, missing_scopes, scopes_for
from pipeline.google_api.sentences import Asking
from pipeline.google_api.tokens import Tokens, credentials_for
from pipeline.google_api.transport import PatientAdapter, open_session
from pipeline.model.google import GoogleAccess, GoogleAccount

_NOBODY = (
    "No Google account is named in the settings. Make a robot account, put its JSON key beside the settings, and name "
    'it as google.credentials_file = "robot.json"; or log in as yourself: qa-pipeline login'
)


class GoogleClient:
    """See the protocol `Google` in the front door."""

    def __init__(self, key: RobotKey | Consent, scopes: tuple[str, ...], access: GoogleAccess, pace: Pace) -> None:
        self.account = key.account
        self.scopes = scopes
        self.consent_since: datetime | None = key.obtained if isinstance(key, Consent) else None
        self._adapter = PatientAdapter(Asking(key.account, access, scopes), pace)
        self._session = open_session(self._adapter)
        self._credentials = credentials_for(key, scopes)
        self._adapter.tokens = Tokens(self._credentials, self._session)
        self._http = SessionHttp(self._session)
        self._resources: dict[tuple[str, str], Resource] = {}

    @property
    def clock_ahead(self) -> timedelta | None:
        """Return how far this machine's clock is ahead of Google's; None before the first answer."""
        return self._adapter.ahead

    @property
    def tally(self) -> Mapping[str, int]:
        """Return how many requests went out, by method and host."""
        return dict(self._adapter.tally)

    def api(self, name: str, version: str) -> Resource:
        """Return googleapiclient's resource; the description of the API comes with the library."""
        if (name, version) not in self._resources:
            self._resources[name, version] = googleapiclient.discovery.build(
                name, version, http=self._http, cache_discovery=False, static_discovery=True
            )
        return self._resources[name, version]

    def sheets(self) -> gspread.Client:
        """Return gspread's client."""
        return gspread.Client(self._credentials, session=self._session)

    def repeatable(self) -> AbstractContextManager[None]:
        """Declare that the calls of a block do no harm when they are made twice."""
        return self._adapter.repeatable()


class LinkReader:
    """See the protocol `Links` in the front door."""

    def __init__(self, access: GoogleAccess, pace: Pace) -> None:
        self._session = open_session(PatientAdapter(Asking(GoogleAccount("nobody"), access), pace))

    def read(self, url: str) -> tuple[str, bytes]:
        """Return the kind and the content of what a link leads to."""
        try:
            answer = self._session.get(url)
        except requests.RequestException:  # the adapter raises our own; this is a link that no request can be made of
            raise SettingsError(f"{url} is no link that can be read. Copy it from the address bar.") from None
        return answer.headers.get("Content-Type", ""), answer.content


def open_client(access: GoogleAccess, wanted: Iterable[Feature], pace: Pace) -> GoogleClient:
    """Return Google as the account of the settings sees it; no call is made yet."""
    _check_bundle(access)
    scopes = scopes_for(wanted)
    key = _key(access)
    if isinstance(key, Consent) and key.scopes and (missing := missing_scopes(scopes, key.scopes)):
        raise AccessError(
            f"The consent in {key.account.file} does not cover all that the settings switch on: it lacks "
            f"{', '.join(missing)}. Log in again: qa-pipeline login"
        )
    return GoogleClient(key, scopes, access, pace)


def open_reader(access: GoogleAccess, pace: Pace) -> LinkReader:
    """Return a reader of links that everyone may open."""
    _check_bundle(access)
    return LinkReader(access, pace)


def _check_bundle(access: GoogleAccess) -> None:
    if access.ca_bundle and not stands_there(Path(access.ca_bundle)):
        raise SettingsError(f"google.ca_bundle: there is no file {access.ca_bundle}. Correct the path.")


def _key(access: GoogleAccess) -> RobotKey | Consent:
    """Return the robot's key if there is one, else the person's consent."""
    found = _read(access.credentials_file, "google.credentials_file")
    if found is None or isinstance(found, AppClient):
        found = _read(access.token_file, "google.token_file")
    if found is None or isinstance(found, AppClient):
        raise AccessError(_NOBODY)
    return found


def _read(path: str, setting: str) -> RobotKey | Consent | AppClient | None:
    return read_key(read_private(Path(path), setting), path) if path else None
