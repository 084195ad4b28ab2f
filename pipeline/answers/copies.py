"""Which version a copy grew from, when it does not say so itself. Pure.

The version with the most similar slots; where two fit equally well, the earlier: an edit taken for older than it is
asks a person, one taken for newer would replace what it never saw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from pipeline.rich_text.gist import gist
from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import RichText

_LIKE = 60.0  # of 100; below it one text did not grow from the other
_LOOKED_AT = 2_000  # characters


def grown_from(
    copy: Mapping[str, RichText], versions: Sequence[Mapping[str, str]], texts: Mapping[str, str]
) -> Mapping[str, str]:
    """Return what the slots held from which a copy grew: question → gist, "" for an empty slot.

    Args:
        copy: the words in its slots.
        versions: what the slots of each known version held, question → gist, in the order they were read.
        texts: the plain words by gist.
    """
    said = {question: (gist(words), plain(words)[:_LOOKED_AT]) for question, words in copy.items()}
    best: Mapping[str, str] = {}
    most = -1.0
    for version in versions:
        likeness = sum(
            _likeness(here, words, version[question], texts)
            for question, (here, words) in said.items()
            if question in version
        )
        if likeness > most:
            best, most = version, likeness
    return best


def _likeness(here: str, words: str, there: str, texts: Mapping[str, str]) -> float:
    """Return how likely it is that one text grew from another, from 0 to 100."""
    if here == there:
        return 100.0
    if not here or not there:
        return 0.0
    likeness = fuzz.ratio(words, texts.get(there, "")[:_LOOKED_AT])
    return likeness if likeness >= _LIKE else 0.0
