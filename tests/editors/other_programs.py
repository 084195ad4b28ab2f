"""Other programs that people have: Pages, pandoc, online converters, scripts with python-docx."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import docx
from docx.document import Document

from pipeline.rich_text.rich_text import Block, Paragraph
from tests.documents.editing import elements, w
from tests.documents.lecturers_files import commented, renamed_prefix
from tests.editors.answers import PLAIN
from tests.editors.editor import Answers, Editor, Left, after_typing
from tests.editors.word_file import WordFile

_FAMILY = "other programs"
_STYLE = re.compile(r'w:styleId="(QA\w+)"(.*?)<w:name w:val="[^"]*"/>', re.DOTALL)


def _without_properties(file: WordFile) -> None:
    """Drop everything that says which document this is, as the document inspector of Word does."""
    for part in [name for name in file.parts if name.startswith("docProps/")]:
        del file.parts[part]
    for part in ("_rels/.rels", "[Content_Types].xml"):
        file.parts[part] = re.sub(rb'<(?:Relationship|Override) [^>]*"/?docProps/[^>]*/>', b"", file.parts[part])


def _renamed_styles(file: WordFile, name: Callable[[str], str]) -> None:
    """Call our styles something else; bookmarks and properties are gone."""
    file.drop_anchors(styles=False)
    for one in file.root.iter(w("pStyle"), w("rStyle")):
        key = str(one.get(w("val")))
        one.set(w("val"), name(key) if key.startswith("QA") else key)
    sheet = file.parts["word/styles.xml"].decode()
    renamed = _STYLE.sub(lambda at: f'w:styleId="{name(at[1])}"{at[2]}<w:name w:val="{name(at[1])}"/>', sheet)
    file.parts["word/styles.xml"] = renamed.encode()
    _without_properties(file)


def _pages(file: WordFile) -> None:
    """Import every style under a name of one's own, and say the language of each run."""
    _renamed_styles(file, lambda key: f"Imported {key[2:]} A".replace(" ", ""))
    for one in file.body.iter(w("r")):
        if one.find(w("rPr")) is None:
            one.insert(0, elements('<w:rPr><w:lang w:val="en-US"/></w:rPr>')[0])


def _pandoc(file: WordFile) -> None:
    """Call paragraphs after their place; what is a colour or an underlined word in Word is nothing in Markdown."""
    _renamed_styles(file, lambda key: "FirstParagraph" if key == "QAQuestion" else "BodyText")
    file.remove(*file.body.iter(w("color"), w("u")))


def _only_words(file: WordFile) -> None:
    """Drop anchors, styles and properties, as a converter on the web does."""
    kept = [one for one in file.body.iter(w("pStyle")) if not str(one.get(w("val"))).startswith("QA")]
    file.remove(*(one for one in file.body.iter(w("pStyle"), w("rStyle")) if one not in kept))
    file.drop_anchors(styles=False)
    _without_properties(file)


def _as_bytes(change: Callable[[bytes], bytes]) -> Callable[[bytes, Answers], Left]:
    """Return the editor in which answers are typed as usual, and whose file is written in its own way."""

    def edit(blank: bytes, answers: Answers) -> Left:
        file = WordFile(blank)
        file.type_all(answers)
        return Left(change(file.saved()), tuple(answers))

    return edit


def _python_docx(content: bytes) -> bytes:
    """Open and save the file in a script."""
    return _saved(docx.Document(io.BytesIO(content)))


def _pasted(content: bytes) -> bytes:
    """Write the words alone into an empty file."""
    empty = docx.Document()
    for one in docx.Document(io.BytesIO(content)).paragraphs:
        empty.add_paragraph(one.text)
    return _saved(empty)


def _pasted_words(blank: bytes, answers: Answers) -> Left:
    """Select everything and paste it without its looks: formulas in questions are gone."""
    left = _as_bytes(_pasted)(blank, answers)
    return replace(left, corrected={14: "Why , and what costs $5 or $10?", 15: "Does converge whenever does?"})


def _script(blank: bytes, answers: Answers) -> Left:
    """Let a script with python-docx fill in the slots, a paragraph for each."""
    document = docx.Document(io.BytesIO(blank))
    paragraphs = [*document.paragraphs, document.add_paragraph()]
    slots = [number for number, one in enumerate(paragraphs) if one.text.strip() == "LH:"]
    for slot, answer in zip(slots, answers, strict=True):
        paragraphs[slot].add_run(_said(answer.blocks[0]))
        for block in answer.blocks[1:]:
            paragraphs[slot + 1].insert_paragraph_before(_said(block))
    return Left(_saved(document), tuple(answers))


def _said(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return "".join(getattr(one, "text", "") for one in block.inlines)


def _saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


EDITORS = (
    Editor("Pages-like: styles renamed, no anchors", _FAMILY, after_typing(_pages)),
    Editor(
        "pandoc-like: styles after the place",
        _FAMILY,
        after_typing(_pandoc),
        cannot=frozenset({"colour", "underline"}),
    ),
    Editor("converter: no styles, no anchors", _FAMILY, after_typing(_only_words)),
    Editor("properties removed", _FAMILY, after_typing(_without_properties)),
    Editor("python-docx, opened and saved", _FAMILY, _as_bytes(_python_docx)),
    Editor("python-docx, filled by a script", _FAMILY, _script, answers=PLAIN),
    Editor("pasted as words into an empty file", _FAMILY, _pasted_words, answers=PLAIN),
    Editor("another prefix for the namespace", _FAMILY, _as_bytes(renamed_prefix)),
    Editor("comments between the elements", _FAMILY, _as_bytes(commented)),
)
