"""Tokens: asked for once, renewed once, and told in words when Google gives none."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.errors import AccessError, ExitCode
from pipeline.google_api import Feature, GoogleError, Kind
from pipeline.google_api.key_files import AppClient, consent_text
from tests.google.wire import Reply, json_reply
from tests.google_api.scripted import FORM, GOOD, NOW, ROBOT, Scripted, read_form, secret

TIMES = "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
SCOPES = tuple(f"https://www.googleapis.com/auth/forms.{name}.readonly" for name in ("body", "responses"))
STALE = json_reply(401, {"error": {"code": 401, "message": "Invalid credentials", "status": "UNAUTHENTICATED"}})
PERSON = "anna@example.org"


def denied(error: str, description: str = "", status: int = 400, **headers: str) -> Reply:
    """Return what the token endpoint says instead of a token."""
    return json_reply(status, {"error": error, "error_description": description}, headers)


def person(scripted: Scripted, scopes: tuple[str, ...] = SCOPES) -> Scripted:
    """Let a person be logged in instead of the robot."""
    text = consent_text(AppClient("1000.apps", "GOCSPX"), "1//0refresh", scopes, PERSON, NOW - timedelta(days=7))
    scripted.access = replace(
        scripted.access, credentials_file="", token_file=str(secret(scripted.folder / "token.json", text))
    )
    return scripted


def failed(scripted: Scripted, reply: Reply) -> GoogleError:
    """Return the error a call ends with when this comes instead of a token."""
    scripted.token_script = [reply] * 99
    with pytest.raises(GoogleError) as caught:
        read_form(scripted.open([Feature.READ_FORM]))
    assert scripted.asked == []
    return caught.value


def test_one_token_does_for_many_calls(scripted: Scripted) -> None:
    """And google-auth makes no call that nobody asked for."""
    google = scripted.open()
    for _ in range(3):
        read_form(google)
    assert (scripted.tokens, google.account.address, google.account.kind) == (1, ROBOT, "robot")


def test_a_token_that_is_refused_is_renewed_once(scripted: Scripted) -> None:
    """The call goes on with the new one, without a wait."""
    scripted.says(STALE, GOOD)
    read_form(scripted.open())
    sent = [request.headers["authorization"] for request in scripted.asked]
    assert (sent, scripted.time.waits) == (["Bearer ya29.1", "Bearer ya29.2"], [])


def test_a_token_is_not_renewed_for_ever(scripted: Scripted) -> None:
    """A new one that is refused too ends the call."""
    scripted.says(STALE)
    with pytest.raises(GoogleError) as caught:
        read_form(scripted.open())
    assert (caught.value.fault.kind, scripted.tokens, len(scripted.asked)) == (Kind.TOKEN_REFUSED, 2, 2)


def test_threads_share_one_refresh(scripted: Scripted) -> None:
    """Eight at once ask for one token."""
    google = scripted.open()
    forms = google.api("forms", "v1").forms()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: forms.get(formId=FORM).execute(), range(8)))
    assert scripted.tokens == 1


@pytest.mark.parametrize(
    ("reply", "kind", "says"),
    [
        (
            denied("invalid_grant", TIMES, date="Tue, 01 Sep 2026 07:48:00 GMT"),
            Kind.CLOCK,
            "the clock of this machine is 12 minutes ahead of Google's. Set the clock",
        ),
        (
            denied("invalid_grant", TIMES, date="Tue, 01 Sep 2026 14:00:00 GMT"),
            Kind.CLOCK,
            "is 6 hours behind Google's",
        ),
        (denied("invalid_grant", TIMES), Kind.CLOCK, "the clock of this machine is wrong"),
        (denied("invalid_grant", "Invalid JWT Signature."), Kind.KEY_OVER, "Make a new JSON key"),
        (denied("invalid_grant", "Invalid grant: account not found"), Kind.KEY_OVER, ROBOT),
        (
            denied("unauthorized_client", "No.", 401),
            Kind.DELEGATION,
            f"exactly these scopes for its client id: {SCOPES[0]}",
        ),
        (denied("invalid_client", "No.", 401), Kind.CLIENT_OVER, "qa-pipeline login"),
        (denied("invalid_scope", "No."), Kind.TOKEN_SCOPE, "does not know one of these rights"),
        (denied("admin_policy_enforced"), Kind.POLICY, "administrator"),
    ],
)
def test_a_robot_without_a_token_is_told_why(scripted: Scripted, reply: Reply, kind: Kind, says: str) -> None:
    """Its clock, its key, its rights: each with the next step."""
    error = failed(scripted, reply)
    assert (error.fault.kind, error.exit_code) == (kind, ExitCode.NO_ACCESS)
    assert says in str(error)
    assert len(scripted.time.waits) == 0


def test_the_trap_of_seven_days_is_told(scripted: Scripted) -> None:
    """A consent of an app in testing dies after a week; the words say how that ends for good."""
    error = failed(person(scripted), denied("invalid_grant", "Token has been expired or revoked."))
    assert error.fault.kind is Kind.LOGIN_OVER
    assert "every seven days" in str(error)
    assert 'choose "Publish app"' in str(error)
    assert "token.json" in str(error)
    assert PERSON not in str(error)


@pytest.mark.parametrize("reply", [json_reply(503, {}), json_reply(429, {}), denied("internal_failure")])
def test_trouble_at_the_token_endpoint_is_waited_for(scripted: Scripted, reply: Reply) -> None:
    """By our clock, not by google-auth's."""
    scripted.token_script = [reply] * 3
    read_form(scripted.open())
    assert scripted.time.waits == [0.5, 1.0, 2.0]


@pytest.mark.parametrize("reply", [json_reply(200, {}), Reply(200, b"<html>log in</html>"), json_reply(200, [])])
def test_an_answer_that_holds_no_token_is_told(scripted: Scripted, reply: Reply) -> None:
    """A page, or anything else, in its place."""
    error = failed(scripted, reply)
    assert (error.fault.kind, error.exit_code) == (Kind.NOT_DATA, ExitCode.PARTLY)


def test_a_person_is_somebody(scripted: Scripted) -> None:
    """Address, and how old the consent is."""
    google = person(scripted).open([Feature.READ_FORM])
    read_form(google)
    assert (google.account.kind, google.account.address) == ("person", PERSON)
    assert google.consent_since == datetime(2026, 8, 25, 8, 0, tzinfo=UTC)


def test_a_consent_that_covers_too_little_is_told_before_any_call(scripted: Scripted) -> None:
    """With what is lacking, and how to get it."""
    with pytest.raises(AccessError, match=r"lacks https://www.googleapis.com/auth/spreadsheets\. Log in again"):
        person(scripted).open([Feature.READ_FORM, Feature.WRITE_SHEET])


def test_the_robot_comes_first(scripted: Scripted) -> None:
    """Where both are named, the robot is used."""
    both = replace(scripted.access, token_file=person(scripted).access.token_file)
    assert scripted.open(access=both).account.kind == "robot"


def test_the_client_of_an_app_stands_beside_the_consent(scripted: Scripted) -> None:
    """What `login` begins with may be named as the credentials file."""
    client = {"installed": {"client_id": "1000.apps", "client_secret": "GOCSPX"}}
    access = replace(person(scripted).access, credentials_file=str(secret(scripted.folder / "client.json", client)))
    assert scripted.open([Feature.READ_FORM], access).account.kind == "person"
    with pytest.raises(AccessError, match="qa-pipeline login"):
        scripted.open([Feature.READ_FORM], replace(access, token_file=""))


def test_the_clock_difference_is_known_after_an_answer(scripted: Scripted) -> None:
    """For `check`."""
    scripted.says(json_reply(200, {}, {"date": "Tue, 01 Sep 2026 07:59:30 GMT"}))
    google = scripted.open()
    assert google.clock_ahead is None
    read_form(google)
    assert google.clock_ahead == timedelta(seconds=30)
