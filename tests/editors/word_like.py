"""What Word leaves in a file: marks of revisions, runs cut by its spelling checker, tracked changes, comments."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import count

from lxml.etree import _Element

from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import Paragraph, RichText, Run
from pipeline.word.xml_parts import W
from tests.documents.editing import elements, run, tracked, w
from tests.editors.answers import PLAIN
from tests.editors.editor import Answers, Editor, Left, after_typing, by_hand
from tests.editors.word_file import WordFile

_FAMILY = "Word-like"
_BLANK = "{http://www.w3.org/XML/1998/namespace}space"
_INSERTED = f'<w:ins xmlns:w="{W}" w:id="7" w:author="LH" w:date="2023-08-09T10:00:00Z"/>'
_COMMENTED = (2, 9, 16, 22, 27)  # questions that are answered in the margin only


def _typed_runs(file: WordFile) -> Iterator[_Element]:
    """Yield the runs below questions, those of questions left out."""
    own = {id(one) for node in file.body.iter(w("p")) if _is_question(node) for one in node.iter(w("r"))}
    yield from [one for one in file.body.iter(w("r")) if id(one) not in own]


def _is_question(node: _Element) -> bool:
    style = node.find(f"{w('pPr')}/{w('pStyle')}")
    return style is not None and style.get(w("val")) == "QAQuestion"


def _revision_marks(file: WordFile) -> None:
    """Leave marks of the session on every paragraph, row and run."""
    numbers = count(0x00A10000)
    for node in file.body.iter(w("p"), w("tr"), w("r")):
        for name in ("rsidR", "rsidRDefault", "rsidRPr")[: 1 if node.tag == w("r") else 3]:
            node.set(w(name), f"{next(numbers):08X}")


def _spelling_marks(file: WordFile) -> None:
    """Cut runs at every word that the checker doubts, questions too, and mark it."""
    for one in list(file.body.iter(w("r"))):
        for part in _split(one):
            part.addprevious(elements('<w:proofErr w:type="spellStart"/>')[0])
            part.addnext(elements('<w:proofErr w:type="spellEnd"/>')[0])


def _split(one: _Element) -> list[_Element]:
    """Cut a run of plain words in three, if it is long enough; return the pieces behind the first."""
    texts = [child for child in one if child.tag != w("rPr")]
    if len(texts) != 1 or texts[0].tag != w("t") or len(texts[0].text or "") < 9:
        return []
    words = str(texts[0].text)
    third = len(words) // 3
    pieces = [words[:third], words[third : 2 * third], words[2 * third :]]
    copies = [copy.deepcopy(one) for _ in pieces[1:]]
    for node, piece in zip([one, *copies], pieces, strict=True):
        text = next(node.iter(w("t")))
        text.text = piece
        text.set(_BLANK, "preserve")
    for node in reversed(copies):
        one.addnext(node)
    return copies


def _smart_tags(file: WordFile) -> None:
    """Wrap every second run of an answer into a smart tag and custom markup, as older Words do."""
    for one in list(_typed_runs(file))[::2]:
        file.wrap(
            '<w:customXml w:element="x"><w:smartTag w:uri="urn:s" w:element="place"><w:smartTagPr/>'
            '<w:smartTag w:uri="urn:s" w:element="city" here="1"/></w:smartTag></w:customXml>',
            one,
        )


def _languages(file: WordFile) -> None:
    """Mark each run with a language and fonts for other scripts."""
    marks = '<w:rFonts w:hint="eastAsia"/><w:lang w:val="en-GB" w:eastAsia="ja-JP" w:bidi="he-IL"/>'
    for one in file.body.iter(w("r")):
        properties = one.find(w("rPr"))
        if properties is None:
            one.insert(0, elements("<w:rPr/>")[0])
            properties = one[0]
        fonts, language = elements(marks)
        if properties.find(w("rFonts")) is None:
            properties.insert(0, fonts)
        properties.append(language)


def _page_breaks_shown(file: WordFile) -> None:
    """Remember where pages ended when the file was last shown, and the cursor's place as a bookmark."""
    for one in list(file.body.iter(w("t")))[::3]:
        one.addprevious(elements("<w:lastRenderedPageBreak/>")[0])
    file.append(file.slot(5), '<w:bookmarkStart w:id="999" w:name="_GoBack"/><w:bookmarkEnd w:id="999"/>')


_QUOTES = str.maketrans({"'": "’", "-": "–"})


def _autocorrected(blank: bytes, answers: Answers) -> Left:
    """Type with autocorrection: curly quotes, dashes, three dots, a capital at the beginning, in questions too."""
    file = WordFile(blank)
    typed = tuple(RichText(tuple(map(_corrected, one.blocks))) for one in answers)
    file.type_all(typed)
    for number in range(1, len(answers) + 1):
        for text in file.question(number).iter(w("t")):
            text.text = re.sub(r'"(\w[^"]*)"', r"“\1”", text.text or "")
    return Left(file.saved(), typed, corrected=_CURLY)


_CURLY = {12: "You said “we THINK this is why”.\nCan you speak to that?\n\nAnd who are “we”?"}


def _corrected(block: object) -> Paragraph:
    assert isinstance(block, Paragraph)
    return Paragraph(tuple(Run(one.text.translate(_QUOTES)) for one in block.inlines if isinstance(one, Run)))


def _fully_tracked(file: WordFile, answers: Answers) -> None:
    """Type with the recording of changes switched on: all runs inserted, and the ends of paragraphs too."""
    before = {id(one) for one in file.body.iter()}
    file.type_all(answers)
    for one in [one for one in file.body.iter(w("r")) if id(one) not in before]:
        file.wrap(tracked("ins", "").replace("<w:ins ", '<w:ins here="1" '), one)
    for one in [one for one in file.body.iter(w("p")) if id(one) not in before]:
        _mark_end(one)


def _mark_end(paragraph: _Element) -> None:
    """Record that the end of a paragraph was inserted."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        paragraph.insert(0, elements("<w:pPr/>")[0])
        properties = paragraph[0]
    properties.append(elements(f"<w:rPr>{_INSERTED}</w:rPr>")[0])


def _partly_tracked(file: WordFile, answers: Answers) -> None:
    """Revise with changes recorded: old words deleted and moved, the new ones inserted between them."""
    old = tracked("del", run("An older answer, long forgotten. "))
    moved = tracked("moveFrom", run("Words that went elsewhere. "))
    for number, answer in enumerate(answers, 1):
        file.append(
            file.slot(number), (old, moved, tracked("ins", tracked("del", run("second thoughts "))))[number % 3]
        )
        file.type_answer(number, answer)
        file.append(file.slot(number), old)


def _formats_tracked(file: WordFile) -> None:
    """Record changes of looks, of paragraphs and of runs."""
    for one in _typed_runs(file):
        properties = one.find(w("rPr"))
        if properties is not None:
            file.append(properties, '<w:rPrChange w:id="5" w:author="LH"><w:rPr><w:strike/></w:rPr></w:rPrChange>')


def _joined_paragraphs(blank: bytes, answers: Answers) -> Left:
    """Delete the end between slot and answer with changes recorded: both are one paragraph once accepted."""
    file = WordFile(blank)
    for number, answer in enumerate(answers, 1):
        file.after(file.slot(number), *file.blocks(answer.blocks, answer))
        if isinstance(answer.blocks[0], Paragraph):
            _mark_end(file.slot(number))
            next(file.slot(number).iter(w("ins"))).tag = w("del")
    return Left(file.saved(), tuple(answers))


def _remarks_in_the_margin(file: WordFile, answers: Answers) -> None:
    """Answer in the file, and talk about it in the margin."""
    file.type_all(answers)
    numbers = range(1, len(answers) + 1, 3)
    file.comments(*((file.slot(number), f"Is this right? {number}") for number in numbers))


def _answers_in_the_margin(blank: bytes, answers: Answers) -> Left:
    """Answer some questions only in the margin: offered to a person, and no answer until then."""
    file = WordFile(blank)
    for number, answer in enumerate(answers, 1):
        if number not in _COMMENTED:
            file.type_answer(number, answer)
    file.comments(*((file.question(number), plain(answers[number - 1])) for number in _COMMENTED))
    return Left(file.saved(), tuple(answers))


def _filled_controls(file: WordFile, answers: Answers) -> None:
    """Put each answer into a rich text control, one round all its paragraphs."""
    file.type_all(answers)
    for number in range(1, len(answers) + 1):
        answer = [file.slot(number)]
        while (after := answer[-1].getnext()) is not None and not _is_question(after) and after.tag != w("sectPr"):
            answer.append(after)
        file.wrap('<w:sdt><w:sdtPr><w:alias w:val="Answer"/></w:sdtPr><w:sdtContent here="1"/></w:sdt>', *answer)


def _in_a_frame(file: WordFile) -> None:
    """Give every paragraph the direct formatting of a template that was attached later."""
    for node in file.body.iter(w("pPr")):
        for one in elements('<w:keepNext w:val="0"/><w:spacing w:after="120"/><w:jc w:val="both"/>'):
            node.append(one)


def _many_looks(changes: Iterable[Callable[[WordFile], None]]) -> Callable[[WordFile], None]:
    """Return several traces, one after the other."""

    def change(file: WordFile) -> None:
        for one in changes:
            one(file)

    return change


_TRACES = {
    "revision marks everywhere": _revision_marks,
    "runs cut by the spelling checker": _spelling_marks,
    "smart tags": _smart_tags,
    "languages and fonts": _languages,
    "page ends, cursor's bookmark": _page_breaks_shown,
    "direct formatting": _in_a_frame,
    "recorded changes of looks": _formats_tracked,
}
EDITORS = (
    *(Editor(name, _FAMILY, after_typing(change)) for name, change in _TRACES.items()),
    Editor("all of these", _FAMILY, after_typing(_many_looks(_TRACES.values()))),
    Editor("autocorrection", _FAMILY, _autocorrected, answers=PLAIN),
    Editor("every change recorded", _FAMILY, by_hand(_fully_tracked)),
    Editor("revised, some changes recorded", _FAMILY, by_hand(_partly_tracked)),
    Editor("recorded joining of paragraphs", _FAMILY, _joined_paragraphs),
    Editor("remarks in the margin", _FAMILY, by_hand(_remarks_in_the_margin)),
    Editor("some answers only in the margin", _FAMILY, _answers_in_the_margin, answers=PLAIN),
    Editor("answers in controls", _FAMILY, by_hand(_filled_controls)),
)
