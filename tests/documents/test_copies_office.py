"""The conversion of copies, with a small program in place of LibreOffice."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.documents.libreoffice import LibreOffice
from pipeline.documents.libreoffice_guard import without_inclusions
from pipeline.documents.word_writer import WordWriter
from pipeline.errors import DocumentError
from pipeline.model.copies import CopyKind
from tests.documents.samples import sample
from tests.documents.test_copies_kinds import OLE, stream
from tests.word.packages import zipped

# It notes each start, "reads" files by copying them, and breaks off, hangs or refuses where a file says so.
PROGRAM = """#!{python}
import pathlib, sys, time
options = sys.argv[1:]
profile = next(one for one in options if one.startswith("-env:UserInstallation=file:///"))
assert pathlib.Path(profile.partition("file://")[2], "user/registrymodifications.xcu").is_file()
where = options.index("--outdir")
files = [pathlib.Path(one) for one in options if pathlib.Path(one).parent == pathlib.Path.cwd()]
files = [one for one in files if one.is_file()]
with open({log!r}, "a") as log:
    print(options[options.index("--convert-to") + 1], len(files), file=log)
for file in files:
    content = file.read_bytes()
    if b"break off" in content:
        sys.exit(77)
    if b"hang" in content:
        time.sleep(60)
    if b"refuse" not in content:
        made = pathlib.Path(options[where + 1])
        made.mkdir(exist_ok=True)
        kind = options[options.index("--convert-to") + 1]
        (made / (file.stem + "." + kind)).write_bytes(b"made of " + content)
"""


@pytest.fixture
def office(tmp_path: Path) -> LibreOffice:
    """Return a converter whose program is the small one."""
    program = tmp_path / "soffice"
    program.write_text(PROGRAM.format(python=sys.executable, log=str(tmp_path / "log")), encoding="utf-8")
    program.chmod(0o755)
    return LibreOffice(str(program), seconds=5)


def starts(folder: Path) -> list[str]:
    """Return what was asked for at each start."""
    return (folder / "log").read_text(encoding="utf-8").splitlines()


def test_a_batch_is_one_start_for_each_kind_made(office: LibreOffice, tmp_path: Path) -> None:
    """Results come in the order of the files; what needs no conversion stays as it is."""
    word, rtf, ole = WordWriter().write(sample()), b"{\\rtf1 x}", stream("WordDocument")
    files = [("a.rtf", rtf), ("a.xls", stream("Workbook")), ("a.docx", word), ("a.rtf", rtf + b"2"), ("a.doc", ole)]
    made = office.convert(files)
    expected = [word if name == "a.docx" else b"made of " + content for name, content in files]
    assert list(made) == expected
    assert starts(tmp_path) == ["docx 3", "xlsx 1"]


@pytest.mark.parametrize(
    ("word", "message", "count"),
    [("refuse", "LibreOffice cannot read it", 1), ("break off", "broke off", 4)],
)
def test_one_bad_file_costs_the_others_nothing(
    office: LibreOffice, tmp_path: Path, word: str, message: str, count: int
) -> None:
    """It alone is named, with what to do."""
    files = [("a.rtf", b"{\\rtf1 one}"), ("bad.rtf", b"{\\rtf1 " + word.encode() + b"}"), ("c.rtf", b"{\\rtf1 three}")]
    first, bad, last = office.convert(files)
    assert (first, last) == (b"made of {\\rtf1 one}", b"made of {\\rtf1 three}")
    assert isinstance(bad, DocumentError)
    assert str(bad).startswith(r"bad.rtf (.rtf) could not be read: ")
    assert message in str(bad)
    assert "save it as a Word document (.docx), and send that." in str(bad)
    assert len(starts(tmp_path)) == count


def test_what_hangs_is_ended(office: LibreOffice) -> None:
    """After the seconds it was given."""
    (bad,) = LibreOffice(office.program, seconds=0.5).convert([("a.rtf", b"{\\rtf1 hang}")])
    assert "took over 0.5 seconds" in str(bad)


def test_nothing_stays_behind(office: LibreOffice) -> None:
    """Neither files nor profile, also when it broke off."""
    before = set(Path(tempfile.gettempdir()).glob("qa-pipeline-*"))
    office.convert([("a.rtf", b"{\\rtf1 x}"), ("a.rtf", b"{\\rtf1 break off}")])
    assert set(Path(tempfile.gettempdir()).glob("qa-pipeline-*")) <= before


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"%PDF", "is a PDF"),
        ("a.odt", b"PK\x03\x04 and then nothing", "is damaged"),
        (
            "a.odt",
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b" " * (20 << 20)}),
            "unpacks without bounds",
        ),
        ("a.doc", OLE, "is an old Office file"),
    ],
)
def test_what_is_no_document_never_reaches_it(
    office: LibreOffice, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    """It is refused as if it were to be read at once."""
    (bad,) = office.convert([(name, content)])
    assert isinstance(bad, DocumentError)
    assert message in str(bad)
    assert not (tmp_path / "log").exists()


def test_without_libreoffice_the_way_out_is_told(tmp_path: Path) -> None:
    """A Word file needs none."""
    word = WordWriter().write(sample())
    bad, good = LibreOffice(str(tmp_path / "none")).convert([("a.ods", _ods()), ("b.docx", word)])
    assert good == word
    assert "LibreOffice, which is not installed at" in str(bad)
    assert "save it as an Excel workbook (.xlsx), and send that." in str(bad)


def test_a_program_that_cannot_run_is_told(tmp_path: Path) -> None:
    """Not raised."""
    program = tmp_path / "soffice"
    program.write_bytes(b"\x7fELF and nothing")
    program.chmod(0o755)
    (bad,) = LibreOffice(str(program)).convert([("a.ods", _ods())])
    assert "LibreOffice could not be started" in str(bad)


def test_only_instructions_to_include_a_file_are_renamed() -> None:
    """Words stay as they are, and so does the length."""
    rtf = b'{\\field{\\*\\fldinst { INCLUDEPICTURE "x" }}{\\fldrslt INCLUDETEXT}} INCLUDEPICTURE'
    renamed = rtf.replace(b"INCLUDEPICTURE", b"XNCLUDEPICTURE", 1)
    assert without_inclusions(rtf, CopyKind.RTF) == renamed
    wide = "a \x13 INCLUDETEXT x\x14INCLUDETEXT\x15 \x13HYPERLINK\x14".encode("utf-16-le")
    assert without_inclusions(wide, CopyKind.DOC) == wide.replace(b"\x13\0 \0I\0", b"\x13\0 \0X\0")
    assert without_inclusions(rtf, CopyKind.ODT) == rtf


def _ods() -> bytes:
    """Return a small spreadsheet."""
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})
