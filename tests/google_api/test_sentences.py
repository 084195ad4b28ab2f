"""Every kind of failure has a sentence that holds for every account."""

from __future__ import annotations

import pytest

from pipeline.errors import ExitCode
from pipeline.google_api.faults import RULES, Fault, Kind
from pipeline.google_api.places import Place, place_of
from pipeline.google_api.scopes import Feature, scopes_for
from pipeline.google_api.sentences import Asking, error_for
from pipeline.model.google import GoogleAccess, GoogleAccount

ACCOUNTS = (
    GoogleAccount("robot", "robot@school.iam.gserviceaccount.com", "robot.json"),
    GoogleAccount("person", "anna@example.org", "token.json"),
    GoogleAccount("person", "", "token.json"),
    GoogleAccount("nobody"),
)
PLACES = (
    place_of("POST", "https://sheets.googleapis.com/v4/spreadsheets/1abc:batchUpdate"),
    place_of("POST", "https://www.googleapis.com/drive/v3/files"),
)


@pytest.mark.parametrize("place", PLACES, ids=["a sheet", "no single thing"])
@pytest.mark.parametrize("account", ACCOUNTS, ids=["robot", "person", "unknown person", "nobody"])
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_whole_sentence(kind: Kind, account: GoogleAccount, place: Place) -> None:
    """It begins large, ends with a stop or a line to paste, and has no hole."""
    text = str(error_for(Fault(kind), place, Asking(account, GoogleAccess(), scopes_for(Feature))))
    assert text[0].isupper() or text.startswith(place.host)
    assert text.endswith((".", "check", "login"))
    assert not [hole for hole in ("()", "{", "}", "  ", " .", "None", " ,") if hole in text]


@pytest.mark.parametrize("kind", Kind)
def test_what_can_be_repeated_ends_with_try_later(kind: Kind) -> None:
    """No access is never said of something that passes by itself, but for an answer that is no data."""
    rule = RULES[kind]
    code = rule.error("", Fault(kind)).exit_code
    assert code in {ExitCode.LATER, ExitCode.NO_ACCESS, ExitCode.PARTLY}
    assert rule.again.name == "NEVER" or code is ExitCode.LATER or kind is Kind.NOT_DATA


def test_words_of_google_are_cut_and_masked() -> None:
    """A long message with somebody's address."""
    fault = Fault(Kind.REFUSED, 400, "Ask anna@example.org\n" + "x" * 5000)
    text = str(error_for(fault, PLACES[0], Asking(ACCOUNTS[0], GoogleAccess())))
    assert "Ask [address] xxx" in text
    assert len(text) < 500
