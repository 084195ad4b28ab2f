"""Word files as lecturers send them back, made from ours: typed into, wrapped, renamed, cut."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree as ET

from pipeline.documents.word_writer import WordWriter
from pipeline.model.document import QuestionDocument
from pipeline.word.blocks import visible_text
from pipeline.word.xml_parts import W

MAIN = "word/document.xml"
WRITER = WordWriter()
BLOCK = re.compile(rb"<w:p>.*?</w:p>", re.DOTALL)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a file of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def changed(content: bytes, change: Callable[[bytes], bytes], part: str = MAIN) -> bytes:
    """Return the file with one part changed."""
    parts = parts_of(content)
    return zipped(parts | {part: change(parts[part])})


def answered(document: QuestionDocument) -> bytes:
    """Return our file with an answer typed into every second slot, in two paragraphs."""
    slots = iter(range(10_000))

    def typed(slot: re.Match[bytes]) -> bytes:
        number = next(slots)
        if number % 2:
            return slot[0]
        answer = f"<w:r><w:t>Answer {number}.</w:t></w:r></w:p><w:p><w:r><w:t>More of {number}.</w:t></w:r></w:p>"
        return slot[0].removesuffix(b"</w:p>") + answer.encode()

    pattern = rb"<w:p><w:pPr><w:pStyle w:val=\"QAAnswer.*?</w:p>"
    return changed(WRITER.write(document), lambda text: re.sub(pattern, typed, text))


def wrapped(content: bytes) -> bytes:
    """Return the file as one online editor exports it: every paragraph in a control, bookmarks renamed to points."""
    control = rb'<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>'

    def wrap(text: bytes) -> bytes:
        text = re.sub(rb'w:name="qa_\w+"', b'w:name="id.z337ya"', text)
        text = re.sub(rb'<w:pStyle w:val="QA\w+"/>', b"", text)
        return BLOCK.sub(lambda block: control % block[0], text)

    def unstyled(sheet: bytes) -> bytes:
        return re.sub(rb'<w:style [^>]*"QA\w+".*?</w:style>', b"", sheet)

    return changed(changed(content, unstyled, "word/styles.xml"), wrap)


def renamed_prefix(content: bytes) -> bytes:
    """Return the file with the usual prefix replaced by another one."""

    def renamed(text: bytes) -> bytes:
        return re.sub(rb"(</?|\s)w:", rb"\1ns0:", text).replace(b"xmlns:w=", b"xmlns:ns0=")

    return changed(content, renamed)


def in_table(content: bytes) -> bytes:
    """Return the file with questions and answers in the rows of one table, the rest around it."""
    cell = b"<w:tr><w:tc><w:tcPr/>%s</w:tc><w:tc><w:tcPr/>%s</w:tc></w:tr>"

    def laid_out(text: bytes) -> bytes:
        first = text.index(b'<w:p><w:pPr><w:pStyle w:val="QAQuestion"')
        last = text.rindex(b"<w:sectPr")
        pieces = re.split(rb'(?=<w:p><w:pPr><w:pStyle w:val="QAQuestion")', text[first:last])[1:]
        pairs = [piece.partition(b"</w:p>") for piece in pieces]
        rows = b"".join(cell % (question + end, below) for question, end, below in pairs)
        table = b"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>%s</w:tbl><w:p/>" % rows
        return text[:first] + table + text[last:]

    return changed(content, laid_out)


def texts(content: bytes) -> list[str]:
    """Return what every paragraph of a file says, empty ones left out."""
    root = ET.fromstring(parts_of(content)[MAIN])  # noqa: S314 - our own
    said = (visible_text(ET.tostring(one)) for one in root.iter(f"{{{W}}}p"))
    return [" ".join(one.split()) for one in said if one.strip()]


def blocks_of(content: bytes) -> list[str]:
    """Return the blocks of a file in canonical form: children of the body, rows of tables."""
    body = ET.fromstring(parts_of(content)[MAIN]).find(f"{{{W}}}body")  # noqa: S314 - our own
    rows = [row for one in body or () for row in (one if one.tag == f"{{{W}}}tbl" else [one])]
    return [ET.canonicalize(ET.tostring(one, encoding="unicode")) for one in rows]


def commented(content: bytes) -> bytes:
    """Return the file with comments that look like blocks."""
    odd = b"<!-- </w:p><w:p> -->"
    return changed(content, lambda text: text.replace(b"<w:p><w:pPr>", odd + b"<w:p><!-- <w:tbl> --><w:pPr>"))


def with_alternatives(content: bytes) -> bytes:
    """Return the file as Word likes it: revision marks on each paragraph, a text box in every slot's question."""
    mc = b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = (
        b'<mc:AlternateContent %s><mc:Choice Requires="wps"><w:t/></mc:Choice><mc:Fallback><w:pict><w:txbxContent>'
        b"<w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
    ) % mc

    def marked(text: bytes) -> bytes:
        text = text.replace(b"<w:p><w:pPr>", b'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr>')
        return text.replace(
            b'<w:t xml:space="preserve"> </w:t></w:r></w:p>', b"<w:t> </w:t></w:r><w:r>" + box + b"</w:r></w:p>"
        )

    return changed(content, marked)


KINDS: dict[str, Callable[[bytes], bytes]] = {
    "as typed": lambda content: content,
    "wrapped in controls, bookmarks gone": wrapped,
    "another prefix": renamed_prefix,
    "comments": commented,
    "text boxes": with_alternatives,
}
