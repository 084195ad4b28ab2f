"""Names of files that are made from other names, never longer than a folder takes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_LONGEST = 255  # bytes
_LONGEST_SHOWN = _LONGEST - len(".why.txt")  # which names the file that lies beside some


def hidden(path: Path, suffix: str) -> Path:
    """Return a hidden name beside a file, which tells what it belongs to; made of a hash where it would be too long."""
    name = f".{path.name}{suffix}"
    if len(os.fsencode(name)) > _LONGEST:
        name = f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()}{suffix}"
    return path.with_name(name)


def marked(path: Path, mark: str = "") -> Path:
    """Return the name of a file with a mark before its suffix; the stem is cut where it would be too long."""
    end = f"{mark}{path.suffix}" if len(os.fsencode(path.suffix)) < _LONGEST_SHOWN // 2 else mark
    stem = os.fsencode(path.stem)[: _LONGEST_SHOWN - len(os.fsencode(end))]
    whole = stem == os.fsencode(path.stem)
    return path.with_name((path.stem if whole else stem.decode(errors="ignore")) + end)
