"""The style sheet of a document: found by name, completed without touching what is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import DocumentError
from pipeline.word.xml_parts import W14, Node, W, attribute, parse, serialise

# By name, for ids differ between languages and programs; and the kind each must be of.
NEEDED = {
    "heading 1": "paragraph",
    "QA Introduction": "paragraph",
    "QA Question": "paragraph",
    "QA Answer": "paragraph",
    "QA Header": "paragraph",
    "QA Footer": "paragraph",
    "QA Label": "character",
    "QA Initials": "character",
    "QA Note": "character",
    "Hyperlink": "character",
}

_REFERENCE = re.compile(r'<w:(?:basedOn|next|link) w:val="([^"]*)"/>')
_IDENTIFIER = re.compile(r'(w:styleId=")[^"]*"')
_MARK = "\0"


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """A style sheet that waits for the language of a document.

    Attributes:
        before, after: the part, less the language of the document defaults, which stands between them.
        ids: of the needed styles by name.
        sources: of all styles as XML by name; what another sheet lacks is taken from here.
        names: of all styles, by id.
        default: id of the style of plain paragraphs, or "".
    """

    before: str
    after: str
    ids: Mapping[str, str]
    sources: Mapping[str, str]
    names: Mapping[str, str]
    default: str

    def xml(self, language: str) -> str:
        """Return the part for a document in this language."""
        return f"{self.before}{attribute(language)}{self.after}"


def read_styles(content: bytes, name: str) -> StyleSheet:
    """Return the style sheet of a file.

    Raises:
        DocumentError: it is damaged, or gives one of our names to a style of another kind.
    """
    root = parse(content, f"{name} (styles)")
    styles = [node for node in root.children if node.name == f"{W}}}style"]
    ids: dict[str, str] = {}
    for node in styles:
        wanted = _known_name(node.value("name"))
        kind = node.attributes.get(f"{W}}}type", "paragraph")
        if wanted and kind != NEEDED[wanted]:
            raise DocumentError(
                f"{name} has a {kind} style “{wanted}”; it must be a {NEEDED[wanted]} style. Rename it there."
            )
        if wanted:
            ids.setdefault(wanted, _id(node))
    plain = next((node for node in styles if _is_default_paragraph(node)), None)
    before, after = _around_language(content, root, name)
    return StyleSheet(
        before=before,
        after=after,
        ids=ids,
        sources={node.value("name"): content[node.start : node.end].decode() for node in styles},
        names={_id(node): node.value("name") for node in styles},
        default=_id(plain) if plain else "",
    )


def complete(sheet: StyleSheet, model: StyleSheet | None, unneeded: set[str]) -> tuple[StyleSheet, tuple[str, ...]]:
    """Return the sheet with the styles it lacks, taken from the model, and their names; some may not be needed."""
    if model is None:
        return sheet, ()
    lacking = [name for name in NEEDED if name not in sheet.ids and name not in unneeded]
    ids = dict(sheet.ids)
    for name in lacking:
        ids[name] = _unused(model.ids[name], {*sheet.names, *ids.values()})
    added = "".join(_adopted(model, name, ids, sheet.default) for name in lacking)
    body, closing, rest = sheet.after.rpartition("</")
    declared = _declared(added, sheet.before)
    whole = StyleSheet(sheet.before, body + declared + closing + rest, ids, sheet.sources, sheet.names, sheet.default)
    return whole, tuple(lacking)


def _adopted(model: StyleSheet, name: str, ids: Mapping[str, str], default: str) -> str:
    """Return a style of the model with the ids that hold where it goes; it stands on that sheet's plain style."""

    def reference(match: re.Match[str]) -> str:
        target = ids.get(model.names[match[1]], default)
        return match[0].replace(match[1], attribute(target)) if target else ""

    source = _REFERENCE.sub(reference, model.sources[name])
    return _IDENTIFIER.sub(lambda match: f'{match[1]}{attribute(ids[name])}"', source, count=1)


def _around_language(content: bytes, root: Node, name: str) -> tuple[str, str]:
    """Return the sheet before and after the language of its document defaults, which are added if they are missing."""
    tag_end = root.children[0].start if root.children else content.rfind(b"</", root.start, root.end)
    if tag_end < 0:
        raise DocumentError(f"{name} has no styles. Open it in Word or LibreOffice and save it again as .docx.")
    old = root.child("docDefaults")
    start, end = (old.start, old.end) if old else (tag_end, tag_end)
    before = content[:start].decode("utf-8-sig")
    defaults, _, rest = _declared(serialise(_with_language(old)), before).partition(_MARK)
    return before + defaults, rest + content[end:].decode()


def _with_language(defaults: Node | None) -> Node:
    """Return the document defaults with a mark in place of the language."""
    language = defaults.child("rPrDefault", "rPr", "lang") if defaults else None
    marked = _new("lang", {**(language.attributes if language else {}), f"{W}}}val": _MARK})
    path = (
        defaults.child("rPrDefault") if defaults else None,
        defaults.child("rPrDefault", "rPr") if defaults else None,
    )
    run = _replaced(path[1], "rPr", marked)
    return _replaced(defaults, "docDefaults", _replaced(path[0], "rPrDefault", run))


def _replaced(parent: Node | None, name: str, child: Node) -> Node:
    """Return the parent with this child in place of the one of its name; first of a new parent, else last."""
    children = list(parent.children) if parent else []
    place = next((index for index, node in enumerate(children) if node.name == child.name), None)
    if place is not None:
        children[place] = child
    else:
        # Document defaults begin with those of runs; the language ends the properties of a run.
        children.insert(len(children) if name == "rPr" else 0, child)
    return Node(f"{W}}}{name}", parent.attributes if parent else {}, 0, 0, tuple(children))


def _new(name: str, attributes: dict[str, str]) -> Node:
    """Return an element that stands in no source."""
    return Node(f"{W}}}{name}", attributes, 0, 0, ())


def _declared(source: str, before: str) -> str:
    """Return top-level elements with the prefixes declared that the sheet does not declare itself."""
    missing = "".join(
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in (("w", W), ("w14", W14))
        if f"{prefix}:" in source and f'xmlns:{prefix}="{uri}"' not in before
    )
    return re.sub(r"<(w:style|w:docDefaults)(?=[ >])", rf"<\1{missing}", source) if missing else source


def _known_name(name: str) -> str:
    """Return the needed style that this name stands for, or ""; capitals make no difference."""
    return next((wanted for wanted in NEEDED if wanted.lower() == name.strip().lower()), "")


def _is_default_paragraph(node: Node) -> bool:
    """Tell whether this is the style of plain paragraphs."""
    is_default = node.attributes.get(f"{W}}}default", "") in {"1", "true", "on"}
    return is_default and node.attributes.get(f"{W}}}type") == "paragraph"


def _id(node: Node) -> str:
    """Return the id of a style."""
    return node.attributes.get(f"{W}}}styleId", "")


def _unused(wanted: str, taken: set[str]) -> str:
    """Return the id, with a number behind it if another style has it."""
    return next(name for count in range(len(taken) + 2) if (name := f"{wanted}{count or ''}") not in taken)
