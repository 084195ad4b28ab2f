"""XML of a package: read by expat into a light tree that knows its place in the source, written as strings.

Parts are changed by splicing strings into them, never by writing a tree again: what is not ours stays byte-equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from pipeline.errors import DocumentError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_DEEPEST = 200
_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*+>")
_PREFIXES = {W: "w", R: "r", W14: "w14"}


@dataclass(frozen=True, slots=True)
class Node:
    """One element: names are `namespace}local`; `start` and `end` are its bytes in the source, tags included."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    children: tuple[Node, ...]

    def walk(self, name: str) -> Iterator[Node]:
        """Yield every element of this name below this one, in the order of the document."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.walk(name)

    def child(self, *names: str) -> Node | None:
        """Return what stands at the end of a path of w: names, or None."""
        node: Node | None = self
        for name in names:
            node = next((one for one in node.children if one.name == f"{W}}}{name}"), None) if node else None
        return node

    def value(self, *names: str) -> str:
        """Return the w:val of the element at the end of a path of w: names, or ""."""
        node = self.child(*names)
        return node.attributes.get(f"{W}}}val", "") if node else ""


def parse(content: bytes, name: str) -> Node:
    """Return the root element; text is left out, for nothing here needs it.

    Args:
        content: the part, in UTF-8.
        name: of the file and the part, for the message.

    Raises:
        DocumentError: it is not well-formed, declares a document type, or is nested without bounds.
    """
    unfinished: list[tuple[str, dict[str, str], int]] = []
    finished: list[list[Node]] = [[]]
    parser = expat.ParserCreate("utf-8", "}")

    def start(tag: str, attributes: dict[str, str]) -> None:
        unfinished.append((tag, attributes, parser.CurrentByteIndex))
        finished.append([])
        if len(finished) > _DEEPEST:
            raise DocumentError(f"{name} is nested too deeply. Save it again with Word or LibreOffice.")

    def end(_tag: str) -> None:
        tag, attributes, begin = unfinished.pop()
        opening = _TAG.match(content, begin)
        closed = opening.end() if opening and opening.group().endswith(b"/>") else 0
        node_end = closed or content.index(b">", parser.CurrentByteIndex) + 1
        children = tuple(finished.pop())
        finished[-1].append(Node(tag, attributes, begin, node_end, children))

    def doctype(*_declared: object) -> None:
        raise DocumentError(f"{name} declares a document type; no Word file does. Save it again with Word.")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise DocumentError(f"{name} is damaged ({error}). Save it again with Word or LibreOffice.") from error
    return finished[0][0]


def serialise(node: Node) -> str:
    """Return an element as XML with the usual prefixes; what belongs to other namespaces is left out."""
    tag = _prefixed(node.name)
    attributes = "".join(
        f' {name}="{attribute(value)}"' for key, value in node.attributes.items() if (name := _prefixed(key))
    )
    inner = "".join(serialise(child) for child in node.children if _prefixed(child.name))
    return f"<{tag}{attributes}>{inner}</{tag}>" if inner else f"<{tag}{attributes}/>"


def escape(text: str) -> str:
    """Return clean text as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Return clean text as the value of an attribute in double quotes."""
    return escape(text).replace('"', "&quot;")


def _prefixed(name: str) -> str:
    """Return the name with its usual prefix, or "" if its namespace has none here."""
    namespace, _, local = name.rpartition("}")
    return f"{_PREFIXES[namespace]}:{local}" if namespace in _PREFIXES else ""
