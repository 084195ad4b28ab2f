"""Faults: each says where, which key and what to write instead; all of them are told at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.errors import SettingsError

KeyPath = tuple[str | int, ...]


def name_of(path: KeyPath) -> str:
    """Return a key as it is told to people, blocks counted from one: `lectures[2].initials`."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word most like `word`, whatever its case, or ""."""
    by_folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=cutoff)
    return by_folded[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return `; did you mean "…"?`, or "" if nothing known is near."""
    name = nearest(word, known, cutoff)
    return f'; did you mean "{name}"?' if name else ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was written.

    Attributes:
        rank: the order faults are told in: 0 settings file, 1 lectures file, 2 environment, 3 command line.
        line: within that place.
        kind: `file`, `environment` or `flag`.
        where: `config/pipeline.toml:12`, as a message begins.
        subject: what the message speaks of if it is not the key's own name: `column "closes"`.
    """

    rank: int
    line: int
    kind: str
    where: str
    subject: str = ""


@dataclass(slots=True)
class Faults:
    """Collects what is wrong while the settings are read.

    Attributes:
        shown: the settings file as the user named it.
        lines: the line of each key in it.
        elsewhere: keys whose value came from another place: a lectures file, the environment, the command line.
    """

    shown: str
    lines: Mapping[KeyPath, int]
    elsewhere: dict[KeyPath, Place] = field(default_factory=dict)
    _told: list[tuple[int, int, str]] = field(default_factory=list)

    def place_of(self, path: KeyPath) -> Place:
        """Return where a key was written; for a missing one, where its section begins."""
        for length in range(len(path), 0, -1):
            part = path[:length]
            if part in self.elsewhere:
                return self.elsewhere[part]
            if part in self.lines:
                return Place(0, self.lines[part], "file", f"{self.shown}:{self.lines[part]}")
        return Place(0, 1, "file", f"{self.shown}:1")

    def add(self, path: KeyPath, sentence: str) -> None:
        """Tell a fault of one key; `sentence` goes on after the key's name: `is empty`."""
        place = self.place_of(path)
        self.add_at(place, f"{place.subject or name_of(path)} {sentence}")

    def add_at(self, place: Place, sentence: str) -> None:
        """Tell a fault of a place that has no key."""
        self._told.append((place.rank, place.line, f"{place.where}: {sentence}"))

    def add_from(self, rank: int, error: SettingsError) -> None:
        """Tell a fault that says itself where it is."""
        self._told.append((rank, 0, str(error)))

    def raise_any(self) -> None:
        """Raise all faults as one error, in the order of the file.

        Raises:
            SettingsError: there is at least one fault.
        """
        if self._told:
            in_order = sorted(self._told, key=lambda told: told[:2])
            raise SettingsError("\n".join(dict.fromkeys(line for _, _, line in in_order)))
