"""Downloads of every kind are read cell by cell as they were typed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExitCode
from pipeline.fetch import source_fingerprint
from pipeline.model.source import FieldTitles
from pipeline.model.submission import Content
from tests.fetch.samples import HEADER, csv_text, read, spec_of, write_csv

ROW = ("2023/08/09 9:02:11 AM GMT-7", "Lecture 2", "31", "Why?")
SECOND = ("2023/08/09 9:05:00 AM GMT-7", "Lecture 2", "", "How?")

# the ten real headers, a row under each, and a column taken as the question: header and row, title, cell, UTC or None
REAL = {
    "india": (
        (
            'Timestamp,Enter your age,What gender do you identify as ? ,"How often do you purchase these online ?\n'
            '(Tick mark accordingly)\nN- Never        S- Sometimes       A- Always [Clothing]",Place of Residence \n'
            '2024/04/08 12:42:16 AM GMT+5:30,A. Person,Female,"2,40,000 - 3,20,000",A\n'
        ),
        "How often do you purchase these online?",
        "2,40,000 - 3,20,000",
        "2024-04-07 19:12:16",
    ),
    "poland": (
        (
            '"Timestamp","Jak masz na imię?","Jaki jest Twój adres e-mail?","Temat artykułu","Kto polecił Ci stronę?"\n'
            '"2016/08/15 7:16:38 PM GMT+2","A","a@example.org","Scrum lub Agile",""\n'
        ),
        "temat artykułu",
        "Scrum lub Agile",
        "2016-08-15 17:16:38",
    ),
    "us library": (
        (
            '"Timestamp","Username","Book id","User id","Due Date"\n'
            '"2020/09/30 9:29:20 AM MDT","a@example.org","789-(2)","name.1","2020-10-07"\n'
        ),
        "Book ID",
        "789-(2)",
        "2020-09-30 15:29:20",
    ),
    "choices": (
        (
            '"Timestamp","What types of sustainability efforts do you think we should participate in? (Pick top 2!)"\n'
            '"2022/06/22 11:07:29 AM AST","Waste management (food, trash, etc);Community service / outreach"\n'
        ),
        "What types of sustainability efforts",
        "Waste management (food, trash, etc);Community service / outreach",
        "2022-06-22 15:07:29",
    ),
    "films": (
        (
            '"Timestamp","Your mail","Mad Max: Fury Road (2015)","Deadpool (2016)"\n'
            '"2017/05/02 12:11:03 PM GMT+2","a@example.org","0","10"\n'
        ),
        "Deadpool (2016)",
        "10",
        "2017-05-02 10:11:03",
    ),
    "workshop": (
        (
            "Timestamp,Full Name,Email Address,Workshop\r\n"
            "8/21/2025 18:44:32,A Person,a@example.org,Artificial Intelligence (AI)\r\n"
        ),
        "Workshop",
        "Artificial Intelligence (AI)",
        "2025-08-21 16:44:32",
    ),
    "trailing blanks": (
        "Timestamp,Full Name\r\n9/16/2018 0:06:16,B Person  \r\n",
        "Full Name:",
        "B Person  ",
        "2018-09-15 22:06:16",
    ),
    "script dump": (
        (
            '"Timestamp","Birthday (MM/DD)","Do you know the Host? ","  At your worst you are…  ","UID","Checked-In"\n'
            '"Mon Sep 08 2025 13:58:23 GMT-0500 (Central Daylight Time)","05/18","yes","late","7","TRUE"\n'
        ),
        "At your worst you are...",
        "late",
        "2025-09-08 18:58:23",
    ),
    "germany": (
        '"Zeitstempel","Benutzername (auf dem Zettel)","Frage"\n"2026/02/03 1:34:04 PM MEZ","Zettel 7","Warum?"\n',
        "Frage",
        "Warum?",
        "2026-02-03 12:34:04",
    ),
    "empty title": (
        (
            '"Timestamp","Username","I certify that all of this is true","","Offers"\n'
            '"2012/05/01 1:00:00 PM EST","a@example.org","Yes","x","One;Two"\n'
        ),
        "Offers",
        "One;Two",
        "2012-05-01 18:00:00",
    ),
}


@pytest.mark.parametrize(("text", "title", "cell", "utc"), REAL.values(), ids=REAL)
def test_real_downloads_are_read(text: str, title: str, cell: str, utc: str, tmp_path: Path) -> None:
    """Each of the ten files found in the wild gives its row, its cell and its instant."""
    (tmp_path / "x.csv").write_bytes(text.encode())
    (entry,) = read(spec_of(tmp_path / "x.csv", FieldTitles(question=title))).entries
    assert entry.parts == (Content(question=cell),)
    assert entry.instant == datetime.fromisoformat(utc).replace(tzinfo=UTC)


CELLS = st.text(st.characters(exclude_characters="\0\r", codec="utf-8"), max_size=12) | st.sampled_from(
    ("NA", "nan", "1e5", "007", '"', '""', "a\nb", "a\r\nb", ";", ",", "\t", " ", "=1+1", "\ufeff", "null", "TRUE")
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8), st.sampled_from(("forms", "sheet", "excel")))
def test_any_cells_come_back_exactly(rows: list[tuple[str, str, str]], dialect: str) -> None:
    """Whatever the csv module writes in the dialect of Forms, of a sheet or of Excel is read back unchanged."""
    with TemporaryDirectory() as folder:
        write_csv(Path(folder) / "x.csv", *((ROW[0], *row) for row in rows), dialect=dialect)
        entries = read(spec_of(Path(folder) / "x.csv")).entries
    assert [(part.lecture, part.slide, part.question) for entry in entries for part in entry.parts] == rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings_are_recognised(delimiter: str, encoding: str, tmp_path: Path) -> None:
    """Comma, semicolon or tab; with or without a byte order mark."""
    lines = [delimiter.join(HEADER), delimiter.join((*ROW[:3], "Größe 😀"))]
    (tmp_path / "x.tsv").write_bytes("\r\n".join(lines).encode(encoding))
    (entry,) = read(spec_of(tmp_path / "x.tsv")).entries
    assert entry.parts[0].question == "Größe 😀"


def test_a_windows_file_is_read_with_a_remark(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are taken for the Windows code page, and the organiser is told."""
    (tmp_path / "x.csv").write_bytes(csv_text([HEADER, (*ROW[:3], "Größe – ok")]).encode("cp1252"))
    reading = read(spec_of(tmp_path / "x.csv"))
    assert reading.entries[0].parts[0].question == "Größe – ok"
    assert [(problem.key, problem.exit_code) for problem in reading.problems] == [("encoding", ExitCode.DONE)]


def test_excel_separator_line_is_obeyed(tmp_path: Path) -> None:
    """A first line `sep=;` is how some programs tell Excel the delimiter."""
    (tmp_path / "x.csv").write_text("sep=;\n" + csv_text([HEADER, ROW], "excel").removeprefix("\ufeff"))
    assert read(spec_of(tmp_path / "x.csv")).entries[0].parts[0].question == "Why?"


def test_rows_above_the_header_and_empty_rows_do_not_count(tmp_path: Path) -> None:
    """People put a title above the table and leave gaps; row numbers stay those of the file."""
    rows = [("Our school", "", "", ""), ("", "", "", ""), HEADER, ("", "", "", ""), ROW, (" ", "", "", "")]
    (tmp_path / "x.csv").write_text(csv_text(rows))
    assert [entry.row for entry in read(spec_of(tmp_path / "x.csv")).entries] == [5]


def test_own_columns_on_the_right_change_nothing_but_the_hash(tmp_path: Path) -> None:
    """A ticked column of the organiser's makes no entry and no other text."""
    plain = read(spec_of(write_csv(tmp_path / "x.csv", ROW))).entries[0]
    rows = [(*ROW, "TRUE"), ("", "", "", "", "FALSE")]
    (entry,) = read(spec_of(write_csv(tmp_path / "x.csv", *rows, header=(*HEADER, "Done")))).entries
    assert replace(entry, other="") == plain
    assert entry.other != plain.other == ""


def test_moving_a_column_changes_nothing_at_all(tmp_path: Path) -> None:
    """Entries depend on titles, not on places."""
    header, row = (*HEADER, "A", "B"), (*ROW, "1", "2")
    first = read(spec_of(write_csv(tmp_path / "x.csv", row, header=header))).entries
    turned = read(spec_of(write_csv(tmp_path / "x.csv", row[::-1], header=header[::-1]))).entries
    assert first == turned


def test_several_pairs_make_one_entry(tmp_path: Path) -> None:
    """The k-th block takes the k-th column of its title; a pair left empty is left out."""
    header = ("Timestamp", "Slide", "Question", "Slide", "Question", "Slide", "Question")
    row = (ROW[0], "1", "One?", "", "", "3", "Three?")
    pair = FieldTitles(question="Question", slide="Slide")
    (entry,) = read(spec_of(write_csv(tmp_path / "x.csv", row, header=header), pair, pair, pair)).entries
    assert entry.parts == (Content("One?", "1"), Content("Three?", "3"))


def test_a_wholly_blank_response_is_one_blank_part(tmp_path: Path) -> None:
    """Somebody pressed Send: that is an entry too."""
    pair = FieldTitles(question="Question", slide="Slide")
    (entry,) = read(spec_of(write_csv(tmp_path / "x.csv", (ROW[0], "", "", "")), pair)).entries
    assert entry.parts == (Content("", ""),)


def test_without_a_slide_title_there_is_no_slide(tmp_path: Path) -> None:
    """None and "" are different: the first prints no label."""
    (entry,) = read(spec_of(write_csv(tmp_path / "x.csv", ROW), FieldTitles(question="Question"))).entries
    assert entry.parts == (Content("Why?", None),)


def test_a_question_made_again_in_the_form_fills_two_columns_of_one_title(tmp_path: Path) -> None:
    """The old column keeps its title; each row fills one of the two."""
    rows = [(ROW[0], "Old?", ""), (SECOND[0], "", "New?")]
    path = write_csv(tmp_path / "x.csv", *rows, header=("Timestamp", "Question", "Question"))
    reading = read(spec_of(path, FieldTitles(question="Question")))
    assert [entry.parts[0].question for entry in reading.entries] == ["Old?", "New?"]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("text", "key", "where"),
    [
        ("2023/08/09 9:02:11 AM,L,1,Why,Who?\n", "ragged", "x.csv, row 2"),
        ("soon,L,1,Why?\n2023/08/09 9:02:11 AM,L,1,How?\nnow,L,1,Who?\n", "time", "x.csv, rows 2, 4"),
        (
            "2023/08/09 9:02:11 AM\n" * 30 + "2023/08/09 9:02:11 AM,L,1,Why" + ",,Who?" * 99 + "\n",
            "ragged",
            "x.csv, row 32",
        ),
        (f"2023/08/09 9:02:11 AM,L,1,{'x' * 1_000_001}\n", "long", "x.csv, row 2"),
    ],
)
def test_odd_rows_are_taken_and_told(text: str, key: str, where: str, tmp_path: Path) -> None:
    """No row is dropped in silence; each kind of oddity is one problem with its rows."""
    (tmp_path / "x.csv").write_text(",".join(HEADER) + "\n" + text)
    reading = read(spec_of(tmp_path / "x.csv"))
    assert [(problem.key, problem.where) for problem in reading.problems] == [(key, where)]
    assert len(reading.entries) == text.count("\n")


@pytest.mark.parametrize(("title", "month"), [("Horodateur", 7), ("Timestamp", 1)])
def test_the_title_of_the_time_column_tells_how_dates_are_written(title: str, month: int, tmp_path: Path) -> None:
    """A French download is read day first, an English one month first."""
    path = write_csv(tmp_path / "x.csv", ("01/07/2024 12:00:00", "Why?"), header=(title, "Question"))
    (entry,) = read(spec_of(path, FieldTitles(question="Question"))).entries
    assert entry.instant is not None
    assert entry.instant.month == month


@pytest.mark.parametrize(
    ("row", "question"),
    [
        ("1,Why, then?", "Why, then?"),
        ("1,Why,then,,or,not?,,", "Why,then,,or,not?"),
        ('1,"Why, ""then""?",or not?', 'Why, "then"?,or not?'),
        ('1,Why,"is it, so"?', 'Why,"is it, so"?'),
        ("1,,no", ",no"),
        ('1,Why?, ,"",', "Why?"),
    ],
)
@pytest.mark.parametrize("before", ["", "\n", "2023/08/09 9:02:11 AM,L,1,Ä?\n" * 30])
def test_a_comma_that_nobody_quoted_keeps_the_question_whole(
    before: str, row: str, question: str, tmp_path: Path
) -> None:
    """What stands beyond the titles goes back behind the last cell as it was written, wherever the row stands."""
    (tmp_path / "x.csv").write_text(f"{','.join(HEADER)}\n{before}2023/08/09 9:02:11 AM,L,{row}\n")
    reading = read(spec_of(tmp_path / "x.csv"))
    assert reading.entries[-1].parts[0].question == question
    assert [problem.exit_code for problem in reading.problems] == [ExitCode.PARTLY] * (question != "Why?")


@given(st.text(st.characters(exclude_characters='\0\r\n"', codec="utf-8"), max_size=20), st.sampled_from(";\t"))
def test_any_unquoted_text_in_the_last_column_is_restored(text: str, delimiter: str) -> None:
    """Delimiters inside it lose nothing; only those at its very end are the row's."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "x.csv")
        row = ["2023-08-09 09:02:11", "L", "1", f"?{text}!"]
        file.write_text(f"{delimiter.join(HEADER)}\n{delimiter.join(row)}\n", newline="")
        assert read(spec_of(file)).entries[0].parts[0].question == f"?{text}!"


def test_empty_cells_too_many_do_no_harm(tmp_path: Path) -> None:
    """Delimiters at the end of a row are only that; and a cell under a column without title is nobody's question."""
    (tmp_path / "x.csv").write_text(",".join(HEADER) + ',\n2023/08/09 9:02:11 AM,L,1,Why?,note,"",,\n')
    assert read(spec_of(tmp_path / "x.csv")).problems == ()


def test_two_filled_columns_of_one_title_are_told(tmp_path: Path) -> None:
    """A form with two questions of one title needs two blocks; one would lose the second."""
    path = write_csv(tmp_path / "x.csv", (ROW[0], "One?", "Two?"), header=("Timestamp", "Question", "Question"))
    (problem,) = read(spec_of(path, FieldTitles(question="Question"))).problems
    assert (problem.key, problem.exit_code) == ("repeated", ExitCode.PARTLY)


def test_an_optional_field_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Names are not needed, but somebody asked for them."""
    path = write_csv(tmp_path / "x.csv", ROW)
    (problem,) = read(spec_of(path, FieldTitles(question="Question", name="Your name"))).problems
    assert 'name = "' in problem.next_step


def test_a_table_without_times_is_read_and_told(tmp_path: Path) -> None:
    """Typed lists have none; how edits are then recognised is said."""
    reading = read(spec_of(write_csv(tmp_path / "x.csv", ROW[1:], header=HEADER[1:])))
    assert [(entry.instant, problem.key) for entry, problem in zip(reading.entries, reading.problems, strict=True)] == [
        (None, "no-time")
    ]


def test_a_zip_gives_exactly_its_csv_files(tmp_path: Path) -> None:
    """The packer's own files and notes beside the download are passed over."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("../../Form.csv", csv_text([HEADER, ROW]))
        archive.writestr("__MACOSX/._Form.csv", b"\0\1")
        archive.writestr("notes.txt", "x")
    (entry,) = read(spec_of(tmp_path / "x.zip")).entries
    assert entry.file == "x.zip/../../Form.csv"
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]


def test_files_of_a_glob_are_one_source(tmp_path: Path) -> None:
    """One form per lecture: the rows of all files count, whatever order the folder lists them in."""
    write_csv(tmp_path / "b.csv", ROW)
    write_csv(tmp_path / "a.csv", SECOND)
    (tmp_path / "~$a.csv").write_bytes(b"lock")
    (tmp_path / "c.csv").mkdir()
    reading = read(spec_of(tmp_path / "*.csv"))
    assert [(entry.file, entry.parts[0].question) for entry in reading.entries] == [
        ("a.csv", "How?"),
        ("b.csv", "Why?"),
    ]


def test_a_later_download_replaces_the_older_one(tmp_path: Path) -> None:
    """`responses (1).csv` beside `responses.csv` must not double the questions."""
    write_csv(tmp_path / "responses.csv", ROW)
    write_csv(tmp_path / "responses (1).csv", ROW, SECOND, header=HEADER)
    reading = read(spec_of(tmp_path / "*.csv"))
    assert [entry.file for entry in reading.entries] == ["responses (1).csv"] * 2
    assert [(problem.key, problem.where) for problem in reading.problems] == [("older-download", "responses.csv")]


def test_date_order_is_worked_out_over_all_files(tmp_path: Path) -> None:
    """What one file leaves open another tells."""
    write_csv(tmp_path / "a.csv", ("5/3/2023 1:00:00", "L", "1", "A?"))
    write_csv(tmp_path / "b.csv", ("25/3/2023 1:00:00", "L", "1", "B?"))
    instants = [entry.instant for entry in read(spec_of(tmp_path / "*.csv", timezone="UTC")).entries]
    assert [instant.day for instant in instants if instant] == [5, 25]


def test_the_fingerprint_tells_whether_anything_is_new(tmp_path: Path) -> None:
    """Equal bytes and settings: equal; another byte, name or setting: another."""
    spec = spec_of(write_csv(tmp_path / "x.csv", ROW))
    before = source_fingerprint(spec)
    assert before == read(spec).fingerprint != source_fingerprint(replace(spec, date_order="DMY"))
    write_csv(tmp_path / "x.csv", ROW, SECOND)
    assert source_fingerprint(spec) != before


def test_a_moved_folder_is_no_news(tmp_path: Path) -> None:
    """A series copied to another machine has the same fingerprints."""
    (tmp_path / "other").mkdir()
    first, second = (spec_of(write_csv(folder / "x.csv", ROW)) for folder in (tmp_path, tmp_path / "other"))
    assert source_fingerprint(first) == source_fingerprint(second)


def test_looking_for_news_loads_no_heavy_library(tmp_path: Path) -> None:
    """A run without news imports none of the libraries that read tables."""
    path = write_csv(tmp_path / "x.csv", ROW)
    code = (
        "import sys; from pipeline.fetch import source_fingerprint as f; from tests.fetch.samples import spec_of\n"
        f"assert f(spec_of({str(path)!r}))\n"
        "print([m for m in ('pandas', 'numpy', 'openpyxl', 'rapidfuzz', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
