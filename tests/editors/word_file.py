"""A Word file into which formatted answers are typed, as Word itself would write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.rich_text.rich_text import (
    Block,
    CodeBlock,
    Equation,
    FootnoteMark,
    Image,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Raised,
    RichText,
    Run,
    Table,
)
from pipeline.word.xml_parts import R, W
from tests.documents.editing import NAMESPACES, PNG, TYPES, Editing, paragraph, picture, run

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MONO = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
_EQUATIONS = {
    "a/b": "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>",
    "x^2": "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>",
    "y=z": "<m:r><m:t>y=z</m:t></m:r>",
}
_LEVELS = "".join(
    f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{{kind}}"/><w:lvlText w:val="{{text}}"/>'
    f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{720 * (depth + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    for depth in range(3)
)
_STYLES = (
    ("Heading2", "heading 2", '<w:outlineLvl w:val="1"/>', "<w:b/>"),
    ("Quote", "Quote", '<w:ind w:left="720"/>', "<w:i/>"),
    ("SourceCode", "Source Code", "", _MONO),
)


class WordFile(Editing):
    """A Word file with a lecturer before it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._notes: list[str] = []
        self._lists: list[bool] = []
        self._picture = ""

    def type_all(self, answers: Sequence[RichText]) -> None:
        """Type every answer into its slot."""
        for number, answer in enumerate(answers, 1):
            self.type_answer(number, answer)

    def type_answer(self, number: int, answer: RichText) -> None:
        """Type an answer into its slot, pressing Enter before each further paragraph."""
        first, rest = self.begun(answer)
        if first:
            self.append(self.slot(number), first)
        self.after(self.slot(number), *rest)

    def begun(self, answer: RichText) -> tuple[str, list[str]]:
        """Return what goes on with a line that is begun already, and the blocks below it."""
        blocks = answer.blocks
        if blocks and isinstance(blocks[0], Paragraph) and not blocks[0].level and not blocks[0].rtl:
            return self.inlines(blocks[0].inlines, answer), self.blocks(blocks[1:], answer)
        return "", self.blocks(blocks, answer)

    def blocks(self, blocks: Iterable[Block], answer: RichText) -> list[str]:
        """Return blocks as paragraphs and tables."""
        return [xml for block in blocks for xml in self._block(block, answer)]

    def inlines(self, inlines: Iterable[Inline], answer: RichText, look: str = "") -> str:
        """Return words, links, pictures, equations and marks of notes."""
        return "".join(self._inline(one, answer, look) for one in inlines)

    def saved(self) -> bytes:
        """Return the file, with its notes and lists."""
        if self._notes:
            notes = "".join(
                f'<w:footnote w:id="{number}">{xml}</w:footnote>' for number, xml in enumerate(self._notes, 2)
            )
            self.add_part("footnotes", f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>")
        if self._lists:
            self.add_part("numbering", _numbering(self._lists))
        self._notes, self._lists = [], []
        return super().saved()

    def numbered(self, *, ordered: bool, depth: int = 0) -> str:
        """Begin a list and return what makes a paragraph one of its items."""
        self._lists.append(ordered)
        return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{len(self._lists)}"/></w:numPr>'

    def add_part(self, kind: str, xml: str) -> None:
        """Add a part of a kind, declared as Word declares it."""
        self.part(f"{kind}.xml", xml, kind)
        row = f'<Override PartName="/word/{kind}.xml" ContentType="{_WORD}.{kind}+xml"/></Types>'
        self.parts[TYPES] = self.parts[TYPES].replace(b"</Types>", row.encode())

    def _block(self, block: Block, answer: RichText) -> list[str]:
        match block:
            case Paragraph():
                return [self._paragraph(block, answer)]
            case CodeBlock():
                self._need_styles()
                return [paragraph(one, "SourceCode") for one in block.text.splitlines()]
            case Quote():
                self._need_styles()
                quoted = [one for one in block.blocks if isinstance(one, Paragraph)]
                return [paragraph(style="Quote", inner=self.inlines(one.inlines, answer)) for one in quoted]
            case ListBlock():
                return self._list(block, answer, 0)
            case Table():
                return [self._table(block, answer)]

    def _paragraph(self, block: Paragraph, answer: RichText) -> str:
        style = f"Heading{block.level}" if block.level else "QAAnswer"
        if block.level:
            self._need_styles()
        inner = self.inlines(block.inlines, answer, "<w:rtl/>" if block.rtl else "")
        return paragraph(style=style, properties="<w:bidi/>" if block.rtl else "", inner=inner)

    def _list(self, block: ListBlock, answer: RichText, depth: int) -> list[str]:
        place = self.numbered(ordered=block.ordered, depth=depth)
        found: list[str] = []
        for first, *rest in block.items:
            words = self.inlines(first.inlines, answer) if isinstance(first, Paragraph) else ""
            found.append(paragraph(properties=place, inner=words))
            for inner in rest:
                found += self._list(inner, answer, depth + 1) if isinstance(inner, ListBlock) else []
        return found

    def _table(self, table: Table, answer: RichText) -> str:
        width = max(len(row) for row in table.rows)
        grid = '<w:gridCol w:w="2400"/>' * width
        rows = ""
        for number, row in enumerate(table.rows):
            head = "<w:trPr><w:tblHeader/></w:trPr>" if number < table.header else ""
            cells = "".join(f"<w:tc><w:tcPr/>{''.join(self.blocks(one.blocks, answer))}</w:tc>" for one in row)
            rows += f"<w:tr>{head}{cells}</w:tr>"
        return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'

    def _inline(self, one: Inline, answer: RichText, look: str) -> str:
        match one:
            case Run():
                return self._run(one, look)
            case Equation():
                formula = f"<m:oMath>{_EQUATIONS[one.latex]}</m:oMath>"
                return f"<m:oMathPara>{formula}</m:oMathPara>" if one.display else formula
            case Image():
                self._picture = self._picture or self._new_picture()
                return _whole(picture(self._picture, one.alt))
            case FootnoteMark():
                note = "".join(self.blocks(answer.footnotes[one.number - 1], answer))
                self._notes.append(note.replace("</w:pPr>", "</w:pPr><w:r><w:footnoteRef/></w:r>", 1))
                return f'<w:r><w:footnoteReference w:id="{len(self._notes) + 1}"/></w:r>'

    def _run(self, one: Run, look: str) -> str:
        words = run(one.text, _in_order(looks(one), look))
        if not one.link:
            return words
        key = self.relate("hyperlink", one.link, external=True)
        return f'<w:hyperlink r:id="{key}">{run(one.text, LINK)}</w:hyperlink>'

    def _new_picture(self) -> str:
        self.parts[TYPES] = self.parts[TYPES].replace(
            b"<Override", b'<Default Extension="png" ContentType="image/png"/><Override', 1
        )
        return self.part("media/one.png", PNG, "image")

    def _need_styles(self) -> None:
        """Add the styles that Word adds when they are first used."""
        sheet = self.parts["word/styles.xml"].decode()
        new = "".join(
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:pPr>{shape}</w:pPr>'
            f"<w:rPr>{look}</w:rPr></w:style>"
            for key, name, shape, look in _STYLES
            if f'w:styleId="{key}"' not in sheet
        )
        self.parts["word/styles.xml"] = sheet.replace("</w:styles>", f"{new}</w:styles>").encode()


def _in_order(look: str, direction: str) -> str:
    """Return the looks of words that run from right to left, bold and slanted twice as Word has it."""
    if not direction:
        return look
    return look.replace("<w:b/>", "<w:b/><w:bCs/>").replace("<w:i/>", "<w:i/><w:iCs/>") + direction


def _whole(drawing: str) -> str:
    """Return a picture with all that the schema asks for."""
    shape = '<pic:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    return drawing.replace("</pic:nvPicPr>", "<pic:cNvPicPr/></pic:nvPicPr>").replace(
        "</pic:blipFill>", f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill>{shape}"
    )


LINK = '<w:color w:val="0563C1"/><w:u w:val="single"/>'


def looks(one: Run) -> str:
    """Return the properties of a run, in the order of the schema."""
    on = (
        (one.code, _MONO),
        (one.bold, "<w:b/>"),
        (one.italic, "<w:i/>"),
        (one.strike, "<w:strike/>"),
        (one.colour, f'<w:color w:val="{one.colour}"/>'),
        (one.underline, '<w:u w:val="single"/>'),
        (one.raised is not Raised.NO, f'<w:vertAlign w:val="{one.raised}script"/>'),
    )
    return "".join(xml for is_on, xml in on if is_on)


def _numbering(lists: Sequence[bool]) -> str:
    """Return the part of the lists, one for each."""
    kinds = (_LEVELS.format(kind="bullet", text="•"), _LEVELS.format(kind="decimal", text="%1."))
    shapes = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>{kinds[ordered]}</w:abstractNum>'
        for key, ordered in enumerate(lists)
    )
    numbers = "".join(
        f'<w:num w:numId="{key + 1}"><w:abstractNumId w:val="{key}"/></w:num>' for key in range(len(lists))
    )
    return f'<w:numbering xmlns:w="{W}" xmlns:r="{R}">{shapes}{numbers}</w:numbering>'
