"""Copies in other programs' formats, through the real LibreOffice and back: every answer is there."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline.documents.copies_kinds import kind_of
from pipeline.documents.copies_recognise import recognise
from pipeline.documents.libreoffice import LibreOffice
from pipeline.documents.sheet_reader import read_sheet, read_sheet_csv
from pipeline.documents.word_reader import read_word
from pipeline.errors import DocumentError
from pipeline.model.copies import CopyKind
from pipeline.model.reading import DocumentReading
from pipeline.rich_text.plain_text import plain
from tests.documents.editing import PNG
from tests.documents.sheets import DOCUMENT, IDS, answers_of, knowledge, leftovers_of, typed
from tests.documents.test_word_reader import known, opened
from tests.documents.test_word_reader_programs import OFFICE, saved_by_office
from tests.word.packages import zipped

pytestmark = [pytest.mark.office, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]

SERIES = "school-2023"
ANSWERS = ("Because it is convex & <b>.", "First line\nsecond line", "ü ß 😀 כן はい", "31")
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


def answered() -> bytes:
    """Return a document with an answer typed at each question, one of two paragraphs."""
    edited = opened()
    for number, answer in enumerate(ANSWERS, 1):
        edited.answer(number, *answer.split("\n"))
    return edited.saved()


def converted(content: bytes, name: str) -> bytes:
    """Return what a copy became."""
    (made,) = LibreOffice().convert([(name, content)])
    assert isinstance(made, bytes), made
    return made


def plain_answers(reading: DocumentReading) -> list[str]:
    """Return all answers as plain words."""
    return [plain(slot.answer) for slot in reading.slots]


@pytest.mark.parametrize("kind", ["odt", "doc", "rtf"])
def test_answers_come_back_from_other_text_formats(tmp_path: Path, kind: str) -> None:
    """Each at its question, and the lecture is recognised."""
    sent = saved_by_office(answered(), tmp_path, kind)
    assert kind_of(sent, "the copy") == kind
    content = converted(sent, f"answers.{kind}")
    assert recognise(content, "answers", SERIES, [known()]).lecture == "heinrich-2"
    read = read_word(content, "answers", known())
    assert plain_answers(read) == list(ANSWERS)
    assert (read.missing, read.leftovers) == ((), ())


# Asked for a .csv without more words, LibreOffice writes one that holds Western letters only.
@pytest.mark.parametrize(("kind", "third"), [("ods", ANSWERS[2]), ("xls", ANSWERS[2]), ("csv", "ü ß é")])
def test_answers_come_back_from_other_sheets(tmp_path: Path, kind: str, third: str) -> None:
    """The same for answer sheets."""
    answers = dict(zip(IDS, (*ANSWERS[:2], third, ANSWERS[3]), strict=True))
    sent = saved_by_office(typed(answers), tmp_path, kind)
    assert kind_of(sent, f"the copy.{kind}") == kind
    content = converted(sent, f"answers.{kind}")
    assert recognise(content, "answers", SERIES, [knowledge()]).lecture == DOCUMENT.lecture
    read = read_sheet_csv if kind == "csv" else read_sheet
    reading = read(content, "answers", knowledge())
    assert answers_of(reading) == answers
    assert (reading.missing, leftovers_of(reading)) == ((), [])


def test_a_whole_batch_is_converted_at_once(tmp_path: Path) -> None:
    """One that is no document is told, the others are there."""
    odt = saved_by_office(answered(), tmp_path, "odt")
    ods = saved_by_office(typed({IDS[0]: "yes"}), tmp_path, "ods")
    lost = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x"})
    made = LibreOffice().convert([("a.odt", odt), ("lost.odt", lost), ("b.ods", ods), ("c.odt", odt)])
    kinds = [kind_of(one, "it") for one in made if isinstance(one, bytes)]
    assert kinds == [CopyKind.DOCX, CopyKind.XLSX, CopyKind.DOCX]
    assert isinstance(made[1], DocumentError)
    assert "LibreOffice cannot read it" in str(made[1])


def open_document(kind: str, body: str) -> bytes:
    """Return a small OpenDocument file."""
    names = {"text": "text", "draw": "drawing", "svg": "svg-compatible", "table": "table", "office": "office"}
    spaces = " ".join(f'xmlns:{prefix}="{OPEN_DOCUMENT}:{name}:1.0"' for prefix, name in names.items())
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return zipped(
        {
            "mimetype": mime,
            "content.xml": f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'office:version="1.2"><office:body><office:{kind}>{body}</office:{kind}></office:body>'
            "</office:document-content>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{OPEN_DOCUMENT}:manifest:1.0">'
            f'<m:file-entry m:media-type="{mime}" m:full-path="/"/>'
            '<m:file-entry m:media-type="text/xml" m:full-path="content.xml"/></m:manifest>',
        }
    )


def hostile(kind: str, folder: Path) -> bytes:
    """Return a file that wants to show other files of this computer."""
    words, picture = (folder / "secret.txt"), (folder / "secret.png")
    if kind == "rtf":
        fields = (
            rf'{{\field{{\*\fldinst {name} "{path.as_posix()}"}}{{\fldrslt shown}}}}'
            for name, path in (("INCLUDETEXT", words), ("INCLUDEPICTURE", picture))
        )
        return rf"{{\rtf1 shown {' '.join(fields)}}}".encode()
    if kind == "ods":
        link = f"&apos;{words.as_uri()}&apos;#$Sheet1.A1"
        cell = f'<table:table-cell table:formula="of:={link}" office:value-type="string"><text:p>shown</text:p>'
        return open_document(
            "spreadsheet",
            f'<table:table table:name="A"><table:table-row>{cell}</table:table-cell></table:table-row></table:table>',
        )
    source = f'<text:section-source xlink:href="{words.as_uri()}"/>'
    frame = f'<draw:image xlink:href="{picture.as_uri()}" xlink:type="simple" xlink:show="embed"/>'
    return open_document(
        "text",
        f'<text:p>shown</text:p><text:section text:name="s">{source}<text:p>inner</text:p></text:section>'
        f'<text:p><draw:frame svg:width="2cm" svg:height="2cm">{frame}</draw:frame></text:p>',
    )


@pytest.mark.parametrize("kind", ["odt", "ods", "rtf"])
def test_no_other_file_is_looked_at(tmp_path: Path, kind: str) -> None:
    """Neither words nor pictures of this computer get into a copy that asks for them."""
    (tmp_path / "secret.txt").write_text("SECRET", encoding="utf-8")
    (tmp_path / "secret.png").write_bytes(PNG)
    content = converted(hostile(kind, tmp_path), f"copy.{kind}")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    everything = b"".join(parts.values())
    assert b"SECRET" not in everything
    assert PNG not in everything
    assert [name for name in parts if "media/" in name] == []


def test_libreoffice_is_found_where_it_is() -> None:
    """By its name or by its path."""
    assert LibreOffice(str(shutil.which("soffice"))).convert([]) == ()
