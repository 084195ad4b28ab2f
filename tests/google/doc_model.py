"""A Google Doc: characters with a style each, paragraphs that end in a newline, suggestions, and people typing."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tests.google.cloud import Cloud
from tests.google.wire import Json, RefusedError

_IDS: Final = itertools.count(1)
PLAIN: Final[Json] = {"namedStyleType": "NORMAL_TEXT", "direction": "LEFT_TO_RIGHT"}


@dataclass(frozen=True, slots=True)
class Char:
    """One character. A newline carries what is known of its paragraph; names of suggestions say who awaits what."""

    text: str
    style: Json = field(default_factory=dict)
    inserted: str = ""
    deleted: str = ""
    paragraph: Json = field(default_factory=dict)
    bullet: Json = field(default_factory=dict)
    id: int = field(default_factory=lambda: next(_IDS))

    @property
    def units(self) -> int:
        """Return how many UTF-16 units it takes: what Google counts."""
        return 2 if ord(self.text) > 0xFFFF else 1


def chars(text: str, like: Char) -> list[Char]:
    """Return new characters styled like another one."""
    return [replace(like, text=one, id=next(_IDS)) for one in text]


def newline(style: str = "NORMAL_TEXT") -> Char:
    """Return the end of a paragraph."""
    return Char("\n", paragraph=PLAIN | {"namedStyleType": style})


@dataclass(slots=True)
class FakeDoc:
    """A Doc with one tab, as people see it."""

    cloud: Cloud
    id: str
    content: list[Char] = field(default_factory=lambda: [newline()])
    named: dict[str, tuple[str, frozenset[int]]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    revision: int = 1

    @property
    def revision_id(self) -> str:
        """Return an opaque name of what the Doc is now."""
        return f"AH9{self.revision:06d}{self.id[:20]}"

    def changed(self) -> None:
        """Note a change."""
        self.revision += 1
        self.cloud.touch(self.id)

    def lines(self) -> list[str]:
        """Return the paragraphs as texts, suggestions not accepted."""
        return "".join(one.text for one in self.content if not one.inserted).removesuffix("\n").split("\n")

    # What people do.

    def write(self, *paragraphs: str, style: str = "NORMAL_TEXT") -> None:
        """Type paragraphs at the end; the first one into an empty document."""
        if len(self.content) == 1:
            self.content = []
        for text in paragraphs:
            self.content += [*chars(text, Char(" ")), newline(style)]
        self.changed()

    def replace_all(self, paragraphs: Iterable[tuple[str, str]]) -> None:
        """Put other paragraphs in place of everything, as an upload does."""
        content: list[Char] = []
        for text, style in paragraphs:
            content += [*chars(text, Char(" ")), newline(style)]
        self.content = content or [newline()]
        self.named = {}
        self.changed()

    def type_after(self, found: str, text: str) -> None:
        """Put the cursor behind some words and type."""
        at = self.place(found) + len(found)
        self.content[at:at] = chars(text, self.like(at))
        self.changed()

    def type_over(self, found: str, text: str) -> None:
        """Mark some words and type others; with "" they are deleted."""
        at = self.place(found)
        self.content[at : at + len(found)] = chars(text, self.like(at))
        self.changed()

    def set_style(self, found: str, style: Json) -> None:
        """Mark some words and make them bold, a link and the like."""
        at = self.place(found)
        for index in range(at, at + len(found)):
            self.content[index] = replace(self.content[index], style=self.content[index].style | style)
        self.changed()

    def suggest(self, found: str, text: str = "", *, delete: bool = False) -> str:
        """Suggest to insert a text behind some words, or to delete these; return the name of the suggestion."""
        name = f"suggest.{self.cloud.new_id('suggestion', 12)}"
        at = self.place(found)
        if delete:
            for index in range(at, at + len(found)):
                self.content[index] = replace(self.content[index], deleted=name)
        behind = at + len(found)
        self.content[behind:behind] = [replace(one, inserted=name) for one in chars(text, self.like(behind))]
        self.changed()
        return name

    def decide(self, suggestion: str, *, accept: bool) -> None:
        """Accept or reject a suggestion."""
        gone = {one.id for one in self.content if suggestion == (one.deleted if accept else one.inserted)}
        self.content = [
            replace(
                one,
                inserted="" if one.inserted == suggestion else one.inserted,
                deleted="" if one.deleted == suggestion else one.deleted,
            )
            for one in self.content
            if one.id not in gone
        ]
        self.changed()

    # Places.

    def place(self, found: str) -> int:
        """Return where some words begin, in characters."""
        at = "".join(one.text for one in self.content).find(found)
        if at < 0:
            raise KeyError(f"the document has no {found!r}")
        return at

    def at_index(self, index: int, what: str = "Index") -> int:
        """Return the character at one of Google's indices, which begin with 1 and count UTF-16 units.

        Raises:
            RefusedError: it is outside, or in the middle of a character.
        """
        reached = 1
        for at, one in enumerate(self.content):
            if reached == index:
                return at
            reached += one.units
        if reached == index:
            return len(self.content)
        text = "cannot split a surrogate pair" if 1 <= index < reached else "must be inside the document"
        raise RefusedError(400, f"{what} {index} {text}.")

    def index_of(self, at: int, view: Sequence[Char] | None = None) -> int:
        """Return Google's index of a character."""
        return 1 + sum(one.units for one in (view or self.content)[:at])

    def like(self, at: int) -> Char:
        """Return a character as it would be typed here: like the one before, or like the one behind at a beginning."""
        end = self.ending(at)
        behind = self.content[at] if at < len(self.content) else end
        before = self.content[at - 1] if at and self.content[at - 1].text != "\n" else behind
        return replace(before, inserted="", deleted="", paragraph=end.paragraph, bullet=end.bullet)

    def ending(self, at: int) -> Char:
        """Return the newline that ends the paragraph of a character."""
        return next((one for one in self.content[at:] if one.text == "\n"), self.content[-1])
