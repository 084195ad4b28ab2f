"""Who calls: robot keys, logins, and every way to be turned away."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from google.auth.exceptions import RefreshError
from google_auth_oauthlib.flow import InstalledAppFlow

from tests.google import clients
from tests.google.conftest import ROBOT
from tests.google.google import Google

FORMS = "https://forms.googleapis.com/v1/forms/"
READING = "https://www.googleapis.com/auth/forms.body.readonly"


def test_a_robot_asks_once_for_many_requests(google: Google, session: requests.Session) -> None:
    """One token serves until it is old."""
    form = google.people.form("Form", ROBOT)
    assert [session.get(FORMS + form.id).status_code for _ in range(3)] == [200] * 3
    assert len(google.calls("token")) == 1


def test_a_token_that_dies_is_renewed_and_the_request_sent_again(google: Google, session: requests.Session) -> None:
    """A 401 in the middle of a run costs one more token and one more request."""
    form = google.people.form("Form", ROBOT)
    session.get(FORMS + form.id)
    google.tokens.expire()
    assert session.get(FORMS + form.id).status_code == 200
    assert [seen.status for seen in google.calls()] == [200, 401, 200]


@pytest.mark.parametrize("skew", [-4000, 4000])
def test_a_wrong_clock_is_told(google: Google, session: requests.Session, skew: float) -> None:
    """A robot whose clock is an hour off gets no token."""
    google.tokens.skew = skew
    with pytest.raises(RefreshError, match="reasonable timeframe"):
        session.get(FORMS)


def test_a_robot_that_was_deleted(google: Google, session: requests.Session) -> None:
    """A key of an account that is gone is invalid."""
    google.tokens.robots.clear()
    with pytest.raises(RefreshError, match="account not found"):
        session.get(FORMS)


def test_a_robot_acts_for_a_person_only_if_the_admin_said_so(google: Google) -> None:
    """Delegation needs exactly the scopes that were allowed."""
    form = google.people.form("Form")
    credentials = clients.robot_credentials(google, READING, subject="organiser@example.org")
    with clients.authorised(google, credentials) as session:
        with pytest.raises(RefreshError, match="unauthorized"):
            session.get(FORMS + form.id)
        google.tokens.delegations["organiser@example.org"] = {READING}
        assert session.get(FORMS + form.id).status_code == 200


def test_a_login_that_was_revoked(google: Google) -> None:
    """A refresh token works until the seven days of an app in testing are over."""
    form = google.people.form("Form")
    login = google.tokens.login("organiser@example.org", READING)
    with clients.authorised(google, clients.person_credentials(login)) as session:
        assert session.get(FORMS + form.id).status_code == 200
        google.tokens.revoke("organiser@example.org")
        google.tokens.expire()
        with pytest.raises(RefreshError, match="expired or revoked"):
            session.get(FORMS + form.id)


def test_a_token_with_too_little_in_it(google: Google) -> None:
    """A scope that is missing is 403 and named in the details."""
    form = google.people.form("Form", ROBOT)
    with clients.authorised(google, clients.robot_credentials(google, READING)) as session:
        assert session.get(FORMS + form.id).status_code == 200
        error = session.get(f"{FORMS}{form.id}/responses").json()["error"]
    assert (error["code"], error["details"][0]["reason"]) == (403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT")


def test_a_login_with_the_code_that_a_browser_brings_back(google: Google) -> None:
    """Consent in a browser gives a code, and the code a token, once."""
    flow = InstalledAppFlow.from_client_config(google.tokens.client(), [READING], autogenerate_code_verifier=True)
    flow.redirect_uri = "http://localhost:1/"
    url, _ = flow.authorization_url()
    back = google.tokens.consent(url, "organiser@example.org")
    flow.oauth2session.trust_env = False
    code = parse_qs(urlsplit(back).query)["code"][0]
    flow.fetch_token(code=code, proxies={"https": google.proxy}, verify=str(google.ca_bundle))
    flow.oauth2session.close()
    form = google.people.form("Form")
    with clients.authorised(google, flow.credentials) as session:
        assert session.get(FORMS + form.id).status_code == 200
