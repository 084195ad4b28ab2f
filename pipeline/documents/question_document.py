"""QUESTIONS → QUESTION DOCUMENT: title, introduction, order, labels and notes of one lecture. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pipeline.model.document import QuestionBlock, QuestionDocument
from pipeline.model.question import Question
from pipeline.model.series import Lecture, Series
from pipeline.model.slide_label import slide_label, slide_order
from pipeline.model.slide_reference import SlideKind
from pipeline.model.words import Words
from pipeline.rich_text.addresses import mask_addresses
from pipeline.rich_text.characters import clean

_LAST = datetime.max.replace(tzinfo=UTC)
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")  # names Windows keeps for devices
_LONGEST_NAME = 120  # bytes, so that a sync program may still add its own words


@dataclass(frozen=True, slots=True)
class DocumentStyle:
    """What the settings say about documents.

    Attributes:
        title: pattern with {questions_and_answers}, {who} and {lecture}.
        introduction: printed under the title; None for the built-in words, "" for none.
        by_slide: order by slide; otherwise as submitted.
        words: the printed words.
    """

    title: str
    introduction: str | None
    by_slide: bool
    words: Words


def document_of(
    lecture: Lecture,
    questions: Iterable[Question],
    *,
    series: Series,
    series_key: str,
    style: DocumentStyle,
    first_written: date,
) -> QuestionDocument:
    """Return the working document of a lecture, a function of its arguments alone."""
    words = style.words
    return QuestionDocument(
        series_key=series_key,
        lecture=lecture.id,
        title=title_of(lecture, style),
        series_title=series.title,
        introduction=words.introduction if style.introduction is None else style.introduction,
        slot=f"{', '.join(lecture.initials) or words.answer}:",
        language=series.language,
        footer=words.first_written.format(date=first_written.isoformat()),
        page_of=words.page_of,
        first_written=first_written,
        lecturers=lecture.lecturers,
        blocks=tuple(_block(question, words) for question in in_order(questions, by_slide=style.by_slide)),
    )


def title_of(lecture: Lecture, style: DocumentStyle) -> str:
    """Return the title; a lecture whose own title names the lecturer is not prefixed with the name again."""
    who = "" if _names_lecturer(lecture) else _joined(lecture.lecturers, style.words.and_)
    pattern = style.title if who else style.title.replace("{who} ", "").replace(" {who}", "").replace("{who}", "")
    filled = pattern.format(questions_and_answers=style.words.questions_and_answers, who=who, lecture=lecture.title)
    return " ".join(filled.split())


def _names_lecturer(lecture: Lecture) -> bool:
    title = _letters(lecture.title)
    return any(f" {_letters(name).split()[-1]} " in f" {title} " for name in lecture.lecturers if _letters(name))


def _letters(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(letter for letter in bare if not unicodedata.combining(letter))))


def _joined(names: Sequence[str], and_: str) -> str:
    return f" {and_} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def in_order(questions: Iterable[Question], *, by_slide: bool) -> list[Question]:
    """Return the questions by slide then time, or as submitted; equal places by number."""
    if by_slide:
        return sorted(questions, key=lambda question: (slide_order(question.slide), *_by_time(question)))
    return sorted(questions, key=_by_time)


def _by_time(question: Question) -> tuple[datetime, int, str]:
    stem, _, number = question.id.rpartition("-")
    return (question.instant or _LAST, int(number), stem)


def _block(question: Question, words: Words) -> QuestionBlock:
    label = slide_label(question.slide, words) if question.slide else ""
    return QuestionBlock(
        id=question.id,
        label=mask_addresses(label, words.address_removed),
        text=mask_addresses(question.text, words.address_removed),
        note=mask_addresses(note_of(question, words), words.address_removed),
    )


def note_of(question: Question, words: Words) -> str:
    """Return `asked by 3; also: Slide 33`, or ""."""
    notes = []
    if question.asked_by > 1:
        notes.append(words.asked_by.format(count=question.asked_by))
    if question.other_slides:
        labels = dict.fromkeys(slide_label(slide, words).rstrip(".") for slide in question.other_slides)
        notes.append(words.also_on.format(slides=", ".join(labels)))
    if question.slide and question.slide.review and question.slide.kind is not SlideKind.DESCRIPTION:
        notes += [words.slide_as_typed.format(text=text) for text in (question.slide.text,) if text]
    if question.late:
        notes.append(words.late)
    return "; ".join(notes)


def file_name(title: str, taken: Iterable[str], lecture: str, suffix: str) -> str:
    """Return a file name for the title that is safe on every system and unlike the taken ones, case aside."""
    safe = " ".join(_UNSAFE.sub(" ", unicodedata.normalize("NFC", clean(title))).split()).strip(". ")
    if not safe or _RESERVED.match(safe):
        safe = f"Questions {safe or lecture}"
    others = {name.casefold() for name in taken}
    for stem in (_cut(safe), f"{_cut(safe)} ({lecture})"):
        if f"{stem}{suffix}".casefold() not in others:
            return f"{stem}{suffix}"
    return f"{lecture}{suffix}"


def _cut(name: str) -> str:
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(". ")
