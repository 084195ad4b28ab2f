"""What holds for every test: no network, no home folder, and in CI nothing skipped."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

# The same cases every time, however slow the machine; `HYPOTHESIS_PROFILE=long` searches for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

_NOTHING_SKIPPED = "NOTHING_SKIPPED"
_ROOT = Path(__file__).parents[1]


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Raise before a test of this process connects to anywhere but to a small server of its own."""
    if event == "socket.connect" and not _is_own_server(arguments[1]):
        raise RuntimeError(f"a test wants to connect to {arguments[1:]}")


def _is_own_server(address: object) -> bool:
    """Return whether an address is on the loopback interface of this machine."""
    return isinstance(address, tuple) and address[0] == "127.0.0.1"


def pytest_configure() -> None:
    """Forbid the network for as long as the tests run."""
    sys.addaudithook(_refuse_network)


@pytest.fixture(autouse=True)
def _no_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test an empty home, and no settings from outside."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.getbasetemp()))
    for name in [name for name in os.environ if name.startswith("QA_")]:
        monkeypatch.delenv(name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one where nothing may be skipped, as in CI."""
    report = yield
    if report.skipped and os.environ.get(_NOTHING_SKIPPED):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and {_NOTHING_SKIPPED} is set"
    return report
