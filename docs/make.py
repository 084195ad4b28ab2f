"""Makes the parts of the manual that come from the code: `python docs/make.py`."""

from __future__ import annotations

from pathlib import Path

from typer.core import TyperGroup
from typer.main import get_command

from pipeline.cli import make_app
from pipeline.commands.reference import cli_reference
from pipeline.settings import settings_reference


def generated() -> dict[str, str]:
    """Return file name in `docs/` → its text."""
    group = get_command(make_app())
    assert isinstance(group, TyperGroup)  # noqa: S101 - tells the type checker what typer returns for an app
    return {"commands.md": cli_reference(group), "settings.md": settings_reference()}


if __name__ == "__main__":
    for name, text in generated().items():
        (Path(__file__).parent / name).write_text(text, encoding="utf-8")
        print(f"wrote docs/{name}")
