"""Formatted answers read back: every kind of content, and names for what cannot be held."""

from __future__ import annotations

from hashlib import sha256

import pytest

from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import (
    Block,
    Cell,
    CodeBlock,
    Equation,
    FootnoteMark,
    Image,
    ListBlock,
    Paragraph,
    Quote,
    Raised,
    RichText,
    Run,
    Table,
)
from pipeline.word.omml import omml
from tests.documents.editing import NAMESPACES, PNG, Editing, paragraph, picture, run, table
from tests.documents.test_word_reader import opened, reading, slot, words

NUMBERING = (
    f"<w:numbering {NAMESPACES}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{key}">'
        + "".join(f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{kind}"/></w:lvl>' for depth in range(3))
        + "</w:abstractNum>"
        for key, kind in enumerate(("bullet", "decimal"))
    )
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    + "</w:numbering>"
)
STYLES = {
    "Zitat": ("Quote", ""),
    "Code": ("Source Code", ""),
    "Pre": ("My Lines", '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>'),
    "H3": ("heading 3", ""),
}


def answered(*xml: str, edited: Editing | None = None) -> RichText:
    """Return what is read of an answer of these paragraphs, behind an empty slot."""
    edited = edited or opened()
    edited.after(edited.slot(1), *xml)
    return slot(reading(edited), 1).answer


def blocks(*xml: str, edited: Editing | None = None) -> tuple[Block, ...]:
    """Return the blocks of such an answer."""
    return answered(*xml, edited=edited).blocks


def with_styles() -> Editing:
    """Return a document with more styles than ours."""
    edited = opened()
    more = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'
        for key, (name, look) in STYLES.items()
    )
    edited.parts["word/styles.xml"] = edited.parts["word/styles.xml"].replace(
        b"</w:styles>", f"{more}</w:styles>".encode()
    )
    return edited


def item(text: str, number: int, depth: int = 0) -> str:
    """Return an item of a list."""
    return paragraph(text, "", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def one(text: str) -> Paragraph:
    """Return a plain paragraph."""
    return Paragraph((Run(text),))


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<w:b/>", Run("x", bold=True)),
        ('<w:b w:val="0"/>', Run("x")),
        ("<w:i/>", Run("x", italic=True)),
        ('<w:u w:val="single"/>', Run("x", underline=True)),
        ('<w:u w:val="none"/>', Run("x")),
        ("<w:strike/>", Run("x", strike=True)),
        ('<w:vertAlign w:val="subscript"/>', Run("x", raised=Raised.SUB)),
        ('<w:vertAlign w:val="superscript"/>', Run("x", raised=Raised.SUPER)),
        ('<w:color w:val="c00000"/>', Run("x", colour="C00000")),
        ('<w:color w:val="auto"/>', Run("x")),
        ('<w:color w:val="000000"/>', Run("x")),
        ('<w:rStyle w:val="QAInitials"/>', Run("x")),
        ('<w:rStyle w:val="Hyperlink"/>', Run("x")),
        ('<w:lang w:val="de"/>', Run("x")),
        ("<w:bCs/><w:iCs/>", Run("x")),
        ("<w:bCs/><w:iCs/><w:rtl/>", Run("x", bold=True, italic=True)),
        ("<w:bCs/><w:cs/>", Run("x", bold=True)),
        ("<w:b/><w:rtl/>", Run("x", bold=True)),
        ('<w:b/><w:bCs w:val="0"/><w:rtl/>', Run("x")),
        ('<w:bCs/><w:rtl w:val="0"/>', Run("x")),
        ('<w:position w:val="-7"/><w:sz w:val="12"/>', Run("x", raised=Raised.SUB)),
        ('<w:position w:val="7"/><w:sz w:val="12"/>', Run("x", raised=Raised.SUPER)),
        ('<w:position w:val="-7"/>', Run("x")),
        ('<w:position w:val="-7"/><w:sz w:val="48"/>', Run("x")),
        ('<w:position w:val="0"/><w:sz w:val="12"/>', Run("x")),
        ('<w:position w:val="-7"/><w:sz w:val="12"/><w:vertAlign w:val="superscript"/>', Run("x", raised=Raised.SUPER)),
    ],
)
def test_runs_keep_their_looks(properties: str, expected: Run) -> None:
    """Whatever a lecturer can press a key for; the looks of our own styles mean nothing."""
    assert blocks(paragraph(inner=run("a ") + run("x", properties) + run(" b"))) in (
        (Paragraph((Run("a "), expected, Run(" b"))),),
        (one("a x b"),),
    )


@pytest.mark.parametrize(("around", "raised"), [(12, Raised.NO), (13, Raised.SUB)])
def test_what_is_lowered_is_an_index_only_if_it_is_smaller_than_its_neighbours(around: int, raised: Raised) -> None:
    """Programs that write a size at every word say by it how large the surrounding ones are."""
    size = f'<w:sz w:val="{around}"/>'
    lowered = run("2", '<w:position w:val="-4"/><w:sz w:val="12"/>')
    (found,) = blocks(paragraph(inner=run("H", size) + lowered + run("O", size)))
    assert isinstance(found, Paragraph)
    assert {one.raised for one in found.inlines if isinstance(one, Run) and "2" in one.text} == {raised}


def test_words_split_by_a_program_are_one_run() -> None:
    """Spell checkers and revision marks cut runs anywhere."""
    assert blocks(paragraph(inner=run("wo") + "<w:proofErr/>" + run("rd", '<w:lang w:val="de"/>'))) == (one("word"),)


def test_lists_nest() -> None:
    """Bullets, numbers, and lists in their items; another list is another one."""
    edited = opened()
    edited.part("numbering.xml", NUMBERING, "numbering")
    xml = (item("a", 1), item("b", 2, 1), item("c", 2, 1), item("d", 1), item("e", 2), paragraph("end"))
    inner = ListBlock(ordered=True, items=((one("b"),), (one("c"),)))
    assert blocks(*xml, edited=edited) == (
        ListBlock(ordered=False, items=((one("a"), inner), (one("d"),))),
        ListBlock(ordered=True, items=((one("e"),),)),
        one("end"),
    )


def test_an_item_may_hold_several_paragraphs() -> None:
    """One that is further in and has no number goes on with the item, if the list goes on."""
    edited = opened()
    edited.part("numbering.xml", NUMBERING, "numbering")
    more = paragraph("more", "", '<w:ind w:left="720"/>')
    found = blocks(item("a", 2), more, item("b", 2), paragraph("end", "", '<w:ind w:left="720"/>'), edited=edited)
    assert found == (ListBlock(ordered=True, items=((one("a"), one("more")), (one("b"),))), one("end"))


def test_a_slot_made_a_list_loses_its_initials() -> None:
    """The first item begins with them."""
    edited = opened()
    edited.part("numbering.xml", NUMBERING, "numbering")
    edited.remove(edited.slot(1))
    edited.after(edited.question(1), item("LH: a", 2), item("b", 2))
    assert words(reading(edited), 1) == "1. a\n2. b"


def test_headings_quotes_and_code() -> None:
    """By the names of styles, and code by its font."""
    edited = with_styles()
    mono = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>'
    xml = (
        paragraph("Title", "H3"),
        paragraph("said", "Zitat"),
        paragraph("again", "Zitat"),
        paragraph("for x in y:", "Code"),
        paragraph("    f(x)", "Code"),
        paragraph("a = 1", "Pre"),
        paragraph(inner=run("b = 2", mono)),
        paragraph(inner=run("call ") + run("f()", mono)),
    )
    assert blocks(*xml, edited=edited) == (
        Paragraph((Run("Title"),), level=3),
        Quote((one("said"), one("again"))),
        CodeBlock("for x in y:\n    f(x)\na = 1\nb = 2"),
        Paragraph((Run("call "), Run("f()", code=True))),
    )


def test_tables_keep_their_spans() -> None:
    """Cells over several columns and rows, a repeated header, a table in a cell."""
    top = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("tall")}</w:tc>'
    below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    head = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("head")}</w:tc>'
    xml = (
        f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr><w:tr>{top}<w:tc>{paragraph('a')}</w:tc></w:tr>"
        f"<w:tr>{below}<w:tc>{table([paragraph('in')])}<w:p/></w:tc></w:tr></w:tbl>"
    )
    inner = Table(((Cell((one("in"),)),),))
    assert blocks(xml) == (
        Table(
            (
                (Cell((one("head"),), columns=2),),
                (Cell((one("tall"),), rows=2), Cell((one("a"),))),
                (Cell((inner,)),),
            ),
            header=1,
        ),
    )


def test_pictures_come_with_their_bytes() -> None:
    """By hash, with alternative text and size in points."""
    edited = opened()
    key = edited.part("media/one.png", PNG, "image")
    edited.append(edited.slot(1), picture(key, "A cat"))
    read = reading(edited)
    digest = sha256(PNG).hexdigest()
    assert slot(read, 1).answer.blocks == (Paragraph((Image(digest, "image/png", "A cat", 72.0, 36.0),)),)
    assert read.images == {digest: PNG}


def test_a_picture_in_the_question_is_an_answer() -> None:
    """A lecturer who pastes there means it as one."""
    edited = opened()
    edited.append(edited.question(1), picture(edited.part("media/one.png", PNG, "image")))
    assert isinstance(slot(reading(edited), 1).answer.blocks[0], Paragraph)


@pytest.mark.parametrize("content", [b"\x01\x00\x00\x00emf", b"<svg/>", b""])
def test_a_picture_that_no_page_shows_is_named(content: bytes) -> None:
    """The original keeps it."""
    edited = opened()
    edited.append(edited.slot(1), run("see ") + picture(edited.part("media/one.emf", content, "image")))
    answer = slot(reading(edited), 1).answer
    assert (plain(answer), ["picture" in name for name in answer.lost]) == ("see", [True])


def link_field(instruction: str, words: str) -> str:
    """Return a complex field, its instruction cut in two as programs do."""
    half = instruction.index(" ", 1) + 1 if " " in instruction[1:] else 1
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    parts = "".join(
        f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in (instruction[:half], instruction[half:])
    )
    return marks[0] + parts + marks[1] + run(words) + marks[2]


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        ("HYPERLINK &quot;https://a.org/x&quot;", "https://a.org/x"),
        (r"HYPERLINK &quot;https://a.org/x&quot; \l &quot;part&quot;", "https://a.org/x#part"),
        (r"HYPERLINK &quot;https://a.org/x&quot; \o &quot;Tip&quot; \h", "https://a.org/x"),
        (r" HYPERLINK \l &quot;inside&quot;", ""),
        ("PAGE", ""),
        ("HYPERLINK &quot;javascript:alert(1)&quot;", ""),
        ("HYPERLINK &quot;file:///etc/passwd&quot;", ""),
    ],
)
@pytest.mark.parametrize("is_simple", [True, False])
def test_fields_are_links(instruction: str, expected: str, is_simple: bool) -> None:
    """As LibreOffice writes them; only what leads to the web is one, the words always stay."""
    simple = f'<w:fldSimple w:instr="{instruction}">{run("here")}</w:fldSimple>'
    xml = simple if is_simple else link_field(instruction, "here")
    assert blocks(paragraph(inner=xml)) == (Paragraph((Run("here", link=expected),)),)


def test_hyperlinks_lead_where_their_relation_does() -> None:
    """In the look of any link; Google's detour is left out."""
    edited = opened()
    keys = [
        edited.relate("hyperlink", target, external=True)
        for target in ("https://a.org/ä b", "https://www.google.com/url?q=https://b.org/%3Fx&sa=D")
    ]
    look = '<w:color w:val="0563C1"/><w:u w:val="single"/>'
    xml = "".join(f'<w:hyperlink r:id="{key}">{run(key, look)}</w:hyperlink>' for key in keys)
    targets = ("https://a.org/%C3%A4%20b", "https://b.org/?x")
    expected = tuple(Run(key, link=target) for key, target in zip(keys, targets, strict=True))
    assert blocks(paragraph(inner=xml), edited=edited) == (Paragraph(expected),)


def test_equations_are_read() -> None:
    """In a line and on a line of their own, with linear text."""
    formula = str(omml("x^2"))
    inline = Equation("<math><msup><mi>x</mi><mn>2</mn></msup></math>", "x^2")
    shown = Equation('<math display="block"><msup><mi>x</mi><mn>2</mn></msup></math>', "x^2", display=True)
    found = blocks(paragraph(inner=run("so ") + formula), paragraph(inner=f"<m:oMathPara>{formula}</m:oMathPara>"))
    assert found == (Paragraph((Run("so "), inline)), Paragraph((shown,)))


def test_footnotes_come_along() -> None:
    """Numbered by the answer they stand in."""
    edited = opened()
    note = paragraph(inner="<w:r><w:footnoteRef/></w:r>" + run(" See my book."))
    edited.part(
        "footnotes.xml",
        f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>',
        "footnotes",
    )
    edited.append(edited.slot(1), run("yes") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    answer = slot(reading(edited), 1).answer
    assert answer == RichText((Paragraph((Run("yes"), FootnoteMark(1))),), ((one("See my book."),),))


def test_right_to_left_paragraphs_are_marked() -> None:
    """By their own property."""
    assert blocks(paragraph("שלום", "", "<w:bidi/>")) == (Paragraph((Run("שלום"),), rtl=True),)


BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_words_in_text_boxes_are_kept_once() -> None:
    """As paragraphs behind theirs, and the box is named."""
    answer = answered(paragraph(inner=run("see box") + BOX.format(paragraph("in the box"))))
    assert (plain(answer), ["text box" in name for name in answer.lost]) == ("see box\nin the box", [True])


def graphic(uri: str) -> str:
    """Return a drawing of some kind."""
    return (
        f'<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="{uri}"/></a:graphic></wp:inline></w:drawing></w:r>'
    )


@pytest.mark.parametrize(
    ("xml", "name"),
    [
        (graphic("http://schemas.openxmlformats.org/drawingml/2006/chart"), "a chart"),
        (graphic("http://schemas.openxmlformats.org/drawingml/2006/diagram"), "a diagram (SmartArt)"),
        (graphic("urn:anything"), "a drawing"),
        (run("h", "<w:vanish/>"), "hidden text"),
        (run("", '<w:highlight w:val="yellow"/>') + run("m", '<w:highlight w:val="yellow"/>'), "highlighting"),
        ('<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>', "a symbol of the font Webdings"),
    ],
)
def test_what_cannot_be_held_is_named(xml: str, name: str) -> None:
    """So that somebody looks into the original."""
    assert answered(paragraph(inner=run("a") + xml)).lost == (name,)


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "☺"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        (
            "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:tab/><w:t>d</w:t></w:r>",
            "a\u2011b\nc\td",
        ),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>', "ab"),
        (
            "<w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby>",
            "漢(kan)",
        ),
        ("<w:smartTag><w:r><w:t>seen</w:t></w:r></w:smartTag>", "seen"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click</w:t></w:r></w:sdtContent></w:sdt>",
            "",
        ),
    ],
)
def test_odd_pieces_of_words(xml: str, expected: str) -> None:
    """Symbol fonts, hyphens, line ends, readings, wrappers; what a form asks for is nobody's word."""
    assert plain(answered(paragraph(inner=xml))) == expected
