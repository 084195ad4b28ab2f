"""The gist of a formatted text: equal for texts that say the same, whatever they look like.

An answer that was typed into a Word file, copied into a spreadsheet and sent back through another program loses bold
letters and gains blanks on the way; it is still the same answer. The fingerprint tells such texts apart, the gist not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256

from pipeline.rich_text.plain_text import plain
from pipeline.rich_text.rich_text import Block, Equation, Image, RichText, paragraphs_in


def gist(rich: RichText) -> str:
    """Return a hash of the words and the pictures in their order; "" for a text that says nothing."""
    words = " ".join(unicodedata.normalize("NFC", plain(rich)).split())
    unsaid = list(_unsaid(rich.blocks))
    for note in rich.footnotes:
        unsaid += _unsaid(note)
    if not words and not unsaid:
        return ""
    return sha256("\n".join([words, *unsaid]).encode("utf-8", "surrogatepass")).hexdigest()


def _unsaid(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield what the plain words leave out: pictures, and formulas without linear text."""
    for paragraph in paragraphs_in(blocks):
        for inline in paragraph.inlines:
            if isinstance(inline, Image):
                yield inline.sha256
            elif isinstance(inline, Equation) and not inline.latex.strip():
                yield inline.mathml
