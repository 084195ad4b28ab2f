"""Front door of the store, which remembers: submissions, where they stand, what was written, what runs did."""

from __future__ import annotations

from pathlib import Path

from pipeline.store.atomic_write import sha256_of, touch, write_whole
from pipeline.store.rooms import Store
from pipeline.store.run_lock import run_lock
from pipeline.store.write_files import Settled, settle_intents, write_document

__all__ = [
    "Settled",
    "Store",
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
    return Store(state)
