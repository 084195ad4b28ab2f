"""Makes the parts of the manual that come from the code: `python docs/make.py`; `--check` only compares."""

from __future__ import annotations

import sys
from pathlib import Path

from typer.core import TyperGroup
from typer.main import get_command

from pipeline.cli import make_app
from pipeline.commands.reference import cli_reference
from pipeline.settings import settings_reference

DOCS = Path(__file__).parent


def generated() -> dict[str, str]:
    """Return file name in `docs/` → its text."""
    group = get_command(make_app())
    assert isinstance(group, TyperGroup)  # noqa: S101 - tells the type checker what typer returns for an app
    return {"commands.md": cli_reference(group), "settings.md": settings_reference()}


def stale() -> list[str]:
    """Return the files that are not what the code says."""
    return [name for name, text in generated().items() if (DOCS / name).read_text(encoding="utf-8") != text]


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(f"not what the code says: {stale()}; run python docs/make.py" if stale() else 0)
    for name, text in generated().items():
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"wrote docs/{name}")
