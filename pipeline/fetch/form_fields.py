"""Columns by title (pure): found however a title is spaced, cased or broken, and missed loudly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from pipeline.errors import SourceError
from pipeline.fetch.field_words import TIMESTAMP_TITLES
from pipeline.fetch.titles import normalised, spaced
from pipeline.model.source import FieldTitles, SourceSpec

PAIR_ROLES = ("question", "slide")  # the k-th block takes the k-th column of such a title
ENTRY_ROLES = ("lecture", "name", "email", "notify", "may_publish")
_REQUIRED = frozenset({"question", "slide", "lecture", "timestamp"})
_SHORTEST_PREFIX = 10

Columns = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BlockColumns:
    """Where one question/slide pair stands: per role the columns to look in, the first filled one counts.

    `slide` is None where the form has no slide field; a role nobody asked for has no columns.
    """

    question: Columns
    slide: Columns | None
    lecture: Columns = ()
    name: Columns = ()
    email: Columns = ()
    notify: Columns = ()
    may_publish: Columns = ()


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Where the fields of a source stand in one table.

    Attributes:
        blocks: one per `[[sources.fields]]`.
        timestamp: columns of the configured time title; empty if it is to be recognised.
        missing: (role, title) of fields that were asked for and are not there, but do not stop the source.
    """

    blocks: tuple[BlockColumns, ...]
    timestamp: Columns = ()
    missing: tuple[tuple[str, str], ...] = ()

    def mapped(self) -> frozenset[int]:
        """Return every column that has a role."""
        return frozenset(self.timestamp) | {
            column
            for block in self.blocks
            for role in PAIR_ROLES + ENTRY_ROLES
            for column in getattr(block, role) or ()
        }


class MissingFieldError(SourceError):
    """A required field is in none of the titles; the counts tell how much the row looks like titles."""

    def __init__(self, message: str, *, found: int, titles: int) -> None:
        super().__init__(message)
        self.found = found
        self.titles = titles


def find_columns(header: Sequence[str], wanted: str) -> Columns:
    """Return the columns of a title: as typed, else by what counts of it, else the only one that begins with it."""
    key = normalised(wanted)
    keys = [normalised(title) for title in header]
    if not key:
        return ()
    same = _places([spaced(title) for title in header], spaced(wanted)) or _places(keys, key)
    if same or len(key) < _SHORTEST_PREFIX:
        return same
    longer = {title for title in keys if title.startswith(key)}
    return _places(keys, longer.pop()) if len(longer) == 1 else ()


def _places(titles: Sequence[str], wanted: str) -> Columns:
    """Return where a title stands."""
    return tuple(place for place, title in enumerate(titles) if title == wanted)


def map_fields(header: Sequence[str], spec: SourceSpec, where: str) -> FieldMap:
    """Find every field of a source in a row of titles.

    Raises:
        MissingFieldError: a required one is not there; the message names the nearest titles and the line to paste.
    """
    finder = _Finder(header, spec)
    blocks = tuple(finder.block(titles) for titles in spec.fields)
    timestamp = finder.column("timestamp", spec.timestamp, first_only=True) if spec.timestamp else ()
    stopping = [missed for missed in finder.missing if missed[0] in _REQUIRED]
    if stopping:
        titles = sum(bool(title.strip()) for title in header)
        role, title = stopping[0]
        free = [
            free
            for place, free in enumerate(header)
            if place not in finder.taken and (role == "timestamp" or normalised(free) not in TIMESTAMP_TITLES)
        ]
        raise MissingFieldError(_missing(free, role, title, where), found=finder.found, titles=titles)
    return FieldMap(blocks, timestamp, tuple(finder.missing))


class _Finder:
    """Finds the fields of one header, block after block, remembering how often a title was used."""

    def __init__(self, header: Sequence[str], spec: SourceSpec) -> None:
        self._header = header
        self._uses = defaultdict[tuple[str, str], int](int)
        self._claims = defaultdict[tuple[str, str], int](int)
        for role, title in _pair_titles(spec):
            self._claims[role, normalised(title)] += 1
        self.found = 0
        self.missing: list[tuple[str, str]] = []
        self.taken: set[int] = set()

    def block(self, titles: FieldTitles) -> BlockColumns:
        """Return the columns of one block."""
        question = self._of_pair("question", titles.question)
        slide = self._of_pair("slide", titles.slide) if titles.slide.strip() else None
        entry = {role: self.column(role, getattr(titles, role)) for role in ENTRY_ROLES}
        return BlockColumns(question, slide, **entry)

    def column(self, role: str, title: str, *, first_only: bool = False) -> Columns:
        """Return the columns of a field of the whole entry."""
        if not title.strip():
            return ()
        columns = find_columns(self._header, title)
        self._count(role, title, columns)
        return columns[:1] if first_only else columns

    def _of_pair(self, role: str, title: str) -> Columns:
        """Return the k-th column of a title that k blocks share; all of them if only one block names it.

        A question deleted in the form and made again leaves two columns of one title, each row filling one.
        """
        key = role, normalised(title)
        columns = find_columns(self._header, title)
        if self._claims[key] > 1:
            columns = columns[self._uses[key] :][:1]
            self._uses[key] += 1
        self._count(role, title, columns)
        return columns

    def _count(self, role: str, title: str, columns: Columns) -> None:
        """Note whether a field was found."""
        self.taken.update(columns)
        if columns:
            self.found += 1
        elif (role, title) not in self.missing:
            self.missing.append((role, title))


def _pair_titles(spec: SourceSpec) -> Iterator[tuple[str, str]]:
    """Yield (role, title) of all question and slide fields."""
    for titles in spec.fields:
        yield "question", titles.question
        if titles.slide.strip():
            yield "slide", titles.slide


def nearest_titles(header: Sequence[str], wanted: str, count: int = 3) -> list[str]:
    """Return the titles most like the wanted one, the best first; a cell with an address is no title."""
    titles = list(dict.fromkeys(spaced(title)[:200] for title in header if title.strip() and "@" not in title))
    keys = [normalised(title) for title in titles]
    return [titles[place] for _, _, place in process.extract(normalised(wanted), keys, scorer=fuzz.WRatio, limit=count)]


def paste_line(role: str, title: str) -> str:
    """Return the settings line that maps a role to a title."""
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'{role} = "{quoted}"'


def _missing(free: Sequence[str], role: str, title: str, where: str) -> str:
    """Return the sentence about a field that is not there, with the titles that have no role yet."""
    nearest = nearest_titles(free, title)
    if not nearest:
        return (
            f'{where}: the {role} field "{spaced(title)}" is not there, nor any column title without a role: '
            "correct the settings, or download the responses again."
        )
    shown = ", ".join(f'"{near}"' for near in nearest)
    return (
        f'{where}: the {role} field "{spaced(title)}" is not there. Nearest column titles: {shown}. '
        f"If the first one is meant, write: {paste_line(role, nearest[0])}"
    )
