"""All editors at work: each gets the blank document and types; LibreOffice opens and saves its files all in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tests.editors.editor import Editor, Left
from tests.editors.measuring import Score, measured
from tests.editors.office import Task, saved_by_office
from tests.editors.office_users import cell_lines, keystrokes
from tests.editors.questions import blank


def scores(editors: Iterable[Editor], folder: Path) -> list[Score]:
    """Return how well each editor's file is read; LibreOffice works in the folder."""
    left = [(one, one.edit(blank(one.begins_as, one.written), one.answers)) for one in editors]
    tasks = [_task(*pair) for pair in left if pair[0].route]
    saved = iter(saved_by_office(tasks, folder) if tasks else ())
    return [measured(one, replace(file, content=next(saved)) if one.route else file) for one, file in left]


def _task(editor: Editor, left: Left) -> Task:
    """Return what LibreOffice has to do for an editor."""
    typed = cell_lines if editor.begins_as == "xlsx" else keystrokes
    lines = tuple(map(typed, left.answers)) if editor.manner else ()
    return Task(left.content, editor.begins_as, editor.route, editor.manner, lines)
