"""All editors at work: each gets the blank document and types; LibreOffice saves what it is to save, all in one go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.editors.editor import Editor
from tests.editors.measuring import Score, measured
from tests.editors.questions import blank


def scores(editors: Iterable[Editor], folder: Path) -> list[Score]:
    """Return how well each editor's file is read; LibreOffice works in the folder."""
    left = [(one, one.edit(blank(one.name_sent.rpartition(".")[2], one.written), one.answers)) for one in editors]
    return [measured(editor, content) for editor, content in left]
