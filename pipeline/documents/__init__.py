"""Front door of documents: QUESTIONS become WORKING DOCUMENTS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pipeline.documents.question_document import DocumentStyle, document_of, file_name, in_order
from pipeline.errors import Problem, UsageError
from pipeline.model.document import QuestionDocument
from pipeline.model.reading import DocumentKnowledge, DocumentReading
from pipeline.model.words import Words

__all__ = [
    "DocumentReader",
    "DocumentStyle",
    "DocumentWriter",
    "document_of",
    "file_name",
    "in_order",
    "open_reader",
    "open_writer",
]


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


def open_reader(name: str) -> DocumentReader:
    """Return the reader for a file of this name; only then are the libraries it needs imported."""
    if name.lower().endswith(".xlsx"):
        from pipeline.documents.sheet_reader import SheetReader  # noqa: PLC0415 - only when there is something to read

        return SheetReader()
    from pipeline.documents.word_reader import WordReader  # noqa: PLC0415 - only when there is something to read

    return WordReader()
