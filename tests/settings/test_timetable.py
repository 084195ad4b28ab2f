"""A timetable from a spreadsheet instead of the [[lectures]] blocks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.model.series import Lecture
from pipeline.settings import Settings
from tests.settings.conftest import FIELDS, LECTURE, SERIES, SOURCE, Faults, Load

_SETTINGS = SERIES + 'lectures = "lectures.csv"\n' + SOURCE + FIELDS
_AT = "config/lectures.csv, row "


@pytest.fixture
def put(tmp_path: Path) -> object:
    """Return a function that puts a timetable beside the settings."""
    (tmp_path / "config").mkdir()
    return (tmp_path / "config" / "lectures.csv").write_bytes


def _load(load: Load, put: object, text: str) -> Settings:
    assert callable(put)
    put(text.encode())
    return load(_SETTINGS)


def test_rows_become_lectures(load: Load, put: object) -> None:
    """Each row is a lecture, in the order of the file."""
    text = (
        "ID,Title,Lecturer,Initials,Aliases,Date,Closes,Was,Room\n"
        "heinrich-2,Lecture 2,Lukas Heinrich; Michael Kagan,LH;MK,L2; Heinrich L2,2023-08-09,2023-08-09 18:00,ml-2,5\n"
        ",,,,,,,,\n"
        ',"Jets, and more",,,,,,,\n'
    )
    first, second = _load(load, put, text).series.lectures
    assert first == Lecture(
        id="heinrich-2",
        title="Lecture 2",
        lecturers=("Lukas Heinrich", "Michael Kagan"),
        initials=("LH", "MK"),
        aliases=("L2", "Heinrich L2"),
        was=("ml-2",),
        day=date(2023, 8, 9),
        closes=datetime(2023, 8, 9, 16, 0, tzinfo=UTC),
    )
    assert second == Lecture("jets-and-more", "Jets, and more")


@pytest.mark.parametrize(
    "text",
    [
        "title;lecturer\nJets;Kim Doe\n",
        "\ufefftitle\tlecturer\r\nJets\tKim Doe\r\n",
        "\n\nlecturer , TITLE\nKim Doe,Jets\n",
        'title,lecturer\n"Jets","Kim Doe"',
    ],
)
def test_any_spreadsheet_may_have_written_it(load: Load, put: object, text: str) -> None:
    """Delimiter, byte-order mark, line ends and order of columns of any program are accepted."""
    assert _load(load, put, text).series.lectures == (Lecture("jets", "Jets", ("Kim Doe",), ("KD",)),)


@pytest.mark.parametrize(
    ("day", "closes"),
    [
        ("2024-05-03", "2024-05-04 18:00"),
        ("03.05.2024", "04.05.2024 18:00"),
        ("3.5.2024", "4. 5. 2024, 18.00"),
        ("03.05.2024", "04.05.2024  18:00:00"),
        ("2024-05-03", "2024-05-04T18:00:00+02:00"),
    ],
)
def test_dates_are_written_as_spreadsheets_print_them(load: Load, put: object, day: str, closes: str) -> None:
    """With dots the day comes first; ISO dates are read too."""
    (lecture,) = _load(load, put, f'title,date,closes\nJets,{day},"{closes}"\n').series.lectures
    assert (lecture.day, lecture.closes) == (date(2024, 5, 3), datetime(2024, 5, 4, 16, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "title,closes\nJets,soon\n",
            f'{_AT}2: column "closes" is "soon"; write it as 2024-05-03 18:00 or 03.05.2024 18:00',
        ),
        (
            "title,date\nJets,03/05/2024\n",
            (
                f'{_AT}2: column "date" is "03/05/2024"; write it as 2024-05-03 or 03.05.2024: with slashes nobody can '
                "tell the day from the month"
            ),
        ),
        (
            "title,date\nJets,31.2.2024\n",
            f'{_AT}2: column "date" is "31.2.2024"; write it as 2024-05-03 or 03.05.2024',
        ),
        (
            "title,date\nJets,2024-05-03 18:00\n",
            (f'{_AT}2: column "date" is "2024-05-03 18:00"; write the day without a time, as 2024-05-03 or 03.05.2024'),
        ),
        (
            "title,closes\nJets,03.05.2024\n",
            (
                f'{_AT}2: column "closes" is "03.05.2024"; write the day and the time, as 2024-05-03 18:00 or '
                "03.05.2024 18:00"
            ),
        ),
        (
            "title,lecturer\nJets,Anna Berg and Ben Cole\n",
            (
                f'{_AT}2: column "lecturer" is "Anna Berg and Ben Cole"; put a semicolon between several people: '
                "Anna Berg; Ben Cole"
            ),
        ),
        ("title,id\nJets,a\nQCD,a\n", f'{_AT}3: column "id" has "a", which is an id of lectures[1] already'),
        ("title,id\n量子,\n", f'{_AT}2: column "id" is missing; add id = "heinrich-2" under [[lectures]]'),
        ("id,title\na,\n", f'{_AT}2: column "title" is missing; add title = "Lecture 2" under [[lectures]]'),
        ("title,initals\nJets,\n", f'{_AT}1: column "initals" is not known; did you mean "initials"?'),
        ("title,title\nJets,\n", f'{_AT}1: column "title" is there twice; delete one of them'),
        (
            "name\nJets\n",
            (
                f'{_AT}1: there is no column "title"; the first row holds id, title, lecturer, initials, aliases, '
                "date, closes, was"
            ),
        ),
        ("title\n", "config/lectures.csv: holds no lecture; add a row for each below the titles"),
        (
            "\n",
            (
                "config/lectures.csv: is empty; its first row holds id, title, lecturer, initials, aliases, date, "
                "closes, was"
            ),
        ),
        (
            'title\n"Jets" x\n',
            "config/lectures.csv: is not a CSV file (',' expected after '\"'); export it again from the spreadsheet",
        ),
    ],
)
def test_fault_names_file_row_and_column(faults: Faults, put: object, text: str, expected: str) -> None:
    """A fault of a timetable is found in the spreadsheet."""
    assert callable(put)
    put(text.encode())
    assert faults(_SETTINGS) == [expected]


def test_timetable_in_another_encoding_names_the_line(faults: Faults, put: object) -> None:
    """Excel's plain CSV with umlauts is told, not guessed."""
    assert callable(put)
    put(b"title\n\xdcbung\n")
    assert faults(_SETTINGS) == ["config/lectures.csv:2: a letter here is not in UTF-8; save the file again as UTF-8"]


def test_missing_timetable_is_a_fault_of_the_settings(faults: Faults) -> None:
    """A file that is not there is told at the key that names it."""
    expected = 'config/pipeline.toml:4: series.lectures names "config/lectures.csv", which cannot be read '
    assert faults(_SETTINGS) == [f"{expected}(No such file or directory)"]


def test_timetable_and_blocks_together_are_a_fault(faults: Faults) -> None:
    """Two lists of lectures are one too many."""
    expected = "series.lectures names a file, and there are [[lectures]] blocks as well; keep one of the two"
    assert faults(_SETTINGS + LECTURE) == [f"config/pipeline.toml:4: {expected}"]
