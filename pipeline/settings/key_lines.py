"""On which line of a TOML text each key stands: the standard library's reader does not say."""

from __future__ import annotations

import re
from contextlib import suppress

from pipeline.errors import QaError
from pipeline.settings.faults import KeyPath

_BLANK = re.compile(r"(?:[ \t\n]+|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_BARE = re.compile(r"[^,\]}\n#]+")  # numbers, dates, booleans
_MARK = {mark: re.compile(re.escape(mark)) for mark in ("[[", "[", "]]", "]", "{", "}", "=", ",", ".")}


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the 1-based line of every key, table and list element of a valid TOML text.

    A text that is not TOML gives the keys up to the place where it stops being so.
    """
    scanner = _Scanner(text)
    with suppress(_LostError):  # whoever reads the text properly says what is wrong with it
        scanner.document()
    return scanner.lines


class _LostError(QaError):
    """The text is not TOML here."""


class _Scanner:
    """Walks once over the text and notes where keys begin."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._text = text
        self._at = 0
        self._counted = (0, 1)  # (position, its line)
        self._blocks: dict[KeyPath, int] = {}  # how many [[blocks]] of a name were seen

    def document(self) -> None:
        """Read statements to the end."""
        table: KeyPath = ()
        self._blank()
        while self._at < len(self._text):
            if self._found("[["):
                table = self._header("]]")
            elif self._found("["):
                table = self._header("]")
            else:
                self._pair(table)
            self._blank()

    def _header(self, closing: str) -> KeyPath:
        """Read the rest of `[a.b]` or `[[a.b]]` and return the table that the next pairs belong to."""
        *parents, last = self._dotted_key()
        path: KeyPath = ()
        for part in parents:
            path += (part,)
            if path in self._blocks:
                path += (self._blocks[path] - 1,)
        path += (last,)
        self._note(path)
        if closing == "]]":
            count = self._blocks.get(path, 0)
            self._blocks[path] = count + 1
            path += (count,)
            self._note(path)
        self._need(closing)
        return path

    def _pair(self, table: KeyPath) -> None:
        start = self._at
        path = table
        for part in self._dotted_key():
            path += (part,)
            self._note(path, start)
        self._need("=")
        self._blank()
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        if self._found("["):
            self._list(path)
        elif self._found("{"):
            self._inline_table(path)
        elif not self._take(_STRING) and not self._take(_BARE):
            raise _LostError

    def _list(self, path: KeyPath) -> None:
        index = 0
        self._blank()
        while not self._found("]"):
            self._note((*path, index))
            self._value((*path, index))
            index += 1
            self._blank()
            self._found(",")
            self._blank()

    def _inline_table(self, path: KeyPath) -> None:
        self._blank()
        while not self._found("}"):
            self._pair(path)
            self._blank()
            self._found(",")
            self._blank()

    def _dotted_key(self) -> list[str]:
        parts = []
        while True:
            self._blank()
            part = self._take(_KEY)
            if not part:
                raise _LostError
            parts.append(part.strip("\"'"))
            self._blank()
            if not self._found("."):
                return parts

    def _note(self, path: KeyPath, position: int | None = None) -> None:
        """Remember the line of a key; the first mention counts."""
        at, line = self._counted
        here = self._at if position is None else position
        line += self._text.count("\n", at, here)
        self._counted = (here, line)
        self.lines.setdefault(path, line)

    def _blank(self) -> None:
        self._take(_BLANK)

    def _found(self, mark: str) -> bool:
        return bool(self._take(_MARK[mark]))

    def _need(self, mark: str) -> None:
        if not self._found(mark):
            raise _LostError

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found[0]
