"""How well answers come back from every editor: `python -m tests.editors [-v]`; needs LibreOffice for some."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.editors.all_editors import EDITORS
from tests.editors.at_work import scores
from tests.editors.office import OFFICE
from tests.editors.table import table

if __name__ == "__main__":
    there = [one for one in EDITORS if OFFICE or not one.route]
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(table(scores(there, Path(folder)), is_wordy="-v" in sys.argv[1:]))
    if len(there) < len(EDITORS):
        sys.stdout.write(f"LibreOffice is not installed: {len(EDITORS) - len(there)} editors are left out.\n")
