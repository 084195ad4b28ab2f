"""What is in files: conversion on the way in, export on the way out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Final

import docx
import openpyxl

from tests.google.cloud import DOC, SHEET, Cloud, DriveFile
from tests.google.doc_model import FakeDoc
from tests.google.sheet_model import FakeSpreadsheet
from tests.google.uploads import Media
from tests.google.wire import RefusedError, Reply

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def fill(cloud: Cloud, stored: DriveFile, media: Media | None) -> None:
    """Put content into a file; a Word file becomes a Google Doc if the file is one."""
    if stored.kind == DOC:
        doc = cloud.documents.setdefault(stored.id, FakeDoc(cloud, stored.id))
        doc.replace_all(_paragraphs(media) if media else [])
    elif stored.kind == SHEET:
        sheet = cloud.spreadsheets.setdefault(stored.id, FakeSpreadsheet(cloud, stored.id, "en_US", "Etc/GMT"))
        tab = sheet.tabs[0] if sheet.tabs else sheet.add_tab("Sheet1")
        for row, texts in enumerate(csv.reader(io.StringIO(media[0].decode())) if media else []):
            for column, text in enumerate(texts):
                tab.enter(row, column, text)
    elif media:
        stored.content = media[0]


def _paragraphs(media: Media) -> list[tuple[str, str]]:
    """Return texts and styles of the paragraphs of a file that becomes a Doc."""
    content, kind = media
    if kind == DOCX:
        found = docx.Document(io.BytesIO(content)).paragraphs
        names = {"Title": "TITLE", "Heading 1": "HEADING_1", "Heading 2": "HEADING_2"}
        return [(one.text, names.get(one.style.name or "" if one.style else "", "NORMAL_TEXT")) for one in found]
    return [(line, "NORMAL_TEXT") for line in content.decode().splitlines()]


def export(cloud: Cloud, stored: DriveFile, kind: str) -> Reply:
    """Return a file in another format.

    Raises:
        RefusedError: it is no Google file, or does not come in this format.
    """
    writers: dict[tuple[str, str], Callable[[], bytes]] = {
        (DOC, "text/plain"): lambda: b"\xef\xbb\xbf" + "\r\n".join(cloud.documents[stored.id].lines()).encode(),
        (DOC, "text/markdown"): lambda: "\n\n".join(cloud.documents[stored.id].lines()).encode(),
        (DOC, DOCX): lambda: _word_file(cloud.documents[stored.id]),
        (SHEET, "text/csv"): lambda: _csv(cloud.spreadsheets[stored.id]),
        (SHEET, XLSX): lambda: _workbook(cloud.spreadsheets[stored.id]),
    }
    if (stored.kind, kind) not in writers:
        if stored.kind in {DOC, SHEET}:
            raise RefusedError(400, "The requested conversion is not supported.", "badRequest")
        raise RefusedError(403, "Export only supports Docs Editors files.", "fileNotExportable")
    return Reply(200, writers[stored.kind, kind](), {"content-type": kind})


def _word_file(doc: FakeDoc) -> bytes:
    """Return a Doc as a Word file: its words only."""
    made = docx.Document()
    for line in doc.lines():
        made.add_paragraph(line)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def _csv(sheet: FakeSpreadsheet) -> bytes:
    """Return the first sheet as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(sheet.tabs[0].texts())
    return text.getvalue().encode()


def _workbook(sheet: FakeSpreadsheet) -> bytes:
    """Return all sheets as a workbook of texts."""
    made = openpyxl.Workbook(write_only=True)
    for tab in sheet.tabs:
        page = made.create_sheet(tab.title)
        for texts in tab.texts():
            page.append(texts)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()
