"""Front door of google_api: the one door to Google. Its libraries are imported when it is opened, not before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from pipeline.google_api.faults import Fault, GoogleAccessError, GoogleAnswerError, GoogleError, GoogleLaterError, Kind
from pipeline.google_api.pace import real_pace
from pipeline.google_api.resource import Resource
from pipeline.google_api.retrying import Pace
from pipeline.google_api.scopes import Feature, scopes_for
from pipeline.model.google import GoogleAccess, GoogleAccount

if TYPE_CHECKING:
    import gspread

__all__ = [
    "Fault",
    "Feature",
    "Google",
    "GoogleAccessError",
    "GoogleAnswerError",
    "GoogleError",
    "GoogleLaterError",
    "Kind",
    "Links",
    "Resource",
    "open_google",
    "open_links",
    "scopes_for",
]


class Google(Protocol):
    """Google as one account sees it. Every failed call raises a `GoogleError` in words for the organiser."""

    account: GoogleAccount
    scopes: tuple[str, ...]
    consent_since: datetime | None  # when a person logged in, where that is known

    @property
    def clock_ahead(self) -> timedelta | None:
        """Return how far this machine's clock is ahead of Google's; None before the first answer."""

    @property
    def tally(self) -> Mapping[str, int]:
        """Return how many requests went out, as `{"GET forms.googleapis.com": 3}`; repeated ones count."""

    def api(self, name: str, version: str) -> Resource:
        """Return an API of googleapiclient, such as `forms`, `v1`. Execute its calls without `num_retries`.

        Keep what `.forms()` or `.spreadsheets()` returns: googleapiclient takes up to a tenth of a second to make it.
        """

    def sheets(self) -> gspread.Client:
        """Return gspread's client, on the same session."""

    def repeatable(self) -> AbstractContextManager[None]:
        """Declare that the calls of a `with` block do no harm when they are made twice.

        Reading, PUT and DELETE are repeated anyway. A POST that is not declared is sent again only if Google has
        surely not carried it out; where that is not known, the error's `fault.in_doubt` says so.
        """


class Links(Protocol):
    """Reads what everyone may open by its link, without an account."""

    def read(self, url: str) -> tuple[str, bytes]:
        """Return the kind (`text/csv`) and the content of what a link leads to.

        Raises:
            GoogleError: it cannot be read; a sign-in page is `Kind.SIGN_IN`.
        """


def open_google(
    access: GoogleAccess, wanted: Iterable[Feature], now: Callable[[], datetime], pace: Pace | None = None
) -> Google:
    """Return Google as the account of the settings sees it; no call is made yet.

    Args:
        access: the settings.
        wanted: the features that are switched on; only the scopes they need are asked for.
        now: the wall clock, aware UTC.
        pace: waits and dice; None for real ones.

    Raises:
        AccessError: there is no account, or its file may not be used.
        SettingsError: the settings name a file that is not there.
    """
    from pipeline.google_api.client import open_client  # noqa: PLC0415 - Google's libraries, only when switched on

    return open_client(access, wanted, pace or real_pace(now))


def open_links(access: GoogleAccess, now: Callable[[], datetime], pace: Pace | None = None) -> Links:
    """Return a reader of links that everyone may open.

    Raises:
        SettingsError: the settings name a file that is not there.
    """
    from pipeline.google_api.client import open_reader  # noqa: PLC0415 - requests, only when switched on

    return open_reader(access, pace or real_pace(now))
