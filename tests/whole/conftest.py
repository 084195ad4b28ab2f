"""Folders for whole runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.whole.series import Series, sample, small

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


@pytest.fixture
def series(tmp_path: Path) -> Series:
    """Return the small series; nothing was run in it yet."""
    return small(tmp_path / "school")


@pytest.fixture(scope="session")
def finished_sample(tmp_path_factory: pytest.TempPathFactory) -> Series:
    """Return the sample series after its first run; tests only look at it."""
    finished = sample(tmp_path_factory.mktemp("sample"))
    assert finished.run().code == 0
    return finished


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory where the system has one: a program that is killed loses nothing there either."""
    if not _IN_MEMORY.is_dir():
        yield tmp_path
        return
    folder = Path(mkdtemp(prefix="qa-tests-", dir=_IN_MEMORY))
    yield folder
    shutil.rmtree(folder)
