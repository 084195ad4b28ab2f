"""A lecturer at work: typing into Word files and answer sheets, and what stands there in the eyes of other programs.

Nothing here asks the product where a question is: Word files are read with python-docx, sheets with openpyxl.
A file that was typed into has the same bytes at every time of day.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from docx import Document
from lxml import etree
from lxml.etree import _Element
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.workbook.workbook import Workbook

from pipeline.rich_text.plain_text import inline_words
from pipeline.rich_text.rich_text import Block, ListBlock, Paragraph, RichText, Run
from tests.documents.editing import NAMESPACES, TYPES, Editing, elements, paragraph, run, w

PLAIN, BOLD, ITEM = "plain", "bold", "item"
Line = tuple[str, str]  # its look, and its words
Answer = tuple[Line, ...]

_STILL = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"<dcterms:modified[^>]*>[^<]*</dcterms:modified>")
_MARK = re.compile(r"^(?:(?:[-•–]|\d+\.)[ \t]+)+")
_INITIALS = re.compile(r"^\s*[A-Z]{1,4}:[ \xa0]?")
_BULLETS = 77  # the number of our list, which no program gives by itself
_NUMBERING = "word/numbering.xml"
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_ABSTRACT = (
    f'<w:abstractNum w:abstractNumId="{_BULLETS}"><w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
)
_NUMBER = f'<w:num w:numId="{_BULLETS}"><w:abstractNumId w:val="{_BULLETS}"/></w:num>'
_ITEM = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{_BULLETS}"/></w:numPr>'


def bare(words: str) -> str:
    """Return words without the marks of list items and the blanks at the ends of lines: what every format can hold."""
    return "\n".join(_MARK.sub("", line).strip() for line in words.splitlines() if line.strip())


def words_of(answer: Answer) -> str:
    """Return the bare words of an answer."""
    return bare("\n".join(text for _, text in answer))


def told(words: RichText) -> Answer:
    """Return a text of the store as it would have been typed."""
    return tuple(_lines(words.blocks))


def slots(content: bytes, name: str) -> dict[str, str]:
    """Return the bare words under each question of a file, "" for an empty slot."""
    return dict(_rows(content)) if name.endswith(".xlsx") else _blocks(content)


def retyped(content: bytes, name: str, answers: Mapping[str, Answer]) -> bytes:
    """Return the file with these answers in place of what stood in the slots; an empty one clears the slot."""
    typing = _typed_in_sheet if name.endswith(".xlsx") else _typed_in_word
    return still(typing(content, answers))


def taken_out(content: bytes, question: str) -> bytes:
    """Return a Word file from which somebody deleted a question with all that stood below it."""
    document = Editing(content)
    block = _word_blocks(document)[question]
    document.remove(*block)
    return still(document.saved())


def still(content: bytes) -> bytes:
    """Return a file without the times at which its program saved it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as quiet:
        for name in package.namelist():
            part = package.read(name)
            quiet.writestr(zipfile.ZipInfo(name, _STILL), _TIMES.sub(b"", part), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _lines(blocks: tuple[Block, ...]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield from ((ITEM, text) for item in block.items for _, text in _lines(item))
        elif isinstance(block, Paragraph):
            words = inline_words(block.inlines)
            runs = [one for one in block.inlines if isinstance(one, Run) and one.text.strip()]
            look = BOLD if runs and all(one.bold for one in runs) else PLAIN
            yield from ((look, line.strip()) for line in words.splitlines() if line.strip())
        else:
            yield type(block).__name__, ""


def _blocks(content: bytes) -> dict[str, str]:
    """Return what python-docx shows below the paragraphs that carry our bookmarks, without the initials."""
    found: dict[str, list[str]] = {}
    here: list[str] = []
    for one in Document(io.BytesIO(content)).paragraphs:
        question = _bookmark(one._p)
        if question:
            here = found.setdefault(question, [])
        else:
            here.append(one.text)
    return {question: bare(_INITIALS.sub("", "\n".join(lines), count=1)) for question, lines in found.items()}


def _bookmark(node: _Element) -> str:
    names = (str(one.get(w("name"), "")) for one in node.iter(w("bookmarkStart")))
    return next((name.removeprefix("qa_").replace("_", "-") for name in names if name.startswith("qa_")), "")


def _word_blocks(document: Editing) -> dict[str, list[_Element]]:
    """Return the paragraphs of each question: its own, and all below it."""
    found: dict[str, list[_Element]] = {}
    here: list[_Element] = []
    for node in document.body.iterchildren(w("p")):
        question = _bookmark(node)
        if question:
            here = found.setdefault(question, [])
        here.append(node)
    return found


def _typed_in_word(content: bytes, answers: Mapping[str, Answer]) -> bytes:
    document = Editing(content)
    blocks = _word_blocks(document)
    initials = next(filter(None, map(_initials, (node for block in blocks.values() for node in block[1:]))), "AB: ")
    for question, answer in answers.items():
        own, *below = blocks[question]
        document.remove(*below)
        in_slot = answer[:1] if answer and answer[0][0] != ITEM else ()  # a list begins on a line of its own
        opening = run(initials) + "".join(map(_run, in_slot))
        more = [
            paragraph("", "QAAnswer", _ITEM if line[0] == ITEM else "", _run(line)) for line in answer[len(in_slot) :]
        ]
        document.after(own, paragraph("", "QAAnswer", "", opening), *more)
        if ITEM in {look for look, _ in answer}:
            _add_bullets(document)
    return document.saved()


def _initials(node: _Element) -> str:
    found = _INITIALS.match("".join(one.text or "" for one in node.iter(w("t"))))
    return f"{found.group().strip()} " if found else ""


def _run(line: Line) -> str:
    look, text = line
    return run(text, "<w:b/>" if look == BOLD else "")


def _add_bullets(document: Editing) -> None:
    """Have a list of ours in the file, as Word makes one when somebody begins a list."""
    if _NUMBERING not in document.parts:
        document.part("numbering.xml", f"<w:numbering {NAMESPACES}/>", "numbering")
        override = f'<Override PartName="/{_NUMBERING}" ContentType="{_NUMBERING_TYPE}"/></Types>'
        document.parts[TYPES] = document.parts[TYPES].replace(b"</Types>", override.encode())
    root = etree.fromstring(document.parts[_NUMBERING])
    if not any(one.get(w("numId")) == str(_BULLETS) for one in root.iter(w("num"))):
        root.insert(0, elements(_ABSTRACT)[0])
        root.append(elements(_NUMBER)[0])
        document.parts[_NUMBERING] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _open_sheet(content: bytes) -> tuple[Workbook, dict[str, Cell]]:
    """Return a workbook and the answer cell of each question, found by the titles of the columns."""
    book = load_workbook(io.BytesIO(content), rich_text=True)
    sheet = book.worksheets[0]
    titles = {str(cell.value): number for number, cell in enumerate(sheet[1])}
    cells: dict[str, Cell] = {}
    for row in sheet.iter_rows(min_row=2):
        question, answer = row[titles["ID"]], row[titles["Answer"]]
        if question.value and isinstance(answer, Cell):
            cells[str(question.value)] = answer
    return book, cells


def _rows(content: bytes) -> Iterator[tuple[str, str]]:
    _, cells = _open_sheet(content)
    for question, cell in cells.items():
        yield question, bare("" if cell.value is None else str(cell.value))


def _typed_in_sheet(content: bytes, answers: Mapping[str, Answer]) -> bytes:
    book, cells = _open_sheet(content)
    for question, answer in answers.items():
        cell = cells[question]
        cell.value = _cell_text(answer) if answer else None
        if isinstance(cell.value, str):
            cell.data_type = "s"  # a formula is not what was meant
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _cell_text(answer: Answer) -> CellRichText | str:
    texts = [f"- {text}" if look == ITEM else text for look, text in answer]
    if BOLD not in {look for look, _ in answer}:
        return "\n".join(texts)
    pieces = CellRichText()
    for number, (look, _) in enumerate(answer):
        text = texts[number] + ("\n" if number + 1 < len(texts) else "")
        pieces.append(TextBlock(InlineFont(b=True), text) if look == BOLD else text)
    return pieces
