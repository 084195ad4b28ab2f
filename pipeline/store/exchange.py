"""Replacing a file that a person may be saving: what was there is looked at after, and goes back if not as known.

Linux and macOS swap two names in one step. Where the system or the disk cannot, the file is moved aside, looked at
there, and ours is put in its place only if the name is still free; for that moment nothing stands under the name. In
both ways no save falls between looking and replacing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection
from itertools import count
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.store.atomic_write import make_last, move_to_free_name, written_beside
from pipeline.store.file_faults import file_faults
from pipeline.store.file_names import hidden, marked
from pipeline.store.looking import sha256_of
from pipeline.store.renaming import swapped

_SUFFIX = ".qa-swap"

Swap = Callable[[Path, Path], bool]


def exchange(path: Path, content: bytes, known: str, swap: Swap = swapped) -> bool:
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
        if swap(beside, path):
            untouched = sha256_of(beside) == known
        else:
            beside.replace(temporary)
            untouched = _put_in_place_of(path, temporary, known)
        make_last(path.parent)
        aside = settle_exchange(path, {known, hashlib.sha256(content).hexdigest()}, swap)
        if aside is not None:
            raise saved_twice(path, aside)
        return untouched


def settle_exchange(path: Path, ours: Collection[str], swap: Swap = swapped) -> Path | None:
    """Clear up what an exchange left beside `path`, in this run or in one that was killed.

    Where nothing stands at `path`, what lies aside goes back. Otherwise our own files, known by their hashes, are
    removed, and a person's words go back to where they were; if somebody has saved there again meanwhile, the newer
    ones stay and the older are set aside under a name of their own.

    Returns:
        the file that was set aside, None if there was no need.
    """
    beside = _beside(path)
    with file_faults(path):
        if not os.path.lexists(beside) or _is_back(beside, path) or _is_needless(beside, path, ours):
            return None
        if swap(beside, path):
            if _is_needless(beside, path, ours):
                return None
            swap(beside, path)
        return _set_aside(beside, path)


def saved_twice(path: Path, aside: Path) -> DocumentError:
    """Return what to tell when both savings were kept."""
    return DocumentError(f"{path} was saved twice while it was looked at; the other saving is in {aside}.")


def _beside(path: Path) -> Path:
    return hidden(path, _SUFFIX)


def _put_in_place_of(path: Path, temporary: Path, known: str) -> bool:
    """Move the file aside, and ours to its name if it was as known and nobody has saved there since."""
    beside = _beside(path)
    path.replace(beside)
    untouched = sha256_of(beside) == known
    if untouched:
        try:
            move_to_free_name(temporary, path)
        except FileExistsError:
            untouched = False
    temporary.unlink(missing_ok=True)
    return untouched


def _is_back(beside: Path, path: Path) -> bool:
    """Give a file its place back if nothing stands there."""
    if os.path.lexists(path):
        return False
    try:
        move_to_free_name(beside, path)
    except FileExistsError:
        return False
    make_last(path.parent)
    return True


def _is_needless(beside: Path, path: Path, ours: Collection[str]) -> bool:
    """Remove a file that is ours, or stands at its place as well."""
    needless = sha256_of(beside) in {*ours, sha256_of(path)}
    if needless:
        beside.unlink()
    return needless


def _set_aside(beside: Path, path: Path) -> Path:
    for number in count(1):
        aside = marked(path, f" (set aside {number})")
        try:
            move_to_free_name(beside, aside)
        except FileExistsError:
            continue
        return aside
    raise AssertionError  # numbers do not end
