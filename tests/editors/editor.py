"""An editor or a habit: how a blank document and the answers become the file that comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.model.document import QuestionDocument
from pipeline.rich_text.rich_text import RichText
from tests.editors.answers import RICH
from tests.editors.questions import DOCUMENT
from tests.editors.word_file import WordFile

Answers = Sequence[RichText]


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody leaves.

    Attributes:
        content: the file.
        answers: what stands under each question in the sense of its writer, EMPTY for none.
        own: words that answer no question and must be told of.
        corrected: question number → its words as the writer corrected them.
        gone: numbers of questions that were deleted.
    """

    content: bytes
    answers: tuple[RichText, ...]
    own: tuple[str, ...] = ()
    corrected: dict[int, str] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor or a habit.

    Attributes:
        name, family: for the table.
        edit: from the blank document and the answers to what is left.
        answers: what is to be typed.
        begins_as: kind of the blank document.
        name_sent: under which name the file comes back; tells its kind.
        route: kinds of file as which LibreOffice saves it afterwards, one after the other.
        manner: how LibreOffice types the answers before it first saves the file, "" for not.
        cannot: kinds of rich things that this program does not keep, by nature.
        initials: of the lecturers.
        written: the document that was written, where it is another one.
        known: the document that is known when it comes back, where it is another one.
    """

    name: str
    family: str
    edit: Callable[[bytes, Answers], Left]
    answers: tuple[RichText, ...] = RICH
    begins_as: str = "docx"
    name_sent: str = "answers.docx"
    route: tuple[str, ...] = ()
    manner: str = ""
    cannot: frozenset[str] = frozenset()
    initials: tuple[str, ...] = ("LH",)
    written: QuestionDocument = DOCUMENT
    known: QuestionDocument = DOCUMENT


def by_hand(change: Callable[[WordFile, Answers], None]) -> Callable[[bytes, Answers], Left]:
    """Return the editor that opens the file, makes a change and saves it."""

    def edit(blank: bytes, answers: Answers) -> Left:
        file = WordFile(blank)
        change(file, answers)
        return Left(file.saved(), tuple(answers))

    return edit


def after_typing(change: Callable[[WordFile], None]) -> Callable[[bytes, Answers], Left]:
    """Return the editor in which answers are typed as usual, and which leaves traces of its own in the file."""

    def typed(file: WordFile, answers: Answers) -> None:
        file.type_all(answers)
        change(file)

    return by_hand(typed)
