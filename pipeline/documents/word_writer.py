"""Writes working documents as Word files."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice

from pipeline.errors import ExitCode, Problem
from pipeline.model.document import QuestionDocument
from pipeline.rich_text.characters import one_line
from pipeline.word import properties
from pipeline.word.furniture import footer_xml, header_xml
from pipeline.word.package import write_package
from pipeline.word.paragraphs import ParagraphWriter
from pipeline.word.relations import (
    TYPES_PART,
    Relation,
    content_types_xml,
    relations_part,
    relations_xml,
)
from pipeline.word.runs import LinkTable
from pipeline.word.template import Template, organisers_template, own_template
from pipeline.word.xml_parts import DECLARATION, M, R, W

# Counted up whenever the same words in the same template would give another file.
_EDITION = 1

# Questions are handed to the zip in packets: large enough to be cheap, small enough not to be felt in memory.
_PACKET = 64

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_LACKING = {
    "header": "Your template has no header; documents get one with the title of the series.",
    "footer": "Your template has no footer; documents get one with the day and the page.",
}


class WordWriter:
    """Writes Word files in the looks of a template: ours, or the organiser's own.

    Args:
        template: the organiser's Word document, or None for ours.

    Raises:
        DocumentError: the template cannot be used; the message says why.
    """

    suffix = ".docx"

    def __init__(self, template: bytes | None = None) -> None:
        self._template = own_template() if template is None else organisers_template(template)
        self.version = f"{_EDITION}-{self._template.digest[:16]}"

    def write(self, document: QuestionDocument) -> bytes:
        """Return the file, a function of the document and the template alone."""
        return write_package(_Assembly(self._template, document).parts())

    def remarks(self) -> tuple[Problem, ...]:
        """Return what the organiser's template lacks and was added; empty for ours."""
        styles = ", ".join(f"“{name}”" for name in self._template.added if name not in _LACKING)
        sentences = [_LACKING[name] for name in self._template.added if name in _LACKING]
        if styles:
            sentences.append(f"Your template lacks these styles, which were added from ours: {styles}.")
        return tuple(
            Problem(
                where="documents.template",
                message=sentence,
                next_step="Nothing need be done; add it to the template if it should look otherwise.",
                exit_code=ExitCode.DONE,
            )
            for sentence in sentences
        )


class _Assembly:
    """Puts one document together, part by part, each made when its turn in the zip has come."""

    def __init__(self, template: Template, document: QuestionDocument) -> None:
        self._template = template
        self._document = document
        self._links = LinkTable(frozenset(one.id for one in template.relations))
        self._furniture = tuple(_own_furniture(template, document))
        self._digest = sha256()

    def parts(self) -> Iterator[tuple[str, Iterator[bytes] | list[bytes]]]:
        """Yield the parts by name; links and the version are known only after the text has been written."""
        template, document = self._template, self._document
        yield TYPES_PART, [content_types_xml(self._types()).encode()]
        yield relations_part(""), [relations_xml(properties.package_relations(template.main), "").encode()]
        yield template.main, self._text()
        relations = [*template.relations, *(one for one, _, _ in self._furniture), *self._links.relations()]
        yield relations_part(template.main), [relations_xml(relations, template.main).encode()]
        yield template.styles_part, [template.styles.xml(document.language).encode()]
        for relation, _, xml in self._furniture:
            yield relation.target, [xml.encode()]
        for name, _, content in template.parts:
            yield name, [content]
        for name, xml in self._properties().items():
            yield name, [xml.encode()]

    def _text(self) -> Iterator[bytes]:
        """Yield the text of the document in packets."""
        for packet in self._packets():
            self._digest.update(packet)
            yield packet

    def _packets(self) -> Iterator[bytes]:
        """Yield the text of the document from the XML declaration to the last tag."""
        template = self._template
        paragraphs = ParagraphWriter(self._document, template.styles.ids, self._links)
        opening = f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:m="{M}"><w:body>{paragraphs.opening()}'
        yield opening.encode()
        questions = paragraphs.questions()
        while packet := b"".join(islice(questions, _PACKET)):
            yield packet
        own = "".join(f'<w:{one.kind}Reference w:type="default" r:id="{one.id}"/>' for one, _, _ in self._furniture)
        end = f"<w:sectPr>{template.page.references}{own}{template.page.setup}</w:sectPr></w:body></w:document>"
        yield end.encode()

    def _types(self) -> dict[str, str]:
        """Return the content type of each part."""
        template = self._template
        types = {template.main: f"{_WORD}.document.main+xml", template.styles_part: f"{_WORD}.styles+xml"}
        types |= {relation.target: kind for relation, kind, _ in self._furniture}
        types |= {name: kind for name, kind, _ in template.parts}
        return types | properties.CONTENT_TYPES

    def _properties(self) -> dict[str, str]:
        """Return the property parts."""
        document = self._document
        subject = one_line(", ".join(document.lecturers))
        own = {
            "qa-series": document.series_key,
            "qa-lecture": document.lecture,
            "qa-version": self._digest.hexdigest(),
        }
        return {
            properties.CORE: properties.summary_xml(
                one_line(document.title), subject, document.language, document.first_written
            ),
            properties.APP: properties.app_xml(),
            properties.CUSTOM: properties.custom_xml({name: one_line(value) for name, value in own.items()}),
        }


def _own_furniture(template: Template, document: QuestionDocument) -> Iterator[tuple[Relation, str, str]]:
    """Yield relation, content type and XML of the header and the footer that the template does not have."""
    ids = template.styles.ids
    folder = template.main.rpartition("/")[0]
    taken = {one.id for one in template.relations} | {name for name, _, _ in template.parts}
    if "header" not in template.page.present:
        xml = header_xml(document.series_title, ids["QA Header"])
        yield _furniture("header", folder, taken), f"{_WORD}.header+xml", xml
    if "footer" not in template.page.present:
        xml = footer_xml(document.footer, document.page_of, ids["QA Footer"], template.page.text_width)
        yield _furniture("footer", folder, taken), f"{_WORD}.footer+xml", xml


def _furniture(kind: str, folder: str, taken: set[str]) -> Relation:
    """Return the relation to our header or footer, under a name and an id that are free."""
    base = f"{folder}/" if folder else ""
    names = (f"{kind}{number or ''}" for number in range(len(taken) + 1))
    name = next(name for name in names if name not in taken and f"{base}{name}.xml" not in taken)
    return Relation(name, f"{_OFFICE}/{kind}", f"{base}{name}.xml")
