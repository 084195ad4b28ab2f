"""A template taken apart: what a new document copies unchanged, and the places where its own words go.

Our own template and an organiser's take the same way. Like pandoc's reference document, a template gives styles,
header, footer, page set-up and theme; its body is not used. Styles it lacks are added, present ones never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pkgutil import get_data

from pipeline.errors import DocumentError
from pipeline.word.package import open_package
from pipeline.word.page import FURNITURE, Page, read_page
from pipeline.word.relations import Relation, Relations, read_relations
from pipeline.word.styles import StyleSheet, complete, read_styles
from pipeline.word.xml_parts import W, parse

_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_TYPE = "wordprocessingml.template.main+xml"
_STRICT = "http://purl.oclc.org/ooxml/"

# Parts of the template that a document without the template's body still needs.
_KEPT = frozenset(
    "styles settings webSettings theme fontTable numbering header footer footnotes endnotes customXml".split()
)


@dataclass(frozen=True, slots=True)
class Template:
    """What a template gives to each document.

    Attributes:
        main: name of the part that holds the text, `word/document.xml`.
        relations: of that part.
        parts: name, content type and content of what is copied unchanged.
        styles: the style sheet with nothing missing, and its part's name in `styles_part`.
        page: its page set-up, header and footer.
        digest: changes when the same words would give another file.
        added: names of the styles that it lacked, and `header`, `footer` if it had none.
    """

    main: str
    relations: tuple[Relation, ...]
    parts: tuple[tuple[str, str, bytes], ...]
    styles: StyleSheet
    styles_part: str
    page: Page
    digest: str
    added: tuple[str, ...] = ()


def own_template() -> Template:
    """Return our own template."""
    return _taken_apart(get_data("pipeline.word", "template.docx") or b"", "The built-in template", None)


def organisers_template(content: bytes) -> Template:
    """Return the template of an organiser, completed from ours.

    Raises:
        DocumentError: it is no Word document, is damaged, or is of a kind that cannot be used; the message says why.
    """
    return _taken_apart(content, "The template", own_template())


def _taken_apart(content: bytes, name: str, model: Template | None) -> Template:
    """Return the template that a file holds; what it lacks of the model's styles is added."""
    relations = read_relations(open_package(content, name), name)
    main = main_part(relations, name)
    root = parse(relations.content(main), f"{name} ({main})")
    kept = [one for one in relations.of(main) if one.kind in _KEPT and not one.external]
    styles_part = next((one.target for one in kept if one.kind == "styles"), "")
    if not styles_part:
        raise DocumentError(f"{name} has no styles. Open it in Word or LibreOffice and save it again as .docx.")
    _refuse_protection(relations, kept, name)
    sheet = read_styles(relations.content(styles_part), name)
    page = read_page(root, relations, kept, sheet.ids)
    kept = [one for one in kept if one.kind not in FURNITURE or one.id in page.used]
    lacking: tuple[str, ...] = ()
    digest = sha256(content)
    if model:
        sheet, lacking = complete(sheet, model.styles, page.unneeded_styles())
        lacking += page.lacking()
        digest.update(model.digest.encode())
    parts = _reachable(relations, kept, {main, styles_part})
    return Template(main, tuple(kept), parts, sheet, styles_part, page, digest.hexdigest(), lacking)


def main_part(relations: Relations, name: str) -> str:
    """Return the name of the part with the text, which must be that of a plain document."""
    main = next((one for one in relations.of("") if one.kind == "officeDocument"), None)
    if main is None:
        raise DocumentError(f"{name} is not a Word file. Save it as a Word document (.docx).")
    if main.type.startswith(_STRICT):
        raise DocumentError(f'{name} is a "Strict Open XML" file. Save it as a Word document (.docx).')
    kind = relations.content_type(main.target)
    if kind.endswith(_TEMPLATE_TYPE):
        raise DocumentError(f"{name} is a Word template (.dotx). Save it as a Word document (.docx).")
    if kind != _DOCUMENT_TYPE:
        raise DocumentError(f"{name} is not a Word document ({kind}). Save it as a Word document (.docx).")
    return main.target


def _refuse_protection(relations: Relations, kept: list[Relation], name: str) -> None:
    """Raise if the template forbids typing: every document made from it would."""
    for one in kept:
        if one.kind == "settings":
            settings = parse(relations.content(one.target), f"{name} ({one.target})")
            protection = settings.child("documentProtection")
            if protection and protection.attributes.get(f"{W}}}enforcement") in {"1", "true", "on"}:
                raise DocumentError(
                    f"{name} is protected against editing, so no lecturer could type an answer. "
                    "Take the protection off (Review > Restrict editing) and save it."
                )


def _reachable(relations: Relations, start: list[Relation], known: set[str]) -> tuple[tuple[str, str, bytes], ...]:
    """Return the parts that these relations lead to, directly or not, with the relations of each."""
    found: dict[str, tuple[str, str, bytes]] = {}
    queue = [one.target for one in start if not one.external]
    while queue:
        part = queue.pop(0)
        if part in found or part in known:
            continue
        found[part] = (part, relations.content_type(part), relations.content(part))
        beside = relations.part_of(part)
        if beside:
            found[beside] = (beside, "", relations.content(beside))
            queue += [one.target for one in relations.of(part) if not one.external]
    return tuple(found.values())
