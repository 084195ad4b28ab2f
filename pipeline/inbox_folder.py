"""The folder `inbox/`: copies come in under any name, and go on to `read/`, or to `not-understood/` with the reason."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.store import files_in, free_place, make_folder, move, sha256_of, write_whole

READ, NOT_UNDERSTOOD = "read", "not-understood"
_REASON = ".why.txt"
_MARKS = (".", "~$")  # of programs that have a file open, and of what is hidden


@dataclass(frozen=True, slots=True)
class InboxFolder:
    """The folder, which need not be there."""

    root: Path

    def names(self) -> list[str]:
        """Return the names of the files that came in.

        Raises:
            AccessError, DocumentError: it is no folder that can be read.
        """
        return [name for name in files_in(self.root) if not name.startswith(_MARKS)]

    def not_understood(self) -> list[tuple[str, str]]:
        """Return the files that could not be read and are still there, each with the reason.

        Raises:
            AccessError, DocumentError: it is no folder that can be read.
        """
        folder = self.root / NOT_UNDERSTOOD
        there = files_in(folder)
        found = [name for name in there if f"{name}{_REASON}" in there]
        return [(printable(name), _words(folder / f"{name}{_REASON}")) for name in found]

    def make(self) -> None:
        """Make it, so that there is somewhere to put a copy; what stands there instead is told when it is read."""
        if not os.path.lexists(self.root):
            make_folder(self.root)

    def path(self, name: str) -> Path:
        """Return where a file lies that came in."""
        return self.root / name

    def put_to_read(self, name: str, sha256: str) -> bool:
        """Move a file that was read away, if it still has the hash of what was read; tell whether it was moved.

        Raises:
            QaError: it cannot be moved; the message says what to do.
        """
        path = self.root / name
        return move(path, free_place(path, self.root / READ, sha256), sha256)

    def put_to_not_understood(self, name: str, reason: str, sha256: str) -> bool:
        """Move a file that cannot be read away, with the reason beside it, if it still has the hash of what was tried.

        Raises:
            QaError: it cannot be moved; the message says what to do.
        """
        path = self.root / name
        if not sha256 or sha256_of(path) != sha256:
            return False
        place = free_place(path, self.root / NOT_UNDERSTOOD, sha256)
        make_folder(place.parent)
        why = place.with_name(f"{place.name}{_REASON}")
        write_whole(why, f"{reason}\n".encode(errors="replace"))
        moved = move(path, place, sha256)
        if not moved and not place.exists():
            why.unlink(missing_ok=True)
        return moved


def _words(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def printable(name: str) -> str:
    """Return the name of a file with a sign for each byte that is no text, as older systems' names may hold."""
    return name.encode(errors="surrogateescape").decode(errors="replace")
