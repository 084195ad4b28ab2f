"""Bad settings are told with line, key and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ExitCode, SettingsError
from pipeline.settings import load_settings
from tests.settings import bad_lectures, bad_sections, bad_toml
from tests.settings.conftest import FIELDS, LECTURE, SECOND, SERIES, SOURCE, Faults

_AT = "config/pipeline.toml:"
_CASES: dict[str, tuple[str, str]] = {**bad_lectures.CASES, **bad_sections.CASES, **bad_toml.CASES}


@pytest.mark.parametrize(("text", "expected"), _CASES.values(), ids=_CASES.keys())
def test_bad_setting_is_told_with_its_line_and_what_to_write(faults: Faults, text: str, expected: str) -> None:
    """Each fault names file, line and key, and says what to write instead; nothing else is told."""
    assert faults(text) == [f"{_AT}{expected}"]


def test_all_faults_are_told_at_once_in_the_order_of_the_file(faults: Faults) -> None:
    """Settings with faults in every section are corrected in one go."""
    text = (
        '[triage]\nhold = "al"\n'
        + SERIES.replace("Zurich", "Zuric")
        + LECTURE
        + "x = 1\n"
        + SOURCE
        + '[words]\nnd = ""'
    )
    told = faults(text, {"QA_TRIAGE_HOLDD": "all"})
    assert [line.split(": ")[0] for line in told] == [
        *(f"{_AT}{number}" for number in (2, 5, 10, 11, 14)),
        "environment",
    ]


def test_clashes_are_told_beside_faults_of_another_kind(faults: Faults) -> None:
    """Nobody has to correct a number before learning of an equal id, an unknown lecture or a missing template."""
    text = (
        SERIES
        + 'language = "English"\n'
        + LECTURE
        + "date = 5\n"
        + SECOND.replace("kagan-1", "heinrich-2").replace('"Jets"', "2")
        + 'was = "heinrich-2"\n'
        + SOURCE
        + 'kind = "fil"\nlecture = "heinrich-3"\n'
        + FIELDS
        + '[documents]\norder = "x"\ntemplate = "none.docx"\n'
    )
    told = [line.split(": ")[1].split()[0] for line in faults(text)]
    assert told == [
        *("series.language", "lectures[1].date", "lectures[2].id", "lectures[2].title", "lectures[2].was"),
        *("sources[1].kind", "sources[1].lecture", "documents.order", "documents.template"),
    ]


@pytest.mark.parametrize("broken", ["id = 5", 'id = "A"', "x = 1", "initials = 5"])
def test_a_fault_brings_no_other_fault_with_it(faults: Faults, broken: str) -> None:
    """What a fault leaves open is not taken for missing or equal."""
    lectures = "".join(f'[[lectures]]\ntitle = "{name}"\n{broken}\n' for name in "AB")
    told = faults(SERIES + lectures + SOURCE + FIELDS)
    keys = {line.split(": ")[1].split()[0].split(".")[1] for line in told}
    assert keys <= {broken.split(maxsplit=1)[0], "id"}
    assert all("already" not in line and "stands for" not in line for line in told)


def test_every_line_with_curly_quotes_is_told(faults: Faults) -> None:
    """Somebody whose editor curls quotes learns of all of them at once, but not of those inside a text."""
    told = faults("[series]\ntitle = “A”\ntimezone = ‘UTC’\nlanguage = 'en'  # “x”\n[[lectures]]\ntitle = 'a “b”'\n")
    assert [line.split(": ")[0] for line in told] == [f"{_AT}2", f"{_AT}3"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'[series]\ntitle = "\xe9t\xe9"\n', "2: a letter here is not in UTF-8; save the file again as UTF-8"),
        ("[series]".encode("utf-16"), "1: the file is in UTF-16; save it again as UTF-8"),
    ],
)
def test_file_in_another_encoding_is_named(faults: Faults, content: bytes, expected: str) -> None:
    """A file that is not UTF-8 is told with the first line that is not."""
    assert faults(content) == [f"{_AT}{expected}"]


def test_missing_file_names_the_next_step(tmp_path: Path) -> None:
    """Without a settings file the message is the command that makes one."""
    path = tmp_path / "my school" / "config" / "pipeline.toml"
    with pytest.raises(SettingsError, match=r"there is no such file; make one with: qa-pipeline init '.*/my school'"):
        load_settings(path, {})


def test_folder_instead_of_a_file_is_named(tmp_path: Path) -> None:
    """A settings path that cannot be read says why, and the run ends with the code for settings."""
    with pytest.raises(SettingsError, match="cannot be read") as caught:
        load_settings(tmp_path, {})
    assert caught.value.exit_code is ExitCode.SETTINGS


def test_equal_titles_need_the_lecturer_in_the_documents_title(faults: Faults) -> None:
    """Two lecturers may both give a "Lecture 2", unless their documents would then be named alike."""
    text = SERIES + LECTURE + SECOND.replace("Jets", "Lecture 2") + SOURCE + FIELDS
    expected = "18: documents.title needs {who} in it, because two lectures have the same title"
    assert faults(text + '[documents]\ntitle = "{lecture}"\n') == [f"{_AT}{expected}"]
