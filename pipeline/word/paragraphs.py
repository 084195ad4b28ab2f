"""The paragraphs of a working document as XML: heading, introduction, questions with their slots.

Most questions are plain words. One match of a regular expression finds that out, and one f-string writes them:
that makes ten thousand questions nearly as cheap as zipping them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from pipeline.model.document import QuestionBlock, QuestionDocument
from pipeline.rich_text.characters import clean, one_line
from pipeline.rich_text.direction import runs_right_to_left
from pipeline.rich_text.language import languages_of, small_word_language
from pipeline.rich_text.links import may_hold_link
from pipeline.word.runs import LinkTable, RunWriter
from pipeline.word.xml_parts import attribute, escape

# Latin letters and the usual punctuation, but nothing an equation or the cleaning cares about.
_PLAIN = re.compile("[ -#%-\\[\\]-~\u00a1-\u024f\u2010-\u2027\u20ac]+").fullmatch
# The same without what XML cares about: nearly every question.
_BARE = re.compile("[ -#%'-;=?-\\[\\]-~\u00a1-\u024f\u2010-\u2027\u20ac]+").fullmatch

_RIGHT_TO_LEFT_LANGUAGES = {"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LONGEST_BOOKMARK = 40
_NOT_IN_BOOKMARK = re.compile(r"\W")


class ParagraphWriter:
    """Writes the paragraphs of one document."""

    def __init__(self, document: QuestionDocument, style_ids: Mapping[str, str], links: LinkTable) -> None:
        self._document = document
        self._styles = {name: f'<w:pStyle w:val="{attribute(key)}"/>' for name, key in style_ids.items()}
        self._runs = RunWriter(style_ids, links)
        self._own_language = document.language.split("-", maxsplit=1)[0].lower()
        self._slot = self._slot_paragraph()

    def opening(self) -> str:
        """Return the heading and the introduction."""
        document = self._document
        paragraphs = [("heading 1", one_line(document.title))]
        introduction = clean(document.introduction)
        paragraphs += [("QA Introduction", part) for part in _BLANK_LINE.split(introduction) if part]
        return "".join(self._paragraph(style, text) for style, text in paragraphs)

    def questions(self) -> Iterator[bytes]:
        """Yield each question with its slot.

        Each is encoded for itself, for most are ASCII, which costs next to nothing; one "ü" would spoil many at once.
        """
        question, own, slot = self._styles["QA Question"], self._own_language, self._slot.encode()
        last_label, label_run, gap = "", "", ""
        for number, block in enumerate(self._document.blocks, 1):
            # Questions come in the order of slides: most labels repeat the one before.
            if block.label != last_label:
                last_label, label_run = block.label, self._label(block.label)
                gap = " " if label_run else ""
            text = block.text.strip()
            bare = _BARE(text)
            if block.note or not (bare or _PLAIN(text)) or small_word_language(text, own):
                yield self._question(number, block, label_run).encode() + slot
                continue
            if may_hold_link(text):
                runs = self._runs.plain(gap) + self._runs.linked(text)
            else:
                runs = f'<w:r><w:t xml:space="preserve">{gap}{text if bare else escape(text)}</w:t></w:r>'
            paragraph = (
                f'<w:p><w:pPr>{question}</w:pPr><w:bookmarkStart w:id="{number}" w:name="{bookmark(block.id)}"/>'
                f'{label_run}{runs}<w:bookmarkEnd w:id="{number}"/></w:p>'
            )
            yield paragraph.encode() + slot

    def _label(self, label: str) -> str:
        """Return a label as runs; it may hold a participant's own words for a slide."""
        return self._runs.rich(one_line(label), "QA Label")

    def _question(self, number: int, block: QuestionBlock, label_run: str) -> str:
        """Return a question that needs a closer look."""
        text, note = clean(block.text), one_line(block.note)
        from_right = runs_right_to_left(text)
        languages = languages_of(text, self._document.language)
        runs = label_run + (self._runs.plain(" ") if label_run and text else "")
        runs += self._runs.rich(text, languages=languages, right_to_left=from_right)
        remark = self._runs.plain("\n" + note, "QA Note") if note else ""
        return (
            f"<w:p><w:pPr>{self._styles['QA Question']}{'<w:bidi/>' if from_right else ''}</w:pPr>"
            f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(block.id)}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
            f"{remark}</w:p>"
        )

    def _paragraph(self, style: str, text: str) -> str:
        """Return a paragraph of clean text in a style."""
        from_right = runs_right_to_left(text)
        runs = self._runs.rich(text, right_to_left=from_right)
        return f"<w:p><w:pPr>{self._styles[style]}{'<w:bidi/>' if from_right else ''}</w:pPr>{runs}</w:p>"

    def _slot_paragraph(self) -> str:
        """Return the paragraph for an answer: initials, and a blank in plain style to type behind."""
        direction = "<w:bidi/>" if self._own_language in _RIGHT_TO_LEFT_LANGUAGES else ""
        initials = self._runs.plain(one_line(self._document.slot), "QA Initials")
        return f"<w:p><w:pPr>{self._styles['QA Answer']}{direction}</w:pPr>{initials}{self._runs.plain(' ')}</w:p>"


def bookmark(question_id: str) -> str:
    """Return the bookmark of a question: `heinrich-2-07` becomes `qa_heinrich_2_07`."""
    name = f"qa_{question_id.replace('-', '_')}"
    if len(name) <= _LONGEST_BOOKMARK and name.isidentifier():
        return name
    # Ids are shorter and plainer than this; should one not be, its bookmark is still valid and its own.
    mark = sha256(question_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{_NOT_IN_BOOKMARK.sub('_', name)[:31]}_{mark}"
