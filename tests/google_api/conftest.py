"""A scripted Google for every test of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.google_api.scripted import Scripted


@pytest.fixture
def scripted(tmp_path: Path) -> Iterator[Scripted]:
    """Give a Google of one's own."""
    fake = Scripted(tmp_path)
    yield fake
    fake.close()
