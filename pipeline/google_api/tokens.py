"""Tokens through google-auth: one lock around every refresh, and no call that google-auth makes by itself."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Protocol

import requests
from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError
from google.oauth2 import credentials as person
from google.oauth2 import service_account as robot

from pipeline.errors import AccessError
from pipeline.google_api.key_files import TOKEN_URI, Consent, RobotKey


class _TokenAnswer:
    """An answer in the shape google-auth reads."""

    def __init__(self, answer: requests.Response) -> None:
        self.status = answer.status_code
        self.headers: Mapping[str, str] = answer.headers
        self.data = answer.content


class _Refreshing(Protocol):
    """What we use of google-auth's credentials."""

    @property
    def token(self) -> str | None: ...

    @property
    def valid(self) -> bool: ...

    def refresh(self, request: object) -> None: ...


class Tokens:
    """Gives the token of one account.

    google-auth's own `before_request` would also ask another host, in the background, where the account may be used;
    only `refresh` is called here, so that a firewall that opens the hosts we name is enough.
    """

    def __init__(self, credentials: Credentials, session: requests.Session) -> None:
        self._credentials: _Refreshing = credentials
        self._session = session
        self._lock = Lock()

    def current(self) -> str:
        """Return a token that is good for some minutes; asks for one only when there is none."""
        with self._lock:
            if not self._credentials.valid:
                self._credentials.refresh(self._ask)
            return self._credentials.token or ""

    def renew(self, stale: str) -> None:
        """Ask for a new token in place of one that Google refused, unless another thread has done so already."""
        with self._lock:
            if self._credentials.token == stale:
                self._credentials.refresh(self._ask)

    def _ask(
        self,
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **_: object,
    ) -> _TokenAnswer:
        """Send google-auth's request; it never sees a failed answer, so that it neither waits nor repeats."""
        return _TokenAnswer(self._session.request(method, url, data=body, headers=headers))


def credentials_for(key: RobotKey | Consent, scopes: tuple[str, ...]) -> Credentials:
    """Return google-auth's credentials for a key.

    Raises:
        AccessError: the private key in the file is damaged.
    """
    if isinstance(key, Consent):
        made: Credentials = person.Credentials(
            None,
            refresh_token=key.refresh_token,
            token_uri=TOKEN_URI,
            client_id=key.client_id,
            client_secret=key.client_secret,
        )
        return made
    try:
        found: Credentials = robot.Credentials.from_service_account_info(key.info, scopes=scopes)
    except (ValueError, GoogleAuthError):
        raise AccessError(
            f"The private key in {key.account.file} is damaged. Make a new JSON key for {key.account.address} in the "
            "Cloud console and put it there unchanged."
        ) from None
    return found
