"""A paragraph as it is put together: runs of one look joined, fields open or closed, what could not be held."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.rich_text.rich_text import Inline, Run
from pipeline.word.rich_links import field_target
from pipeline.word.rich_styles import PLAIN, Look


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set; many paragraphs share one.

    Attributes:
        style: name of its style in small letters.
        level: of a heading, 0 for none.
        quote, code: what its style says.
        number: the list it is an item of, "" for none; with the depth in it.
        indented: it begins further in than its style says, as what goes on in a list does.
    """

    style: str = ""
    level: int = 0
    quote: bool = False
    code: bool = False
    rtl: bool = False
    number: str = ""
    depth: int = 0
    ordered: bool = False
    indented: bool = False


@lru_cache(maxsize=256)
def usual(setting: Setting) -> Setting:
    """Return the first setting that was like this one: what is the same object is compared in no time."""
    return setting


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph before it finds its place among lists, quotes and code: its words, untrimmed."""

    inlines: tuple[Inline, ...]
    setting: Setting = Setting()


@dataclass(slots=True)
class Gathered:
    """What is met while paragraphs are read: names of what is lost, in order and once, bookmarks and comments.

    With each of these two, how many signs of its paragraph stand before it.
    """

    lost: dict[str, None] = field(default_factory=dict)
    bookmarks: dict[str, int] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)

    def lose(self, name: str) -> None:
        """Remember that something could not be held."""
        self.lost[name] = None


class Pieces:
    """The inlines of one paragraph; words of one look in a row become one run. `length` counts signs."""

    def __init__(self) -> None:
        self.length = 0
        self._done: list[Inline] = []
        self._words: list[str] = []
        self._look = PLAIN
        self._link = ""

    def write(self, text: str, look: Look, link: str) -> None:
        """Add words."""
        if self._words and ((look is not self._look and look != self._look) or link != self._link):
            self._flush()
        self._look, self._link = look, link
        self._words.append(text)
        self.length += len(text)

    def put(self, inline: Inline) -> None:
        """Add something else."""
        self._flush()
        self._done.append(inline)
        self.length += 1

    def inlines(self) -> tuple[Inline, ...]:
        """Return all pieces so far."""
        self._flush()
        return tuple(self._done)

    def _flush(self) -> None:
        text = "".join(self._words)
        self._words.clear()
        if text:
            self._done.append(run_of(text, self._look, self._link))


def run_of(text: str, look: Look, link: str) -> Run:
    """Return a run; a link's colour and line are those of every link."""
    if look is PLAIN and not link:
        return Run(text)
    return Run(
        text,
        bold=look.bold,
        italic=look.italic,
        underline=look.underline and not link,
        strike=look.strike,
        code=look.code,
        raised=look.raised,
        colour="" if link else look.colour,
        link=link,
    )


def joined(words: list[tuple[str, Look]]) -> tuple[Run, ...]:
    """Return words as runs, neighbours of one look as one."""
    runs: list[tuple[str, Look]] = []
    for text, look in words:
        if runs and (runs[-1][1] is look or runs[-1][1] == look):
            runs[-1] = (runs[-1][0] + text, look)
        elif text:
            runs.append((text, look))
    return tuple(run_of(text, look, "") for text, look in runs)


def with_text(run: Run, text: str) -> Run:
    """Return a run of the same look with other words."""
    look = (run.bold, run.italic, run.underline, run.strike, run.code, run.raised, run.colour, run.link)
    return Run(text, *look)


def key(text: str) -> str:
    """Return a text without white space: what stays the same however lines are broken."""
    return "".join(text.split()).replace("\u200b", "")


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    link: str = ""
    in_result: bool = False


class Fields:
    """The fields that are open where the reading stands; they may reach over several paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def hides(self) -> bool:
        """Whether what stands here is an instruction, which nobody sees."""
        return bool(self._open) and not all(one.in_result for one in self._open)

    @property
    def link(self) -> str:
        """Where the words that stand here lead by way of a field, or ""."""
        return next((one.link for one in reversed(self._open) if one.link), "") if self._open else ""

    def mark(self, kind: str) -> None:
        """Take a `begin`, `separate` or `end`."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            top = self._open[-1]
            top.in_result, top.link = True, field_target("".join(top.instruction)) or ""
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Take a piece of an instruction."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction.append(text)

    @property
    def is_open(self) -> bool:
        """Whether any field is open."""
        return bool(self._open)

    def end_paragraph(self) -> None:
        """Forget fields that a sound file would have closed by now: they must not hide or link all that follows."""
        self._open = [one for one in self._open if one.in_result and not one.link]
