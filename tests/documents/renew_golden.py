"""Writes the golden files of the writers anew: `python -m tests.documents.renew_golden`. Look at the difference."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from pipeline.documents.word_writer import WordWriter
from tests.documents.samples import sample

GOLDEN = Path(__file__).with_name("golden")


def golden() -> dict[str, str]:
    """Return the golden files by name: the parts of a Word file that people's words go into, a tag a line."""
    parts = {
        "document.xml": "word/document.xml",
        "relations.xml": "word/_rels/document.xml.rels",
        "header.xml": "word/header.xml",
        "footer.xml": "word/footer.xml",
        "core.xml": "docProps/core.xml",
    }
    with zipfile.ZipFile(io.BytesIO(WordWriter().write(sample()))) as package:
        return {name: package.read(part).decode().replace("><", ">\n<") for name, part in parts.items()}


def main() -> None:
    """Write them."""
    GOLDEN.mkdir(exist_ok=True)
    for name, content in golden().items():
        (GOLDEN / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
