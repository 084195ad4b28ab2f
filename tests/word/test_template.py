"""An organiser's template gives its looks to every document, and gets only what it lacks."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.word.template import organisers_template
from pipeline.word.xml_parts import W, parse
from tests.word.packages import BODY, MAIN_TYPE, STYLES, template, template_parts, zipped


def test_styles_are_found_by_name() -> None:
    """Ids differ between languages; a taken id is left alone."""
    ids = organisers_template(template()).styles.ids
    assert (ids["heading 1"], ids["QA Question"], ids["QA Label"]) == ("berschrift1", "Frage", "QALabel1")


def test_present_styles_stay_as_they_are() -> None:
    """Their bytes stand in the new style sheet, and ours stand on their plain style."""
    sheet = organisers_template(template()).styles.xml("de")
    assert STYLES.partition("</w:docDefaults>")[2] in sheet
    assert '<w:name w:val="QA Answer"/><w:basedOn w:val="Standard"/>' in sheet
    parse(sheet.encode(), "the sheet")


def test_the_language_of_the_series_takes_the_place_of_the_templates() -> None:
    """The languages of other scripts stay."""
    assert '<w:sz w:val="30"/><w:lang w:val="de" w:bidi="he-IL"/>' in organisers_template(template()).styles.xml("de")


@pytest.mark.parametrize(
    "defaults",
    [
        "",
        "<w:docDefaults/>",
        "<w:docDefaults><w:pPrDefault/></w:docDefaults>",
        "<w:docDefaults><w:rPrDefault/></w:docDefaults>",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:b w:val="0"/></w:rPr></w:rPrDefault></w:docDefaults>',
    ],
)
def test_a_template_without_a_language_gets_one(defaults: str) -> None:
    """Wherever the document defaults break off."""
    styles = defaults + STYLES.partition("</w:docDefaults>")[2]
    sheet = parse(organisers_template(template(styles=styles)).styles.xml("de").encode(), "the sheet")
    assert sheet.children[0].name == f"{W}}}docDefaults"
    assert sheet.value("docDefaults", "rPrDefault", "rPr", "lang") == "de"


def test_its_header_page_and_pictures_are_kept_but_not_its_body() -> None:
    """Also what the header leads to; pictures of the body go with the body."""
    taken = organisers_template(template())
    assert {name for name, _, _ in taken.parts} == {
        "word/settings.xml",
        "word/header1.xml",
        "word/_rels/header1.xml.rels",
        "word/media/crest.png",
    }
    assert (taken.page.present, taken.page.text_width) == (("header",), 12240 - 2880)
    assert taken.page.setup.startswith('<w:pgSz w:w="12240"')


def test_a_section_goes_on_with_the_header_of_the_one_before() -> None:
    """Word writes the reference only once."""
    first = BODY.partition("<w:sectPr>")[2].removesuffix("</w:sectPr>")
    body = f'<w:p><w:pPr><w:sectPr>{first}</w:sectPr></w:pPr></w:p><w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr>'
    page = organisers_template(template(body=body)).page
    assert (page.present, page.setup) == (("header",), '<w:pgSz w:w="9000" w:h="9000"/>')


def without(*names: str) -> bytes:
    """Return a template that lacks these parts."""
    return zipped({name: content for name, content in template_parts().items() if name not in names})


STRICT = {
    "_rels/.rels": template_parts()["_rels/.rels"].replace(
        "http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"
    )
}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (without("[Content_Types].xml"), "not a Word file"),
        (without("_rels/.rels"), "not a Word file"),
        (without("word/document.xml"), "word/document.xml is missing"),
        (without("word/styles.xml"), "word/styles.xml is missing"),
        (without("word/_rels/document.xml.rels"), "no styles"),
        (without("word/media/crest.png"), "word/media/crest.png is missing"),
        (zipped(template_parts() | STRICT), "Strict"),
        (template(main_type=MAIN_TYPE.replace("document.main", "template.main")), "dotx"),
        (template(main_type="application/x-other"), "not a Word document"),
        (template(settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'), "protected"),
        (
            template(styles=STYLES.replace("Something else", "QA Label").replace('"character"', '"paragraph"')),
            "QA Label",
        ),
        (template(body="<w:p>"), "damaged"),
        (template(body="<w:p>" * 300 + "</w:p>" * 300), "nested"),
        (zipped(template_parts() | {"word/styles.xml": f'<w:styles xmlns:w="{W}"/>'}), "no styles"),
    ],
)
def test_refuses_what_cannot_be_a_template(content: bytes, word: str) -> None:
    """The message says what is wrong and where."""
    with pytest.raises(DocumentError, match=rf"The template .*{word}"):
        organisers_template(content)


@given(st.sampled_from(sorted(template_parts())), st.integers(0, 400), st.text(" <>/\"'=:wa&\0", max_size=4))
def test_damage_anywhere_is_told_in_a_sentence(part: str, place: int, noise: str) -> None:
    """Whatever stands in a part, the template is taken or refused; nothing else happens."""
    parts = template_parts()
    parts[part] = parts[part][:place] + noise + parts[part][place:]
    with suppress(DocumentError):
        sheet = organisers_template(zipped(parts)).styles
        parse(sheet.xml("en").encode(), "the sheet")
