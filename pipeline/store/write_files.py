"""Files of ours: the store first holds what will be there, then the file is put in place, then the store knows it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.errors import AccessError, DocumentError
from pipeline.model.record import Intent
from pipeline.store.atomic_write import clean_leftover, clean_leftovers, make_folder, write_new
from pipeline.store.exchange import exchange, saved_twice, settle_exchange
from pipeline.store.looking import sha256_of
from pipeline.store.rooms import Store
from pipeline.store.settled import Settled


def write_document(
    store: Store, output: Path, intent: Intent, content: bytes, first_written: date, *, instead_of: str
) -> None:
    """Write a working document that is new, or that stands there exactly as we last wrote or read it.

    Where the document is a link, the file it leads to is written and the link stays.

    Args:
        store: gets the intent before, and the document's record after.
        output: the series' folder `output/`.
        intent: where the document goes and the hash of `content`; what is fresh replaces only what we wrote.
        content: the file.
        first_written: the day, for a new document.
        instead_of: hash of the file that `content` was made for, "" for none.

    Raises:
        DocumentError: the file holds anything else: a lecturer's words are never overwritten.
        TryLaterError: the disk is full.
        AccessError: the folder may not be written.
    """
    path = output / intent.path
    place = _place(path)
    aside = settle_exchange(place, {intent.sha256, *_known(store, intent)})
    if aside is not None:
        raise saved_twice(path, aside)
    found = sha256_of(place)
    if found != intent.sha256 and (found != instead_of or (found and found not in _known(store, intent))):
        raise _not_ours(path)
    if place != path and not place.parent.is_dir():
        raise DocumentError(
            f"{path} is a link to {place}, whose folder is not there. Connect or synchronise it, or remove the link."
        )
    store.documents.intend(intent, first_written, path.name)
    if place == path:
        make_folder(path.parent)
    if not found:
        write_new(place, content)
    elif found != intent.sha256 and not exchange(place, content, found):
        store.documents.drop(intent)
        raise _not_ours(path)
    store.documents.written(intent)


def settle_intents(store: Store, output: Path) -> Settled:
    """Look, at the start of a run, at what an interrupted one was writing: a file that equals its intent is ours.

    An intent without its file is dropped; the run will write the document again if it is still wanted. One whose
    file cannot be looked at stops no other.
    """
    settled = Settled()
    for intent in store.documents.intents():
        try:
            aside, is_there = _settled(output / intent.path, intent.sha256, _known(store, intent))
        except (AccessError, DocumentError) as error:
            settled = replace(settled, failed=(*settled.failed, (intent, error)))
            continue
        if aside is not None:
            settled = replace(settled, set_aside=(*settled.set_aside, aside))
        if is_there:
            store.documents.written(intent)
            settled = replace(settled, written=(*settled.written, intent))
        else:
            store.documents.drop(intent)
            settled = replace(settled, dropped=(*settled.dropped, intent))
    return settled


def _settled(path: Path, sha256: str, known: set[str]) -> tuple[Path | None, bool]:
    """Clear up what was cut short; return what was set aside for it, and whether the file is what was intended."""
    place = _place(path)
    clean_leftovers(path.parent)
    clean_leftover(place)
    aside = settle_exchange(place, {sha256, *known})
    return aside, sha256_of(place) == sha256


def _place(path: Path) -> Path:
    """Return where a document's file lies: a link, as into a folder that is synchronised, is followed to its end."""
    return Path(os.path.realpath(path)) if os.path.islink(path) else path  # noqa: PTH114 - raises nothing


def _known(store: Store, intent: Intent) -> set[str]:
    """Return the hashes of the document that may be replaced: as we last wrote it, or as it was read and kept."""
    document = store.documents.get(intent.lecture, intent.kind)
    if document is None:
        return set()
    return {document.sha256} if intent.fresh else {document.sha256, document.read_sha256}


def _not_ours(path: Path) -> DocumentError:
    return DocumentError(
        f"{path} is not as qa-pipeline knows it: somebody works in it, or it came from elsewhere. It was left as it is."
    )
