"""The page of a template: its set-up, its header and its footer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.word.relations import Relation, Relations
from pipeline.word.xml_parts import Node, R, W, parse, serialise

FURNITURE = {"header": f"{W}}}headerReference", "footer": f"{W}}}footerReference"}
_OUR_STYLES = {"header": "QA Header", "footer": "QA Footer"}
_PICTURES = ("drawing", "pict", "object")
_OUR_TEXT_WIDTH = 9072


@dataclass(frozen=True, slots=True)
class Page:
    """How the pages of a document look.

    Attributes:
        setup: the page set-up, a list of elements as one string, without header and footer references.
        references: the header and footer references, as one string.
        used: the ids in them.
        present: `header`, `footer`: what there is, to be left as it is.
        renewed: of these, what is ours and is written anew for each document.
        text_width: in twentieths of a point.
    """

    setup: str
    references: str
    used: frozenset[str]
    present: tuple[str, ...]
    renewed: tuple[str, ...]
    text_width: int

    def lacking(self) -> tuple[str, ...]:
        """Return what of `header` and `footer` the template never had."""
        return tuple(kind for kind in FURNITURE if kind not in self.present and kind not in self.renewed)

    def unneeded_styles(self) -> set[str]:
        """Return those of our styles that are for a header or footer of ours, where it has its own."""
        return {_OUR_STYLES[kind] for kind in self.present}


def read_page(root: Node, relations: Relations, kept: Iterable[Relation], style_ids: Mapping[str, str]) -> Page:
    """Return the page that a document has at its end.

    Args:
        root: of the part with the text.
        relations: of the package.
        kept: the relations of that part that may be referred to.
        style_ids: of the template's styles by name.
    """
    renewed = {one.id: one.kind for one in kept if _is_ours(relations, one, style_ids)}
    section, furniture = _section(root, {one.id for one in kept} - renewed.keys())
    tags = {node.name for node in furniture}
    return Page(
        setup="".join(map(serialise, section)),
        references="".join(map(serialise, furniture)),
        used=frozenset(node.attributes[f"{R}}}id"] for node in furniture),
        present=tuple(kind for kind, tag in FURNITURE.items() if tag in tags),
        renewed=tuple(renewed.values()),
        text_width=_text_width(section),
    )


def _is_ours(relations: Relations, relation: Relation, ids: Mapping[str, str]) -> bool:
    """Tell whether this is a header or footer that we wrote, in a document that now serves as a template.

    Its words are those of another lecture, so it is written anew, unless somebody put a picture into it.
    """
    if relation.kind not in FURNITURE:
        return False
    root = parse(relations.content(relation.target), f"{relations.name} ({relation.target})")
    styles = {paragraph.value("pPr", "pStyle") for paragraph in root.walk(f"{W}}}p")}
    has_picture = any(True for picture in _PICTURES for _ in root.walk(f"{W}}}{picture}"))
    return styles == {ids.get(_OUR_STYLES[relation.kind])} and not has_picture


def _section(root: Node, known: set[str]) -> tuple[list[Node], list[Node]]:
    """Return the last section's page set-up, and the header and footer references that hold for it.

    A section without a reference of its own goes on with that of the one before.
    """
    sections = list(root.walk(f"{W}}}sectPr"))
    furniture: dict[tuple[str, str], Node] = {}
    for section in sections:
        for node in section.children:
            if node.name in FURNITURE.values() and node.attributes.get(f"{R}}}id") in known:
                furniture[node.name, node.attributes.get(f"{W}}}type", "default")] = node
    left_out = {*FURNITURE.values(), f"{W}}}sectPrChange"}
    page = [node for node in sections[-1].children if node.name not in left_out] if sections else []
    return page, list(furniture.values())


def _text_width(section: list[Node]) -> int:
    """Return the width of the text, or that of our own page if the template does not say."""
    given = {key: value for node in section for key, value in node.attributes.items() if _measures(node)}
    width, left, right = (given.get(f"{W}}}{key}", "") for key in ("w", "left", "right"))
    if not (width.isdecimal() and left.isdecimal() and right.isdecimal()):
        return _OUR_TEXT_WIDTH
    return max(int(width) - int(left) - int(right), 2000)


def _measures(node: Node) -> bool:
    """Tell whether the element says how large the page or its margins are."""
    return node.name in {f"{W}}}pgSz", f"{W}}}pgMar"}
