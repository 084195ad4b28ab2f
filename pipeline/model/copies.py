"""Copies: documents that lecturers send back, under any name and from any program."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CopyKind(StrEnum):
    """What kind of file a copy is, by what is in it; the value is the usual suffix."""

    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"  # an answer sheet saved as text, whatever stands between its cells
    ODT = "odt"
    DOC = "doc"
    RTF = "rtf"
    ODS = "ods"
    XLS = "xls"

    @property
    def becomes(self) -> CopyKind:
        """The kind it is read as: its own, or that which LibreOffice has to make of it first."""
        return _BECOMES.get(self, self)


_BECOMES = {
    CopyKind.ODT: CopyKind.DOCX,
    CopyKind.DOC: CopyKind.DOCX,
    CopyKind.RTF: CopyKind.DOCX,
    CopyKind.ODS: CopyKind.XLSX,
    CopyKind.XLS: CopyKind.XLSX,
}


class RecognisedBy(StrEnum):
    """What told which lecture a copy belongs to."""

    PROPERTIES = "properties"  # that we wrote into the file
    BOOKMARKS = "bookmarks"
    IDS = "ids"  # in the ID column of an answer sheet
    TEXT = "text"
    NAME = "name"  # of the file; only between lectures that are equally likely


@dataclass(frozen=True, slots=True)
class Recognition:
    """Which lecture a copy belongs to (its id as it is now), and how that was known."""

    lecture: str
    how: RecognisedBy
