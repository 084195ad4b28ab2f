"""Front door of the store, which remembers: submissions, where they stand, what was written, what runs did.

Files and the lock need no library; the database does, and is opened only when a run has news.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.record import Intent
from pipeline.store.atomic_write import clean_leftovers, make_folder, touch, write_whole
from pipeline.store.looking import files_in, sha256_of
from pipeline.store.moving import free_place, move
from pipeline.store.run_lock import run_lock
from pipeline.store.settled import Settled

if TYPE_CHECKING:
    from pipeline.store.rooms import Store as Store

__all__ = [
    "Settled",
    "clean_leftovers",
    "files_in",
    "free_place",
    "make_folder",
    "move",
    "open_store",
    "run_lock",
    "settle_intents",
    "sha256_of",
    "touch",
    "write_document",
    "write_whole",
]


def open_store(state: Path) -> Store:
    """Return the store in the folder `state/`; nothing is opened before it is asked, nothing made before it is written.

    Every method of it may raise:
        StoreError: the store is damaged, or a newer program wrote it.
        AccessError: the store may not be read or written.
        TryLaterError: the disk is full, or another program holds the store.
    """
    from pipeline.store import rooms  # noqa: PLC0415 - the database library is slow to load

    return rooms.Store(state)


def write_document(
    store: Store, output: Path, intent: Intent, content: bytes, first_written: date, *, instead_of: str
) -> None:
    """Write a working document that is new, or that stands there exactly as we last wrote or read it.

    Raises:
        DocumentError: the file holds anything else: a lecturer's words are never overwritten.
        TryLaterError: the disk is full.
        AccessError: the folder may not be written.
    """
    from pipeline.store import write_files  # noqa: PLC0415 - only when there is something to write

    write_files.write_document(store, output, intent, content, first_written, instead_of=instead_of)


def settle_intents(store: Store, output: Path) -> Settled:
    """Look, at the start of a run, at what an interrupted one was writing: a file that equals its intent is ours."""
    from pipeline.store import write_files  # noqa: PLC0415 - only when a run looks at its documents

    return write_files.settle_intents(store, output)
