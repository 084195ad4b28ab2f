"""The door, opened to the fake Google: what was asked is what stands there, and faults pass unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.google_api import Feature, GoogleError, Kind, open_google, scopes_for
from pipeline.google_api import Google as Door
from pipeline.model.google import GoogleAccess
from tests.google.google import Google
from tests.google_api.scripted import Standing, secret

FEATURES = (Feature.CREATE_FORM, Feature.READ_FORM, Feature.USE_FOLDER)
FORM = {"info": {"title": "Questions", "documentTitle": "Questions"}}
FAULTS = ("429", "429 Retry-After", "408", "500", "502", "503", "504", "cut", "truncated", "no reply", "HTML", "401")


@dataclass(frozen=True, slots=True)
class World:
    """A Google, and the door to it."""

    fake: Google
    door: Door


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Give a Google with a person at its door."""
    fake = Google(tmp_path)
    login = fake.tokens.login("anna@example.org", *scopes_for(FEATURES))
    yield World(fake, at_the_door(fake, tmp_path, login))
    fake.close()
    assert fake.complaints == []


def at_the_door(fake: Google, folder: Path, key: object) -> Door:
    """Return the door, opened with the key of a robot or of a person."""
    access = GoogleAccess(str(secret(folder / "key.json", key)), proxy=fake.proxy, ca_bundle=str(fake.ca_bundle))
    return open_google(access, FEATURES, lambda: datetime.now(UTC), Standing().pace)


def make_form(world: World) -> str:
    """Return the id of a new form."""
    return str(world.door.api("forms", "v1").forms().create(body=FORM).execute()["formId"])


def test_a_form_is_made_and_read(world: World) -> None:
    """And no call is made but those two, and one for a token."""
    made = make_form(world)
    assert world.door.api("forms", "v1").forms().get(formId=made).execute()["info"]["title"] == "Questions"
    assert [seen.method for seen in world.fake.seen] == ["token", "forms.forms.create", "forms.forms.get"]


@pytest.mark.parametrize("kind", FAULTS)
def test_reading_outlives_every_fault_that_passes(world: World, kind: str) -> None:
    """Three times the same, and then the answer."""
    made = make_form(world)
    world.fake.faults.next("forms.forms.get", kind, times=1 if kind == "401" else 3)
    assert world.door.api("forms", "v1").forms().get(formId=made).execute()["formId"] == made
    assert world.fake.faults.waiting == []


def test_a_lost_reply_makes_no_second_form(world: World) -> None:
    """It was made, nobody heard of it, and the error says that it is not known."""
    world.fake.faults.next("forms.forms.create", "no reply")
    with pytest.raises(GoogleError) as caught:
        make_form(world)
    assert (caught.value.fault.kind, caught.value.fault.in_doubt) == (Kind.CUT, True)
    assert len(world.fake.calls("forms.forms.create")) == 1


def test_a_token_that_ends_early_is_renewed(world: World) -> None:
    """In the middle of a run."""
    made = make_form(world)
    world.fake.tokens.expire()
    assert world.door.api("forms", "v1").forms().get(formId=made).execute()["formId"] == made
    assert len(world.fake.calls("token")) == 2


def test_a_wrong_clock_is_told(world: World, tmp_path: Path) -> None:
    """Google's is two hours ahead of a robot's."""
    world.fake.tokens.skew = 2 * 3600
    with pytest.raises(GoogleError, match="the clock of this machine") as caught:
        make_form(World(world.fake, at_the_door(world.fake, tmp_path, world.fake.tokens.robot())))
    assert caught.value.fault.kind is Kind.CLOCK


def test_a_robot_cannot_own_what_it_makes(world: World, tmp_path: Path) -> None:
    """Google says no more than that it may not; the words say why."""
    with pytest.raises(GoogleError, match="robot accounts own no storage") as caught:
        make_form(World(world.fake, at_the_door(world.fake, tmp_path, world.fake.tokens.robot())))
    assert caught.value.fault.kind is Kind.STORAGE


def test_a_consent_that_was_withdrawn_is_told(world: World) -> None:
    """In the words of the trap of seven days."""
    world.fake.tokens.revoke("anna@example.org")
    with pytest.raises(GoogleError, match="Publish app"):
        make_form(world)


def test_no_secret_is_ever_in_a_repr(world: World) -> None:
    """Neither key nor token."""
    make_form(world)
    shown = json.dumps([repr(world.door), repr(world.door.account), str(world.door.tally)])
    assert not [word for word in ("PRIVATE", "ya29") if word in shown]
