"""Where a series lies, told by its settings file."""

from __future__ import annotations

from pathlib import Path


def series_root(settings_file: Path) -> Path:
    """Return the folder that `output/` stands in: beside `config/`, or beside a settings file that lies elsewhere."""
    folder = settings_file.parent.resolve()
    return folder.parent if folder.name == "config" else folder
