"""People's words as runs: links, equations, direction and language, tabs and line ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.rich_text.direction import has_right_to_left, split_direction
from pipeline.rich_text.equations import split_equations
from pipeline.rich_text.language import NOTHING_FOREIGN, Languages
from pipeline.rich_text.links import LinkPiece, split_links
from pipeline.word.omml import omml
from pipeline.word.relations import Relation
from pipeline.word.xml_parts import attribute, escape

LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


class LinkTable:
    """The addresses a document points to; each has one relation, however often it occurs."""

    def __init__(self, taken: frozenset[str]) -> None:
        self._prefix = "link"
        while any(one.startswith(self._prefix) for one in taken):
            self._prefix += "_"
        self._ids: dict[str, str] = {}

    def id_of(self, target: str) -> str:
        """Return the id of the relation to this target."""
        return self._ids.setdefault(target, f"{self._prefix}{len(self._ids) + 1}")

    def relations(self) -> list[Relation]:
        """Return all relations so far, in the order in which they were first needed."""
        return [Relation(key, LINK_TYPE, target, external=True) for target, key in self._ids.items()]


class RunWriter:
    """Writes runs for one document: it knows the ids of its styles and collects its links."""

    def __init__(self, style_ids: Mapping[str, str], links: LinkTable) -> None:
        self._style_ids = style_ids
        self._links = links

    def plain(self, text: str, style: str = "") -> str:
        """Return clean text as one run in a character style, nothing in it being looked at."""
        return run(text, self._style(style))

    def linked(self, text: str) -> str:
        """Return clean Latin text without equations as runs, its addresses as links."""
        return "".join(
            self._link(piece) if isinstance(piece, LinkPiece) else run(piece, "") for piece in split_links(text)
        )

    def rich(
        self, text: str, style: str = "", languages: Languages = NOTHING_FOREIGN, *, right_to_left: bool = False
    ) -> str:
        """Return clean text as runs, one or many.

        Args:
            text: clean.
            style: name of the character style, "" for none.
            languages: of the text where they are not the document's.
            right_to_left: the paragraph's direction.
        """
        return "".join(self._pieces(text, self._style(style), languages, right_to_left=right_to_left))

    def _pieces(self, text: str, style: str, languages: Languages, *, right_to_left: bool) -> Iterator[str]:
        """Yield the runs of a text: links first, then equations in what is left, then words."""
        for piece in split_links(text):
            if isinstance(piece, LinkPiece):
                yield self._link(piece)
                continue
            if "$" not in piece and "\\" not in piece:
                yield _words(piece, style, languages, right_to_left=right_to_left)
                continue
            for part in split_equations(piece):
                formula = omml(part.latex, display=part.display) if part.latex is not None else None
                yield formula or _words(part.text, style, languages, right_to_left=right_to_left)

    def _link(self, piece: LinkPiece) -> str:
        """Return a link that can be clicked."""
        key = attribute(self._links.id_of(piece.target))
        words = run(piece.text, self._style("Hyperlink"))
        return f'<w:hyperlink r:id="{key}" w:history="1">{words}</w:hyperlink>'

    def _style(self, name: str) -> str:
        """Return the reference to a character style, "" for no style."""
        return f'<w:rStyle w:val="{attribute(self._style_ids[name])}"/>' if name else ""


def _words(text: str, style: str, languages: Languages, *, right_to_left: bool) -> str:
    """Return words as one run, or as several where their direction changes."""
    if not has_right_to_left(text) and not right_to_left:
        return run(text, style + _language(languages))
    return "".join(
        run(one.text, style + ("<w:rtl/>" if one.right_to_left else "") + _language(languages))
        for one in split_direction(text, right_to_left=right_to_left)
    )


def _language(languages: Languages) -> str:
    """Return the languages of a run as XML, "" where all are the document's."""
    named = (
        ("val", languages.latin),
        ("eastAsia", languages.east_asian),
        ("bidi", languages.complex_script),
    )
    attributes = "".join(f' w:{key}="{language}"' for key, language in named if language)
    return f"<w:lang{attributes}/>" if attributes else ""


def run(text: str, properties: str) -> str:
    """Return one run; tabs and line ends are elements of their own, for in text Word shows them as blanks."""
    if not text:
        return ""
    content = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    if "\n" in text or "\t" in text:
        content = content.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        content = content.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        content = content.replace('<w:t xml:space="preserve"></w:t>', "")
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"
