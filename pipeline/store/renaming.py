"""Renaming in one step, in two ways that Python does not offer: swapping two names, and never replacing a file."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_CURRENT_FOLDER = -100  # AT_FDCWD
_NO_REPLACE, _EXCHANGE = 1, 2  # Linux: RENAME_NOREPLACE, RENAME_EXCHANGE
_EXCLUSIVE, _SWAP = 4, 2  # macOS: RENAME_EXCL, RENAME_SWAP
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY}


def swapped(one: Path, other: Path) -> bool:
    """Swap two names in one step; return False where system or disk cannot."""
    return sys.platform != "win32" and _renamed(one, other, _EXCHANGE, _SWAP)


def rename_to_free_name(path: Path, place: Path) -> None:
    """Rename whatever stands under `path` at that moment.

    Where neither system nor disk can refuse to replace a file, a look just before has to do.

    Raises:
        FileExistsError: something stands under the new name.
    """
    if sys.platform == "win32":
        path.rename(place)  # never replaces there
    elif not _renamed(path, place, _NO_REPLACE, _EXCLUSIVE):
        if os.path.lexists(place):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
        path.replace(place)


def _renamed(one: Path, other: Path, linux: int, macos: int) -> bool:
    """Ask the system; return False where it or the disk cannot."""
    try:
        sys.audit("os.rename", str(one), str(other), -1, -1)  # as os.replace does, for whoever watches
        return _asked(os.fsencode(one), os.fsencode(other), linux, macos)
    except OSError as error:
        if error.errno in _CANNOT:
            return False
        raise


def _asked(one: bytes, other: bytes, linux: int, macos: int) -> bool:
    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_CURRENT_FOLDER, one, _CURRENT_FOLDER, other, linux)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(one, other, macos)
    else:
        return False
    if failed:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), os.fsdecode(other))
    return True
