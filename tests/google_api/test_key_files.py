"""Key files: which are taken, which refused, and that none is ever shown."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import AccessError
from pipeline.google_api.key_files import AppClient, Consent, RobotKey, read_key
from pipeline.google_api.private_files import read_private
from pipeline.google_api.tokens import credentials_for
from tests.google_api.scripted import secret

KEY = {"type": "service_account", "client_email": "r@x.iam.gserviceaccount.com", "private_key": "PRIVATE"}
CONSENT = {"client_id": "c", "client_secret": "SECRET", "refresh_token": "1//REFRESH", "obtained": "2026-08-25T08:00"}
CLIENT = {"installed": {"client_id": "c", "client_secret": "SECRET"}}


@pytest.mark.parametrize(("said", "kind"), [(KEY, RobotKey), (CONSENT, Consent), (CLIENT, AppClient)])
def test_a_file_is_told_by_its_shape(said: object, kind: type) -> None:
    """Whatever it is called; and what was read of it does not show its secrets."""
    found = read_key(json.dumps(said).encode("utf-8-sig"), "key.json")
    assert isinstance(found, kind)
    assert not [word for word in ("PRIVATE", "SECRET", "REFRESH") if word in repr(found)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "does not hold JSON"),
        (b"\xff\xfe", "does not hold JSON"),
        (b"[" * 100_000, "does not hold JSON"),
        (b'"text"', "does not hold JSON"),
        (b"{}", "neither a robot account's key nor a person's consent"),
        (b'{"web": {"client_id": "c"}}', 'make one of the kind "Desktop app"'),
        (b'{"type": "service_account", "client_email": "r@x"}', "without private_key"),
    ],
)
def test_another_file_is_refused_with_the_way_to_the_right_one(content: bytes, says: str) -> None:
    """What it seems to be, and where a key is made."""
    with pytest.raises(AccessError, match=r"Cloud console") as caught:
        read_key(content, "config/robot.json")
    assert says in str(caught.value)
    assert str(caught.value).startswith("config/robot.json ")


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(content: bytes) -> None:
    """None of them is a key by chance, and none ends in another error."""
    with pytest.raises(AccessError, match=r"key\.json"):
        read_key(content, "key.json")


def test_a_damaged_private_key_is_told(tmp_path: Path) -> None:
    """Without a word of it."""
    key = read_key(json.dumps(KEY).encode(), "robot.json")
    assert isinstance(key, RobotKey)
    with pytest.raises(AccessError, match=r"private key in robot\.json is damaged") as caught:
        credentials_for(key, ())
    assert "PRIVATE" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o602])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    """With the line that closes it."""
    path = secret(tmp_path / "my robot.json", KEY)
    path.chmod(mode)
    with pytest.raises(AccessError, match=f"chmod 600 '{path}'"):
        read_private(path, "google.credentials_file")


def test_a_file_of_our_own_is_read(tmp_path: Path) -> None:
    """Mode 600, and stricter."""
    path = secret(tmp_path / "robot.json", KEY)
    assert json.loads(read_private(path, "google.credentials_file")) == KEY
    path.chmod(0o400)
    assert json.loads(read_private(path, "google.credentials_file")) == KEY


@pytest.mark.parametrize("name", ["gone.json", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    """With the setting that names it."""
    with pytest.raises(AccessError, match=r"google\.token_file"):
        read_private(tmp_path / name, "google.token_file")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """A key is small."""
    with pytest.raises(AccessError, match="far too large"):
        read_private(secret(tmp_path / "robot.json", "x" * 100_000), "google.credentials_file")
