"""What a package says about its parts: which one leads to which, and of what type each is."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from pipeline.errors import DocumentError
from pipeline.word.xml_parts import CONTENT_TYPES, DECLARATION, RELATIONSHIPS, attribute, parse

TYPES_PART = "[Content_Types].xml"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_ANY = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part; `target` is a part's name, or an address if it is external."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type: `styles`, `header`."""
        return self.type.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Relations:
    """The parts of a package with what is known about them; relations are read once, and again for other parts."""

    parts: Mapping[str, bytes]
    name: str
    overrides: Mapping[str, str]
    defaults: Mapping[str, str]
    _read: dict[str, tuple[Relation, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def content(self, part: str) -> bytes:
        """Return a part.

        Raises:
            DocumentError: there is none of this name.
        """
        if part not in self.parts:
            raise DocumentError(f"{self.name} is damaged: its part {part} is missing. Save it again with Word.")
        return self.parts[part]

    def content_type(self, part: str) -> str:
        """Return the type of a part."""
        return self.overrides.get(part) or self.defaults.get(part.rpartition(".")[2].lower(), _ANY)

    def part_of(self, part: str) -> str:
        """Return the name of the part that holds the relations of this one, or "" if it has none."""
        beside = relations_part(part)
        return beside if beside in self.parts else ""

    def of(self, part: str) -> tuple[Relation, ...]:
        """Return the relations of a part; of the package itself for ""."""
        beside = self.part_of(part)
        if not beside:
            return ()
        if beside not in self._read:
            root = parse(self.parts[beside], f"{self.name} ({beside})")
            self._read[beside] = tuple(
                _relation(node.attributes, posixpath.dirname(part))
                for node in root.children
                if node.name == f"{RELATIONSHIPS}}}Relationship"
            )
        return self._read[beside]


def read_relations(parts: Mapping[str, bytes], name: str) -> Relations:
    """Return what a package says about its parts.

    Raises:
        DocumentError: it says nothing, so it is no such package.
    """
    if TYPES_PART not in parts:
        raise DocumentError(f"{name} is a zip, but not a Word file. Save it as a Word document (.docx).")
    types = parse(parts[TYPES_PART], f"{name} ({TYPES_PART})").children
    overrides = {
        node.attributes.get("PartName", "").lstrip("/"): node.attributes.get("ContentType", "")
        for node in types
        if node.name == f"{CONTENT_TYPES}}}Override"
    }
    defaults = {
        node.attributes.get("Extension", "").lower(): node.attributes.get("ContentType", "")
        for node in types
        if node.name == f"{CONTENT_TYPES}}}Default"
    }
    return Relations(parts, name, overrides, defaults)


def relations_part(part: str) -> str:
    """Return the name of the part that holds the relations of this one, of the package itself for ""."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def relations_xml(relations: list[Relation], part: str) -> str:
    """Return the relations of a part as XML, with targets that are relative to it."""
    folder = posixpath.dirname(part) or "."
    rows = "".join(_row(one, folder) for one in relations)
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'


def _row(relation: Relation, folder: str) -> str:
    """Return one relation as XML; `folder` is where its part lies."""
    where = ' TargetMode="External"' if relation.external else ""
    target = relation.target if relation.external else posixpath.relpath(relation.target, folder)
    identity = f'Id="{attribute(relation.id)}" Type="{attribute(relation.type)}"'
    return f'<Relationship {identity} Target="{attribute(target)}"{where}/>'


def content_types_xml(types: Mapping[str, str]) -> str:
    """Return the table of content types, every part by name but the relations and plain XML."""
    rows = "".join(
        f'<Override PartName="/{attribute(part)}" ContentType="{attribute(kind)}"/>'
        for part, kind in types.items()
        if kind
    )
    return (
        f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}"><Default Extension="rels" ContentType="{RELATIONS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _relation(attributes: Mapping[str, str], folder: str) -> Relation:
    """Return one row of a table of relations; `folder` is where its part lies."""
    target = attributes.get("Target", "")
    external = attributes.get("TargetMode") == "External"
    if not external:
        target = unquote(target.partition("#")[0])
        target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(attributes.get("Id", ""), attributes.get("Type", ""), target, external)
