"""A Word file read again: only the questions at which something may have changed since it was read last.

The first reading of a long document costs several times what its parsing costs; most files come back with a few more
answers in them. Here the two versions are compared as bytes, and only what differs is read, as a document of its own.
Wherever that could give anything else than a reading of the whole, there is no answer, and the whole has to be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.documents.reading_as_written import doubtful
from pipeline.documents.reading_expected import Questions, expected_of, key, letters, questions_of
from pipeline.documents.reading_find import likeness
from pipeline.documents.reading_joined import taken_apart
from pipeline.documents.reading_sound import are_sound
from pipeline.documents.reading_stretches import Stretches, UncertainError, stretches_of, version_before
from pipeline.documents.reading_units import Unit, units_of_body
from pipeline.documents.word_reader import read_source
from pipeline.errors import DocumentError
from pipeline.model.reading import DocumentKnowledge, DocumentReading, FoundBy, KnownQuestion
from pipeline.rich_text.characters import one_line
from pipeline.word.package import open_package
from pipeline.word.paragraphs import bookmark
from pipeline.word.relations import read_relations
from pipeline.word.rich_reader import RichReader
from pipeline.word.rich_source import WordSource

# Parts that every program writes anew and that say nothing about the answers, and how they are pointed to.
_UNREAD = frozenset(
    ("docProps/app.xml", "docProps/core.xml", "word/settings.xml", "word/webSettings.xml", "word/fontTable.xml")
)
_UNREAD_KINDS = frozenset(("extended-properties", "core-properties", "settings", "webSettings", "fontTable"))
_MOST = 3  # from every third question on, reading everything is as cheap
_COMMENT = b"<w:comment"
_NOTE = (b"<w:footnoteReference", b"<w:endnoteReference")
_ALIKE = 60.0  # per cent of equal letters: more than it takes to believe a bookmark, whatever the other questions are


def read_changed(
    content: bytes, name: str, knowledge: DocumentKnowledge, opening: Sequence[str], before: bytes
) -> DocumentReading | None:
    """Return what a Word file says about the questions at which it may have changed since another version of it.

    What is left out stands as it did: for every slot that is not in the reading, a reading of the whole file says the
    same as one of `before`. The slots that are in it say what a reading of the whole file says; so do the leftovers
    and the remarks, which are those of the same questions only. `missing` is empty. A caller who gets None reads the
    whole file with `read_word`; so it is with every file that cannot be read.

    Args:
        content: the file.
        name: how a person knows it; begins every message.
        knowledge: the questions the document was written with, and the lecturers' initials; as for `before`.
        opening: title and introduction as written, a paragraph each; as for `before`.
        before: the version that was read last, byte for byte.
    """
    try:
        return _Comparison(_opened(content, name), open_package(before, name), knowledge).read(opening)
    except (UncertainError, DocumentError):
        return None


@dataclass(frozen=True, slots=True)
class _Version:
    """One of the two versions: what of it is to be read, and which of these questions need a closer look."""

    cut: Stretches
    numbers: frozenset[int]
    doubtful: Sequence[int]


class _Words(dict[str, list[int]]):
    """Questions by their words, those too that are not looked for: they are worked out if something begins like them.

    Args:
        chosen: the questions that are looked for, by their words.
        everyone: all questions of the document.
    """

    def __init__(self, chosen: Mapping[str, list[int]], everyone: Sequence[KnownQuestion]) -> None:
        super().__init__(chosen)
        self._everyone = everyone
        self._beginnings = tuple({key(one_line(label)) for label in {one.label for one in everyone}})
        self._all: frozenset[str] | None = None

    def __contains__(self, words: object) -> bool:
        """Tell whether these are the words of a question."""
        if super().__contains__(words) or not isinstance(words, str) or not words.startswith(self._beginnings):
            return super().__contains__(words)
        if self._all is None:
            self._all = frozenset(expected_of(one).key for one in self._everyone)
        return bool(words) and words in self._all


@dataclass(slots=True)
class _Chosen(Questions):
    """The questions that are looked for, among others that are not."""

    words: dict[str, list[int]] = field(default_factory=dict)

    @property
    def by_key(self) -> dict[str, list[int]]:
        """The questions by their words."""
        return self.words


class _Comparison:
    """Two versions of a file, side by side.

    Args:
        source: the file as it is now.
        before: the parts of the version before.
        knowledge: of the document.
    """

    def __init__(self, source: WordSource, before: Mapping[str, bytes], knowledge: DocumentKnowledge) -> None:
        _require(_are_like(source, before))
        self._source = source
        self._knowledge = knowledge
        self._now = stretches_of(source.relations.content(source.main))
        self._then, self._changed = version_before(self._now, before[source.main])
        self._asked = self._in_order()

    def read(self, opening: Sequence[str]) -> DocumentReading:
        """Return what is said about the questions that may have changed.

        Raises:
            UncertainError: that cannot be told for certain.
        """
        changed = self._changed
        _require(len(changed) * _MOST <= self._now.count + _MOST)
        self._require_sound(changed)
        affected = {*changed, *self._led_by(changed)}
        self._require_own(affected)
        around = {number + 1 for number in affected if number < self._now.count} | {self._now.count}
        now = self._version(self._now, affected | around, self._asked)
        then = self._version(self._then, affected | around, {at: self._asked[at] for at in changed if at})
        for one in (then, now):
            self._require_believed(one)
        read = read_source(self._part(now), self._questions(now.numbers), self._knowledge.initials, opening)
        _require(not read.missing and all(one.found_by is FoundBy.BOOKMARK for one in read.slots))
        return self._only(read, affected)

    def _in_order(self) -> dict[int, KnownQuestion]:
        """Return the questions by the numbers they have in the document; each must be there once."""
        questions, names = self._knowledge.questions, self._now.names()
        known = [bookmark(one.id) for one in questions]
        if known != names:
            _require(sorted(known) == sorted(names))
            by_name = dict(zip(known, questions, strict=True))
            questions = tuple(by_name[name] for name in names)
        _require(len(set(names)) == len(names))
        return dict(enumerate(questions, 1))

    def _require_sound(self, changed: Iterable[int]) -> None:
        """Hold that no stretch reaches into another one, in neither version."""
        for cut, numbers in ((self._now, {*changed, *self._now.special()}), (self._then, {*changed})):
            sources = [cut.stretch(number) for number in sorted(numbers)]
            _require(are_sound(cut.opening, sources, cut.closing))

    def _require_own(self, numbers: Iterable[int]) -> None:
        """Hold that what was changed shares no comment with the rest, nor notes that hang together."""
        sources = [cut.stretch(number) for number in numbers for cut in (self._then, self._now)]
        _require(not any(_COMMENT in one for one in sources))
        if any(mark in one for one in sources for mark in _NOTE):
            notes = map(self._source.part_named, ("footnotes", "endnotes"))
            _require(not any(b"fldChar" in self._source.relations.content(part) for part in notes if part))

    def _led_by(self, changed: Iterable[int]) -> set[int]:
        """Return the stretches whose next question looks different now: whether a slot follows may count for them."""
        then, now = self._then, self._now
        return {number - 1 for number in changed if number > 1 and then.question(number) != now.question(number)}

    def _version(self, cut: Stretches, numbers: Iterable[int], asked: Mapping[int, KnownQuestion]) -> _Version:
        found = doubtful(cut, asked)
        return _Version(cut, frozenset((*numbers, *found)), found)

    def _questions(self, numbers: Iterable[int]) -> Questions:
        """Return the questions of these stretches; of the others it is only known what they say."""
        chosen = {self._asked[number].id for number in numbers if number}
        found = questions_of(one for one in self._knowledge.questions if one.id in chosen)
        return _Chosen(found.all, found.by_bookmark, words=_Words(found.by_key, self._knowledge.questions))

    def _require_believed(self, version: _Version) -> None:
        """Hold that a bookmark names its question for certain wherever the words around it are not as written."""
        if not version.doubtful:
            return
        questions = self._questions(version.numbers)
        units = _units(self._part(version), questions)
        # Words before a question in its paragraph belong to another one.
        _require(taken_apart(units, questions) is units)
        seen = {name: unit for unit in units for name in unit.bookmarks}
        for number in version.doubtful:
            expected = questions.all[questions.by_bookmark[version.cut.name(number)]]
            unit = seen.get(expected.bookmark)
            _require(unit is not None and not unit.is_table and bool(unit.key))
            if unit is None or unit.key.startswith(expected.key):
                continue
            alike = likeness(letters(expected.printed), letters(unit.text))
            _require(unit.key not in questions.by_key and alike >= _ALIKE)

    def _part(self, version: _Version) -> WordSource:
        """Return a version with nothing but the stretches that are to be read, and no comments at them."""
        parts = dict(self._source.relations.parts)
        parts.pop(self._source.part_named("comments"), None)
        parts[self._source.main] = version.cut.reduced(version.numbers)
        return replace(self._source, relations=replace(self._source.relations, parts=parts))

    def _only(self, read: DocumentReading, affected: Iterable[int]) -> DocumentReading:
        """Return a reading without the questions that were only read along."""
        names = {self._asked[number].id if number else "" for number in affected}
        places = {f"{self._source.name}, {one}" for one in names}
        return replace(
            read,
            slots=tuple(one for one in read.slots if one.question in names),
            leftovers=tuple(one for one in read.leftovers if one.after in names),
            problems=tuple(one for one in read.problems if one.where in places),
        )


def _require(is_so: bool) -> None:
    if not is_so:
        raise UncertainError


def _are_like(source: WordSource, before: Mapping[str, bytes]) -> bool:
    """Tell whether two versions differ in the text only, and the looks of words do not hide any."""
    now = source.relations.parts
    links = [*source.relations.of(""), *source.relations.of(source.main)]
    if any(one.target in _UNREAD and one.kind not in _UNREAD_KINDS for one in links):
        return False
    if b"vanish" in now.get(source.part_named("styles"), b""):
        return False
    if source.is_escaped != replace(source, relations=replace(source.relations, parts=before)).is_escaped:
        return False
    names = now.keys() | before.keys()
    return all(now.get(name) == before.get(name) for name in names - _UNREAD - {source.main}) and source.main in before


def _opened(content: bytes, name: str) -> WordSource:
    """Return a file, ready to be read; what is refused in a file is looked for where it differs from the one before."""
    relations = read_relations(open_package(content, name), name)
    main = next((one.target for one in relations.of("") if one.kind == "officeDocument"), "")
    return WordSource(name, relations, main)


def _units(source: WordSource, questions: Questions) -> list[Unit]:
    """Return what stands in a document, tables that lay out questions taken apart."""

    def is_known(unit: Unit) -> bool:
        return unit.key in questions.by_key or any(name in questions.by_bookmark for name in unit.bookmarks)

    return units_of_body(RichReader(source), is_known)
