"""Good settings, and what they become."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.model.series import Lecture
from pipeline.model.source import FieldTitles, SourceSpec
from pipeline.settings import DocumentSettings, TriageSettings, load_settings
from tests.settings.conftest import FIELDS, LECTURE, SECOND, SERIES, SOURCE, WHOLE, Faults, Load

_CURLY_FOLDER = "Schule “Jets”"


def test_short_settings_get_every_default(load: Load, tmp_path: Path) -> None:
    """Title, time zone, a lecture and a source are enough; all else has a default."""
    settings = load(WHOLE)
    assert settings.root == tmp_path
    assert settings.path == tmp_path / "config" / "pipeline.toml"
    assert settings.series.language == "en"
    assert settings.series.lectures == (Lecture("heinrich-2", "Lecture 2", ("Lukas Heinrich",), ("LH",)),)
    assert settings.documents == DocumentSettings("{questions_and_answers} - {who} {lecture}", None, "slide", None)
    assert settings.triage == TriageSettings("flagged")
    assert settings.lecture_answers_in == {"heinrich-2": "docx"}


def test_source_gets_an_absolute_path_and_the_name_as_written(load: Load, tmp_path: Path) -> None:
    """A source is found from any current folder, and keeps its name when the series moves to another machine."""
    (source,) = load(WHOLE).sources
    path = str(tmp_path / "config" / "responses.csv")
    fields = (FieldTitles("Question", lecture="Lecture"),)
    assert source == SourceSpec("responses.csv", "file", path, fields, "Europe/Zurich")


def test_every_key_of_a_lecture_is_read(load: Load) -> None:
    """All that can be said of a lecture arrives, on one line and in UTC."""
    more = (
        'initials = "LH, MK"\naliases = "Heinrich  L2"\nwas = "ml-2"\ndate = 2023-08-09\ncloses = 2023-08-09T18:00:00\n'
    )
    text = LECTURE.replace('"Lukas Heinrich"', '["Lukas Heinrich", "Michael Kagan"]') + more
    (lecture,) = load(SERIES + text + SOURCE + FIELDS).series.lectures
    assert lecture == Lecture(
        id="heinrich-2",
        title="Lecture 2",
        lecturers=("Lukas Heinrich", "Michael Kagan"),
        initials=("LH", "MK"),
        aliases=("Heinrich L2",),
        was=("ml-2",),
        day=date(2023, 8, 9),
        closes=datetime(2023, 8, 9, 16, 0, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "closes", ["2023-08-09T18:00:00", "2023-08-09 18:00:00", '"2023-08-09 18:00"', '"2023-08-09T16:00Z"']
)
def test_closing_time_is_local_unless_it_names_an_offset(load: Load, closes: str) -> None:
    """A closing time may be a TOML time or a text, local or with an offset."""
    (lecture,) = load(SERIES + LECTURE + f"closes = {closes}\n" + SOURCE + FIELDS).series.lectures
    assert lecture.closes == datetime(2023, 8, 9, 16, 0, tzinfo=UTC)


def test_lecture_without_a_lecturer_has_no_initials(load: Load) -> None:
    """A lecture may name nobody."""
    (lecture,) = load(SERIES + '[[lectures]]\nid = "a"\ntitle = "A"\n' + SOURCE + FIELDS).series.lectures
    assert (lecture.lecturers, lecture.initials) == ((), ())


def test_two_lecturers_may_give_lectures_of_one_title(load: Load) -> None:
    """Lectures of one title by two people are two; a document's title names the lecturer."""
    lectures = load(SERIES + LECTURE + SECOND.replace("Jets", "Lecture 2") + SOURCE + FIELDS).series.lectures
    assert [lecture.title for lecture in lectures] == ["Lecture 2", "Lecture 2"]


@pytest.mark.parametrize("written", ["heinrich-2", "ml-2"])
def test_source_may_name_its_lecture_by_a_former_id(load: Load, written: str) -> None:
    """After a renaming, a source that names the old id goes on."""
    text = SERIES + LECTURE + 'was = ["ml-2"]\n' + SECOND + SOURCE + f'lecture = "{written}"\n' + FIELDS
    assert load(text).sources[0].lecture == "heinrich-2"


def test_source_of_a_series_with_one_lecture_need_not_name_it(load: Load) -> None:
    """Where there is one lecture only, all questions belong to it."""
    text = SERIES + LECTURE + SOURCE + '[[sources.fields]]\nquestion = "Q"\n'
    assert load(text).sources[0].lecture == "heinrich-2"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: "\ufeff" + text, id="byte-order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="CR"),
        pytest.param(lambda text: text.replace(" = ", "\t=\t"), id="tabs"),
        pytest.param(lambda text: text.rstrip("\n"), id="no last line end"),
    ],
)
def test_what_editors_do_to_a_file_changes_nothing(load: Load, change: object) -> None:
    """Byte-order mark, line ends and tabs of any editor are accepted."""
    assert callable(change)
    assert load(change(WHOLE)) == load(WHOLE)


def test_curly_quotes_inside_a_text_stay(load: Load) -> None:
    """A title may hold curly quotes; only those round a value are faults."""
    assert load(WHOLE.replace("School", _CURLY_FOLDER)).series.title == _CURLY_FOLDER


def test_settings_outside_a_config_folder_have_their_output_beside_them(tmp_path: Path) -> None:
    """A settings file anywhere else keeps its output out of the folder above."""
    path = tmp_path / "school.toml"
    path.write_text(WHOLE)
    assert load_settings(path, {}).root == tmp_path


def test_template_is_relative_to_the_settings_file(load: Load, tmp_path: Path) -> None:
    """A template is found from any current folder."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "t.docx").touch()
    settings = load(WHOLE + '[documents]\ntemplate = "t.docx"\nintroduction = ""\n')
    assert settings.documents.template == tmp_path / "config" / "t.docx"
    assert settings.documents.introduction == ""


def test_words_replace_those_of_the_language(load: Load) -> None:
    """Single words are replaced, the others are those of the series' language."""
    words = load(
        SERIES + 'language = "de-CH"\n' + LECTURE + SOURCE + FIELDS + '[words]\nslide = "Dia"\nand = "&"\n'
    ).words
    assert (words.slide, words.and_, words.slides) == ("Dia", "&", "Folien")


def test_flag_counts_before_environment_before_file(load: Load) -> None:
    """The same key in three places: the command line wins, then the environment."""
    text = WHOLE + '[documents]\norder = "slide"\n'
    environ = {"QA_DOCUMENTS_ORDER": "submitted", "QA_SERIES_TITLE": "From outside", "QA_WORDS_AND": "&"}
    settings = load(text, environ, {"series.title": "By hand"})
    assert settings.documents.order == "submitted"
    assert (settings.series.title, settings.words.and_) == ("By hand", "&")


def test_other_variables_are_left_alone(load: Load) -> None:
    """The command's own variables and those of other programs are no settings."""
    environ = {"QA_CONFIG": "x", "QA_PIPELINE_COMPLETE": "x", "_QA_PIPELINE_COMPLETE": "x", "PATH": "x", "QA_ENV": "x"}
    assert load(WHOLE, environ) == load(WHOLE)


@pytest.mark.parametrize(
    ("environ", "flags", "expected"),
    [
        (
            {"QA_DOCUMENT_ORDER": "slide"},
            {},
            "environment: QA_DOCUMENT_ORDER is not known; did you mean QA_DOCUMENTS_ORDER?",
        ),
        (
            {"QA_DOCUMENTS_ORDER": "slides"},
            {},
            'environment: QA_DOCUMENTS_ORDER is "slides"; it may be "slide" or "submitted"; did you mean "slide"?',
        ),
        ({"QA_SERIES_TITEL": ""}, {}, "environment: QA_SERIES_TITEL is not known; did you mean QA_SERIES_TITLE?"),
        ({}, {"triage.holt": "all"}, "command line: triage.holt is not known; did you mean triage.hold?"),
        ({}, {"triage.hold": "none"}, 'command line: triage.hold is "none"; it may be "flagged" or "all"'),
        (
            {"QA_WORDS_PAGE_OF": "x"},
            {},
            (
                "environment: QA_WORDS_PAGE_OF has lost {page} and {pages}, where a number or text is put in, "
                'for instance page_of = "Page {page} of {pages}"'
            ),
        ),
    ],
)
def test_fault_from_outside_names_the_variable_or_flag(
    faults: Faults, environ: dict[str, str], flags: dict[str, str], expected: str
) -> None:
    """A fault that is not in the file says where it is."""
    assert faults(WHOLE, environ, flags) == [expected]
