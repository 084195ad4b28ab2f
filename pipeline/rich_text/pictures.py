"""The pictures in a formatted text. Pure."""

from __future__ import annotations

from pipeline.rich_text.rich_text import Image, RichText, paragraphs_in


def pictures(rich: RichText) -> tuple[str, ...]:
    """Return the SHA-256 of every picture, in order, those of footnotes last."""
    inlines = (
        inline
        for blocks in (rich.blocks, *rich.footnotes)
        for paragraph in paragraphs_in(blocks)
        for inline in paragraph.inlines
    )
    return tuple(dict.fromkeys(inline.sha256 for inline in inlines if isinstance(inline, Image)))
