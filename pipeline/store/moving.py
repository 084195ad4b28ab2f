"""Moving a file that people may replace at any moment into a folder in which nothing is ever replaced."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from pipeline.errors import QaError
from pipeline.store.atomic_write import make_folder
from pipeline.store.file_faults import file_faults
from pipeline.store.file_names import marked
from pipeline.store.looking import sha256_of
from pipeline.store.renaming import rename_to_free_name


def free_place(path: Path, folder: Path, sha256: str) -> Path:
    """Return where a file of this hash goes: to its name or one like it, or to where the same bytes lie already."""
    return next(place for place in _like(folder / path.name) if not os.path.lexists(place) or _holds(place, sha256))


def move(path: Path, place: Path, sha256: str) -> bool:
    """Move a file to a place that `free_place` gave, if it has this hash.

    It is looked at again when it has arrived: one that was put in its place in between goes back, under a free name.

    Returns:
        False if the file is gone or is another one by now.

    Raises:
        TryLaterError: the disk is full.
        AccessError: a folder may not be written, or the file not be read.
        DocumentError: the file system refuses for another reason.
    """
    if not sha256 or sha256_of(path) != sha256:
        return False
    make_folder(place.parent)
    folders = f"{path.parent} and {place.parent}"
    refused = f"{path} may not be moved. Let the account that runs qa-pipeline write in {folders}."
    with file_faults(path, refused):
        landed = _free(place)
        rename_to_free_name(path, landed)
        # A link that leads on from its own folder leads nowhere from another one; nobody exchanges links.
        if not landed.is_symlink() and sha256_of(landed) != sha256:
            rename_to_free_name(landed, _free(path))
            return False
        if landed != place and _holds(place, sha256):
            landed.unlink()
    return True


def _holds(place: Path, sha256: str) -> bool:
    try:
        return place.is_file() and sha256_of(place) == sha256
    except QaError:  # what cannot be read is not known to be the same
        return False


def _free(path: Path) -> Path:
    return next(place for place in _like(path) if not os.path.lexists(place))


def _like(path: Path) -> Iterator[Path]:
    yield marked(path)
    for number in count(2):
        yield marked(path, f" ({number})")
