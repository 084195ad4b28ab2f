"""People who type into the file itself: every spelling of the initials, every place that is near the slot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import RichText
from tests.documents.editing import paragraph, run, w
from tests.editors.answers import PLAIN, line
from tests.editors.editor import Answers, Editor, Left, by_hand
from tests.editors.questions import DOCUMENT
from tests.editors.word_file import WordFile

_FAMILY = "typing in place"
_SPELLINGS = {
    "LH: (as printed)": "LH: ",
    "LH:x": "LH:",
    "lh -": "lh - ",
    "no initials": "",
    "initials, line break": "LH:\n",
    "initials, no-break space": "LH\u00a0:\u00a0",
    "L.H.:": "L.H.: ",
    "initials and dash": "LH – ",
    "initials on their own": "LH\n",
}


def _with_prefix(prefix: str) -> Callable[[WordFile, Answers], None]:
    """Return the habit of beginning each answer in this way."""

    def change(file: WordFile, answers: Answers) -> None:
        for number in range(1, len(answers) + 1):
            slot = file.slot(number)
            file.remove(*slot.iter(w("r")))
            if prefix:
                file.append(slot, run(prefix))
        file.type_all(answers)

    return change


def _all_in_paragraph(file: WordFile, number: int, answer: RichText, before: str) -> None:
    """Type an answer behind the words of a question, further blocks below."""
    first, rest = file.begun(answer)
    file.append(file.question(number), run(before) + first if first else "")
    file.after(file.question(number), *rest)


def _into_the_question(file: WordFile, answers: Answers) -> None:
    """Type behind the question's own words, the slot being left as it is."""
    for number, answer in enumerate(answers, 1):
        _all_in_paragraph(file, number, answer, " ")


def _into_the_question_marked(file: WordFile, answers: Answers) -> None:
    """Move the initials up behind the question, and go on there."""
    for number, answer in enumerate(answers, 1):
        file.remove(file.slot(number))
        _all_in_paragraph(file, number, answer, " LH: ")


def _on_a_new_line(file: WordFile, answers: Answers) -> None:
    """Press Shift and Enter behind the question, delete the slot."""
    for number, answer in enumerate(answers, 1):
        file.remove(file.slot(number))
        _all_in_paragraph(file, number, answer, "\n")


def _between(file: WordFile, answers: Answers) -> None:
    """Press Enter behind the question, and leave the slot below."""
    for number, answer in enumerate(answers, 1):
        file.after(file.question(number), *file.blocks(answer.blocks, answer))


def _behind_the_slot(file: WordFile, answers: Answers) -> None:
    """Press Enter behind the initials, and type with empty paragraphs round everything."""
    for number, answer in enumerate(answers, 1):
        spaced = [one for xml in file.blocks(answer.blocks, answer) for one in (xml, paragraph())]
        last = len(spaced) > 1 and "<w:numPr>" in "".join(spaced)
        file.after(file.slot(number), paragraph(), *(file.blocks(answer.blocks, answer) if last else spaced))


def _before_the_next(file: WordFile, answers: Answers) -> None:
    """Put the cursor before the next question and type there, in whatever style that is, some lines further down."""
    for number, answer in enumerate(answers, 1):
        blocks = [xml.replace('<w:pStyle w:val="QAAnswer"/>', "") for xml in file.blocks(answer.blocks, answer)]
        file.after(file.slot(number), paragraph(style=""), paragraph(style=""), *blocks)


def _in_question_style(file: WordFile, answers: Answers) -> None:
    """Press Enter at the end of the question, whose style goes on, and delete the slot."""
    for number, answer in enumerate(answers, 1):
        file.remove(file.slot(number))
        styled = [
            xml.replace('"QAAnswer"', '"QAQuestion"', 1) if xml.startswith("<w:p>") else xml
            for xml in file.blocks(answer.blocks, answer)
        ]
        file.after(file.question(number), *styled)


def _slot_deleted(file: WordFile, answers: Answers) -> None:
    """Delete the slot and type a paragraph of one's own."""
    for number, answer in enumerate(answers, 1):
        file.after(file.slot(number), *file.blocks(answer.blocks, answer))
        file.remove(file.slot(number))


def _over_the_slot(file: WordFile, answers: Answers) -> None:
    """Select the line of the slot and type over it; what is left of the line has no style."""
    for number, answer in enumerate(answers, 1):
        file.remove(*file.slot(number))
        first, rest = file.begun(answer)
        file.append(file.slot(number), first)
        file.after(file.slot(number), *rest)


def _line_breaks(blank: bytes, answers: Answers) -> Left:
    """Press Shift and Enter instead of Enter: each answer is one paragraph."""
    file = WordFile(blank)
    for number, answer in enumerate(answers, 1):
        file.answer(number, plain(answer))
    return Left(file.saved(), tuple(answers))


def _blank_lines(file: WordFile, answers: Answers) -> None:
    """Take out all empty space and put several empty lines before every question instead."""
    file.type_all(answers)
    for number in range(1, len(answers) + 1):
        file.before(file.question(number), *[paragraph(style="")] * 3)


def _two_lecturers(blank: bytes, answers: Answers) -> Left:
    """Answer in turn, each below their own initials, the other one's gone."""
    file = WordFile(blank)
    for number in range(1, len(answers) + 1):
        file.retype(file.slot(number), ("LH: ", "mk: ", "MK, LH: ")[number % 3])
    file.type_all(answers)
    return Left(file.saved(), tuple(answers))


def _both_lecturers(blank: bytes, answers: Answers) -> Left:
    """Both answer every question; the second one's initials stay, so that readers see who speaks."""
    file = WordFile(blank)
    both = []
    for number, answer in enumerate(answers, 1):
        more = line(f"MK: I would say so too, but for reason number {number}.")
        file.retype(file.slot(number), "LH: ")
        both.append(replace(answer, blocks=(*answer.blocks, more)))
        file.type_answer(number, both[-1])
    return Left(file.saved(), tuple(both))


_PAIR = replace(DOCUMENT, slot="LH, MK:", lecturers=("Lukas Heinrich", "Michael Kagan"))
EDITORS = (
    *(Editor(f"{name}", _FAMILY, by_hand(_with_prefix(prefix))) for name, prefix in _SPELLINGS.items()),
    Editor("into the question", _FAMILY, by_hand(_into_the_question)),
    Editor("into the question, with initials", _FAMILY, by_hand(_into_the_question_marked)),
    Editor("on a new line of the question", _FAMILY, by_hand(_on_a_new_line)),
    Editor("between question and slot", _FAMILY, by_hand(_between)),
    Editor("below the slot, well spaced", _FAMILY, by_hand(_behind_the_slot)),
    Editor("before the next question", _FAMILY, by_hand(_before_the_next)),
    Editor("in the question's style", _FAMILY, by_hand(_in_question_style)),
    Editor("slot deleted", _FAMILY, by_hand(_slot_deleted)),
    Editor("over the slot", _FAMILY, by_hand(_over_the_slot)),
    Editor("line breaks for paragraphs", _FAMILY, _line_breaks, answers=PLAIN),
    Editor("empty lines everywhere", _FAMILY, by_hand(_blank_lines)),
    Editor("two lecturers in turn", _FAMILY, _two_lecturers, initials=("LH", "MK"), written=_PAIR, known=_PAIR),
    Editor("two lecturers together", _FAMILY, _both_lecturers, initials=("LH", "MK"), written=_PAIR, known=_PAIR),
)
