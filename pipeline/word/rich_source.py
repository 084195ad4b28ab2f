"""A Word file opened for reading: its parts as trees, and everything in it that is refused."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from pipeline.errors import DocumentError
from pipeline.word.package import open_package
from pipeline.word.relations import Relation, Relations, read_relations
from pipeline.word.revisions import accept
from pipeline.word.rich_names import ALTERNATE, w

_SAVE_AGAIN = "Open it in Word or LibreOffice and save it as a Word document (.docx)."
_MAIN_TYPES = frozenset(
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    for kind in ("document", "template")
)
# Files of "Strict Open XML" name the same things in other namespaces.
_STRICT = b"http://purl.oclc.org/ooxml/"
_OFFICE = b"http://schemas.openxmlformats.org/"
_NAMESPACES = (
    (_STRICT + b"wordprocessingml/main", _OFFICE + b"wordprocessingml/2006/main"),
    (_STRICT + b"officeDocument/relationships", _OFFICE + b"officeDocument/2006/relationships"),
    (_STRICT + b"officeDocument/math", _OFFICE + b"officeDocument/2006/math"),
    (_STRICT + b"drawingml/wordprocessingDrawing", _OFFICE + b"drawingml/2006/wordprocessingDrawing"),
    (_STRICT + b"drawingml/main", _OFFICE + b"drawingml/2006/main"),
    (_STRICT + b"drawingml/picture", _OFFICE + b"drawingml/2006/picture"),
)
# What may lead out of a file: it is never followed when the file is read.
_HARMLESS_LINKS = frozenset({"hyperlink", "image", "video", "audio", "media"})
_ON_THIS_DISK = re.compile(r"file:///(?!/)(?![^/]*\\\\)|[A-Za-z]:[\\/]|(?![\w+.-]+:|[\\/]{2})", re.IGNORECASE)
_REFUSED_RELATIONS = {
    "aFChunk": (
        "has another document inside it that Word would unfold when it is opened (altChunk)",
        "Open it in Word, save it, and send the saved file.",
    ),
    "oleObject": (
        "holds an object of another program (OLE), such as a formula of an old editor or a packed file",
        "Replace it by a picture or by Word's own formula, save, and send the file again.",
    ),
    "attachedToolbars": ("holds macros", "Save it as a Word document (.docx) without macros."),
}
_NO_OTHERS = "Remove that link (in Word: File, Info, Edit Links to Files), save, and send the file again."
REVISED = re.compile(rb"<(?:\w+:)?(?:ins|del|moveFrom|moveTo|cellDel)[\s/>]")
# What a large document is looked through for first: a fixed string is found twenty times as fast.
_MAYBE_REVISED = (b":ins", b":del", b"<ins", b"<del", b"moveFrom", b"moveTo", b"cellDel")
_IN_BODY = (*map(w, ("p", "tbl", "sdt", "customXml")), ALTERNATE)
_CHUNK = re.compile(rb"<(?:\w+:)?altChunk[\s/>]")
# LibreOffice writes words that look like the sign of a character, `_x0041_`, with the sign of their first line before
# them, as one must in a workbook; in a Word file nobody takes it away again, and it would be read as words.
_ESCAPED = b"_x005F_"
_ESCAPE = re.compile(_ESCAPED + rb"(?=[xX][0-9A-Fa-f]{4}_)")
_BY_LIBREOFFICE = re.compile(rb"<(?:\w+:)?Application>\s*LibreOffice")


@dataclass(frozen=True, slots=True)
class WordSource:
    """A Word file: `main` names the part that holds the text."""

    name: str
    relations: Relations
    main: str
    _known: dict[bytes, tuple[Relation, ...]] = field(init=False, default_factory=dict, repr=False, compare=False)

    def part_named(self, kind: str) -> str:
        """Return the part that the document leads to by this kind of relation (`styles`), or ""."""
        found = (one.target for one in self.relations_of(self.main) if one.kind == kind and not one.external)
        return next((target for target in found if target in self.relations.parts), "")

    @property
    def is_escaped(self) -> bool:
        """Whether the program that saved the file writes `_x0041_` as `_x005F_x0041_`."""
        found = (one.target for one in self.relations_of("") if one.kind == "extended-properties")
        return any(_BY_LIBREOFFICE.search(self.relations.parts.get(target, b"")) for target in found)

    def text(self) -> bytes:
        """Return the part that holds the text, its words as they were typed."""
        return self._as_typed(self.relations.content(self.main))

    def body(self) -> Iterator[_Element]:
        """Yield what stands in the body, each element only until the next one is asked for.

        Raises:
            DocumentError: the text is damaged.
        """
        content = _in_usual_names(self.text())
        if any(mark in content for mark in _MAYBE_REVISED) and REVISED.search(content):
            # A deleted paragraph's end joins two paragraphs, so both must be there.
            root = _tree(content, self.main, self.name)
            accept(root)
            yield from (child for body in root.iterfind(w("body")) for child in body)
            return
        yield from self.parsed(content)

    def parsed(self, content: bytes) -> Iterator[_Element]:
        """Yield what stands in the body of the text, or of as much of it as is given; as in `body`."""
        try:
            yield from _streamed(_in_usual_names(content))
        except etree.XMLSyntaxError as error:
            self.tree(self.main)  # names the place in the whole, if it is this that is damaged
            raise _damage(self.name, self.main, error) from error

    def tree(self, part: str) -> _Element | None:
        """Return a part as a tree, None if there is no such part."""
        if part not in self.relations.parts:
            return None
        return _tree(self._as_typed(self.relations.parts[part]), part, self.name)

    def links(self, part: str) -> Mapping[str, Relation]:
        """Return the relations of a part by their ids."""
        return {one.id: one for one in self.relations_of(part)}

    def relations_of(self, part: str) -> tuple[Relation, ...]:
        """Return the relations of a part, read once: there may be as many as links."""
        beside = self.relations.parts.get(self.relations.part_of(part), b"")
        if beside not in self._known:
            self._known[beside] = self.relations.of(part)
        return self._known[beside]

    def _as_typed(self, content: bytes) -> bytes:
        """Return a part without what the program put before words that it thought special."""
        return _ESCAPE.sub(b"_", content) if _ESCAPED in content and self.is_escaped else content


def open_source(content: bytes, name: str) -> WordSource:
    """Return a Word file, ready to be read.

    Args:
        content: the file.
        name: how a person knows it; begins every message.

    Raises:
        DocumentError: it is damaged, or holds what no lecturer's file needs and a harmful one has.
    """
    relations = read_relations(open_package(content, name), name)
    main = next((one.target for one in relations.of("") if one.kind == "officeDocument"), "")
    if not main or relations.content_type(main) not in _MAIN_TYPES:
        raise DocumentError(f"{name} is not a Word file, though it is packed like one. {_SAVE_AGAIN}")
    _refuse_relations(relations)
    content_of_main = relations.content(main)
    if b"altChunk" in content_of_main and _CHUNK.search(content_of_main):
        raise _refusal(name, "aFChunk")
    return WordSource(name, relations, main)


def _streamed(content: bytes) -> Iterator[_Element]:
    """Yield the children of the body, each forgotten when the next one comes: a large document needs little room."""
    events = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=_IN_BODY,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    for _, node in events:
        body = node.getparent()
        if body is None or body.tag != w("body"):
            continue
        yield node
        while body[0] is not node:
            del body[0]
        node.clear()


def _tree(content: bytes, part: str, name: str) -> _Element:
    """Return a part as a tree; nothing outside it is looked at, whatever it says."""
    try:
        return etree.fromstring(_in_usual_names(content), parser())
    except etree.XMLSyntaxError as error:
        raise _damage(name, part, error) from error


def parser() -> etree.XMLParser:
    """Return a parser that looks at nothing outside of what it is given."""
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def _in_usual_names(content: bytes) -> bytes:
    """Return a part of a strict file in the namespaces of all others."""
    if _STRICT in content:
        for strict, usual in _NAMESPACES:
            content = content.replace(strict, usual)
    return content


def _damage(name: str, part: str, error: etree.XMLSyntaxError) -> DocumentError:
    return DocumentError(f"{name} is damaged in {part} ({error.msg}). {_SAVE_AGAIN}")


def _refuse_relations(relations: Relations) -> None:
    """Raise if any part leads to what is run, fetched or unfolded when a program opens the file."""
    for part in relations.parts:
        if not part.endswith(".rels"):
            continue
        folder, _, base = part.rpartition("_rels/")
        for one in relations.of(folder + base.removesuffix(".rels")):
            if one.kind in _REFUSED_RELATIONS:
                raise _refusal(relations.name, one.kind)
            if one.external and one.kind not in _HARMLESS_LINKS and not _is_own_template(one):
                what = "a template" if one.kind == "attachedTemplate" else f"something ({one.kind})"
                raise DocumentError(f"{relations.name} fetches {what} from another place when opened. {_NO_OTHERS}")


def _is_own_template(relation: Relation) -> bool:
    """Tell whether this is a template on the lecturer's own disk, which Word notes in every file made with it."""
    return relation.kind == "attachedTemplate" and _ON_THIS_DISK.match(relation.target) is not None


def _refusal(name: str, kind: str) -> DocumentError:
    what, advice = _REFUSED_RELATIONS[kind]
    return DocumentError(f"{name} {what}. {advice}")
