"""A template taken apart: what a new document copies unchanged, and the places where its own words go.

Our own template and an organiser's take the same way. Like pandoc's reference document, a template gives styles,
header, footer, page set-up and theme; its body is not used. Styles it lacks are added, present ones never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.word.package import open_package
from pipeline.word.relations import Relation, Relations, read_relations
from pipeline.word.styles import StyleSheet, complete, read_styles
from pipeline.word.xml_parts import Node, R, W, parse, serialise

_OWN = Path(__file__).with_name("template.docx")
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_TYPE = "wordprocessingml.template.main+xml"
_STRICT = "http://purl.oclc.org/ooxml/"

# Parts of the template that a document without the template's body still needs.
_KEPT = frozenset(
    "styles settings webSettings theme fontTable numbering header footer footnotes endnotes customXml".split()
)
_FURNITURE = {"header": f"{W}}}headerReference", "footer": f"{W}}}footerReference"}
_OUR_STYLES = {"header": "QA Header", "footer": "QA Footer"}
_PICTURES = ("drawing", "pict", "object")


@dataclass(frozen=True, slots=True)
class Template:
    """What a template gives to each document.

    Attributes:
        main: name of the part that holds the text, `word/document.xml`.
        relations: of that part.
        parts: name, content type and content of what is copied unchanged.
        styles: the style sheet with nothing missing, and its part's name in `styles_part`.
        page: the page set-up, a list of elements as one string, without header and footer references.
        furniture: the header and footer references, as one string.
        has_header, has_footer: whether there are any.
        text_width: in twentieths of a point.
        digest: changes when the same words would give another file.
        added: names of the styles that it lacked, and `header`, `footer` if it had none.
    """

    main: str
    relations: tuple[Relation, ...]
    parts: tuple[tuple[str, str, bytes], ...]
    styles: StyleSheet
    styles_part: str
    page: str
    furniture: str
    has_header: bool
    has_footer: bool
    text_width: int
    digest: str
    added: tuple[str, ...] = ()


def own_template() -> Template:
    """Return our own template."""
    return _taken_apart(_OWN.read_bytes(), "The built-in template", None)


def organisers_template(content: bytes) -> Template:
    """Return the template of an organiser, completed from ours.

    Raises:
        DocumentError: it is no Word document, is damaged, or is of a kind that cannot be used; the message says why.
    """
    return _taken_apart(content, "The template", own_template())


def _taken_apart(content: bytes, name: str, model: Template | None) -> Template:
    """Return the template that a file holds; what it lacks of the model's styles is added."""
    parts = open_package(content, name)
    relations = read_relations(parts, name)
    main = _main_part(relations, name)
    root = parse(relations.content(main), f"{name} ({main})")
    kept = [one for one in relations.of(main) if one.kind in _KEPT and not one.external]
    styles_part = next((one.target for one in kept if one.kind == "styles"), "")
    if not styles_part:
        raise DocumentError(f"{name} has no styles. Open it in Word or LibreOffice and save it again as .docx.")
    _refuse_protection(relations, kept, name)
    sheet, added = complete(read_styles(relations.content(styles_part), name), model.styles if model else None)
    renewed = {one.id: one.kind for one in kept if _is_ours(relations, one, sheet)}
    section, furniture = _section(root, {one.id for one in kept} - renewed.keys())
    used = {node.attributes[f"{R}}}id"] for node in furniture}
    kept = [one for one in kept if one.kind not in _FURNITURE or one.id in used]
    present = {kind for kind, tag in _FURNITURE.items() if any(node.name == tag for node in furniture)}
    lacking = tuple(kind for kind in _FURNITURE if model and kind not in present and kind not in renewed.values())
    return Template(
        main=main,
        relations=tuple(kept),
        parts=_reachable(relations, kept, {main, styles_part}),
        styles=sheet,
        styles_part=styles_part,
        page="".join(map(serialise, section)),
        furniture="".join(map(serialise, furniture)),
        has_header="header" in present,
        has_footer="footer" in present,
        text_width=_text_width(section),
        digest=sha256(content + (model.digest.encode() if model else b"")).hexdigest(),
        added=added + lacking,
    )


def _main_part(relations: Relations, name: str) -> str:
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


def _is_ours(relations: Relations, relation: Relation, sheet: StyleSheet) -> bool:
    """Tell whether this is a header or footer that we wrote, in a document that now serves as a template.

    Its words are those of another lecture, so it is written anew, unless somebody put a picture into it.
    """
    if relation.kind not in _FURNITURE:
        return False
    root = parse(relations.content(relation.target), f"{relations.name} ({relation.target})")
    styles = {paragraph.value("pPr", "pStyle") for paragraph in root.walk(f"{W}}}p")}
    has_picture = any(True for picture in _PICTURES for _ in root.walk(f"{W}}}{picture}"))
    return styles == {sheet.ids[_OUR_STYLES[relation.kind]]} and not has_picture


def _section(root: Node, known: set[str]) -> tuple[list[Node], list[Node]]:
    """Return the last section's page set-up, and the header and footer references that hold for it.

    A section without a reference of its own goes on with that of the one before.
    """
    sections = list(root.walk(f"{W}}}sectPr"))
    furniture: dict[tuple[str, str], Node] = {}
    for section in sections:
        for node in section.children:
            if node.name in _FURNITURE.values() and node.attributes.get(f"{R}}}id") in known:
                furniture[node.name, node.attributes.get(f"{W}}}type", "default")] = node
    left_out = {*_FURNITURE.values(), f"{W}}}sectPrChange"}
    page = [node for node in sections[-1].children if node.name not in left_out] if sections else []
    return page, list(furniture.values())


def _text_width(section: list[Node]) -> int:
    """Return the width of the text, or that of our own page if the template does not say."""
    given = {key: value for node in section for key, value in node.attributes.items() if _measures(node)}
    width, left, right = (given.get(f"{W}}}{key}", "") for key in ("w", "left", "right"))
    if not (width.isdecimal() and left.isdecimal() and right.isdecimal()):
        return 9072
    return max(int(width) - int(left) - int(right), 2000)


def _measures(node: Node) -> bool:
    """Tell whether the element says how large the page or its margins are."""
    return node.name in {f"{W}}}pgSz", f"{W}}}pgMar"}


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
