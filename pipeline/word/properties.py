"""The document properties: what programs, search and screen readers know of a file, and what tells copies apart."""

from __future__ import annotations

from datetime import date

from pipeline.word.relations import Relation
from pipeline.word.xml_parts import DECLARATION, attribute, escape

CORE = "docProps/core.xml"
APP = "docProps/app.xml"
CUSTOM = "docProps/custom.xml"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OPEN_XML = "application/vnd.openxmlformats-officedocument"

CONTENT_TYPES = {
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    APP: f"{_OPEN_XML}.extended-properties+xml",
    CUSTOM: f"{_OPEN_XML}.custom-properties+xml",
}
RELATION_TYPES = {
    CORE: f"{_PACKAGE}/relationships/metadata/core-properties",
    APP: f"{_OFFICE}/relationships/extended-properties",
    CUSTOM: f"{_OFFICE}/relationships/custom-properties",
}

_CREATOR = "qa-pipeline"
# The one set of names that programs show as a document's own properties.
_OWN_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def summary_xml(title: str, subject: str, language: str, day: date) -> str:
    """Return the general properties; the file is dated by the day it was first written, not by a clock."""
    instant = f"{day.isoformat()}T00:00:00Z"
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
        f"<dc:creator>{_CREATOR}</dc:creator><cp:lastModifiedBy>{_CREATOR}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{instant}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{instant}</dcterms:modified>'
        f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )


def app_xml() -> str:
    """Return the properties of the program that wrote the file."""
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>{_CREATOR}</Application></Properties>"
    )


def custom_xml(values: dict[str, str]) -> str:
    """Return our own properties, by which a copy is recognised later."""
    rows = "".join(
        f'<property fmtid="{_OWN_PROPERTIES}" pid="{number}" name="{attribute(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{rows}</Properties>"
    )


def package_relations(main: str) -> list[Relation]:
    """Return the relations of a package to its main part and to its properties."""
    targets = {f"{_OFFICE}/relationships/officeDocument": main}
    targets |= {kind: name for name, kind in RELATION_TYPES.items()}
    return [Relation(f"rId{number}", kind, target) for number, (kind, target) in enumerate(targets.items(), 1)]
