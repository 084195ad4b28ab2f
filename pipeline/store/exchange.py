"""Replacing a file that a person may be saving: what was swapped out is read, and goes back if it is not as known.

Linux and macOS swap two names in one step, so that no save falls between looking and replacing. Where the system or
the disk cannot, the file is looked at just before it is replaced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from itertools import count
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.store.atomic_write import make_last, move_to_free_name, sha256_of, written_beside
from pipeline.store.file_faults import file_faults
from pipeline.store.renaming import swapped

_SUFFIX = ".qa-swap"


def exchange(path: Path, content: bytes, known: str) -> bool:
    """Replace a file that holds what has the hash `known`.

    Returns:
        False if it held anything else: that stands there again, and nothing was replaced.

    Raises:
        TryLaterError: the disk is full.
        AccessError: the folder may not be written.
        DocumentError: the file system refuses for another reason, or somebody saved there twice in that moment.
    """
    with file_faults(path), written_beside(path, content) as temporary:
        beside = _beside(path)
        temporary.replace(beside)  # from here on what lies there is whole, ours or a person's
        if not swapped(beside, path):
            return _replaced(beside, path, known)
        make_last(path.parent)
        untouched = sha256_of(beside) == known
        aside = settle_exchange(path, {known, hashlib.sha256(content).hexdigest()})
        if aside is not None:
            raise DocumentError(f"{path} was saved twice while it was looked at; the other saving is in {aside}.")
        return untouched


def settle_exchange(path: Path, ours: Collection[str]) -> Path | None:
    """Clear up what an exchange left beside `path`, in this run or in one that was killed.

    Our own files, known by their hashes, are removed. A person's words go back to where they were; if somebody has
    saved there again meanwhile, the newer ones stay and the older are set aside under a name of their own.

    Returns:
        the file that was set aside, None if there was no need.
    """
    beside = _beside(path)
    with file_faults(path):
        if _is_settled(beside, ours):
            return None
        if not path.exists():
            return _set_aside(beside, path)
        swapped(beside, path)
        if _is_settled(beside, ours):
            return None
        swapped(beside, path)
        return _set_aside(beside, path)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}{_SUFFIX}")


def _is_settled(beside: Path, ours: Collection[str]) -> bool:
    """Remove the file if it is ours; tell whether nothing is left to settle."""
    found = sha256_of(beside)
    if found and found in ours:
        beside.unlink()
    return not found or found in ours


def _replaced(beside: Path, path: Path, known: str) -> bool:
    """Replace without swapping, after a last look."""
    if sha256_of(path) != known:
        beside.unlink()
        return False
    beside.replace(path)
    make_last(path.parent)
    return True


def _set_aside(beside: Path, path: Path) -> Path:
    for number in count(1):
        aside = path.with_name(f"{path.stem} (set aside {number}){path.suffix}")
        try:
            move_to_free_name(beside, aside)
        except FileExistsError:
            continue
        return aside
    raise AssertionError  # numbers do not end
