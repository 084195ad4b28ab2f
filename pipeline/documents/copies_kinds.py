"""What kind of file a copy is; what can never be read is answered with how to send a Word file."""

from __future__ import annotations

from pipeline.documents.copies_tables import is_table
from pipeline.documents.reading_kinds import PLAIN_TEXT, look_at
from pipeline.errors import DocumentError
from pipeline.model.copies import CopyKind


def kind_of(content: bytes, name: str) -> CopyKind:
    """Return the kind of a copy, by its content and only in doubt by its name.

    Five of the kinds can be read only after LibreOffice has made another one of them, see `CopyKind.becomes`.

    Raises:
        DocumentError: it is nothing that can be read; says what it is and what to do.
    """
    look = look_at(content, name)
    if look is PLAIN_TEXT and is_table(content, name):
        return CopyKind.CSV
    if look.kind is None:
        raise DocumentError(f"{name} {look.what}. {look.advice}")
    return look.kind
