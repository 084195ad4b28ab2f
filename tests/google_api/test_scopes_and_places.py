"""Which rights are asked for, and what a call is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.google_api.places import answers_in_json, is_repeatable, place_of
from pipeline.google_api.scopes import Feature, missing_scopes, scopes_for

AUTH = "https://www.googleapis.com/auth/"
FORMS = "https://forms.googleapis.com/v1/forms"
SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"
DRIVE = "https://www.googleapis.com/drive/v3/files"
UPLOAD = "https://www.googleapis.com/upload/drive/v3/files/1a?uploadType=media"


@pytest.mark.parametrize(
    ("features", "names"),
    [
        ([], []),
        ([Feature.READ_FORM], ["forms.body.readonly", "forms.responses.readonly"]),
        ([Feature.READ_SHEET, Feature.WRITE_SHEET], ["spreadsheets"]),
        ([Feature.READ_FORM, Feature.CREATE_FORM], ["drive.file", "forms.body", "forms.responses.readonly"]),
        ([Feature.READ_COMMENTS, Feature.WRITE_DOCUMENT], ["documents", "drive.readonly"]),
        ([Feature.READ_COMMENTS, Feature.USE_FOLDER, Feature.CREATE_FORM], ["drive", "forms.body"]),
    ],
)
def test_no_right_is_asked_for_that_is_not_needed(features: list[Feature], names: list[str]) -> None:
    """A wider one takes the place of those it holds."""
    assert scopes_for(features) == tuple(AUTH + name for name in names)


@given(st.sets(st.sampled_from(Feature)))
def test_every_feature_has_its_rights(features: set[Feature]) -> None:
    """Whatever is switched on, a consent to what was asked for covers each feature by itself."""
    granted = scopes_for(features)
    assert [missing for feature in features for missing in missing_scopes(scopes_for([feature]), granted)] == []


def test_an_old_wide_consent_does() -> None:
    """The right to all of Drive opens forms, sheets and documents."""
    assert missing_scopes(scopes_for(Feature), [AUTH + "drive"]) == ()


@pytest.mark.parametrize(
    ("method", "url", "name", "right"),
    [
        ("GET", f"{FORMS}/1a_B-c?fields=x", "the form 1a_B-c", "Editor"),
        ("GET", f"{FORMS}/1a/responses?pageSize=5000", "the form 1a", "Editor"),
        ("POST", FORMS, "the Google Forms API", "Editor"),
        ("GET", f"{SHEETS}/1a/values/A1:B2", "the spreadsheet 1a", "Viewer"),
        ("POST", f"{SHEETS}/1a:batchUpdate", "the spreadsheet 1a", "Editor"),
        ("POST", f"{SHEETS}/1a/values:batchGetByDataFilter", "the spreadsheet 1a", "Viewer"),
        ("GET", "https://docs.googleapis.com/v1/documents/1a", "the document 1a", "Viewer"),
        ("GET", f"{DRIVE}?q=x", "the Google Drive API", "Viewer"),
        (
            "PATCH",
            "https://www.googleapis.com/upload/drive/v3/files/1a?uploadType=media",
            "the Drive file 1a",
            "Editor",
        ),
        ("POST", "https://oauth2.googleapis.com/token", "Google's sign-in", "Viewer"),
        ("GET", "https://iam.googleapis.com/x", "Google", "Viewer"),
        ("GET", "https://example.org/x", "example.org", "Viewer"),
    ],
)
def test_a_call_is_told_by_its_address(method: str, url: str, name: str, right: str) -> None:
    """Which thing it is about, and which right it takes."""
    place = place_of(method, url)
    assert (place.name, place.right) == (name, right)


@pytest.mark.parametrize(
    ("method", "url", "headers", "expected"),
    [
        ("GET", FORMS, {}, True),
        ("PUT", f"{SHEETS}/1a/values/A1", {}, True),
        ("DELETE", f"{DRIVE}/1a", {}, True),
        ("POST", f"{SHEETS}/1a/values/A1:append", {}, False),
        ("PATCH", f"{DRIVE}/1a", {}, False),
        ("POST", f"{SHEETS}/1a:getByDataFilter", {}, True),
        ("POST", f"{SHEETS}/1a/developerMetadata:search", {}, True),
        ("POST", DRIVE, {"x-http-method-override": "GET"}, True),
        ("POST", "https://oauth2.googleapis.com/token", {}, True),
    ],
)
def test_what_only_reads_or_sets_is_repeatable(
    method: str, url: str, headers: dict[str, str], *, expected: bool
) -> None:
    """Reading by POST counts as reading, an append never as setting."""
    assert is_repeatable(method, url, headers) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{FORMS}/1a", True),
        (f"{DRIVE}/1a?alt=media", False),
        (f"{DRIVE}/1a/export?mimeType=text/plain", False),
        ("https://docs.google.com/spreadsheets/d/1a/export?format=csv", False),
        ("https://forms.googleapis.com.example.org/v1/forms", False),
    ],
)
def test_files_need_not_be_json(url: str, *, expected: bool) -> None:
    """Everything else that a service of Google says must be."""
    assert answers_in_json(url) is expected
