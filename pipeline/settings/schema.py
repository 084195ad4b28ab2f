"""Every section and key of the settings: what it is, what it may be, its default and an example.

Descriptions stand here once; the reference, the sample file and the messages are made from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from pydantic_core import core_schema

from pipeline.settings import values
from pipeline.settings.options import Block, as_tuple, choice, made_by, option, options_of, shape_of, text, texts

_DAY = date(2023, 8, 9)
_EVENING = datetime(2023, 8, 9, 18, 0)  # noqa: DTZ001 - a local time on purpose
_LINE = text(values.one_line)
_LINES = texts(_LINE, values.one_or_several)
_LECTURERS = texts(_LINE, values.lecturers_list)
_FILLED = text(values.not_blank)
_ID = text(values.lecture_id)
_ZONE = text(values.time_zone)
_PATH = text(values.file_path)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesBlock(Block):
    """The school as a whole."""

    title: str = option("Name of the series, as printed in every document.", _LINE, "Summer School on Machine Learning")
    timezone: str = option("Time zone of all times that name none, by its IANA name.", _ZONE, "Europe/Zurich")
    language: str = option(
        "Language of the printed words, as a code such as en, de, fr, es or it; others print English words.",
        text(values.language_code),
        "en",
        "en",
    )
    lectures: str | None = option(
        "A .csv file with one lecture a row; it replaces the [[lectures]] blocks.", _PATH, "lectures.csv", None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LectureBlock(Block):
    """One lecture; the order of the blocks is the order everywhere."""

    id: str = option(
        'Short name, also the beginning of its question ids: 1 to 24 of a-z, 0-9 and "-".', _ID, "heinrich-2"
    )
    title: str = option("Title as printed.", _LINE, "Lecture 2")
    lecturer: tuple[str, ...] = option(
        "A name, or a list of names; leave it out if nobody is to be named.", _LECTURERS, "Lukas Heinrich", ()
    )
    initials: tuple[str, ...] = option(
        "Initials printed before the answer, one for each lecturer; made from the names if left out.",
        texts(text(values.one_initials), values.initials_list),
        "LH",
        (),
    )
    aliases: tuple[str, ...] = option("Other names participants use for it.", _LINES, ["Heinrich L2"], ())
    date: date | None = option(  # noqa: RUF009 - `option` is a dataclass field, here and below
        "Day it is given.", made_by(values.day), _DAY, None
    )
    closes: datetime | None = option(  # noqa: RUF009
        "Questions that come later are taken and marked late; local time of the series unless it names an offset.",
        made_by(values.moment),
        _EVENING,
        None,
    )
    was: tuple[str, ...] = option(
        "Former ids: after a renaming its questions stay with it.",
        texts(_ID, values.one_or_several),
        ["ml-2"],
        (),
    )
    answers_in: Literal["docx", "xlsx"] = choice(
        "Kind of the working document: Word file or answer sheet.", ("docx", "xlsx"), "xlsx", "docx"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsBlock(Block):
    """Which column holds what, by the titles in its first row; one block for each question/slide pair of the form."""

    question: str = option("Column with the question.", _FILLED, "Your question")
    slide: str = option(
        "Column with the slide; leave it out if the form has none.", text(), "Which slide is it about?", ""
    )
    lecture: str = option("Column with the lecture.", text(), "Which lecture is it about?", "")
    name: str = option("Column with the name of who asks.", text(), "Your name", "")
    email: str = option("Column with an address.", text(), "E-mail", "")
    notify: str = option("Column that says whether to write to them.", text(), "Tell me when it is answered", "")
    may_publish: str = option("Column that allows publishing.", text(), "May we publish it?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBlock(Block):
    """A place where questions come from; there may be several."""

    kind: Literal["file"] = choice("Kind of source.", ("file",), "file", "file")
    path: str = option(
        "A .csv, .tsv, .zip or .xlsx file, or a pattern with * for several, relative to this settings file.",
        _PATH,
        "responses.csv",
    )
    name: str = option("Name in messages and in the store; the path if left out.", _FILLED, "main form", "")
    lecture: str = option("Id of the lecture that all its questions belong to.", text(), "heinrich-2", "")
    timezone: str = option("Time zone of its times; that of the series if left out.", _ZONE, "Europe/Zurich", "")
    timestamp: str = option("Column with the time; recognised by itself if left out.", text(), "Timestamp", "")
    date_order: Literal["MDY", "DMY", "YMD", ""] = choice(
        "Order of day (D), month (M) and year (Y) in its dates; worked out if left out.",
        ("MDY", "DMY", "YMD"),
        "MDY",
        "",
    )
    fields: tuple[dict[str, str], ...] = option(
        "The columns, in [[sources.fields]] blocks.",
        as_tuple(core_schema.list_schema(shape_of(FieldsBlock), strict=True)),
        None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsBlock(Block):
    """The documents that lecturers fill in."""

    title: str = option(
        "Pattern of their titles, with {questions_and_answers}, {who} (the lecturers) and {lecture} (its title).",
        text(values.title_pattern),
        "{questions_and_answers} - {who} {lecture}",
        "{questions_and_answers} - {who} {lecture}",
    )
    introduction: str | None = option(
        'Text before the first question; a built-in one if left out, none if "".',
        text(),
        "Please answer by Friday.",
        None,
    )
    order: Literal["slide", "submitted"] = choice("Order of the questions.", ("slide", "submitted"), "slide", "slide")
    template: str | None = option("A Word file whose styles are used.", _PATH, "template.docx", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageBlock(Block):
    """What becomes of a submission."""

    hold: Literal["flagged", "all"] = choice(
        "Which submissions wait for a person: those that look wrong, or all of them.",
        ("flagged", "all"),
        "flagged",
        "flagged",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishBlock(Block):
    """When answers count."""

    settle: str = option(
        "How long an answer must stand unchanged before it counts: so many s, min, hours or days.",
        text(values.duration_text),
        "2 hours",
        "30 min",
    )


BLOCKS: dict[tuple[str, ...], type[Block]] = {
    ("series",): SeriesBlock,
    ("lectures",): LectureBlock,
    ("sources",): SourceBlock,
    ("sources", "fields"): FieldsBlock,
    ("documents",): DocumentsBlock,
    ("triage",): TriageBlock,
    ("publish",): PublishBlock,
}
REPEATED = frozenset({("lectures",), ("sources",), ("sources", "fields")})
SECTIONS = ("series", "lectures", "sources", "documents", "triage", "publish", "words")


def heading(section: tuple[str, ...]) -> str:
    """Return the line a section begins with: `[series]`, `[[lectures]]`."""
    name = ".".join(section)
    return f"[[{name}]]" if section in REPEATED else f"[{name}]"


def example_of(section: tuple[str, ...], key: str) -> object:
    """Return the example value of a key, or None if there is none."""
    known = options_of(BLOCKS[section]).get(key) if section in BLOCKS else None
    return known.example if known else None
