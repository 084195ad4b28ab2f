"""Every editor and habit there is."""

from __future__ import annotations

from tests.editors import google_like, typing_in_place, word_like
from tests.editors.editor import Editor

EDITORS: tuple[Editor, ...] = (*typing_in_place.EDITORS, *word_like.EDITORS, *google_like.EDITORS)
