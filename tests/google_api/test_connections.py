"""What happens below HTTP: dead networks, proxies, certificates, slow answers; and what the session sends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import requests
import trustme

from pipeline.errors import ExitCode, SettingsError
from pipeline.google_api import GoogleError, Kind, open_links
from pipeline.google_api.sentences import Asking, without_password
from pipeline.google_api.transport import PatientAdapter, open_session
from pipeline.model.google import GoogleAccess, GoogleAccount
from tests.google.wire import Ending, Reply, html_reply, json_reply
from tests.google_api.scripted import FORM, GOOD, NOW, SHEET, Scripted, Standing, read_form, write_sheet

CSV_LINK = f"https://docs.google.com/spreadsheets/d/{SHEET}/export?format=csv"


@contextmanager
def blunt_proxy(says: bytes) -> Iterator[str]:
    """Yield the address of a proxy that answers every CONNECT with this and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    connection.sendall(says)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://anna:s3cret@127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


def failed(scripted: Scripted, access: GoogleAccess) -> GoogleError:
    """Return the error a call ends with."""
    with pytest.raises(GoogleError) as caught:
        read_form(scripted.open(access=access))
    return caught.value


def test_a_dead_network_is_waited_for_once(scripted: Scripted) -> None:
    """The first call has all the patience; those after it are made once, and the program ends with 75."""
    access = replace(scripted.access, proxy="http://127.0.0.1:9")
    google = scripted.open(access=access)
    for _ in range(3):
        with pytest.raises(GoogleError) as caught:
            read_form(google)
        assert (caught.value.fault.kind, caught.value.exit_code) == (Kind.PROXY_DOWN, ExitCode.LATER)
    assert sum(scripted.time.waits) == pytest.approx(90.0)


def test_a_network_that_comes_back_is_trusted_again(scripted: Scripted) -> None:
    """After a good answer the next failure has all the patience again."""
    google = scripted.open()
    scripted.says(Reply(200, b"", ending=Ending.SILENT))
    with pytest.raises(GoogleError):
        read_form(google)
    scripted.says(GOOD)
    read_form(google)
    before = len(scripted.time.waits)
    scripted.says(*[json_reply(503, {})] * 3, GOOD)
    read_form(google)
    assert len(scripted.time.waits) == before + 3


def test_without_a_proxy_a_dead_network_is_told_as_one(scripted: Scripted) -> None:
    """A host that nobody listens at."""
    adapter = PatientAdapter(Asking(GoogleAccount("nobody"), GoogleAccess(patience_seconds=5.0)), scripted.time.pace)
    with pytest.raises(GoogleError, match=r"127\.0\.0\.1 cannot be reached") as caught:
        open_session(adapter).post("https://127.0.0.1:9/x")
    assert (caught.value.fault.kind, caught.value.fault.in_doubt) == (Kind.NO_NETWORK, False)
    assert sum(scripted.time.waits) == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("status", "kind", "code", "words"),
    [
        ("407 Proxy Authentication Required", Kind.PROXY_LOGIN, ExitCode.NO_ACCESS, "NAME:PASSWORD@HOST:PORT"),
        ("403 Forbidden", Kind.PROXY_FORBIDS, ExitCode.NO_ACCESS, "forbids oauth2.googleapis.com"),
        ("502 Bad Gateway", Kind.PROXY_DOWN, ExitCode.LATER, "check google.proxy"),
    ],
)
def test_a_proxy_that_says_no_is_named(scripted: Scripted, status: str, kind: Kind, code: ExitCode, words: str) -> None:
    """With its host and port, never with its password."""
    with blunt_proxy(f"HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n".encode()) as proxy:
        error = failed(scripted, replace(scripted.access, proxy=proxy))
    assert (error.fault.kind, error.exit_code) == (kind, code)
    assert words in str(error)
    assert without_password(proxy) in str(error)
    assert "s3cret" not in str(error)


def test_a_certificate_of_the_network_is_told(scripted: Scripted, tmp_path: Path) -> None:
    """At once, with the setting that helps."""
    other = tmp_path / "other.pem"
    other.write_bytes(trustme.CA().cert_pem.bytes())
    error = failed(scripted, replace(scripted.access, ca_bundle=str(other)))
    assert (error.fault.kind, error.exit_code) == (Kind.CERTIFICATE, ExitCode.NO_ACCESS)
    assert "google.ca_bundle" in str(error)
    assert "its authority is not known here" in str(error)
    assert scripted.time.waits == []


def test_a_bundle_that_is_not_there_is_a_fault_of_the_settings(scripted: Scripted, tmp_path: Path) -> None:
    """Found before any call."""
    with pytest.raises(SettingsError, match=r"google\.ca_bundle"):
        scripted.open(access=replace(scripted.access, ca_bundle=str(tmp_path / "gone.pem")))


def test_nobody_waits_for_ever(scripted: Scripted) -> None:
    """A server that says nothing is left; a change that it may have made is in doubt."""
    scripted.says(replace(GOOD, seconds=30.0))
    asking = Asking(GoogleAccount("nobody"), scripted.access)
    session = open_session(PatientAdapter(asking, scripted.time.pace, seconds=(1.0, 0.05)))
    with pytest.raises(GoogleError, match="gave no answer in time") as caught:
        session.post(f"https://sheets.googleapis.com/v4/spreadsheets/{SHEET}:batchUpdate", timeout=None)
    assert (caught.value.fault.kind, caught.value.fault.in_doubt) == (Kind.TIMED_OUT, True)


def test_retry_after_is_honoured(scripted: Scripted) -> None:
    """Google's wish is the least wait."""
    scripted.says(json_reply(429, {}, {"retry-after": "17"}), GOOD)
    read_form(scripted.open())
    assert scripted.time.waits == [17.0]


def test_a_quota_of_a_minute_is_outlived(scripted: Scripted) -> None:
    """Eight refusals at even dice, then the answer."""
    scripted.says(*[json_reply(429, {})] * 8, GOOD)
    read_form(scripted.open())
    assert sum(scripted.time.waits) > 60


def test_both_libraries_use_the_one_session(scripted: Scripted) -> None:
    """Same name, same token; and gspread's failures are in our words too."""
    google = scripted.open()
    read_form(google)
    google.sheets().http_client.fetch_sheet_metadata(SHEET)
    agents = {request.headers["user-agent"] for request in scripted.asked}
    tokens = {request.headers["authorization"] for request in scripted.asked}
    assert (agents, tokens, scripted.tokens) == ({"qa-pipeline"}, {"Bearer ya29.1"}, 1)
    scripted.says(json_reply(404, {"error": {"code": 404, "message": "gone", "status": "NOT_FOUND"}}))
    with pytest.raises(GoogleError, match=f"spreadsheet {SHEET}"):
        google.sheets().open_by_key(SHEET)


def test_no_library_repeats_by_itself(scripted: Scripted) -> None:
    """A change whose answer is lost went out once."""
    scripted.says(Reply(200, b"", ending=Ending.SILENT), GOOD)
    with pytest.raises(GoogleError):
        write_sheet(scripted.open())
    assert len(scripted.asked) == 1


def test_the_calls_are_counted(scripted: Scripted) -> None:
    """By method and host, repeated ones and those for tokens too."""
    google = scripted.open()
    scripted.says(json_reply(503, {}), GOOD)
    read_form(google)
    assert google.tally == {"POST oauth2.googleapis.com": 1, "GET forms.googleapis.com": 2}


def test_the_environment_and_netrc_are_not_looked_at(scripted: Scripted) -> None:
    """A password that stands in `.netrc` for Google's hosts would replace the token."""
    session = open_session(PatientAdapter(Asking(GoogleAccount("nobody"), scripted.access), scripted.time.pace))
    assert (session.trust_env, list(session.adapters)) == (False, ["https://"])


def test_a_public_sheet_is_read_without_an_account(scripted: Scripted) -> None:
    """No token goes along, and its kind comes with it."""
    scripted.says(Reply(200, b"Timestamp,Question\r\n", {"content-type": "text/csv"}))
    found = open_links(scripted.access, lambda: NOW, scripted.time.pace).read(CSV_LINK)
    assert found == ("text/csv", b"Timestamp,Question\r\n")
    assert ("authorization" in scripted.asked[0].headers, scripted.tokens) == (False, 0)


@pytest.mark.parametrize(
    "reply",
    [
        html_reply(200, "Sign in"),
        html_reply(401, "Sign in"),
        Reply(307, b"", {"location": "https://accounts.google.com/v3/signin"}),
    ],
)
def test_a_sheet_that_is_no_longer_public_is_told(scripted: Scripted, reply: Reply) -> None:
    """Google shows a page where the sheet was."""
    scripted.says(reply)
    with pytest.raises(GoogleError, match="Anyone with the link") as caught:
        open_links(scripted.access, lambda: NOW, scripted.time.pace).read(CSV_LINK)
    assert caught.value.exit_code is ExitCode.NO_ACCESS


def test_a_link_that_leads_round_in_circles_is_no_link(scripted: Scripted) -> None:
    """A redirect to itself ends."""
    scripted.says(Reply(302, b"", {"location": CSV_LINK}))
    with pytest.raises(SettingsError, match="no link that can be read"):
        open_links(scripted.access, lambda: NOW, scripted.time.pace).read(CSV_LINK)


def test_what_is_sent_arrives_as_it_was(scripted: Scripted) -> None:
    """Body and headers of googleapiclient's call."""
    sheets = scripted.open().api("sheets", "v4").spreadsheets()
    sheets.batchUpdate(spreadsheetId=SHEET, body={"requests": []}).execute()
    request = scripted.asked[0]
    assert (request.verb, request.path) == ("POST", f"/v4/spreadsheets/{SHEET}:batchUpdate")
    assert request.body == b'{"requests": []}'
    assert request.headers["content-length"] == str(len(request.body))


def test_a_token_is_never_sent_elsewhere(scripted: Scripted) -> None:
    """Only Google's services get it, wherever a redirect leads."""
    scripted.says(Reply(302, b"", {"location": "https://example.org/file"}), Reply(200, b"content"))
    scripted.open().api("drive", "v3").files().get_media(fileId=FORM).execute()
    sent = {request.host: request.headers.get("authorization") for request in scripted.asked}
    assert sent == {"www.googleapis.com": "Bearer ya29.1", "example.org": None}


def test_an_unknown_scheme_is_refused() -> None:
    """Nothing goes out unencrypted."""
    adapter = PatientAdapter(Asking(GoogleAccount("nobody"), GoogleAccess()), Standing().pace)
    with pytest.raises(requests.exceptions.InvalidSchema):
        open_session(adapter).get("http://forms.googleapis.com/")
