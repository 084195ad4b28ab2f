"""What a working document shows, packed into one text: it is read and written whole, and may be tens of thousands."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from zlib import compress, decompress

from pipeline.model.document import BlockState, QuestionBlock, ShownBlock

_FAST = 1


def packed(shows: Sequence[ShownBlock]) -> str:
    """Return the questions of a document as a text of plain letters."""
    rows = [(one.block.id, one.block.label, one.block.text, one.block.note, one.state.value) for one in shows]
    written = json.dumps(rows, separators=(",", ":"))  # ASCII: whatever was typed has a form in it
    return b64encode(compress(written.encode(), _FAST)).decode()


def unpacked(text: str) -> tuple[ShownBlock, ...]:
    """Return the questions that were packed; "" for a document that was never written."""
    rows = json.loads(decompress(b64decode(text))) if text else ()
    return tuple(ShownBlock(QuestionBlock(*texts), BlockState(state)) for *texts, state in rows)
