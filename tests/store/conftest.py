"""A store in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store import open_store
from pipeline.store.rooms import Store


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Return the folder of a store that was never written."""
    return tmp_path / "output" / "state"


@pytest.fixture
def store(state: Path) -> Iterator[Store]:
    """Yield an open store that was never written."""
    with open_store(state) as opened:
        yield opened
