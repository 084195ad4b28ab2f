"""Each kind of failure as an organiser meets it: how often it was tried, what is said, how the program ends."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ExitCode
from pipeline.google_api import GoogleError, Kind
from tests.google.wire import Ending, RefusedError, Reply, error_info, html_reply, json_reply, refusal
from tests.google_api.scripted import FORM, GOOD, ROBOT, SHEET, Scripted, read_form, write_sheet

FORMS, DRIVE = "forms.googleapis.com", "www.googleapis.com"
LATER, ACCESS, PARTLY = ExitCode.LATER, ExitCode.NO_ACCESS, ExitCode.PARTLY
SECRETS = ("ya29", "PRIVATE", "Bearer", "example.org")
NEXT_RUN = "Nothing is lost; the next run tries again."
CONSOLE = "https://console.developers.google.com/apis/api/forms.googleapis.com/overview?project=12"


def refused(status: int, message: str = "No.", reason: str = "", *, host: str = FORMS, detail: str = "") -> Reply:
    """Return a refusal in Google's words."""
    return refusal(host, RefusedError(status, message, reason, error_info(detail) if detail else None))


@dataclass(frozen=True, slots=True)
class Case:
    """What Google says, and what we make of it."""

    reply: Reply
    kind: Kind
    code: ExitCode
    says: tuple[str, ...]
    repeated: bool = False


CASES = {
    "500": Case(refused(500), Kind.SERVER, LATER, ("fault of its own (500)", NEXT_RUN, "a right is missing"), True),
    "502 page": Case(html_reply(502, "Bad Gateway"), Kind.SERVER, LATER, ("(502)",), True),
    "503": Case(refused(503), Kind.SERVER, LATER, ("for 90 seconds",), True),
    "504 page": Case(html_reply(504, "Gateway"), Kind.SERVER, LATER, (NEXT_RUN,), True),
    "408": Case(html_reply(408, "Timeout"), Kind.SERVER, LATER, (NEXT_RUN,), True),
    "429": Case(refused(429), Kind.RATE, LATER, ("quota per minute", "google.patience_seconds"), True),
    "403 rate": Case(refused(403, reason="rateLimitExceeded", host=DRIVE), Kind.RATE, LATER, (NEXT_RUN,), True),
    "403 user rate": Case(refused(403, reason="userRateLimitExceeded", host=DRIVE), Kind.RATE, LATER, (), True),
    "403 daily": Case(
        refused(403, reason="dailyLimitExceeded", host=DRIVE), Kind.DAILY_QUOTA, LATER, ("spent for today", NEXT_RUN)
    ),
    "cut": Case(Reply(200, b"", ending=Ending.SILENT), Kind.CUT, LATER, ("was cut", NEXT_RUN), True),
    "truncated": Case(replace(GOOD, ending=Ending.TRUNCATED), Kind.CUT, LATER, ("was cut",), True),
    "half JSON": Case(
        Reply(200, b'{"formId": "1F'), Kind.NOT_DATA, PARTLY, ("14 bytes that are no whole JSON", "log in there"), True
    ),
    "JSON list": Case(json_reply(200, [1]), Kind.NOT_DATA, PARTLY, ("no whole JSON",), True),
    "nothing": Case(Reply(200, b""), Kind.NOT_DATA, PARTLY, ("answered with nothing",), True),
    "HTML": Case(html_reply(200, "Guest house"), Kind.NOT_DATA, PARTLY, ("answered with a web page",), True),
    "HTML 403": Case(html_reply(403, "Blocked"), Kind.NOT_DATA, PARTLY, ("a web page",), True),
    "sign-in": Case(
        Reply(302, b"", {"location": "https://accounts.google.com/ServiceLogin"}), Kind.SIGN_IN, ACCESS, ("sign-in",)
    ),
    "403": Case(
        refused(403, "The caller does not have permission"),
        Kind.FORBIDDEN,
        ACCESS,
        (f"The robot account {ROBOT} may not read the form {FORM}", f"d/{FORM}/edit", "Add collaborators", "Editor"),
    ),
    "404": Case(
        refused(404),
        Kind.NOT_FOUND,
        ACCESS,
        (f"finds nothing at the form {FORM}", "id is mistyped", f"then add {ROBOT} as Editor"),
    ),
    "API off": Case(
        refused(403, f"It is disabled. Visit {CONSOLE} then retry.", detail="SERVICE_DISABLED"),
        Kind.API_OFF,
        ACCESS,
        ("The Google Forms API is switched off", f"Open {CONSOLE} and choose"),
    ),
    "API off, Drive": Case(
        refused(403, reason="accessNotConfigured", host=DRIVE),
        Kind.API_OFF,
        ACCESS,
        ("https://console.cloud.google.com/apis/library",),
    ),
    "scope": Case(
        refused(403, detail="ACCESS_TOKEN_SCOPE_INSUFFICIENT"), Kind.SCOPE, ACCESS, ("do not cover", "please report it")
    ),
    "storage": Case(
        refused(403, reason="storageQuotaExceeded", host=DRIVE),
        Kind.STORAGE,
        ACCESS,
        ("robot accounts own no storage", "Let a person make the file", ROBOT, "shared drive"),
    ),
    "domain": Case(refused(403, reason="domainPolicy", host=DRIVE), Kind.POLICY, ACCESS, ("administrator",)),
    "not picked": Case(
        refused(403, reason="appNotAuthorizedToFile", host=DRIVE), Kind.NOT_PICKED, ACCESS, ("made by hand",)
    ),
    "too large": Case(
        refused(403, reason="exportSizeLimitExceeded", host=DRIVE), Kind.TOO_LARGE, PARTLY, ("is too large",)
    ),
    "no download": Case(
        refused(403, reason="fileNotDownloadable", host=DRIVE), Kind.NO_DOWNLOAD, PARTLY, ("cannot be downloaded",)
    ),
    "Excel file": Case(
        refused(400, "This operation is not supported for this document", "failedPrecondition"),
        Kind.OFFICE_FILE,
        PARTLY,
        ("Excel or Word file", "Save as Google Sheets"),
    ),
    "protected": Case(
        refused(400, "You are trying to edit a protected cell or object."),
        Kind.PROTECTED,
        ACCESS,
        ("protected cells", "Protect sheets and ranges", f"let {ROBOT} edit"),
    ),
    "revision": Case(
        refused(400, "The required revision ID 'a' does not match the latest revision."),
        Kind.REVISION,
        LATER,
        ("was changed while it was being read", NEXT_RUN),
    ),
    "exists": Case(
        refused(400, "Invalid requests[0].addSheet: A sheet with the name already exists."),
        Kind.EXISTS,
        PARTLY,
        ("what is there already",),
    ),
    "409": Case(refused(409), Kind.EXISTS, PARTLY, ("what is there already",)),
    "400": Case(
        refused(400, "Range (A1) exceeds grid limits; ask a.person@example.org"),
        Kind.REFUSED,
        PARTLY,
        ("(400: Range (A1) exceeds grid limits; ask [address])", "qa-pipeline check"),
    ),
    "407 as an answer": Case(html_reply(407, "Proxy"), Kind.PROXY_LOGIN, ACCESS, ("wants a name and a password",)),
    "401": Case(refused(401), Kind.TOKEN_REFUSED, ACCESS, ("does not accept the token", "new JSON key")),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_failure_is_told_in_its_own_words(scripted: Scripted, case: Case) -> None:
    """What is wrong, where and what to do, without a secret; and the exit code that goes with it."""
    scripted.says(case.reply)
    with pytest.raises(GoogleError) as caught:
        read_form(scripted.open())
    assert (caught.value.fault.kind, caught.value.exit_code) == (case.kind, case.code)
    assert [words for words in case.says if words not in str(caught.value)] == []
    assert [word for word in SECRETS if word in str(caught.value)] == []
    assert (len(scripted.asked) > 2) == case.repeated


@pytest.mark.parametrize(
    ("name", "repeated"), [(name, case.kind is Kind.RATE) for name, case in CASES.items() if case.repeated]
)
def test_a_change_is_repeated_only_if_it_was_surely_not_made(scripted: Scripted, name: str, *, repeated: bool) -> None:
    """A spent quota, nothing else; otherwise the error says that nobody knows."""
    scripted.says(CASES[name].reply)
    with pytest.raises(GoogleError) as caught:
        write_sheet(scripted.open())
    assert (len(scripted.asked) > 1, caught.value.fault.in_doubt) == (repeated, not repeated)
    assert ("the next run looks before it writes" in str(caught.value)) is not repeated


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.repeated])
def test_a_change_that_is_declared_harmless_is_repeated(scripted: Scripted, name: str) -> None:
    """Inside `repeatable`, and only there."""
    google = scripted.open()
    scripted.says(CASES[name].reply, CASES[name].reply, GOOD)
    with google.repeatable():
        assert write_sheet(google) == {"formId": FORM, "spreadsheetId": SHEET}
    assert len(scripted.asked) == 3


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(CASES.keys() - {"401"})), max_size=5))
def test_whatever_goes_wrong_a_change_is_made_once_at_most(scripted: Scripted, names: list[str]) -> None:
    """Any series of failures: what was not surely refused is never sent again."""
    scripted.asked.clear()
    scripted.says(*(CASES[name].reply for name in names), GOOD)
    refusals = next((at for at, name in enumerate(names) if CASES[name].kind is not Kind.RATE), len(names))
    with suppress(GoogleError):
        write_sheet(scripted.open())
    assert len(scripted.asked) == refusals + 1
