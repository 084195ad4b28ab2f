"""What the reading of Office Math Markup asks at every place: names, properties, MathML elements as strings."""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.word.xml_parts import M, attribute, escape

_OFF = {"0", "off", "false"}


def local(node: _Element) -> str:
    """Return the name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def value(node: _Element, structure: str, name: str, missing: str = "") -> str:
    """Return a property of a structure (`m:naryPr/m:chr`), or what it is where nothing is said."""
    found = node.find(f"{{{M}}}{structure}Pr/{{{M}}}{name}")
    if found is None:
        return missing
    return str(found.get(f"{{{M}}}val", ""))


def on(node: _Element, structure: str, name: str, *, missing: bool = False) -> bool:
    """Tell whether a property is switched on; one without a value is."""
    found = node.find(f"{{{M}}}{structure}Pr/{{{M}}}{name}")
    return missing if found is None else found.get(f"{{{M}}}val", "1") not in _OFF


def element(tag: str, *children: str, **attributes: str) -> str:
    """Return an element; attributes without a value are left out."""
    said = "".join(f' {name}="{attribute(text)}"' for name, text in attributes.items() if text)
    return f"<{tag}{said}>{''.join(children)}</{tag}>"


def sign(text: str, **attributes: str) -> str:
    """Return an operator."""
    return element("mo", escape(text), **attributes)


def row_of(inside: str) -> str:
    """Return elements as one element: what is one leaf already stays as it is."""
    is_leaf = inside.count("<") == 2 and inside.startswith(("<mi", "<mn", "<mo"))
    return inside if is_leaf else f"<mrow>{inside}</mrow>"
