"""Where the rows of a sheet lie in its XML, and what stands around them.

Rows of the shape that all the usual programs write are found by one regular expression, many times as fast as any
tree of them; what has another shape is left to a parser: a single row, or the whole sheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.errors import DocumentError
from pipeline.word.package import WORKBOOK
from pipeline.word.splicing import declared_prefixes
from pipeline.word.xml_parts import Node, attribute, parse

_LAST_ROW = 1_048_576

# An ordinary cell is empty, or holds a plain formula, a value or a number of a shared text, or a text of one look.
ORDINARY_CELL = (
    r'<c r="([A-Z]{1,3})\d{1,7}"(?: s="(\d{1,6})")?(?: t="(\w{1,9})")?(?:/>|>'
    r"(?:<f>([^<]*)</f>)?(?:<v>([^<]*)</v>|<is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is>)?</c>)"
)
_WITHOUT_GROUPS = re.sub(r"(?<!\\)\((?!\?)", "(?:", ORDINARY_CELL)
_EMPTY_CELL = r'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,6}")?(?: t="\w{1,9}")?(?:/>|></c>)'
_BARE = rf"((?<=/)>|>(?:{_EMPTY_CELL})*+</row>)"
_FILLED = rf"(>(?:{_WITHOUT_GROUPS})*+</row>)"
_ROW = re.compile(rf'<row(?: r="(\d{{1,9}})")?(?=[\s/>])[^<>]*+(?:{_BARE}|{_FILLED}|>.*?</row>)'.encode(), re.DOTALL)
# The shapes of rows are the numbers of groups: no more than looks, ordinary cells, anything else.
BARE, ORDINARY, OTHER = 2, 3, 1
_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,9})[\"']")
_BLANK = re.compile(rb"\s+")
Place = tuple[int, int, int, int]  # a tuple, for there are many

_OPENING, _CLOSING = b"<sheetData>", b"</sheetData>"


@dataclass(frozen=True, slots=True)
class RowPlaces:
    """The rows of a sheet.

    Attributes:
        content: the sheet.
        places: of each row in turn: its number, where it starts and ends, and its shape.
        root: the sheet without its rows.
        gap: where the rows were taken out, and how many bytes.
        is_ordinary: whether each row is an ordinary one.
        is_ordered: whether each row has a higher number than the one before.
    """

    content: bytes
    places: Sequence[Place]
    root: Node
    gap: tuple[int, int]
    is_ordinary: bool
    is_ordered: bool

    def part(self, name: str) -> Node | None:
        """Return a child of the sheet, `autoFilter`, by its name; what is in it does not know its place."""
        found = next((one for one in self.root.children if one.name.rpartition("}")[2] == name), None)
        at, length = self.gap
        is_behind = found is not None and found.start >= at
        return replace(found, start=found.start + length, end=found.end + length) if found and is_behind else found

    def wrapped(self, start: int, end: int) -> tuple[bytes, int]:
        """Return a row as XML that can be read alone, and how much further its places lie in the sheet."""
        known = declared_prefixes(self.content[: self.content.index(b"sheetData")])
        declared = "".join(f' xmlns{":" if key else ""}{key}="{attribute(uri)}"' for key, uri in known.items())
        opening = f"<row{declared}>".encode()
        return opening + self.content[start:end] + b"</row>", start - len(opening)


def find_rows(content: bytes, name: str) -> RowPlaces:
    """Return the places of the rows of a sheet.

    Args:
        content: the sheet.
        name: of the file, for messages.

    Raises:
        DocumentError: the sheet is damaged, or its rows are not in order or out of bounds.
    """
    return _found_quickly(content, name) or _found_by_parser(content, name)


def _found_quickly(content: bytes, name: str) -> RowPlaces | None:
    """Return the places of rows that can be told one after the other, None if anything else is among them."""
    begin = at = content.find(_OPENING) + len(_OPENING)
    if begin < len(_OPENING) or content.count(b"<!--", 0, begin):
        return None
    places: list[Place] = []
    last, is_ordered = 0, True
    while found := _ROW.match(content, at) or _BLANK.match(content, at):
        start, at = found.span()
        if found.re is _ROW:
            number = int(found[1] or 0) or _number(_typed(found.group()), last, name)
            is_ordered = is_ordered and number > last
            last = number
            places.append((number, start, at, found.lastindex or OTHER))
    if not content.startswith(_CLOSING, at):
        return None
    _number(str(max(places)[0] if places else 1), 0, name)
    root = parse(content[:begin] + content[at:], name)
    return RowPlaces(content, places, root, (begin, at - begin), all(place[3] != OTHER for place in places), is_ordered)


def _found_by_parser(content: bytes, name: str) -> RowPlaces:
    """Return the places of rows of any shape."""
    root = parse(content, name)
    table = next((one for one in root.children if one.name.rpartition("}")[2] == "sheetData"), None)
    places: list[Place] = []
    last, is_ordered = 0, True
    for row in (one for one in (table.children if table else ()) if one.name.rpartition("}")[2] == "row"):
        number = _number(row.attributes.get("r", ""), last, name)
        is_ordered = is_ordered and number > last
        last = number
        places.append((number, row.start, row.end, OTHER))
    return RowPlaces(content, places, root, (len(content), 0), False, is_ordered)


def _typed(row: bytes) -> str:
    """Return what stands as its number in the tag of a row."""
    found = _NUMBER.search(row, 0, row.index(b">"))
    return found[1].decode() if found else ""


def _number(typed: str, last: int, name: str) -> int:
    """Return the number of a row behind the one with the number `last`."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else last + 1
    if not 1 <= number <= _LAST_ROW:
        raise DocumentError(f"{name} is damaged: it has a row {number}. {WORKBOOK.save_again}")
    return number
