"""The unmodified client libraries, sent through the proxy of the fake with nothing but settings."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import google.auth.transport.requests
import httplib2
import requests
from google.auth.credentials import Credentials
from google.oauth2 import credentials as person
from google.oauth2 import service_account
from googleapiclient import discovery

from tests.google.google import Google
from tests.google.wire import Json

SCOPES = (
    "https://www.googleapis.com/auth/forms.body",
    "https://www.googleapis.com/auth/forms.responses.readonly",
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/documents",
    "https://www.googleapis.com/auth/drive",
)
_SECONDS = 10
Api = Any  # googleapiclient makes its classes at run time


class RequestsHttp:
    """What googleapiclient needs of httplib2, by a session of requests."""

    def __init__(self, session: requests.Session) -> None:
        self.session = session
        self.redirect_codes: frozenset[int] = frozenset()

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: dict[str, str] | None = None,
        **_: object,
    ) -> tuple[httplib2.Response, bytes]:
        """Send one request and return it as httplib2 would."""
        found = self.session.request(method, uri, data=body, headers=headers, timeout=_SECONDS, allow_redirects=False)
        lower = {name.lower(): value for name, value in found.headers.items()}
        return httplib2.Response(lower | {"status": str(found.status_code)}), found.content

    def close(self) -> None:
        """Leave the session to its owner."""


@contextlib.contextmanager
def plain_session(fake: Google) -> Iterator[requests.Session]:
    """Yield a session without an account that knows the proxy and its authority."""
    with requests.Session() as session:
        session.trust_env = False
        session.proxies = {"https": fake.proxy}
        session.verify = str(fake.ca_bundle)
        yield session


@contextlib.contextmanager
def authorised(fake: Google, credentials: Credentials) -> Iterator[requests.Session]:
    """Yield google-auth's session, its own requests for tokens included in the settings."""
    with plain_session(fake) as plain:
        request = google.auth.transport.requests.Request(plain)
        with google.auth.transport.requests.AuthorizedSession(credentials, auth_request=request) as session:
            session.trust_env = False
            session.proxies, session.verify = plain.proxies, plain.verify
            yield session


def robot_credentials(fake: Google, *scopes: str, subject: str | None = None) -> Credentials:
    """Return the credentials that a key file gives."""
    key = fake.tokens.robot()
    found: Credentials = service_account.Credentials.from_service_account_info(
        key, scopes=scopes or SCOPES, subject=subject
    )
    return found


def person_credentials(info: Json) -> Credentials:
    """Return the credentials that the token file of a login gives."""
    found: Credentials = person.Credentials.from_authorized_user_info(info)
    return found


def service(session: requests.Session, api: str) -> Api:
    """Return googleapiclient's object for `forms.v1`, `sheets.v4`, `drive.v3` or `docs.v1`."""
    name, _, version = api.partition(".")
    return discovery.build(name, version, http=RequestsHttp(session), static_discovery=True)
