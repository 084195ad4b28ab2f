"""With a template of the organiser's own, documents have its looks, and the organiser hears what it lacked."""

from __future__ import annotations

import dataclasses
import io
from zipfile import ZipFile

import docx
import pytest

from pipeline.documents.word_writer import WordWriter
from pipeline.errors import DocumentError, ExitCode
from pipeline.model.words import words_for
from tests.documents.samples import sample
from tests.word.packages import BODY, template, template_parts, unzipped, zipped


def test_our_own_template_needs_no_remark() -> None:
    """Nothing was asked for, so nothing is lacking."""
    assert WordWriter().remarks() == ()


def test_says_what_the_template_lacked() -> None:
    """One remark for all styles and one for the footer; none for what is there."""
    remarks = WordWriter(template()).remarks()
    assert {remark.exit_code for remark in remarks} == {ExitCode.DONE}
    assert len(remarks) == 2
    messages = " ".join(remark.message for remark in remarks)
    assert "“QA Answer”" in messages
    assert "no footer" in messages
    assert "QA Question" not in messages
    assert "no header" not in messages


def test_a_new_document_takes_the_templates_header_and_our_footer() -> None:
    """The template's parts are copied byte by byte; its text is not."""
    given = template_parts()
    written = unzipped(WordWriter(zipped(given)).write(sample(("Slide 3.", "Why?", ""))))
    for name in ("word/header1.xml", "word/_rels/header1.xml.rels", "word/media/crest.png", "word/settings.xml"):
        assert written[name] == given[name]
    assert "Text of the template" not in "".join(written.values())
    assert "word/media/body.png" not in written
    assert "NUMPAGES" in written["word/footer.xml"]
    assert '<w:headerReference w:type="default" r:id="rId7"/><w:footerReference' in written["word/document.xml"]


def test_paragraphs_are_in_the_templates_styles() -> None:
    """By the ids they have there."""
    document = unzipped(WordWriter(template()).write(sample(("Slide 3.", "Why?", ""))))["word/document.xml"]
    assert '<w:pStyle w:val="berschrift1"/>' in document
    assert '<w:pStyle w:val="Frage"/>' in document
    assert '<w:rStyle w:val="QALabel1"/>' in document


@pytest.mark.parametrize("name", ["header1.xml", "header.xml", "footer.xml"])
def test_no_part_of_the_template_is_overwritten(name: str) -> None:
    """Our footer takes another name if the template has one of that name."""
    parts = {
        key.replace("header1.xml", name): value.replace("header1.xml", name) for key, value in template_parts().items()
    }
    written = WordWriter(zipped(parts)).write(sample())
    with ZipFile(io.BytesIO(written)) as package:
        assert len(set(package.namelist())) == len(package.namelist())
        assert b"Letterhead" in package.read(f"word/{name}")


def test_a_file_of_ours_can_be_the_template() -> None:
    """An organiser may change the looks of a document they got; its words do not stay in header and footer."""
    writer = WordWriter(WordWriter().write(sample()))
    words = dataclasses.replace(sample(), series_title="Another school", footer="Another day")
    assert writer.remarks() == ()
    assert unzipped(writer.write(words)) == unzipped(WordWriter().write(words))


def test_a_template_of_python_docx_works() -> None:
    """A stock file with 160 styles, a theme and a thumbnail."""
    stock = io.BytesIO()
    docx.Document().save(stock)
    written = docx.Document(io.BytesIO(WordWriter(stock.getvalue()).write(sample())))
    names = [paragraph.style.name for paragraph in written.paragraphs if paragraph.style]
    assert names[0] == "Heading 1"
    assert names[-2:] == ["QA Question", "QA Answer"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_the_page_pattern_of_every_language_has_both_fields(language: str) -> None:
    """Whatever words stand around them."""
    footer = unzipped(WordWriter().write(dataclasses.replace(sample(), page_of=words_for(language).page_of)))[
        "word/footer.xml"
    ]
    assert footer.index(" PAGE ") < footer.index(" NUMPAGES ")


def test_a_template_changes_the_version_of_the_writer() -> None:
    """So that documents are known to be written anew."""
    versions = [
        WordWriter().version,
        WordWriter(template()).version,
        WordWriter(template(body=f"<w:p/>{BODY}")).version,
    ]
    assert len(set(versions)) == 3
    assert versions[1] == WordWriter(template()).version


def test_a_wrong_file_is_no_template() -> None:
    """A PDF by another name is told at once, before any document is written."""
    with pytest.raises(DocumentError, match="is a PDF"):
        WordWriter(b"%PDF-1.7")
