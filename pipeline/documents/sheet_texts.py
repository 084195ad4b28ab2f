"""The texts that all sheets of a workbook share; read only when a cell asks for one."""

from __future__ import annotations

import re
from functools import cached_property

from lxml import etree

from pipeline.documents.sheet_file import SheetFile, decoded, local
from pipeline.documents.sheet_marks import unescaped

_TEXT = re.compile(r"<si>(?:<t(?: xml:space=\"preserve\")?>([^<]*)</t></si>|.*?</si>)", re.DOTALL)
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LAST_CHARACTER = 0x10FFFF


class SharedTexts:
    """The shared texts of one workbook."""

    def __init__(self, file: SheetFile) -> None:
        self._file = file
        self._parts = file.related(file.main, "sharedStrings")

    def of(self, number: str) -> str | etree._Element | None:
        """Return a text of one look, or else its element; None if there is none of this number."""
        return self._plain.get(number) or self._elements.get(number.strip())

    def plain(self, number: str) -> str:
        """Return a text of one look, "" for any other."""
        return self._plain.get(number, "")

    @cached_property
    def _plain(self) -> dict[str, str]:
        """The texts by their numbers, "" for those of several looks; none if they are written in an unusual way."""
        if not self._parts:
            return {}
        content = decoded(self._file.parts[self._parts[0]], self._file.name)
        found: list[str] = _TEXT.findall(content)
        is_usual = len(found) == content.count("</si>") and "<si/>" not in content and "<!" not in content
        if not is_usual:
            return {}
        if not is_written_plainly(content):
            found = [plain_text(text) if "&" in text or "_x" in text or "\r" in text else text for text in found]
        return dict(zip(map(str, range(len(found))), found, strict=True))

    @cached_property
    def _elements(self) -> dict[str, etree._Element]:
        """All texts as elements, by their numbers."""
        root = self._file.tree(self._parts[0]) if self._parts else ()
        return {str(number): one for number, one in enumerate(one for one in root if local(one) == "si")}


def is_written_plainly(written: str) -> bool:
    """Tell whether XML holds no sign that stands for another one."""
    return not ("&" in written or "_x" in written or "\r" in written)


def plain_text(written: str) -> str:
    """Return the text that is written as this between two tags."""
    if "&" in written:
        written = _ENTITY.sub(_character, written)
    return unescaped(written.replace("\r\n", "\n"))


def _character(entity: re.Match[str]) -> str:
    """Return the character that an entity stands for."""
    decimal, hexadecimal, name = entity.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code <= _LAST_CHARACTER else ""
