"""Reading files with secrets: regular ones, small ones, and none that others may read."""

from __future__ import annotations

import shlex
import stat
import sys
from pathlib import Path

from pipeline.errors import AccessError

_LARGEST = 64 * 1024
_OTHERS = 0o077


def read_private(path: Path, key: str) -> bytes:
    """Return the content of a file with secrets.

    Args:
        path: the file.
        key: that names it in the settings, for messages.

    Raises:
        AccessError: it is not there, is no small regular file, or others may read it.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            raise AccessError(f"{path} ({key}) is no key file: it is a folder, a device or far too large.")
        _refuse_open_to_others(path, found.st_mode)
        return path.read_bytes()
    except OSError as error:
        raise AccessError(
            f"{path} cannot be read ({error.strerror}). Put the file there, or correct {key} in the settings."
        ) from None


def _refuse_open_to_others(path: Path, mode: int) -> None:
    if sys.platform != "win32" and mode & _OTHERS:
        raise AccessError(
            f"{path} holds a secret, and other users of this machine may read it. Close it to them, then run again:\n"
            f"chmod 600 {shlex.quote(str(path))}"
        )


def stands_there(path: Path) -> bool:
    """Tell whether there is a file to read."""
    return path.is_file()
