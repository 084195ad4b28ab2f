"""Front door of documents: QUESTIONS become WORKING DOCUMENTS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from pipeline.documents.question_document import DocumentStyle, document_of, file_name, in_order
from pipeline.documents.update_plan import InFile, Plan, planned, still_noticed
from pipeline.errors import Problem, UsageError
from pipeline.model.copies import CopyKind, Recognition
from pipeline.model.document import QuestionBlock, QuestionDocument
from pipeline.model.reading import DocumentKnowledge, DocumentReading, KnownQuestion
from pipeline.model.update import CopiedAnswer, NewBlock, RemovedQuestion
from pipeline.model.words import Words

if TYPE_CHECKING:
    from pipeline.documents.libreoffice import Converter

__all__ = [
    "DocumentReader",
    "DocumentStyle",
    "DocumentWriter",
    "InFile",
    "Plan",
    "Update",
    "document_of",
    "file_name",
    "in_order",
    "kind_of",
    "named_in",
    "open_converter",
    "open_reader",
    "open_update",
    "open_writer",
    "planned",
    "recognise",
    "still_noticed",
]

_SHEETS = frozenset({".xlsx", ".csv", ".tsv"})


class DocumentWriter(Protocol):
    """Turns a document into the bytes of a file."""

    suffix: str
    version: str  # changes when the same document gives other bytes: a hash of the template

    def write(self, document: QuestionDocument) -> bytes:
        """Return the file, a function of the document and the template alone."""

    def remarks(self) -> tuple[Problem, ...]:
        """Return what the organiser's template lacks and was added; empty without a template of their own."""


def open_writer(kind: str, template: bytes | None = None, words: Words | None = None) -> DocumentWriter:
    """Return the writer of this kind of document.

    Args:
        kind: `docx` or `xlsx`.
        template: the organiser's own, for Word files.
        words: the printed words, for answer sheets; None for the built-in ones of the document's language.

    Raises:
        UsageError: no such kind.
        DocumentError: the template cannot be used; the message says why.
    """
    if kind == "docx":
        from pipeline.documents.word_writer import WordWriter  # noqa: PLC0415 - only when there is news

        return WordWriter(template)
    if kind == "xlsx":
        from pipeline.documents.answer_sheet import SheetWriter  # noqa: PLC0415 - only when there is news

        return SheetWriter(words)
    raise UsageError(f'There is no document of kind "{kind}"; use answers_in = "docx" or "xlsx".')


class DocumentReader(Protocol):
    """Reads what stands in a working document or a copy of one."""

    def read(
        self, content: bytes, name: str, knowledge: DocumentKnowledge, opening: Sequence[str] = ()
    ) -> DocumentReading:
        """Return everything the file says.

        Args:
            content: the file.
            name: as a person knows it.
            knowledge: the questions it was written with, and the initials.
            opening: title and introduction as written.

        Raises:
            DocumentError: it cannot be read; says what it is and what to do.
        """

    def read_changed(
        self, content: bytes, name: str, knowledge: DocumentKnowledge, opening: Sequence[str], before: bytes
    ) -> DocumentReading | None:
        """Return what it says of the questions that may have changed since `before`; None: read all of it."""


def open_reader(name: str, words: Words | None = None) -> DocumentReader:
    """Return the reader for a file of this name; only then are the libraries it needs imported.

    Args:
        name: by its suffix a workbook, delimited text, or else a Word file.
        words: the printed words of the settings, in addition to the built-in ones of all languages.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _SHEETS:
        from pipeline.documents.sheet_reader import SheetReader  # noqa: PLC0415 - only when there is something to read

        return SheetReader(words, delimited=suffix != ".xlsx")
    from pipeline.documents.word_files import WordReader  # noqa: PLC0415 - only when there is something to read

    return WordReader()


class Update(Protocol):
    """Brings a file that people work in up to date; see `update_word` and `update_sheet`."""

    def __call__(
        self,
        content: bytes,
        name: str,
        document: QuestionDocument,
        new: Sequence[NewBlock],
        copied: Sequence[CopiedAnswer] = (),
        removed: Sequence[RemovedQuestion] = (),
        images: Mapping[str, bytes] = {},
    ) -> bytes:
        """Return the file with what is new in it and all else as it was; the same bytes if there is nothing to do."""


def open_update(kind: str, words: Words | None = None) -> Update:
    """Return what brings a document of this kind up to date."""
    if kind == "xlsx":
        from pipeline.documents.sheet_update import update_sheet  # noqa: PLC0415 - only when there is news

        return partial(update_sheet, words=words)
    from pipeline.documents.word_update import update_word  # noqa: PLC0415 - only when there is news

    return update_word


def recognise(
    content: bytes,
    name: str,
    series_key: str,
    candidates: Sequence[DocumentKnowledge],
    aliases: Mapping[str, str] | None = None,
) -> Recognition:
    """Return which lecture a copy belongs to; see `pipeline.documents.copies_recognise`."""
    from pipeline.documents import copies_recognise  # noqa: PLC0415 - only when a copy came

    return copies_recognise.recognise(content, name, series_key, candidates, aliases)


def named_in(content: bytes, name: str, kind: str, blocks: Sequence[QuestionBlock]) -> frozenset[str]:
    """Return the ids of those of these questions that a document names, by its bookmarks or in its column of ids."""
    from pipeline.documents import copies_traces  # noqa: PLC0415 - only when there is something to write

    questions = [KnownQuestion(one.id, one.label, one.text, one.note) for one in blocks]
    return copies_traces.traces_of(content, name, CopyKind(kind)).named(questions)[0]


def kind_of(content: bytes, name: str) -> CopyKind:
    """Return what kind of file a copy is; see `pipeline.documents.copies_kinds`."""
    from pipeline.documents import copies_kinds  # noqa: PLC0415 - only when a copy came

    return copies_kinds.kind_of(content, name)


def open_converter() -> Converter:
    """Return what makes Word files and workbooks of copies in other formats."""
    from pipeline.documents.libreoffice import LibreOffice  # noqa: PLC0415 - only when such a copy came

    return LibreOffice()
