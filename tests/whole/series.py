"""A small series in a folder of its own, told in words and run as the command line runs it, at a time that stands."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree as ET

from pipeline.cli import call
from pipeline.model.record import Account, Placement
from pipeline.model.submission import Submission
from pipeline.store import open_store
from pipeline.surroundings import Surroundings

CHECKOUT = Path(__file__).parents[2]
SHARED = CHECKOUT.parent / "shared"
START = datetime(2026, 8, 20, 12, tzinfo=UTC)
HEADER = ("Timestamp", "Lecture", "Slide", "Question", "E-mail")
_FIRST = datetime(2026, 8, 10, 9, tzinfo=timezone(timedelta(hours=2)))
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

SETTINGS = """\
[series]
title = "Hill School"
language = "en"
timezone = "Europe/Zurich"

[[lectures]]
id = "waves"
title = "Waves"
lecturer = "Ada Brook"

[[lectures]]
id = "tides"
title = "Tides"
lecturer = "Ben Cole"

[[sources]]
kind = "file"
path = "responses.csv"

[[sources.fields]]
lecture = "Lecture"
slide = "Slide"
question = "Question"
email = "E-mail"
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the form: `minute` counts from the first question of the school."""

    question: str
    slide: str = "3"
    lecture: str = "Waves"
    minute: int = 0
    email: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells as a download has them."""
        instant = _FIRST + timedelta(minutes=self.minute)
        return (f"{instant:%Y/%m/%d %I:%M:%S %p} GMT+2", self.lecture, self.slide, self.question, self.email)


ROWS = (
    Row("Why does a wave break?", "31", minute=1),
    Row("Is foam a wave?", "about foam", minute=2),
    Row("Does the moon pull?", "3-5", "Tides", minute=3),
    Row("What is a spring tide?", "", "Tides", minute=4),
    Row("Why is it late?", "7", "Tides", minute=5),
    Row("Where does it go?", "2", "Currents", minute=6),
    Row("Why does a wave break?", "31", minute=7),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a command ended with and said."""

    code: int
    out: str = ""
    err: str = ""


SILENT = Said(0)


@dataclass(frozen=True, slots=True)
class Kept:
    """All that the store has of submissions, and the documents as they lie there."""

    submissions: tuple[Submission, ...]
    placements: Mapping[int, Placement]
    highest: Mapping[str, int]
    accounts: tuple[Account, ...]
    documents: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Series:
    """A series folder; `now` is the time at which its commands are run."""

    root: Path
    now: datetime = START
    environ: Mapping[str, str] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        """What the runs make."""
        return self.root / "output"

    @property
    def documents(self) -> Path:
        """The working documents."""
        return self.output / "documents"

    @property
    def settings_file(self) -> Path:
        """The settings."""
        return self.root / "config" / "pipeline.toml"

    def says(self, settings: str) -> None:
        """Give it these settings."""
        self.settings_file.parent.mkdir(parents=True, exist_ok=True)
        self.settings_file.write_text(settings, encoding="utf-8")

    def has(self, *rows: Row | tuple[str, ...], header: tuple[str, ...] = HEADER, file: str = "responses.csv") -> None:
        """Let a download hold these rows."""
        path = self.settings_file.with_name(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as stream:
            cells = (row.cells if isinstance(row, Row) else row for row in rows)
            csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([header, *cells])

    def call(self, *arguments: str, terminal: bool = False) -> Said:
        """Do what the command line asks for, in the series' own folder."""
        out, err = io.StringIO(), io.StringIO()
        around = Surroundings(lambda: self.now, self.environ, self.root, out, err, terminal)
        code = call(arguments, around)
        return Said(int(code), out.getvalue(), err.getvalue())

    def run(self, *options: str) -> Said:
        """Make one pass as cron does: off a terminal."""
        return self.call("run", *options)

    def later(self, **delta: float) -> Series:
        """Return the series at a later time."""
        return replace(self, now=self.now + timedelta(**delta))

    def document(self, part: str = "Waves") -> Path:
        """Return the one document whose name holds these words."""
        (found,) = [path for path in self.documents.glob("*.docx") if part in path.name and path.name[0] not in ".~"]
        return found

    def questions(self, part: str = "Waves") -> list[str]:
        """Return the questions of a document with their labels, in order."""
        return [text for style, text in paragraphs(self.document(part).read_bytes()) if style == "QAQuestion"]

    def kept(self) -> Kept:
        """Return what the store has, and the documents."""
        with open_store(self.output / "state") as store:
            return Kept(
                store.submissions.all(),
                store.placements.all(),
                store.placements.highest_numbers(),
                store.placements.accounts(),
                {path.name: path.read_bytes() for path in sorted(self.documents.glob("*"))},
            )

    def picture(self) -> dict[str, tuple[int, bytes]]:
        """Return every file and folder under `output/` with its time and bytes, without `last-look`."""
        return {
            path.relative_to(self.output).as_posix(): (
                path.stat().st_mtime_ns,
                path.read_bytes() if path.is_file() else b"",
            )
            for path in sorted(self.output.rglob("*"))
            if path.name != "last-look"
        }


def small(root: Path, *rows: Row, settings: str = SETTINGS) -> Series:
    """Return a series of two lectures whose form holds these rows, or the ordinary ones."""
    series = Series(root)
    series.says(settings)
    series.has(*(rows or ROWS))
    return series


def sample(root: Path) -> Series:
    """Return a copy of the sample series that comes with the program."""
    shutil.copytree(CHECKOUT / "config", root / "config")
    return Series(root)


def paragraphs(document: bytes) -> list[tuple[str, str]]:
    """Return style and text of every paragraph of a Word file's body."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        body = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - a file of our own
    return [(_style(paragraph), _text(paragraph)) for paragraph in body.iter(f"{_W}p")]


def _style(paragraph: ET.Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "")


def _text(paragraph: ET.Element) -> str:
    told = {f"{_W}t": "", f"{_M}t": "", f"{_W}br": "\n", f"{_W}tab": "\t"}
    return "".join(told[piece.tag] or piece.text or "" for piece in paragraph.iter() if piece.tag in told)


def typed_into(document: bytes, words: str) -> bytes:
    """Return the file with words in its first slot, as a lecturer's program may save it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as package, zipfile.ZipFile(target, "w") as written:
        for entry in package.infolist():
            content = package.read(entry)
            if entry.filename == "word/document.xml":
                content = content.replace(b"AB:", b"AB: " + words.encode(), 1)
            written.writestr(entry, content)
    return target.getvalue()
