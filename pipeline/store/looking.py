"""Looking at files that people put there: what is no file, or cannot be read, is told with a next step."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from pipeline.errors import AccessError, DocumentError
from pipeline.store.file_faults import NO_FILE, NO_FOLDER, NO_READING, reading_faults


def sha256_of(path: Path) -> str:
    """Return the hash of a file's bytes, "" if nothing is there.

    Raises:
        AccessError: it may not be read.
        DocumentError: it is no file, a link that leads back to itself, or cannot be read now.
    """
    try:
        with reading_faults(path):
            if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
                raise DocumentError(NO_FILE.format(path=path))
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def files_in(folder: Path) -> list[str]:
    """Return the names of the files in a folder, sorted; none if the folder is not there.

    Raises:
        AccessError: it may not be read.
        DocumentError: it is no folder, leads to none, or cannot be read now.
    """
    if not os.path.lexists(folder):
        return []
    with reading_faults(folder):
        if not folder.is_dir():
            raise DocumentError(NO_FOLDER.format(path=folder))
        if not os.access(folder, os.R_OK | os.X_OK):
            raise AccessError(NO_READING.format(path=folder))
        names = os.listdir(folder)  # noqa: PTH208 - pathlib's own way looks at each, which one odd link would stop
    return sorted(name for name in names if os.path.isfile(folder / name))  # noqa: PTH113 - raises nothing
