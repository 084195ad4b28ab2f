"""Lists as Word numbers them: which are ordered, and which are none."""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.word.rich_names import value, w

_DEEPEST = 8


class NumberingBook:
    """The lists of one document."""

    def __init__(self, root: _Element | None) -> None:
        self._kinds: dict[tuple[str, int], str] = {}
        if root is None:
            return
        abstract = {str(one.get(w("abstractNumId"))): one for one in root.iterfind(w("abstractNum"))}
        for number in root.iterfind(w("num")):
            key = str(number.get(w("numId")))
            self._take(key, abstract.get(value(number, "abstractNumId")))
            for override in number.iterfind(w("lvlOverride")):
                self._take(key, override)

    def is_ordered(self, number: str, depth: int) -> bool | None:
        """Tell whether a paragraph of this list is numbered or has a bullet; None if it is no list at all."""
        if number in {"", "0"}:
            return None
        kind = self._kinds.get((number, min(depth, _DEEPEST)), "decimal")
        return None if kind == "none" else kind != "bullet"

    def _take(self, key: str, levels: _Element | None) -> None:
        """Remember what the levels of a list look like."""
        for level in () if levels is None else levels.iterfind(w("lvl")):
            depth = str(level.get(w("ilvl"), "0"))
            if depth.isdecimal():
                self._kinds[key, int(depth)] = value(level, "numFmt") or "decimal"
