"""What an update adds to a package beside text: relations, pictures, lists, styles. Nothing that is there changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from pipeline.word.answer_styles import ANSWER_STYLES
from pipeline.word.numbering import NumberTable
from pipeline.word.relations import TYPES_PART, Relation, Relations, relations_part, relations_xml
from pipeline.word.runs import LINK_TYPE, LinkTable
from pipeline.word.splicing import appended, declare, declared_prefixes
from pipeline.word.styles import NEEDED, StyleSheet, complete, read_styles
from pipeline.word.xml_parts import CONTENT_TYPES, DECLARATION, RELATIONSHIPS, W, attribute, parse

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/svg+xml": "svg"}
_NO_STYLES = f'{DECLARATION}<w:styles xmlns:w="{W}"></w:styles>'.encode()
_NUMBERED = re.compile(r"rId(\d{1,9})").fullmatch


class RelationTable(LinkTable):
    """The relations of a part: known ones are used again, new ones get the next free ids."""

    def __init__(self, known: tuple[Relation, ...]) -> None:
        super().__init__(frozenset())
        self._known = {(one.type, one.target): one.id for one in known}
        self._next = 1 + max((int(found[1]) for one in known if (found := _NUMBERED(one.id))), default=0)
        self._new: list[Relation] = []

    def id_of(self, target: str) -> str:
        """Return the id of the relation to this address."""
        return self.add(LINK_TYPE, target, external=True)

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of the relation of this type to this target."""
        if (kind, target) not in self._known:
            new = Relation(f"rId{self._next + len(self._new)}", kind, target, external)
            self._new.append(new)
            self._known[kind, target] = new.id
        return self._known[kind, target]

    def relations(self) -> list[Relation]:
        """Return the new ones."""
        return self._new


class Additions:
    """Collects what the new text needs.

    Args:
        relations: of the package.
        main: the part with the text.
        model: the styles that are added where they are missing.
    """

    def __init__(self, relations: Relations, main: str, model: StyleSheet) -> None:
        self._relations, self._main, self._model = relations, main, model
        self._folder = f"{main.rpartition('/')[0]}/".removeprefix("/")
        self._own = relations.of(main)  # as many as there are links, so read only once
        self.links = RelationTable(self._own)
        self._new: dict[str, tuple[str, bytes]] = {}
        self._numbering_part = self._part_of("numbering")
        self.lists = NumberTable(relations.parts.get(self._numbering_part), f"{relations.name} (lists)")
        self._styles_part = self._part_of("styles")
        self._styles = relations.parts.get(self._styles_part) or _NO_STYLES
        self._sheet = read_styles(self._styles, relations.name)
        self.style_ids = {**complete(self._sheet, model, set())[0].ids, **self._answer_style_ids()}

    def picture(self, media_type: str, content: bytes) -> str:
        """Return the id of the relation to a picture, "" if documents cannot show its kind."""
        if media_type not in _SUFFIXES:
            return ""
        part = f"{self._folder}media/qa_{sha256(content).hexdigest()[:24]}.{_SUFFIXES[media_type]}"
        if part not in self._relations.parts:
            self._new[part] = (media_type, content)
        return self.links.add(f"{_OFFICE}/image", part)

    def parts(self, text: str) -> dict[str, bytes]:
        """Return the parts that are new or have grown, for this new text."""
        changed = {part: content for part, (_, content) in self._new.items()}
        if (styles := self._with_styles(text)) != self._styles:
            changed[self._styles_part] = styles
            self._lead_to(self._styles_part, "styles")
        if lists := self.lists.part():
            changed[self._numbering_part] = lists
            self._lead_to(self._numbering_part, "numbering")
        if self.links.relations():
            changed[relations_part(self._main)] = self._with_relations()
        if rows := "".join(self._type_rows()):
            root = parse(self._relations.content(TYPES_PART), TYPES_PART)
            changed[TYPES_PART] = appended(self._relations.content(TYPES_PART), root, rows)
        return changed

    def _part_of(self, kind: str) -> str:
        """Return the name of the part of a kind, or the one it is to have."""
        found = (one.target for one in self._own if one.kind == kind and not one.external)
        return next((one for one in found if one in self._relations.parts), f"{self._folder}{kind}.xml")

    def _lead_to(self, part: str, kind: str) -> None:
        """See that a part which may be new is known to the package."""
        self.links.add(f"{_OFFICE}/{kind}", part)
        if part not in self._relations.parts:
            self._new.setdefault(part, (f"{_WORD}.{kind}+xml", b""))

    def _answer_style_ids(self) -> dict[str, str]:
        """Return the ids of the styles that only copied answers need, by name."""
        by_name = {name.casefold(): key for key, name in self._sheet.names.items()}
        taken = {key.casefold() for key in self._sheet.names}
        free = {name: f"QA{name.replace(' ', '')}" for name in ANSWER_STYLES}
        return {
            name: by_name.get(name.casefold()) or next(key for key in (one, f"{one}2") if key.casefold() not in taken)
            for name, one in free.items()
        }

    def _with_styles(self, text: str) -> bytes:
        """Return the style sheet with those added that the text refers to and that are missing."""
        used = {name for name, key in self.style_ids.items() if f'Style w:val="{attribute(key)}"/>' in text}
        completed, lacking = complete(self._sheet, self._model, NEEDED.keys() - used)
        before, _, _ = self._sheet.after.rpartition("</")
        added = completed.after[len(before) :].rpartition("</")[0] if lacking else ""
        root = parse(self._styles, self._relations.name)
        missing = [name for name in ANSWER_STYLES if name in used and self.style_ids[name] not in self._sheet.names]
        own = "".join(ANSWER_STYLES[name].format(id=self.style_ids[name], name=name) for name in missing)
        known = declared_prefixes(self._styles[root.start : self._styles.index(b">", root.start)])
        added += declare(own, "w:style", known)
        return appended(self._styles, root, added) if added else self._styles

    def _with_relations(self) -> bytes:
        """Return the relations of the text with the new ones at the end."""
        old = self._relations.parts.get(relations_part(self._main))
        new = relations_xml(self.links.relations(), self._main)
        if old is None:
            return new.encode()
        rows = new[new.index("<Relationship ") : new.rindex("</")]
        return appended(old, parse(old, self._relations.name), _named(rows, RELATIONSHIPS))

    def _type_rows(self) -> Iterator[str]:
        """Yield the content type of each new part that the package does not know yet."""
        for part, (kind, _) in self._new.items():
            if self._relations.content_type(part) != kind:
                row = f'<Override PartName="/{attribute(part)}" ContentType="{kind}"/>'
                yield _named(row, CONTENT_TYPES)


def _named(rows: str, namespace: str) -> str:
    """Return rows with their namespace, whichever prefix the table they go into has for it."""
    return re.sub(r"<(\w+) ", rf'<\1 xmlns="{namespace}" ', rows)
