"""A working document says what it was given, in a form that every program opens."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.documents.word_writer import WordWriter
from pipeline.model.document import QuestionDocument
from pipeline.rich_text.characters import clean, one_line
from pipeline.word.xml_parts import R, W
from tests.documents.renew_golden import GOLDEN, golden
from tests.documents.samples import sample

ROOT = Path(__file__).parents[2]
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=80)
LIVELY = st.lists(
    st.sampled_from(
        ["$x^2$", "$", "https://a.org/b?c=ä", "www.", "\n", "\t", " ", "שלום", "<b>", "&amp;", "]]>", "\\", "{"]
    )
    | ANY_TEXT,
    max_size=8,
).map("".join)
WRITER = WordWriter()


def parts_of(document: QuestionDocument, writer: WordWriter = WRITER) -> dict[str, bytes]:
    """Return the parts of the file that a document becomes."""
    with zipfile.ZipFile(io.BytesIO(writer.write(document))) as package:
        return {name: package.read(name) for name in package.namelist()}


def paragraphs(document: QuestionDocument) -> list[ET.Element]:
    """Return the paragraphs of the text."""
    return ET.fromstring(parts_of(document)["word/document.xml"]).findall(f".//{{{W}}}p")  # noqa: S314 - our own


def shown(paragraph: ET.Element) -> str:
    """Return what a reader sees of a paragraph."""
    signs = {f"{{{W}}}br": "\n", f"{{{W}}}tab": "\t"}
    return "".join(signs.get(node.tag, node.text or "" if node.tag.endswith("}t") else "") for node in paragraph.iter())


def styles(paragraph: ET.Element, kind: str = "pStyle") -> list[str]:
    """Return the styles that a paragraph, or its runs, are in."""
    return [node.get(f"{{{W}}}val", "") for node in paragraph.iter(f"{{{W}}}{kind}")]


@pytest.mark.parametrize("name", sorted(golden()))
def test_writes_the_golden_file(name: str) -> None:
    """Every byte is meant: `python -m tests.documents.renew_golden` after a change that is."""
    assert golden()[name] == (GOLDEN / name).read_text(encoding="utf-8")


def test_the_document_reads_from_title_to_last_slot() -> None:
    """A heading, the introduction, then each question with its empty slot."""
    written = paragraphs(sample(("Slide 3.", "Why?", ""), ("", "How?", "asked by 2")))
    assert [(styles(one)[0], shown(one)) for one in written] == [
        ("Heading1", "Questions and answers - Lukas Heinrich Lecture 2"),
        ("QAIntroduction", "These questions were sent in."),
        ("QAIntroduction", "Please answer."),
        ("QAQuestion", "Slide 3. Why?"),
        ("QAAnswer", "LH: "),
        ("QAQuestion", "How?\nasked by 2"),
        ("QAAnswer", "LH: "),
    ]


def test_a_lecturer_types_in_plain_style_behind_the_initials() -> None:
    """The blank is a run of its own, and nothing encloses the slot."""
    slot = paragraphs(sample(("Slide 3.", "Why?", "")))[-1]
    assert [(shown(run), styles(run, "rStyle")) for run in slot.findall(f"{{{W}}}r")] == [
        ("LH:", ["QAInitials"]),
        (" ", []),
    ]
    assert b"w:sdt" not in parts_of(sample())["word/document.xml"]


def test_a_bookmark_spans_each_question_but_not_its_note() -> None:
    """Its name is the question's id; its number is its own."""
    for number, one in enumerate(paragraphs(sample(("Slide 3.", "Why?", "asked by 2"), ("", "How?", "")))[3::2], 1):
        tags = [child.tag.rpartition("}")[2] for child in one]
        inside = tags[tags.index("bookmarkStart") + 1 : tags.index("bookmarkEnd")]
        mark = one.find(f"{{{W}}}bookmarkStart")
        assert mark is not None
        assert (mark.get(f"{{{W}}}id"), mark.get(f"{{{W}}}name")) == (str(number), f"qa_heinrich_2_{number:02}")
        assert set(inside) == {"r"}


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
@example("Slide about \ud800.", "a\x00b\r\nc\ufffe_x0041_", "]]>&<")
@example("", "x" * 100_000, "")
def test_any_text_survives(label: str, text: str, note: str) -> None:
    """What is shown is the cleaned text; whatever was typed, the file is well-formed."""
    question = paragraphs(sample((label, text.replace("$", "").replace("\\", ""), note)))[3]
    label, text, note = one_line(label), clean(text.replace("$", "").replace("\\", "")), one_line(note)
    if "$" not in label + note and "\\" not in label + note:
        assert shown(question) == f"{label}{' ' if label and text else ''}{text}" + (f"\n{note}" if note else "")


@given(LIVELY)
def test_links_equations_and_directions_lose_no_words(text: str) -> None:
    """Outside equations every character is shown, in order, once."""
    question = paragraphs(sample(("Slide 3.", text, "")))[3]
    if question.find(".//{*}oMath") is None:
        assert shown(question) == f"Slide 3. {clean(text)}".rstrip(" ") or not clean(text)


@given(st.text(st.sampled_from(" aé'“-&<;.:/"), max_size=30))
def test_the_quick_way_writes_what_the_careful_way_shows(text: str) -> None:
    """A note makes the writer look closer; the words stay the same."""
    quick, careful = (shown(paragraphs(sample(("Slide 3.", text, note)))[3]) for note in ("", "n"))
    assert quick.rstrip(" ") == careful.removesuffix("\nn")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Was ist der Unterschied und wie?", {"val": "de"}),
        ("なぜ", {"eastAsia": "ja-JP"}),
        ("מה", {"bidi": "he-IL"}),
        ("Why is that?", None),
    ],
)
def test_a_foreign_question_names_its_language(text: str, expected: dict[str, str] | None) -> None:
    """So that it is read aloud and spelled in the right one."""
    mark = paragraphs(sample(("Slide 3.", text, "")))[3].find(f".//{{{W}}}lang")
    assert (None if mark is None else {key.rpartition("}")[2]: value for key, value in mark.attrib.items()}) == expected


def test_right_to_left_words_run_from_the_right() -> None:
    """The paragraph, and each run of such words; Latin words in it do not."""
    question = paragraphs(sample(("", "מה זה ReLU", "")))[3]
    assert question.find(f"{{{W}}}pPr/{{{W}}}bidi") is not None
    runs = question.findall(f"{{{W}}}r")
    assert [(shown(run), run.find(f".//{{{W}}}rtl") is not None) for run in runs] == [("מה זה ", True), ("ReLU", False)]


def test_an_address_twice_has_one_relation() -> None:
    """Each is a link that can be clicked, in the link style."""
    parts = parts_of(sample(("", "https://a.org/ä and https://a.org/ä, www.b.org", "")))
    links = re.findall(r'<w:hyperlink r:id="(\w+)"', parts["word/document.xml"].decode())
    targets = dict(
        re.findall(r'Id="(\w+)"[^>]*Target="([^"]*)" TargetMode', parts["word/_rels/document.xml.rels"].decode())
    )
    assert [targets[key] for key in links] == ["https://a.org/%C3%A4", "https://a.org/%C3%A4", "http://www.b.org"]
    assert len(targets) == 2


def test_an_equation_is_one_and_money_is_none() -> None:
    """A formula that cannot be converted stays as it was typed."""
    question = paragraphs(sample(("", "Why $x^2$ for $5 or $\\nonsense{$?", "")))[3]
    assert len(question.findall("{*}oMath")) == 1
    assert "$5 or $\\nonsense{$?" in shown(question)


def test_the_properties_tell_copies_apart() -> None:
    """Series, lecture and a hash of the text; dated by the day it was first written."""
    parts = parts_of(sample())
    version = hashlib.sha256(parts["word/document.xml"]).hexdigest()
    custom = dict(re.findall(r'name="([\w-]+)"><vt:lpwstr>([^<]*)<', parts["docProps/custom.xml"].decode()))
    assert custom == {"qa-series": "school-2023", "qa-lecture": "heinrich-2", "qa-version": version}
    assert b">2023-08-09T00:00:00Z<" in parts["docProps/core.xml"]
    assert b"<dc:subject>Lukas Heinrich, M. K. &amp; Co</dc:subject>" in parts["docProps/core.xml"]


def test_the_language_of_the_series_is_the_documents() -> None:
    """In the defaults, where Word and screen readers look."""
    assert b'<w:lang w:val="de-CH"/>' in parts_of(sample(language="de-CH"))["word/styles.xml"]


def test_a_right_to_left_series_types_from_the_right() -> None:
    """The slot too."""
    assert paragraphs(sample(language="he"))[-1].find(f".//{{{W}}}bidi") is not None


def test_a_document_without_introduction_or_questions_is_one() -> None:
    """There is always a heading, so the file is valid."""
    bare = dataclasses.replace(sample(introduction=" \n\n "), blocks=())
    assert [styles(one)[0] for one in paragraphs(bare)] == ["Heading1"]


def test_every_relation_leads_somewhere() -> None:
    """And every reference has one."""
    parts = parts_of(sample())
    used = set(re.findall(rb'r:id="(\w+)"', parts["word/document.xml"]))
    assert f'xmlns:r="{R}"'.encode() in parts["word/document.xml"]
    assert used <= set(re.findall(rb' Id="(\w+)"', parts["word/_rels/document.xml.rels"]))


_PROGRAM = """
import hashlib, sys
from pipeline.documents.word_writer import WordWriter
from tests.documents.samples import sample
print(hashlib.sha256(WordWriter().write(sample())).hexdigest())
print(sorted({"docx", "lxml", "pandas"} & set(sys.modules)))
"""


def test_the_same_words_give_the_same_bytes_anywhere() -> None:
    """Whatever the hash seed, the zone and the locale; and no heavy library is needed for it."""
    places = ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}, {"PYTHONHASHSEED": "77", "TZ": "UTC"})
    printed = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            cwd=ROOT,
            env=os.environ | place,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for place in places
    }
    assert printed == {f"{hashlib.sha256(WRITER.write(sample())).hexdigest()}\n[]\n"}
