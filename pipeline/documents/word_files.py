"""Word files for the front door: read whole, or only where they changed."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.documents.reading_changed import read_changed
from pipeline.documents.word_reader import read_word
from pipeline.model.reading import DocumentKnowledge, DocumentReading


class WordReader:
    """Reads Word files; see `read_word` and `read_changed`."""

    def read(
        self, content: bytes, name: str, knowledge: DocumentKnowledge, opening: Sequence[str] = ()
    ) -> DocumentReading:
        """Return everything the file says."""
        return read_word(content, name, knowledge, opening)

    def read_changed(
        self, content: bytes, name: str, knowledge: DocumentKnowledge, opening: Sequence[str], before: bytes
    ) -> DocumentReading | None:
        """Return what it says of the questions that may have changed since `before`; None: read all of it."""
        return read_changed(content, name, knowledge, opening, before)
