"""The values of a form's lecture menu → lectures: an id, and lecturer and title parted where that is certain. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.model.series import Lecture
from pipeline.settings import id_from_title

_LONGEST_ID = 24
_NUMBERED = re.compile(
    r"(?P<who>.+?)[\s,;:–—-]+(?P<title>(?:lecture|lec|talk|session|tutorial|seminar|course|part|day|vorlesung|cours|séance|"
    r"clase|sesión|lezione|aula)\s*\.?\s*\d+\b.*)",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    r"(?P<title>(?:lecture|talk|session|vorlesung|cours|séance|clase|lezione)\s*\d+)\s*[,;:–—-]\s*(?P<who>.+)",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(r"(?:(?:prof|professor|dr|mr|mrs|ms|herr|frau)\.?\s+)+", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_PARTICLES = frozenset("van von der den de del della di da dos du le la el al bin ter zu".split())
# "Deep Learning Lecture 2" has no lecturer: words that name subjects, and endings that nearly all of them have.
_SUBJECTS = frozenset(
    "deep machine neural data big quantum field theory string model models particle nuclear solid state dark matter "
    "standard general special advanced basic basics introduction intro graph signal image language time series linear "
    "climate cell gene brain art law world modern game group number set string high energy applied public health "
    "computer vision code life earth space plasma laser stars black holes galaxies school summer winter guest".split()
)
_SUBJECT_ENDINGS = (
    *"ics ology ing ings tion tions sion ment ments ity ities graphy ysis ness work works ence ences ance logy".split(),
    *"metry istry ism isms tik ung heit keit ität ique ología ica ogia zione zioni".split(),
)


def propose_lectures(values: Iterable[str]) -> tuple[Lecture, ...]:
    """Return one lecture per different value, in order, with ids that are all different.

    The value itself becomes an alias where the title no longer says it all, so that it is always matched.
    """
    lectures: list[Lecture] = []
    for value in dict.fromkeys(" ".join(value.split()) for value in values if value.strip()):
        lecturer, title = part(value)
        lecture_id = _free_id(_id(_surname(lecturer), title) or "lecture", [lecture.id for lecture in lectures])
        lectures.append(
            Lecture(
                id=lecture_id,
                title=title,
                lecturers=(lecturer,) if lecturer else (),
                aliases=(value,) if lecturer else (),
            )
        )
    return tuple(lectures)


def part(value: str) -> tuple[str, str]:
    """Return (lecturer, title); the lecturer is "" unless a person's name certainly stands beside `Lecture 2`."""
    found = _NUMBERED.fullmatch(value) or _NUMBER_FIRST.fullmatch(value)
    if found is None:
        return "", value
    who = _HONORIFIC.sub("", found["who"]).strip()
    return (who, found["title"]) if _is_name(who.split()) else ("", value)


def _is_name(words: Sequence[str]) -> bool:
    """Tell whether these words are first and last name: two to five capitalised ones, none of them a subject."""
    names = [word for word in words if word.casefold() not in _PARTICLES]
    if not 2 <= len(names) <= len(words) <= 5:
        return False
    return all(_NAME_WORD.fullmatch(word) and word[0].isupper() and not _is_subject(word) for word in names)


def _is_subject(word: str) -> bool:
    plain = word.casefold().rstrip(".")
    return plain in _SUBJECTS or (len(plain) > 5 and plain.endswith(_SUBJECT_ENDINGS))


def _surname(lecturer: str) -> str:
    return lecturer.rsplit(maxsplit=1)[-1] if lecturer else ""


def _id(surname: str, title: str) -> str:
    numbers = re.findall(r"\d+", title)
    return id_from_title(f"{surname} {numbers[0]}" if surname and numbers else f"{surname} {title}")


def _free_id(wanted: str, taken: Sequence[str]) -> str:
    if wanted not in taken:
        return wanted
    endings = (f"-{number}" for number in range(2, len(taken) + 3))
    return next(
        candidate for ending in endings if (candidate := wanted[: _LONGEST_ID - len(ending)] + ending) not in taken
    )
