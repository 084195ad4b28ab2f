"""A person without a Google account never loads a line of Google's libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.whole.series import CHECKOUT, sample

GOOGLE = set("google googleapiclient gspread httplib2 requests urllib3 oauthlib google_auth_httplib2".split())
_RUN = """\
import sys
import pipeline.cli
code = pipeline.cli.call(["run"])
print("loaded:", *{name.partition(".")[0] for name in sys.modules})
raise SystemExit(code)
"""
_DOOR = """\
import sys
import pipeline.google_api
print("loaded:", *{name.partition(".")[0] for name in sys.modules})
"""


@pytest.mark.parametrize("program", [_RUN, _DOOR], ids=["the sample's first run", "the front door"])
def test_no_google_module_is_loaded(tmp_path: Path, program: str) -> None:
    """Not by the program, not by a run that writes documents, not by the closed door to Google."""
    series = sample(tmp_path)
    environ = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-c", program]
    ran = subprocess.run(
        command, cwd=series.root, env=environ, capture_output=True, text=True, check=False, timeout=120
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    loaded = ran.stdout.rpartition("loaded:")[2].split()
    assert "pipeline" in loaded
    assert GOOGLE & set(loaded) == set()
