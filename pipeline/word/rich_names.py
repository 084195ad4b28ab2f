"""The names of WordprocessingML that a reader meets, and small questions about elements."""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.word.xml_parts import M, R, W

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
VML = "urn:schemas-microsoft-com:vml"

_OFF = frozenset({"0", "off", "false"})


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def r(name: str) -> str:
    """Return the full name of an attribute that points to a relation."""
    return f"{{{R}}}{name}"


def m(name: str) -> str:
    """Return the full name of an element of an equation."""
    return f"{{{M}}}{name}"


VAL = w("val")
P, TBL, TR, TC = w("p"), w("tbl"), w("tr"), w("tc")
PPR, RPR = w("pPr"), w("rPr")
RUN, TEXT, TAB, BREAK, RETURN = w("r"), w("t"), w("tab"), w("br"), w("cr")
BOOKMARK, BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
SDT, SDT_CONTENT, BOX_CONTENT = w("sdt"), w("sdtContent"), w("txbxContent")
EQUATION, EQUATIONS, EQUATION_TEXT = m("oMath"), m("oMathPara"), m("t")
ALTERNATE, CHOICE, FALLBACK = f"{{{MC}}}AlternateContent", f"{{{MC}}}Choice", f"{{{MC}}}Fallback"


def value(node: _Element | None, name: str) -> str:
    """Return the w:val of a child, or ""."""
    found = None if node is None else node.find(w(name))
    return "" if found is None else str(found.get(VAL, ""))


def is_on(node: _Element) -> bool:
    """Tell whether a switch such as `w:b` is on; one without a value is."""
    return node.get(VAL, "1") not in _OFF
