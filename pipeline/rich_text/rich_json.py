"""Formatted text as JSON and back, exactly: what the store keeps. Fields that say nothing are left out."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from typing import Any

from pipeline.errors import StoreError
from pipeline.rich_text.rich_text import (
    Cell,
    CodeBlock,
    Equation,
    FootnoteMark,
    Image,
    ListBlock,
    Paragraph,
    Quote,
    Raised,
    RichText,
    Run,
    Table,
)

# Published: files and rows of old versions are read by these names.
_KINDS: dict[str, type] = {
    "text": RichText,
    "run": Run,
    "equation": Equation,
    "image": Image,
    "note": FootnoteMark,
    "paragraph": Paragraph,
    "quote": Quote,
    "code": CodeBlock,
    "list": ListBlock,
    "cell": Cell,
    "table": Table,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_FIELDS = {kind: tuple((field.name, field.default) for field in fields(kind)) for kind in _NAMES}
_KIND = "is"


def rich_to_json(rich: RichText) -> str:
    """Return the text as JSON: equal texts give equal JSON, and only they."""
    return json.dumps(rich, default=_fields_of, separators=(",", ":"), ensure_ascii=True)


def rich_from_json(source: str) -> RichText:
    """Return the text that this JSON was made from.

    Raises:
        StoreError: it was not made by `rich_to_json`.
    """
    try:
        found = _tuples(json.loads(source, object_hook=_record))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise StoreError(f"A stored text is damaged ({error}). Restore the last backup.") from error
    if not isinstance(found, RichText):
        raise StoreError("A stored text is damaged: it is something else. Restore the last backup.")
    return found


def _fields_of(record: object) -> dict[str, Any]:
    """Return a record as a dictionary of what differs from its defaults."""
    kind = type(record)
    if kind not in _NAMES:
        raise TypeError(kind.__name__)
    said: dict[str, Any] = {_KIND: _NAMES[kind]}
    for name, default in _FIELDS[kind]:
        value = getattr(record, name)
        if default is MISSING or value != default:
            said[name] = value
    return said


def _record(said: dict[str, Any]) -> object:
    """Return the record that a dictionary was made from."""
    kind = _KINDS[said.pop(_KIND)]
    if "raised" in said:
        said["raised"] = Raised(said["raised"])
    return kind(**{name: _tuples(value) for name, value in said.items()})


def _tuples(value: object) -> object:
    """Return lists within lists as tuples."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
