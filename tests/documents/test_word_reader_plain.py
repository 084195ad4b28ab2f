"""Reading plain paragraphs straight from the bytes: it must give what reading a tree of them gives."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.word_reader import read_word
from pipeline.documents.word_update import update_word
from pipeline.errors import DocumentError
from pipeline.model.document import QuestionBlock
from pipeline.model.reading import DocumentKnowledge, DocumentReading, KnownQuestion
from pipeline.model.update import NewBlock
from tests.documents.lecturers_files import MAIN, WRITER, changed, parts_of
from tests.documents.samples import sample

ROWS = (
    ("Slide 1.", "Why is it so?", ""),
    ("Slide 1.", "And how, please?", "asked by 3"),
    ("Slide 2.", "x < y & z", ""),
)
DOCUMENT = sample(*ROWS)
WRITTEN = WRITER.write(DOCUMENT)
KNOWN = tuple(KnownQuestion(one.id, one.label, one.text, one.note) for one in DOCUMENT.blocks)
KNOWLEDGE = DocumentKnowledge("heinrich-2", KNOWN, ("LH", "MK"))
# Whatever stands before the root is nobody's word, but sends the whole document to the parser.
UNKNOWN_HEAD = b"<!-- by the long way -->"

LETTERS = st.text(st.sampled_from("aZ é:.?LH&<>\"'\t\n\u200b\u00a0\uf0b7\ufeff\u4e2d\U0001f600"), max_size=12)
WORDS = st.one_of(LETTERS, st.sampled_from([f"{label} {text}" for label, text, _ in ROWS]), st.just("LH: "))
LOOKS = st.sampled_from(
    [
        "",
        "<w:rPr/>",
        "<w:rPr></w:rPr>",
        "<w:rPr><w:b/></w:rPr>",
        '<w:rPr><w:lang w:val="en-US"/></w:rPr>',
        '<w:rPr><w:rStyle w:val="QALabel"/></w:rPr>',
        '<w:rPr><w:b w:val="0"/><w:color w:val="FF0000"/></w:rPr>',
        '<w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/></w:rPr>',
        "<w:rPr><w:vanish/></w:rPr>",
        '<w:rPr><w:position w:val="-6"/><w:sz w:val="8"/></w:rPr>',
        "<w:rPr><w:bCs/><w:rtl/></w:rPr>",
        '<w:rPr><w:highlight w:val="yellow"/></w:rPr>',
        '<w:rPr><w:ins w:id="7" w:author="LH"/></w:rPr>',
    ]
)
ATTRIBUTES = st.sampled_from(["", ' w:rsidR="00A77B3E"', ' w:rsidR="00A77B3E" w:rsidRPr="00B00001"', ' w:odd="1"'])
OTHERS = st.sampled_from(
    [
        '<w:bookmarkStart w:id="1" w:name="qa_heinrich_2_01"/>',
        '<w:bookmarkStart w:id="2" w:name="qa_heinrich_2_02"/>',
        '<w:bookmarkStart w:id="9" w:name="own"/>',
        '<w:bookmarkEnd w:id="1"/>',
        '<w:proofErr w:type="spellStart"/>',
        '<w:commentRangeStart w:id="0"/>',
        "<w:r><w:br/></w:r>",
        "<w:r><w:tab/></w:r>",
        "<w:r></w:r>",
        "<w:r><w:t/></w:r>",
        "<w:r><w:lastRenderedPageBreak/><w:t>new page</w:t></w:r>",
        "<w:r><w:t>&#228;</w:t></w:r>",
        "<w:r><w:t>two</w:t><w:t>texts</w:t></w:r>",
        '<w:hyperlink w:anchor="x"><w:r><w:t>link</w:t></w:r></w:hyperlink>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:sdt><w:sdtContent><w:r><w:t>in a control</w:t></w:r></w:sdtContent></w:sdt>",
        '<w:ins w:id="8" w:author="LH"><w:r><w:t>inserted</w:t></w:r></w:ins>',
        "<!-- </w:p><w:p> -->",
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
    ]
)
PROPERTIES = st.sampled_from(
    [
        "",
        "<w:pPr/>",
        '<w:pPr><w:pStyle w:val="QAQuestion"/></w:pPr>',
        '<w:pPr><w:pStyle w:val="QAAnswer"/></w:pPr>',
        '<w:pPr><w:pStyle w:val="QAAnswer"/><w:bidi/><w:rPr><w:b/></w:rPr></w:pPr>',
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>',
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>',
        '<w:pPr><w:rPr><w:del w:id="3" w:author="LH"/></w:rPr></w:pPr>',
    ]
)


@st.composite
def runs(draw: st.DrawFn) -> str:
    """Return a run of words."""
    text = escape(draw(WORDS), {'"': "&quot;"} if draw(st.booleans()) else {})
    return f'<w:r{draw(ATTRIBUTES)}>{draw(LOOKS)}<w:t xml:space="preserve">{text}</w:t></w:r>'


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Return a paragraph, mostly a plain one."""
    inside = draw(st.lists(st.one_of(runs(), runs(), runs(), OTHERS), max_size=5))
    return f"<w:p{draw(ATTRIBUTES)}>{draw(PROPERTIES)}{''.join(inside)}</w:p>"


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """Return what may stand in a body."""
    one = draw(paragraphs())
    around = (
        "{}", "{}", "{}", "{}", "<w:p/>{}", " {}\n", '{}<w:bookmarkEnd w:id="9"/>', "<w:moveTo>{}</w:moveTo>",
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:smartTag>{}</w:smartTag>", "<w:customXml>{}</w:customXml>",
        "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
    )  # fmt: skip
    return draw(st.sampled_from(around)).format(one)


def file_of(body: bytes, head: bytes = b"") -> bytes:
    """Return our file with another body, and something before its root."""

    def other(text: bytes) -> bytes:
        start, end = text.index(b"<w:document"), text.rindex(b"<w:sectPr")
        opening = text[start : text.index(b"<w:body>") + len(b"<w:body>")]
        return text[:start] + head + opening + body + text[end:]

    return changed(WRITTEN, other)


def reading(content: bytes) -> DocumentReading | None:
    """Return what a file says, None if it is refused."""
    try:
        return read_word(content, "questions.docx", KNOWLEDGE)
    except DocumentError:
        return None


@given(st.lists(blocks(), max_size=8).map("".join))
def test_the_short_way_reads_what_the_long_way_reads(body: str) -> None:
    """Whatever stands in a body, plain paragraphs or not, it is read as the parser's tree of it is read."""
    assert reading(file_of(body.encode())) == reading(file_of(body.encode(), UNKNOWN_HEAD))


@given(st.lists(paragraphs(), min_size=1, max_size=4).map("".join), st.data())
def test_the_short_way_refuses_what_the_long_way_refuses(body: str, data: st.DataObject) -> None:
    """A body in which a few bytes were lost or damaged is read as the parser reads it, or refused as it refuses it."""
    source = body.encode()
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(start + 6, len(source))))
    damaged = source[:start] + data.draw(st.sampled_from([b"", b"<", b"&", b"\x01", b"\xff", b"</w:p>"])) + source[end:]
    assert reading(file_of(damaged)) == reading(file_of(damaged, UNKNOWN_HEAD))


@pytest.mark.parametrize("text", [b"\xef\xbf\xbf", b"\xc3", b"]]>", b"a\rb", b"&copy;", b"\x0b"])
def test_odd_characters_are_left_to_the_parser(text: bytes) -> None:
    """Characters that XML forbids, or reads otherwise than they are written, are the parser's business."""
    body = b"<w:p><w:r><w:t>LH: %s</w:t></w:r></w:p>" % text
    assert reading(file_of(body)) == reading(file_of(body, UNKNOWN_HEAD))


def test_a_paragraph_longer_than_the_parser_takes_is_refused() -> None:
    """A paragraph of absurd length is no reason to leave the parser's bounds."""
    assert reading(file_of(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % (b"a" * 11_000_000))) is None


@given(st.lists(blocks(), max_size=6).map("".join))
def test_the_short_way_inserts_where_the_long_way_does(body: str) -> None:
    """A new question goes to the same place whether or not the body is known to be one row of paragraphs."""
    new = QuestionBlock("heinrich-2-90", "Slide 1.", "A new one?")
    written = parts_of(WRITTEN)[MAIN]
    row = written[written.index(b"<w:body>") + 8 : written.rindex(b"<w:sectPr")] + body.encode()

    def updated(head: bytes) -> bytes | None:
        try:
            content = update_word(file_of(row, head), "questions.docx", DOCUMENT, [NewBlock(new, "heinrich-2-01")])
        except DocumentError:
            return None
        return parts_of(content)[MAIN].replace(head, b"")

    assert updated(b"") == updated(UNKNOWN_HEAD)
