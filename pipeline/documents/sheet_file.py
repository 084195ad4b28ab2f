"""A workbook as a package: opened with suspicion, its sheets in the order of their tabs, its properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import DocumentError
from pipeline.word.package import WORKBOOK, open_package
from pipeline.word.properties import CUSTOM
from pipeline.word.relations import TYPES_PART, Relations, read_relations

# What other zips hold, and what a person who sent one should do.
_OTHER_ZIPS = (
    ("word/document.xml", "is a Word file. Read it as one: its name should end in .docx."),
    ("ppt/presentation.xml", "is a PowerPoint file, not an answer sheet. Look which file was meant."),
    ("content.xml", f"is an OpenDocument file (.ods or .odt). {WORKBOOK.save_again}"),
    ("xl/workbook.bin", f"is a binary workbook (.xlsb). {WORKBOOK.save_again}"),
    ("Index/Document.iwa", "is a Numbers document. In Numbers choose File > Export To > Excel, and send that file."),
)
# What reaches beyond the file, or runs; the keys are the last words of relation types.
_RISKS = {
    "externalLink": "is linked to another workbook. In Excel choose Data > Edit Links > Break Link, and save it again.",
    "externalLinkPath": "is linked to another workbook. In Excel choose Data > Edit Links > Break Link, and save it.",
    "connections": "fetches contents from elsewhere. In Excel choose Data > Queries & Connections and delete them.",
    "xlMacrosheet": f"holds macros of an old kind. {WORKBOOK.save_again}",
    "xlIntlMacrosheet": f"holds macros of an old kind. {WORKBOOK.save_again}",
    "attachedToolbars": f"holds macros of an old kind. {WORKBOOK.save_again}",
    "oleObject": "holds an embedded object of another program. Take it out and save the workbook again.",
    "control": "holds buttons or other controls. Take them out and save the workbook again.",
}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet: the name on its tab, and the part that holds it."""

    title: str
    part: str


@dataclass(frozen=True, slots=True)
class SheetFile:
    """An opened workbook; `main` is the part that lists the sheets."""

    name: str
    parts: Mapping[str, bytes]
    relations: Relations
    main: str
    sheets: tuple[SheetPart, ...]

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Return the parts that a part leads to by relations whose type ends in this word."""
        found = (one.target for one in self.relations.of(part) if one.kind == kind and not one.external)
        return tuple(target for target in found if target in self.parts)

    def tree(self, part: str) -> etree._Element:
        """Return a part as a tree.

        Raises:
            DocumentError: it is missing or damaged.
        """
        return read_xml(self.relations.content(part), self.name)

    def properties(self) -> dict[str, str]:
        """Return the workbook's own properties by name."""
        if CUSTOM not in self.parts:
            return {}
        return {one.get("name", ""): "".join(map(str, one.itertext())).strip() for one in self.tree(CUSTOM)}


def open_sheet_file(content: bytes, name: str) -> SheetFile:
    """Open a workbook.

    Raises:
        DocumentError: it is none, is damaged, or holds what an answer sheet has no use for.
    """
    parts = open_package(content, name, WORKBOOK)
    for part, advice in _OTHER_ZIPS:
        if part in parts:
            raise DocumentError(f"{name} {advice}")
    if TYPES_PART not in parts:
        raise DocumentError(f"{name} is a zip, but not {WORKBOOK.noun}. {WORKBOOK.save_again}")
    relations = read_relations(parts, name)
    main = next((one.target for one in relations.of("") if one.kind == "officeDocument"), "")
    if main not in parts:
        raise DocumentError(f"{name} is damaged: it has no workbook in it. {WORKBOOK.save_again}")
    sheets = _sheets(read_xml(parts[main], name), relations, main)
    for part in (main, *(sheet.part for sheet in sheets)):
        for relation in relations.of(part):
            if relation.kind in _RISKS:
                raise DocumentError(f"{name} {_RISKS[relation.kind]}")
    return SheetFile(name, parts, relations, main, sheets)


def read_xml(content: bytes, name: str) -> etree._Element:
    """Return XML as a tree; nothing outside of it is looked at.

    Raises:
        DocumentError: it is damaged.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"{name} is damaged ({error}). {WORKBOOK.save_again}") from error


def decoded(content: bytes, name: str) -> str:
    """Return XML as a string.

    Raises:
        DocumentError: it is damaged.
    """
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise DocumentError(f"{name} is damaged ({error}). {WORKBOOK.save_again}") from error


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace: programs use two sets of those."""
    return str(element.tag).rpartition("}")[2]


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of this name, or None."""
    return next((one for one in element if local(one) == name), None) if element is not None else None


def _sheets(book: etree._Element, relations: Relations, main: str) -> tuple[SheetPart, ...]:
    """Return the sheets with cells; charts on tabs of their own are none."""
    targets = {one.id: one.target for one in relations.of(main) if one.kind == "worksheet"}
    listed = child(book, "sheets")
    sheets = []
    for sheet in listed if listed is not None else ():
        key = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        if targets.get(str(key)) in relations.parts:
            sheets.append(SheetPart(sheet.get("name", ""), targets[str(key)]))
    return tuple(sheets)
