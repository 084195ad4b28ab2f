"""Lists added to a document: definitions of our own beside those that are there."""

from __future__ import annotations

from pipeline.word.splicing import Splice, declare, declared_prefixes, spliced
from pipeline.word.xml_parts import DECLARATION, Node, W, parse

DEEPEST = 8  # the last of the nine levels that a list has in Word

_STEP = 360  # of indentation from level to level, in twentieths of a point
_FIRST = 580
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_BULLETS = "•◦▪"


class NumberTable:
    """The lists of a document; each new one gets a number of its own, so that it begins with 1.

    Args:
        content: the part, None if the document has none.
        name: of the file and the part, for messages.
    """

    def __init__(self, content: bytes | None, name: str) -> None:
        self._content = content or f'{DECLARATION}<w:numbering xmlns:w="{W}"></w:numbering>'.encode()
        self._root = parse(self._content, name)
        self._next_list = 1 + _highest(self._root, "num", "numId")
        self._definitions: dict[bool, int] = {}
        self._lists: list[str] = []

    def add(self, *, ordered: bool) -> int:
        """Return the number of a new list."""
        first = 1 + _highest(self._root, "abstractNum", "abstractNumId")
        definition = self._definitions.setdefault(ordered, first + len(self._definitions))
        number = self._next_list + len(self._lists)
        restart = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="1"/></w:lvlOverride>'
        restarts = "".join(restart.format(level) for level in range(DEEPEST + 1)) if ordered else ""
        row = f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{restarts}</w:num>'
        self._lists.append(row)
        return number

    def part(self) -> bytes | None:
        """Return the part with the new lists in it, None if there are none."""
        if not self._lists:
            return None
        definitions = "".join(_definition(number, ordered=ordered) for ordered, number in self._definitions.items())
        # All definitions stand before all lists, and these before anything else.
        end = self._root.end - len(b"/>") if self._is_empty() else self._content.rindex(b"</", 0, self._root.end)
        rest = [one for one in self._root.children if one.name not in {f"{W}}}numPicBullet", f"{W}}}abstractNum"}]
        after = [one for one in rest if one.name != f"{W}}}num"]
        lists_at = after[0].start if after else end
        definitions_at = rest[0].start if rest else end
        known = declared_prefixes(self._content[self._root.start : self._content.index(b">", self._root.start)])
        both = [declare(xml, "w:abstractNum|w:num", known) for xml in (definitions, "".join(self._lists))]
        if self._is_empty():
            tag = self._content[self._root.start + 1 : end].split(maxsplit=1)[0].decode()
            return spliced(self._content, [Splice(end, self._root.end, f">{''.join(both)}</{tag}>")])
        places = (definitions_at, lists_at)
        return spliced(self._content, [Splice(at, at, xml) for at, xml in zip(places, both, strict=True)])

    def _is_empty(self) -> bool:
        """Tell whether the part is a single tag."""
        return self._content[self._root.end - 2 : self._root.end] == b"/>"


def _definition(number: int, *, ordered: bool) -> str:
    """Return what our lists of one kind look like."""
    levels = "".join(_level(level, ordered=ordered) for level in range(DEEPEST + 1))
    kind = '<w:multiLevelType w:val="hybridMultilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>'


def _level(level: int, *, ordered: bool) -> str:
    """Return what one level of a list looks like."""
    turn = level % len(_FORMATS)
    kind, sign = (_FORMATS[turn], f"%{level + 1}.") if ordered else ("bullet", _BULLETS[turn])
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left_edge(level)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
    )


def left_edge(level: int) -> int:
    """Return where the words of a level begin, in twentieths of a point."""
    return _FIRST + _STEP * level


def _highest(root: Node, element: str, key: str) -> int:
    """Return the highest number that these elements have; 0 if there are none."""
    rows = (one.attributes.get(f"{W}}}{key}", "") for one in root.children if one.name == f"{W}}}{element}")
    return max((int(value) for value in rows if value.isdecimal()), default=0)
