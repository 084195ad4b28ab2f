"""The manual says what the code does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_generated_pages_are_up_to_date() -> None:
    """Commands and settings in the manual are made from the code."""
    checked = subprocess.run(
        [sys.executable, "docs/make.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_the_readme_names_every_page_of_the_manual(page: str) -> None:
    """A page that nothing leads to is read by nobody."""
    assert f"docs/{page}" in (ROOT / "README.md").read_text(encoding="utf-8")
