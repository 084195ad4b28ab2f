"""Comments and notes at the cells of a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents.sheet_file import SheetFile, SheetPart, local
from pipeline.documents.sheet_grid import place
from pipeline.documents.sheet_marks import unescaped

_NOWHERE = (0, 0)


def comments(file: SheetFile, sheet: SheetPart) -> dict[int, tuple[str, ...]]:
    """Return the comments of a sheet by the number of their row.

    Excel keeps a conversation in a part of its own, and beside it a note that tells older versions of it.
    """
    told = dict.fromkeys(_texts(file, sheet, "threadedComment", "threadedComment"))
    conversations = {at for at, _ in told}
    notes = [one for one in _texts(file, sheet, "comments", "comment") if one[0] not in conversations]
    by_row: dict[int, tuple[str, ...]] = {}
    for (row, _), text in sorted([*told, *notes], key=lambda one: one[0]):
        by_row[row] = (*by_row.get(row, ()), text)
    return by_row


def _texts(file: SheetFile, sheet: SheetPart, relation: str, element: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield place and words of each comment of a kind."""
    for part in file.related(sheet.part, relation):
        for one in file.tree(part).iter():
            if local(one) != element:
                continue
            words = "".join(text.text or "" for text in one.iter() if local(text) in {"t", "text"})
            if words.strip():
                yield place(one.get("ref", ""), _NOWHERE), unescaped(words).strip()
