"""The `q` of Drive: terms joined by `and`, such as `name = 'a' and 'folder' in parents and trashed = false`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tests.google.cloud import DriveFile
from tests.google.wire import RefusedError

Test = Callable[[DriveFile], bool]
_TEXT: Final = r"'((?:[^'\\]|\\['\\])*)'"
_TERMS: Final[list[tuple[re.Pattern[str], Callable[[tuple[str, ...]], Test]]]] = [
    (
        re.compile(rf"appProperties\s+has\s*\{{\s*key\s*=\s*{_TEXT}\s+and\s+value\s*=\s*{_TEXT}\s*\}}"),
        lambda words: lambda stored: stored.app_properties.get(words[0]) == words[1],
    ),
    (re.compile(rf"name\s*=\s*{_TEXT}"), lambda words: lambda stored: stored.name == words[0]),
    (
        re.compile(rf"name\s+contains\s+{_TEXT}"),
        lambda words: lambda stored: any(part.startswith(words[0]) for part in stored.name.split()),
    ),
    (re.compile(rf"mimeType\s*=\s*{_TEXT}"), lambda words: lambda stored: stored.kind == words[0]),
    (re.compile(rf"mimeType\s*!=\s*{_TEXT}"), lambda words: lambda stored: stored.kind != words[0]),
    (re.compile(rf"{_TEXT}\s+in\s+parents"), lambda words: lambda stored: words[0] in stored.parents),
    (re.compile(r"trashed\s*=\s*(true|false)"), lambda words: lambda stored: stored.trashed == (words[0] == "true")),
    (re.compile(rf"modifiedTime\s*>\s*{_TEXT}"), lambda words: lambda stored: stored.modified > words[0]),
]
_AND: Final = re.compile(r"\s+and\s+")


def read_query(text: str) -> Test:
    """Return whether a file is meant, as a function.

    Raises:
        RefusedError: a term is unknown or not quoted as it must be.
    """
    tests: list[Test] = []
    rest = text.strip()
    while rest:
        test, rest = _one_term(rest, text)
        tests.append(test)
        joined = _AND.match(rest)
        if rest and not joined:
            raise RefusedError(400, f"Invalid Value in q: {text}", "invalid")
        rest = rest[joined.end() :] if joined else ""
    return lambda stored: all(test(stored) for test in tests)


def _one_term(rest: str, text: str) -> tuple[Test, str]:
    """Return the first term and what follows it."""
    for pattern, make in _TERMS:
        found = pattern.match(rest)
        if found:
            words = tuple(re.sub(r"\\(.)", r"\1", word) for word in found.groups())
            return make(words), rest[found.end() :]
    raise RefusedError(400, f"Invalid Value in q: {text}", "invalid")
