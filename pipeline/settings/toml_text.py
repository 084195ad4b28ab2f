"""From the bytes of the settings file to TOML values, forgiving what editors do to text files."""

from __future__ import annotations

import codecs
import re
import shlex
import tomllib
from pathlib import Path

from pipeline.errors import SettingsError

_POSITION = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)
_CURLY = re.compile("[“”„‟«»‘’‚‛]")
_STRAIGHT_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#.*')
_BACKSLASH = (
    "a backslash means something else between double quotes; put a Windows path between single quotes, "
    "such as 'C:\\school\\responses.csv', or write / for each \\"
)

# How the standard library's reader words a fault → how we say it. The first fragment that fits counts.
_SENTENCES = (
    ("Unescaped '\\'", _BACKSLASH),
    ("Invalid hex value", _BACKSLASH),
    ("not a Unicode scalar", _BACKSLASH),
    ("Illegal character '\\n'", "the text does not end; close it with the quote it began with, on the same line"),
    ("Unterminated string", "the text does not end; close it with the quote it began with"),
    ("Illegal character", "a character stands here that a text file cannot show; delete it and type it again"),
    ("Expected '='", 'a key and its value are parted by "=", such as title = "Lecture 2"'),
    ("Expected ']]'", "a block begins with a line such as [[lectures]], with two brackets on each side"),
    ("Expected ']'", "a section begins with a line such as [series]"),
    ("Expected newline", "something stands after the value; put each key on a line of its own"),
    ("Unclosed array", 'the list is not closed, or a comma is missing in it; write a list as ["one", "two"]'),
    ("Unclosed inline table", "the table is not closed; end it with }"),
    ("Duplicate inline table key", "this key is given twice; delete one of them"),
    ("Cannot overwrite a value", "this key is given twice; delete one of them"),
    ("Cannot declare", "this section is there twice; put its keys together under one heading"),
    ("Cannot mutate", "this section cannot be added to here; put its keys together under one heading"),
    ("Invalid date", "this is no date of the calendar; write year-month-day, such as 2023-08-09"),
    ("Invalid value", 'the value is missing or not in quotes; write text as title = "Lecture 2"'),
    ("Invalid initial character", "a key begins with a letter; put text with other characters in quotes"),
    ("Invalid statement", "this is neither a section, such as [series], nor a key with a value; # begins a remark"),
)


def read_text(path: Path) -> str:
    """Return the settings file as text with plain line ends, without a byte-order mark.

    Raises:
        SettingsError: there is no such file, or it is not UTF-8.
    """
    try:
        found = path.read_bytes()
    except FileNotFoundError:
        folder = path.parent.parent if path.parent.name == "config" else path.parent
        raise SettingsError(
            f"{path}: there is no such file; make one with: qa-pipeline init {shlex.quote(str(folder))}"
        ) from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); it must be a readable text file") from None
    return decode(found, str(path)).replace("\r\n", "\n").replace("\r", "\n")


def decode(found: bytes, shown: str) -> str:
    """Return UTF-8 bytes as text, without a byte-order mark.

    Raises:
        SettingsError: they are not UTF-8; the message names the line.
    """
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if found.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise SettingsError(f"{shown}:1: the file is in UTF-16; save it again as UTF-8") from None
        line = found.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{shown}:{line}: a letter here is not in UTF-8; save the file again as UTF-8") from None


def parse(text: str, shown: str) -> dict[str, object]:
    """Return the TOML values of a settings file.

    Raises:
        SettingsError: it is not TOML; the message names line and column, or all lines with curly quotes.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_syntax_faults(text, shown, str(error))) from None
    except RecursionError:
        raise SettingsError(f"{shown}:1: lists stand in lists too deeply; no setting needs that") from None


def _syntax_faults(text: str, shown: str, message: str) -> str:
    """Return the fault the reader stopped at, or every line with curly quotes if that is what stopped it."""
    lines = text.split("\n")
    found = _POSITION.match(message)
    number = int(found[2]) if found and found[2] else len(lines)
    column = int(found[3]) if found and found[3] else len(lines[-1]) + 1
    if _curly(lines[number - 1]):
        curly = [at for at, line in enumerate(lines, start=1) if _curly(line)]
        return "\n".join(f"{shown}:{at}: {_straightened(lines[at - 1])}" for at in curly)
    said = found[1] if found else message
    sentence = next((ours for theirs, ours in _SENTENCES if theirs in said), f"this cannot be read as TOML ({said})")
    return f"{shown}:{number}: column {column}: {sentence}"


def _curly(line: str) -> bool:
    """Tell whether curly quotes stand outside straight ones and remarks."""
    return bool(_CURLY.search(_STRAIGHT_TEXT.sub("", line)))


def _straightened(line: str) -> str:
    better = _CURLY.sub('"', line.strip())
    return f"the quotes here are curly; type straight ones: {better}"
