"""Every editor and habit there is."""

from __future__ import annotations

from tests.editors import (
    copies,
    google_like,
    habits,
    office_users,
    other_programs,
    sheet_users,
    typing_in_place,
    word_like,
)
from tests.editors.editor import Editor

EDITORS: tuple[Editor, ...] = (
    *typing_in_place.EDITORS,
    *word_like.EDITORS,
    *google_like.EDITORS,
    *office_users.EDITORS,
    *other_programs.EDITORS,
    *habits.EDITORS,
    *copies.EDITORS,
    *sheet_users.EDITORS,
)
