"""Front door of answers: DRAFTS become ANSWERS, purely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.answers.handing_on import HANDED_ON, free_slots, handed_on, taken_back
from pipeline.answers.history import copied, resolve, restore
from pipeline.answers.reconcile import reconcile
from pipeline.answers.unfinished import unfinished
from pipeline.rich_text.rich_text import RichText

__all__ = [
    "HANDED_ON",
    "copied",
    "free_slots",
    "grown_from",
    "handed_on",
    "reconcile",
    "resolve",
    "restore",
    "taken_back",
    "unfinished",
]


def grown_from(
    copy: Mapping[str, RichText], versions: Sequence[Mapping[str, str]], texts: Mapping[str, str]
) -> Mapping[str, str]:
    """Return what the slots held from which a copy grew, question → gist; only then is the library for it imported."""
    from pipeline.answers import copies  # noqa: PLC0415 - heavy, only when a copy was sent back

    return copies.grown_from(copy, versions, texts)
