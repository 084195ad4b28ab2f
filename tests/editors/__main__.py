"""How well answers come back from every editor: `python -m tests.editors [-v]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.editors.all_editors import EDITORS
from tests.editors.at_work import scores
from tests.editors.table import table

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(table(scores(EDITORS, Path(folder)), is_wordy="-v" in sys.argv[1:]))
