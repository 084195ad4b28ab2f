"""Settings files we write, the reference, and what is in force."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.series import Lecture, Series
from pipeline.model.source import FieldTitles, SourceSpec
from pipeline.settings import (
    Settings,
    id_from_title,
    load_settings,
    sample_settings,
    settings_reference,
    show,
    write_settings,
)
from pipeline.settings.initials import initials_of
from tests.settings.conftest import WHOLE, Load

_ROOT = Path(__file__).parents[2]
_ZONES = st.sampled_from(["UTC", "Europe/Zurich", "Asia/Kathmandu", "America/New_York"])
_FILLED = st.text(min_size=1).filter(str.strip)
_LINES = _FILLED.map(lambda text: " ".join(text.split()))
_PATHS = st.from_regex(r"[a-z0-9 é*'\"\\]{1,20}", fullmatch=True).filter(str.strip)
_INSTANTS = st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
_FIELDS = st.builds(FieldTitles, question=_FILLED, slide=st.text(), lecture=_FILLED, email=st.text())


@st.composite
def _lectures(draw: st.DrawFn) -> list[Lecture]:
    """Draw lectures that a series may hold."""
    titles = draw(st.lists(_LINES, min_size=1, max_size=3, unique_by=str.casefold))
    made = []
    for number, title in enumerate(titles):
        people = tuple(draw(st.lists(_LINES, max_size=2, unique=True)))
        made.append(
            Lecture(
                id=f"lecture-{number}",
                title=title,
                lecturers=people,
                initials=initials_of(people),
                was=draw(st.sampled_from([(), (f"old-{number}",)])),
                day=draw(st.none() | st.dates(date(1971, 1, 1))),
                closes=draw(st.none() | _INSTANTS),
            )
        )
    return made


@st.composite
def _sources(draw: st.DrawFn) -> list[SourceSpec]:
    """Draw sources, their paths as a person would write them."""
    return [
        SourceSpec(
            name=draw(st.sampled_from([path, f"source {path}"])),
            kind="file",
            path=path,
            fields=tuple(draw(st.lists(_FIELDS, min_size=1, max_size=2))),
            timezone=draw(_ZONES),
            timestamp=draw(st.text()),
            date_order=draw(st.sampled_from(["", "DMY"])),
        )
        for path in draw(st.lists(_PATHS, min_size=1, max_size=2, unique=True))
    ]


def _load(text: str) -> Settings:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pipeline.toml"
        path.write_bytes(text.encode())
        return load_settings(path, {})


@given(_LINES, _ZONES, st.sampled_from(["en", "de-CH", "pt"]), _lectures(), _sources())
def test_written_settings_give_their_values_back(
    title: str, zone: str, language: str, lectures: list[Lecture], sources: list[SourceSpec]
) -> None:
    """Whatever the titles hold, a file we write loads as what was written."""
    settings = _load(write_settings(title, zone, language, lectures, sources))
    folder = settings.path.parent
    assert settings.series == Series(title, language, zone, tuple(lectures))
    assert [
        (one.name, one.path, one.fields, one.timezone, one.timestamp, one.date_order) for one in settings.sources
    ] == [
        (one.name, str(folder / one.path), one.fields, one.timezone, one.timestamp, one.date_order) for one in sources
    ]


@given(_FILLED)
def test_any_title_is_given_back_on_one_line(title: str) -> None:
    """A title with line breaks or runs of blanks is one line with single blanks."""
    sample = write_settings(title, "UTC", "en", [Lecture("a", title)], [_SOURCE])
    assert _load(sample).series == Series(
        " ".join(title.split()), "en", "UTC", (Lecture("a", " ".join(title.split())),)
    )


_SOURCE = SourceSpec("r.csv", "file", "r.csv", (FieldTitles("Q"),), "UTC", lecture="a")


def test_sample_loads_as_it_is() -> None:
    """The sample is a series that works once the file is there."""
    settings = _load(sample_settings("School", "UTC", "de"))
    assert (settings.series.title, settings.series.timezone, settings.words.slide) == ("School", "UTC", "Folie")


def test_every_option_of_the_sample_may_be_switched_on() -> None:
    """Each option that is off is right as it stands; only files it names must be there."""
    lines = [line.removeprefix("#") if line[:2] != "# " else line for line in sample_settings().split("\n")]
    settings = _load("\n".join(line for line in lines if not line.startswith(("lectures =", "template ="))))
    assert settings.series.lectures[0].aliases == ("Heinrich L2",)
    assert settings.documents.introduction == "Please answer by Friday."


def test_reference_in_the_manual_is_up_to_date() -> None:
    """`docs/settings.md` is what `python -m pipeline.settings` prints."""
    assert (_ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == settings_reference()


def test_show_tells_where_each_value_comes_from(load: Load) -> None:
    """`config show` names the line, the variable or the flag, and says what is a default."""
    settings = load(WHOLE, {"QA_TRIAGE_HOLD": "all"}, {"series.language": "de"})
    values = show(settings)["values"]
    assert isinstance(values, dict)
    path = settings.path
    assert values["lectures[1].title"] == {"value": "Lecture 2", "from": "file", "where": f"{path}:6"}
    assert values["triage.hold"] == {"value": "all", "from": "environment", "where": "environment QA_TRIAGE_HOLD"}
    assert values["series.language"] == {"value": "de", "from": "flag", "where": "command line series.language"}
    assert values["documents.order"] == {"value": "slide", "from": "default", "where": ""}


def test_show_is_ready_for_json(load: Load) -> None:
    """Everything in force can be printed as JSON, and is the same every time."""
    text = WHOLE.replace("[[sources]]", "closes = 2023-08-09T18:00:00\ndate = 2023-08-09\n[[sources]]")
    assert json.dumps(show(load(text))) == json.dumps(show(load(text)))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Lecture 2", "lecture-2"),
        ("Übung: Straße & Maß", "ubung-strasse-mass"),
        ("A very long title of a lecture", "a-very-long-title-of-a-l"),
        ("量子", ""),
    ],
)
def test_id_is_made_from_a_title(title: str, expected: str) -> None:
    """An id is short and plain; a title without plain letters gives none."""
    assert id_from_title(title) == expected
