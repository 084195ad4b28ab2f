"""Moving a file into a folder in which nothing is ever replaced."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from pipeline.store.atomic_write import make_folder, move_to_free_name, sha256_of
from pipeline.store.file_faults import file_faults

_LONGEST = 220  # bytes; folders hold names of 255, and others are made from this one


def free_place(path: Path, folder: Path) -> Path:
    """Return where a file would go: under its own name or one like it; where the same bytes lie already, there.

    Raises:
        AccessError: the file or the folder may not be read.
    """
    here = sha256_of(path)
    places = (folder / name for name in _names(path))
    return next(place for place in places if not place.exists() or sha256_of(place) == here)


def move(path: Path, place: Path) -> None:
    """Move a file to a place that `free_place` gave; a move that was cut short is completed by the next.

    Raises:
        TryLaterError: the disk is full.
        AccessError: a folder may not be written.
    """
    make_folder(place.parent)
    with file_faults(path):
        try:
            move_to_free_name(path, place)
        except FileExistsError:
            if sha256_of(place) == sha256_of(path):
                path.unlink()


def _names(path: Path) -> Iterator[str]:
    yield _name(path, "")
    for number in count(2):
        yield _name(path, f" ({number})")


def _name(path: Path, mark: str) -> str:
    """Return the file's name with a mark in it, so short that every folder holds it."""
    end = f"{mark}{path.suffix}" if len(path.suffix) < _LONGEST // 2 else mark
    stem, room = os.fsencode(path.stem), _LONGEST - len(os.fsencode(end))
    return (path.stem if len(stem) <= room else stem[:room].decode(errors="ignore")) + end
