"""A written document opened and changed as people and their programs do; for tests of everything that reads it back.

    edited = Editing(WordWriter().write(document))
    edited.answer(1, "First paragraph", "Second one")
    edited.body_xml_after(edited.slot(2), "<w:p>…</w:p>")
    content = edited.saved()

Questions are counted from 1, in the order in which they were written.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from lxml import etree
from lxml.etree import _Element

from pipeline.word.xml_parts import M, R, W

DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="{M}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def elements(xml: str) -> list[_Element]:
    """Return elements written with the usual prefixes."""
    return list(etree.fromstring(f"<x {NAMESPACES}>{xml}</x>"))


def run(text: str, properties: str = "") -> str:
    """Return a run; tabs and line ends as a program writes them."""
    pieces = escape(text).replace("\n", "</w:t><w:br/><w:t>").replace("\t", "</w:t><w:tab/><w:t>")
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}<w:t>{pieces}</w:t></w:r>".replace("<w:t>", '<w:t xml:space="preserve">')


def paragraph(text: str = "", style: str = "QAAnswer", properties: str = "", inner: str = "") -> str:
    """Return a paragraph of plain words, or of runs given as `inner`."""
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p><w:pPr>{look}</w:pPr>{inner or (run(text) if text else '')}</w:p>"


class Editing:
    """A Word file that is being changed."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self.parts[DOCUMENT])
        body = self.root.find(w("body"))
        assert body is not None
        self.body = body
        self._questions = [one for one in self.body.iter(w("p")) if _begins_question(one)]
        self._slots = [_next_paragraph(one) for one in self._questions]

    def question(self, number: int) -> _Element:
        """Return the paragraph of a question as it was when the file was opened."""
        return self._questions[number - 1]

    def slot(self, number: int) -> _Element:
        """Return the slot paragraph of a question as it was when the file was opened."""
        return self._slots[number - 1]

    def answer(self, number: int, first: str, *more: str, look: str = "") -> None:
        """Type into a slot, pressing Enter before each further paragraph."""
        self.append(self.slot(number), run(first, look))
        self.after(self.slot(number), *(paragraph(inner=run(text, look)) for text in more))

    def append(self, node: _Element, xml: str) -> None:
        """Add content at the end of a paragraph."""
        node.extend(elements(xml))

    def after(self, node: _Element, *xml: str) -> None:
        """Add paragraphs or tables behind an element."""
        parent = node.getparent()
        assert parent is not None
        place = parent.index(node) + 1
        for offset, one in enumerate(elements("".join(xml))):
            parent.insert(place + offset, one)

    def before(self, node: _Element, *xml: str) -> None:
        """Add paragraphs or tables before an element."""
        parent = node.getparent()
        assert parent is not None
        for one in elements("".join(xml)):
            parent.insert(parent.index(node), one)

    def retype(self, node: _Element, text: str) -> None:
        """Replace all the words of a paragraph, bookmarks and properties staying where they are."""
        runs = list(node.iter(w("r")))
        for one in runs[1:]:
            self.remove(one)
        for child in [child for child in runs[0] if child.tag != w("rPr")]:
            runs[0].remove(child)
        runs[0].extend(elements(run(text))[0].iterchildren(w("t"), w("br"), w("tab")))

    def remove(self, *nodes: _Element) -> None:
        """Delete elements."""
        for node in nodes:
            parent = node.getparent()
            assert parent is not None
            parent.remove(node)

    def move_after(self, node: _Element, *nodes: _Element) -> None:
        """Cut elements and paste them behind another one."""
        for one in reversed(nodes):
            node.addnext(one)

    def copy_after(self, node: _Element, *nodes: _Element) -> list[_Element]:
        """Paste copies of elements behind another one."""
        copies = [copy.deepcopy(one) for one in nodes]
        for one in reversed(copies):
            node.addnext(one)
        return copies

    def wrap(self, xml: str, *nodes: _Element) -> None:
        """Put elements into the innermost empty element of some markup, such as a content control."""
        outer = elements(xml)[0]
        nodes[0].addprevious(outer)
        inner = next(one for one in outer.iter() if one.get("here"))
        del inner.attrib["here"]
        inner.extend(nodes)

    def drop_anchors(self, *, styles: bool = True) -> None:
        """Take away every bookmark, and the styles, as some programs do."""
        self.remove(*self.root.iter(w("bookmarkStart"), w("bookmarkEnd")))
        if styles:
            self.remove(*self.root.iter(w("pStyle"), w("rStyle")))

    def relate(self, kind: str, target: str, *, external: bool = False, part: str = RELATIONS) -> str:
        """Add a relation to the document and return its id."""
        root = etree.fromstring(self.parts[part])
        key = f"new{len(root) + 1}"
        mode = ' TargetMode="External"' if external else ""
        row = f'Id="{key}" Type="{OFFICE}/{kind}" Target="{escape(target)}"{mode}'
        root.append(etree.fromstring(f'<Relationship xmlns="{root.nsmap[None]}" {row}/>'))
        self.parts[part] = etree.tostring(root)
        return key

    def part(self, name: str, content: str | bytes, kind: str = "") -> str:
        """Add a part beside the document, with a relation to it, and return the id of the relation."""
        self.parts[f"word/{name}"] = content.encode() if isinstance(content, str) else content
        return self.relate(kind, name) if kind else ""

    def comments(self, *rows: tuple[_Element, str]) -> None:
        """Add margin comments to paragraphs."""
        xml = ""
        for number, (node, text) in enumerate(rows):
            self.append(node, f'<w:r><w:commentReference w:id="{number}"/></w:r>')
            xml += f'<w:comment w:id="{number}" w:author="LH">{paragraph(text)}</w:comment>'
        self.part("comments.xml", f"<w:comments {NAMESPACES}>{xml}</w:comments>", "comments")

    def texts(self) -> list[str]:
        """Return the words of all paragraphs."""
        return ["".join(one.text or "" for one in node.iter(w("t"))) for node in self.body.iter(w("p"))]

    def saved(self) -> bytes:
        """Return the file."""
        self.parts[DOCUMENT] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        return target.getvalue()


def picture(key: str, alt: str = "", size: tuple[int, int] = (914400, 457200)) -> str:
    """Return a picture in a run; sizes in English Metric Units."""
    width, height = size
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="P" descr="{alt}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name="P"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def tracked(kind: str, xml: str) -> str:
    """Return content as a tracked change (`ins`, `del`, `moveFrom`, `moveTo`)."""
    content = xml.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>") if kind == "del" else xml
    return f'<w:{kind} w:id="9" w:author="LH" w:date="2023-08-09T10:00:00Z">{content}</w:{kind}>'


def table(*rows: Iterable[str]) -> str:
    """Return a table of cells given as markup."""
    lines = "".join(f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{lines}</w:tbl>"


def _begins_question(node: _Element) -> bool:
    return any(str(one.get(w("name"), "")).startswith("qa_") for one in node.iter(w("bookmarkStart")))


def _next_paragraph(node: _Element) -> _Element:
    following = node.getnext()
    assert following is not None
    return following
