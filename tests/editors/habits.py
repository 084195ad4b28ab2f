"""Habits of people: tables, other orders, copied blocks, deleted and corrected questions, words of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml.etree import _Element

from pipeline.rich_text.rich_text import EMPTY, Cell, RichText, Table
from tests.documents.editing import elements, paragraph, run, w
from tests.documents.lecturers_files import in_table
from tests.editors.answers import PLAIN, line
from tests.editors.editor import Answers, Editor, Left, by_hand
from tests.editors.questions import COUNT, ROWS
from tests.editors.word_file import WordFile

_FAMILY = "habits"
_DELETED = (4, 11, 12, 25)
_ORPHANED = (12, 19)
_JOINED = (3, 10, 17, 24)
_COPIED = (2, 13, 21)
_CORRECTED = {
    1: "Why does the training loss go down so slowly in the beginning?",
    8: "How many layers does a network need?",
    10: "Were these numbers the number of neurons, or of parameters?",
    17: "Was ist der Unterschied und wie macht man das in der Praxis?",
    23: "Does dropout help here?",
    25: "May I use this for my own data?",
}
_OWN = (
    "Slide 19. And who has found this first?",
    "LH: It was Fukushima, in the year 1980.",
)


def _block(file: WordFile, number: int) -> list[_Element]:
    """Return a question with all that stands below it."""
    found = [file.question(number)]
    last = file.question(number + 1) if number < COUNT else file.body[-1]
    while (following := found[-1].getnext()) is not None and following is not last:
        found.append(following)
    return found


def _typed(blank: bytes, answers: Answers) -> WordFile:
    file = WordFile(blank)
    file.type_all(answers)
    return file


def _in_order(order: Callable[[int], int]) -> Callable[[WordFile, Answers], None]:
    """Return the habit of putting questions into an order of one's own."""

    def change(file: WordFile, answers: Answers) -> None:
        file.type_all(answers)
        blocks = [_block(file, number) for number in range(1, COUNT + 1)]
        end = file.body[-1]
        for number in sorted(range(COUNT), key=order):
            for one in blocks[number]:
                end.addprevious(one)

    return change


def _reordered_without_anchors(file: WordFile, answers: Answers) -> None:
    """Put the questions into another order in a program that keeps no anchors."""
    _in_order(lambda number: len(ROWS[number][1]))(file, answers)
    file.drop_anchors(styles=False)


def _deleted(blank: bytes, answers: Answers) -> Left:
    """Delete some questions together with their slots, unanswered."""
    file = WordFile(blank)
    for number, answer in enumerate(answers, 1):
        if number in _DELETED:
            file.remove(*_block(file, number))
        else:
            file.type_answer(number, answer)
    return Left(file.saved(), _without(answers, _DELETED), gone=frozenset(_DELETED))


def _orphaned(blank: bytes, answers: Answers) -> Left:
    """Delete the words of some questions and leave their answers standing: told, and nobody else's."""
    file = _typed(blank, answers)
    file.remove(*(file.question(number) for number in _ORPHANED))
    own = tuple(f"LH: {_first_line(answers[number - 1])}" for number in _ORPHANED)
    return Left(file.saved(), _without(answers, _ORPHANED), own=own, gone=frozenset(_ORPHANED))


def _first_line(answer: RichText) -> str:
    return "".join(getattr(one, "text", "") for one in getattr(answer.blocks[0], "inlines", ()))


def _without(answers: Sequence[RichText], numbers: Sequence[int]) -> tuple[RichText, ...]:
    return tuple(EMPTY if number in numbers else answer for number, answer in enumerate(answers, 1))


def _copied(*, anchors: bool) -> Callable[[bytes, Answers], Left]:
    """Return the habit of copying a block to begin another answer from it."""

    def edit(blank: bytes, answers: Answers) -> Left:
        file = _typed(blank, answers)
        for number in _COPIED:
            block = _block(file, number)
            copies = file.copy_after(block[-1], *block)
            if not anchors:
                file.remove(*(one for node in copies for one in node.iter(w("bookmarkStart"), w("bookmarkEnd"))))
            file.append(copies[1], run(f" This stands in copy {number} only."))
        return Left(
            file.saved(), tuple(answers), own=tuple(f"This stands in copy {number} only." for number in _COPIED)
        )

    return edit


def _corrected(*, anchors: bool) -> Callable[[bytes, Answers], Left]:
    """Return the habit of correcting the words of questions."""

    def edit(blank: bytes, answers: Answers) -> Left:
        file = _typed(blank, answers)
        for number, words in _CORRECTED.items():
            label = "".join(one.text or "" for one in file.question(number).iter(w("t"))).partition(". ")[0]
            file.retype(file.question(number), f"{label}. {words}")
        if not anchors:
            file.drop_anchors(styles=False)
        return Left(file.saved(), tuple(answers), corrected=dict(_CORRECTED))

    return edit


def _own_questions(blank: bytes, answers: Answers) -> Left:
    """Add a question of one's own with its answer, in the looks of the others."""
    file = _typed(blank, answers)
    for number in (3, 16):
        file.before(file.question(number), paragraph(_OWN[0], "QAQuestion"), paragraph(_OWN[1]))
    return Left(file.saved(), tuple(answers), own=_OWN)


def _greetings(blank: bytes, answers: Answers) -> Left:
    """Greet the participants before the first question, and again behind the title."""
    file = _typed(blank, answers)
    words = ("Dear all, thank you for these good questions!", "I have answered most of them.")
    file.before(file.question(1), paragraph(words[0], ""), paragraph(words[1], "QAIntroduction"))
    return Left(file.saved(), tuple(answers), own=words)


def _answer_boxes(blank: bytes, answers: Answers) -> Left:
    """Put each answer into a new table with one cell, as a box."""
    file = WordFile(blank)
    boxed = tuple(replace(one, blocks=(Table(((Cell(one.blocks),),)),)) for one in answers)
    for number, answer in enumerate(boxed, 1):
        file.after(file.slot(number), *file.blocks(answer.blocks, answer), paragraph())
    return Left(file.saved(), boxed)


def _two_columns(blank: bytes, answers: Answers) -> Left:
    """Turn the document into a table, questions to the left and answers to the right."""
    return Left(in_table(_typed(blank, answers).saved()), tuple(answers))


def _rows(file: WordFile, answers: Answers) -> None:
    """Put every question and its answer into one cell of a table each, one below the other."""
    file.type_all(answers)
    blocks = [_block(file, number) for number in range(1, COUNT + 1)]
    grid = elements('<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid></w:tbl>')[0]
    blocks[0][0].addprevious(grid)
    for block in blocks:
        for part in (block[:1], block[1:]):
            cell = elements("<w:tr><w:tc><w:tcPr/></w:tc></w:tr>")[0]
            cell[0].extend(part)
            grid.append(cell)


def _numbered_questions(file: WordFile, answers: Answers) -> None:
    """Make a numbered list of the questions."""
    file.type_all(answers)
    place = file.numbered(ordered=True)
    for number in range(1, COUNT + 1):
        file.append(file.question(number)[0], place)


def _numbers_before_answers(blank: bytes, answers: Answers) -> Left:
    """Number the answers by hand instead of leaving the initials; the number is the lecturer's word."""
    file = WordFile(blank)
    numbered = tuple(
        RichText((line(f"({number}) {_first_line(one)}"), *one.blocks[1:])) for number, one in enumerate(answers, 1)
    )
    for number in range(1, COUNT + 1):
        file.remove(*file.slot(number).iter(w("r")))
    file.type_all(numbered)
    return Left(file.saved(), numbered)


def _thanks(blank: bytes, answers: Answers) -> Left:
    """Say good-bye below a heading of one's own behind the last answer."""
    file = _typed(blank, answers)
    words = ("Further reading", "The book by Goodfellow, for instance.")
    file.before(file.body[-1], paragraph(words[0], "Heading1"), paragraph(words[1]))
    return Left(file.saved(), tuple(answers), own=words)


def _quoted_question(blank: bytes, answers: Answers) -> Left:
    """Repeat the question's words at the beginning of each answer."""
    file = WordFile(blank)
    asked = [line(f"You ask: “{row[1].splitlines()[0]}”") for row in ROWS]
    quoting = tuple(replace(one, blocks=(own, *one.blocks)) for own, one in zip(asked, answers, strict=True))
    file.type_all(quoting)
    return Left(file.saved(), quoting)


def _half_answered(blank: bytes, answers: Answers) -> Left:
    """Answer every second question, and leave the rest for another day."""
    file = WordFile(blank)
    half = _without(answers, range(2, COUNT + 1, 2))
    for number, answer in enumerate(half, 1):
        if answer:
            file.type_answer(number, answer)
    return Left(file.saved(), half)


def _questions_in_colour(file: WordFile, answers: Answers) -> None:
    """Make questions bold and red, answers blue, and mark what is done."""
    file.type_all(answers)
    for number in range(1, COUNT + 1):
        for one in file.question(number).iter(w("r")):
            file.remove(*one.iterchildren(w("rPr")))
            one.insert(0, elements('<w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr>')[0])


def _as_headings(*, anchors: bool) -> Callable[[WordFile, Answers], None]:
    """Return the habit of setting questions as headings, to have them in the navigation pane."""

    def change(file: WordFile, answers: Answers) -> None:
        file.type_all(answers)
        if not anchors:
            file.drop_anchors(styles=False)
        for number in range(1, COUNT + 1):
            next(file.question(number).iter(w("pStyle"))).set(w("val"), "Heading1")

    return change


def _breaks(file: WordFile, answers: Answers) -> None:
    """Begin each question on a new page, some behind the break of a section."""
    file.type_all(answers)
    section = '<w:pPr><w:sectPr><w:type w:val="nextPage"/></w:sectPr></w:pPr>'
    for number in range(2, COUNT + 1):
        page = '<w:r><w:br w:type="page"/></w:r>'
        file.before(file.question(number), f"<w:p>{page if number % 3 else section}</w:p>")


def _joined(file: WordFile, answers: Answers) -> None:
    """Press Delete at the end of some questions: slot and answer move up into the question's line."""
    file.type_all(answers)
    for number in _JOINED:
        file.append(file.question(number), run(" "))
        file.question(number).extend(file.slot(number).iterchildren(w("r"), w("hyperlink")))
        file.remove(file.slot(number))


def _joined_before(file: WordFile, answers: Answers) -> None:
    """Press Backspace before some questions: they stand behind the answer to the one before, in its line."""
    file.type_all(answers)
    for number in _JOINED:
        before = file.question(number).getprevious()
        if before is not None and before.tag == w("p"):
            before.extend(one for one in file.question(number) if one.tag != w("pPr"))
            file.remove(file.question(number))


EDITORS = (
    Editor("questions as headings", _FAMILY, by_hand(_as_headings(anchors=True))),
    Editor("questions as headings, anchors lost", _FAMILY, by_hand(_as_headings(anchors=False))),
    Editor("page and section breaks", _FAMILY, by_hand(_breaks)),
    Editor("slot joined to the question's line", _FAMILY, by_hand(_joined)),
    Editor("question joined to the answer before", _FAMILY, by_hand(_joined_before)),
    Editor("questions in two columns of a table", _FAMILY, _two_columns),
    Editor("questions and answers in rows of a table", _FAMILY, by_hand(_rows)),
    Editor("each answer in a table of its own", _FAMILY, _answer_boxes),
    Editor("order turned round", _FAMILY, by_hand(_in_order(lambda number: -number))),
    Editor("order by length, anchors lost", _FAMILY, by_hand(_reordered_without_anchors)),
    Editor("blocks copied, anchors with them", _FAMILY, _copied(anchors=True)),
    Editor("blocks copied without anchors", _FAMILY, _copied(anchors=False)),
    Editor("questions deleted", _FAMILY, _deleted),
    Editor("questions deleted above their answers", _FAMILY, _orphaned),
    Editor("questions corrected", _FAMILY, _corrected(anchors=True)),
    Editor("questions corrected, anchors lost", _FAMILY, _corrected(anchors=False)),
    Editor("questions of one's own", _FAMILY, _own_questions),
    Editor("greetings before the first question", _FAMILY, _greetings),
    Editor("a heading behind the last answer", _FAMILY, _thanks),
    Editor("questions numbered as a list", _FAMILY, by_hand(_numbered_questions)),
    Editor("answers numbered by hand", _FAMILY, _numbers_before_answers, answers=PLAIN),
    Editor("questions repeated in the answers", _FAMILY, _quoted_question),
    Editor("questions in bold and red", _FAMILY, by_hand(_questions_in_colour)),
    Editor("every second question answered", _FAMILY, _half_answered),
)
