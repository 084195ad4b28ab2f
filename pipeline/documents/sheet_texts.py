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
        index = int(number) if number.isdigit() and len(number) < 10 else -1
        if 0 <= index < len(self._plain) and self._plain[index]:
            return self._plain[index]
        return self._elements[index] if 0 <= index < len(self._elements) else None

    @cached_property
    def _plain(self) -> list[str]:
        """The texts, "" for those of several looks; empty if a program writes them otherwise than all the others."""
        if not self._parts:
            return []
        content = decoded(self._file.parts[self._parts[0]], self._file.name)
        found: list[str] = _TEXT.findall(content)
        is_usual = len(found) == content.count("</si>") and "<si/>" not in content and "<!" not in content
        if not is_usual or is_written_plainly(content):
            return found if is_usual else []
        return [text if is_written_plainly(text) else plain_text(text) for text in found]

    @cached_property
    def _elements(self) -> list[etree._Element]:
        """All texts as elements."""
        return [one for one in self._file.tree(self._parts[0]) if local(one) == "si"] if self._parts else []


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
