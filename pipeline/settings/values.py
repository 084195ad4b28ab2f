"""What single values may be. Each check returns the value in its final form or says what is wrong with it.

A check's sentence goes on after the key's name; an example is added behind it unless it ends in a question mark.
"""

from __future__ import annotations

import re
import string
import unicodedata
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pipeline.errors import QaError
from pipeline.settings.faults import nearest
from pipeline.settings.people import several_people
from pipeline.settings.toml_values import in_toml

_LECTURE_ID = re.compile(r"[a-z0-9-]{1,24}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_FORBIDDEN_IN_INITIALS = re.compile(r"[\s:,;]")
_DURATION = re.compile(r"(?P<number>\d{1,6})\s*(?P<unit>s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)", re.IGNORECASE)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_BACKSLASH_LETTERS = str.maketrans({"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"})


class WholeSentenceError(QaError, ValueError):
    """What is wrong and what to write instead, so that no example need follow.

    It is a ValueError too, for that is what the checker of the schema takes.
    """


def one_line(text: str) -> str:
    """Return a text on one line, white space runs as one blank; it may not be empty."""
    squeezed = " ".join(text.split())
    if not squeezed:
        raise ValueError("is empty")
    return squeezed


def duration(text: str) -> timedelta:
    """Read `30 min`, `2 hours`, `45 s` or `1 day`."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise ValueError(f'is "{text}"; write a number and a unit')
    return timedelta(**{_UNITS[found["unit"][0].lower()]: int(found["number"])})


def duration_text(text: str) -> str:
    """Return a text that reads as a duration."""
    duration(text)
    return text


def not_blank(text: str) -> str:
    """Return a text exactly as written; it may not be empty."""
    if not text.strip():
        raise ValueError("is empty")
    return text


def one_or_several(value: object) -> object:
    """Return a single text as a list of one; anything else is for the next check."""
    return [value] if isinstance(value, str) else value


def lecturers_list(value: object) -> object:
    """Return a single text as a list of one unless it names several people; anything else is for the next check."""
    people = several_people(value) if isinstance(value, str) else ()
    if people:
        raise WholeSentenceError(f'is "{value}"; several people are a list: lecturer = {in_toml(people)}')
    return one_or_several(value)


def initials_list(value: object) -> object:
    """Return `"LH, MK"` as a list; anything else is for the next check."""
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def one_initials(text: str) -> str:
    """Return one person's initials: short, and nothing in them that a slot uses as a mark."""
    if not text or len(text) > 12 or _FORBIDDEN_IN_INITIALS.search(text):
        raise ValueError(f'has "{text}" in it; initials are 1 to 12 characters without blank, comma or colon')
    return text


def lecture_id(text: str) -> str:
    """Return a lecture's id, which begins the ids of its questions."""
    if not _LECTURE_ID.fullmatch(text):
        raise ValueError(f'is "{text}"; an id has 1 to 24 characters: a to z, 0 to 9 and "-"')
    return text


def id_from_title(title: str) -> str:
    """Return a lecture id made from a title ("Übung 2: Jets" → `ubung-2-jets`), or "" if nothing is left."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:24].strip("-")


def language_code(text: str) -> str:
    """Return a language code in the shape of BCP 47."""
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f'is "{text}", which is not a language code')
    return text


def time_zone(text: str) -> str:
    """Return the name of a time zone that this system knows."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = _nearest_zone(text)
        hint = f'; did you mean "{near}"?' if near else ""
        raise ValueError(f'is "{text}", which is not a time zone{hint}') from None
    return text


def _nearest_zone(text: str) -> str:
    """Return the zone most like a text, which may be a city alone."""
    zones = sorted(available_timezones())
    cities = {zone.rsplit("/", 1)[-1]: zone for zone in reversed(zones)}
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().replace(" ", "_")
    return nearest(plain, zones, 0.8) or cities.get(nearest(plain.rsplit("/", 1)[-1], cities, 0.8), "")


def day(value: object) -> date | None:
    """Return a day from a TOML date or a text such as `2023-08-09`."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(f'is "{value}"; a day is written year-month-day') from None
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("must be a day without a time")  # noqa: TRY004 - pydantic-core collects ValueError only
    return value


def moment(value: object) -> datetime:
    """Return a date and time from TOML or from a text such as `2023-08-09 18:00`; a zone may be missing."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(f'is "{value}"; a time is written year-month-day hours:minutes') from None
    if not isinstance(value, datetime):
        raise ValueError("must be a day and a time")  # noqa: TRY004 - pydantic-core collects ValueError only
    if not 1970 <= value.year <= 2200:
        raise ValueError(f"is in the year {value.year}")
    return value


def in_utc(time: datetime, zone: str) -> datetime:
    """Return an instant in UTC; a time that names no zone is one of `zone`."""
    return (time if time.tzinfo else time.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def file_path(text: str) -> str:
    """Return the path of a file as written; what cannot be a path on purpose is refused."""
    if text.startswith("~"):
        raise ValueError(f'is "{text}"; "~" is not expanded, write the whole path or one relative to the settings file')
    if any(unicodedata.category(char) == "Cc" for char in text):
        shown = text.translate(_BACKSLASH_LETTERS)
        raise ValueError(
            f'was read as "{shown}" with a control character in it; put a path with backslashes between single '
            f"quotes, or write / for each \\"
        )
    return not_blank(text)


def placeholders(pattern: str) -> frozenset[str]:
    """Return the {names} in a pattern.

    Raises:
        ValueError: a brace is not closed, or a name is more than a name.
    """
    try:
        parts = [part for part in string.Formatter().parse(pattern) if part[1] is not None]
    except ValueError:
        raise ValueError("has a brace that is not part of a {placeholder}; write {{ or }} for a brace") from None
    return frozenset(
        f"{name}{'!' if conversion else ''}{conversion or ''}{form}" for _, name, form, conversion in parts
    )


def title_pattern(text: str) -> str:
    """Return the pattern of document titles; without {lecture} all documents would be named alike."""
    known = ("questions_and_answers", "who", "lecture")
    for name in sorted(placeholders(text) - set(known)):
        near = nearest(name, known)
        hint = f"; did you mean {{{near}}}?" if near else "; there are {questions_and_answers}, {who} and {lecture}"
        raise ValueError(f"has the unknown placeholder {{{name}}}{hint}")
    if "lecture" not in placeholders(text):
        raise ValueError("has no {lecture} in it, so that all documents would have the same name")
    return one_line(text)
