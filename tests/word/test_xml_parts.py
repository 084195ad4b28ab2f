"""XML is read with the place of every element, and what is read can be written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.word.paragraphs import bookmark
from pipeline.word.xml_parts import Node, W, attribute, parse, serialise

TREES = st.recursive(
    st.sampled_from(["<w:a/>", '<w:b w:v=">"/>', "<w:c></w:c>", "<w:d>/></w:d>", "<w:e w:v='/'  ></w:e>"]),
    lambda inner: st.lists(inner, max_size=4).map(lambda parts: f"<w:f>ä{''.join(parts)}</w:f >"),
)


def places(node: Node) -> list[tuple[int, int]]:
    """Return where an element and all below it stand."""
    return [(node.start, node.end), *(place for child in node.children for place in places(child))]


@given(TREES)
def test_every_element_is_cut_out_whole(inner: str) -> None:
    """The bytes from start to end are that element and no more: each can be read by itself."""
    source = f'<w:root xmlns:w="{W}">{inner}</w:root>'.encode()
    for start, end in places(parse(source, "It"))[1:]:
        alone = f'<w:root xmlns:w="{W}">'.encode() + source[start:end] + b"</w:root>"
        assert len(parse(alone, "It").children) == 1


@given(TREES)
def test_what_is_written_reads_the_same(inner: str) -> None:
    """Names, attributes and order survive; foreign namespaces and text do not."""
    root = parse(f'<w:root xmlns:w="{W}" xmlns:x="urn:x">{inner}<x:y/></w:root>'.encode(), "It")
    written = serialise(root).replace("<w:root", f'<w:root xmlns:w="{W}"', 1)
    assert serialise(parse(written.encode(), "It")) == serialise(root)


@pytest.mark.parametrize(
    "source",
    ["", "<a>", "<a></b>", "<!DOCTYPE a><a/>", "<a>&undefined;</a>", "<a>" * 250 + "</a>" * 250, "<w:a/>"],
)
def test_bad_xml_is_refused_with_a_sentence(source: str) -> None:
    """Also XML that is well-formed but not wanted."""
    with pytest.raises(DocumentError, match=r"^The part .*\. ?.*Save it again"):
        parse(source.encode(), "The part")


def test_an_attribute_stays_one() -> None:
    """Quotes and angle brackets in it end nothing."""
    assert attribute('a "b" <c> & d') == "a &quot;b&quot; &lt;c&gt; &amp; d"


@pytest.mark.parametrize(
    ("question_id", "expected"),
    [("heinrich-2-07", "qa_heinrich_2_07"), ("a-1", "qa_a_1"), ("x" * 37, "qa_" + "x" * 37)],
)
def test_a_bookmark_is_the_questions_id(question_id: str, expected: str) -> None:
    """Word takes letters, digits and underscores, at most forty."""
    assert bookmark(question_id) == expected


def test_bookmarks_of_unusual_ids_are_valid_and_different() -> None:
    """Even if they begin alike."""
    names = {bookmark("x" * 50 + end) for end in ("a", "b", "é &", "\ud800")}
    assert len(names) == 4
    assert all(len(name) <= 40 and name.isidentifier() for name in names)
