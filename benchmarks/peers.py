"""Other ways to make the same document, each with the same visible text as ours."""

from __future__ import annotations

import importlib
import importlib.util
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from types import MappingProxyType

import docx
from docx.document import Document

from benchmarks.measures import processor_seconds
from benchmarks.texts import invented_document
from pipeline.documents.word_writer import WordWriter
from pipeline.model.document import QuestionDocument

HERE = Path(__file__).parent
_SCRIPT = HERE / "docxtemplater.cjs"
_PIP = "not installed: pip install -r benchmarks/requirements.txt"
_NPM = "not installed: npm ci --prefix benchmarks (needs Node.js)"
_MAIN_PART = "word/document.xml"

Sampler = Callable[[], float]


def ours(document: QuestionDocument) -> bytes:
    """Write a document with the product's own writer, opening its template anew."""
    return WordWriter().write(document)


def main_part(content: bytes) -> bytes:
    """Return the text part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(_MAIN_PART)


def zipped(text: bytes) -> bytes:
    """Return a zip with nothing but this part, at zlib's level 6: no writer can do less."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        package.writestr(_MAIN_PART, text)
    return target.getvalue()


def plain_python_docx(document: QuestionDocument, style: str | None = None) -> bytes:
    """Write a document as a first script with python-docx would."""
    made = docx.Document()
    made.add_heading(document.title, 1)
    made.add_paragraph(document.introduction)
    for block in document.blocks:
        made.add_paragraph(f"{block.label} {block.text}", style=style)
        made.add_paragraph(f"{document.slot} ", style=style)
    return _saved(made)


def _saved(made: Document) -> bytes:
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _template(loop: str, text: str, slot: str, end: str) -> bytes:
    """Return our own looks with a loop in them, in the words of a template language."""
    made = docx.Document(io.BytesIO(ours(invented_document(0))))
    for words in (loop, text, slot, end):
        made.add_paragraph(words)
    return _saved(made)


def docxtpl_filled(template: bytes, document: QuestionDocument) -> bytes:
    """Write a document with docxtpl."""
    made = importlib.import_module("docxtpl").DocxTemplate(io.BytesIO(template))
    made.render(asdict(document), autoescape=True)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _docxtemplater(template: Path, document: QuestionDocument, folder: Path) -> float:
    """Fill a template in a process of its own and return the processor seconds it measured, loading excluded."""
    given, result = folder / f"{len(document.blocks)}.json", folder / "docxtemplater.docx"
    if not given.exists():
        questions = [asdict(block) for block in document.blocks]
        given.write_text(json.dumps({"slot": document.slot, "questions": questions}), encoding="utf-8")
    command = ["node", str(_SCRIPT), str(template), str(given), str(result)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _has_docxtemplater() -> bool:
    if shutil.which("node") is None:
        return False
    asked = ["node", "-e", "require.resolve('docxtemplater'); require.resolve('pizzip')"]
    return subprocess.run(asked, cwd=HERE, capture_output=True, check=False).returncode == 0


class Peers:
    """The methods that are installed, each as a sampler of processor seconds; the others with how to get them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.absent: dict[str, str] = {}
        self._writers: dict[str, Callable[[QuestionDocument], bytes]] = {
            "ours": ours,
            "python-docx": plain_python_docx,
            "python-docx, style=": partial(plain_python_docx, style="Body Text"),
        }
        if importlib.util.find_spec("docxtpl"):
            template = _template(
                "{%p for block in blocks %}", "{{ block.label }} {{ block.text }}", "{{ slot }} ", "{%p endfor %}"
            )
            self._writers["docxtpl"] = partial(docxtpl_filled, template)
        else:
            self.absent["docxtpl"] = _PIP
        self._npm = folder / "template.docx" if _has_docxtemplater() else None
        if self._npm:
            self._npm.write_bytes(_template("{#questions}", "{label} {text}", "{slot} ", "{/questions}"))
        else:
            self.absent["docxtemplater (npm)"] = _NPM

    def samplers(self, document: QuestionDocument) -> Mapping[str, Sampler]:
        """Return every method for this document, the floor first."""
        text = main_part(ours(document))
        samplers: dict[str, Sampler] = {"floor": partial(processor_seconds, partial(zipped, text))}
        for name, write in self._writers.items():
            samplers[name] = partial(processor_seconds, partial(write, document))
        if self._npm:
            samplers["docxtemplater (npm)"] = partial(_docxtemplater, self._npm, document, self._folder)
        return MappingProxyType(samplers)

    def texts(self, document: QuestionDocument) -> dict[str, bytes]:
        """Return the text part that each method makes of a document, to see that they say the same."""
        made = {name: main_part(write(document)) for name, write in self._writers.items()}
        if self._npm:
            _docxtemplater(self._npm, document, self._folder)
            made["docxtemplater (npm)"] = main_part((self._folder / "docxtemplater.docx").read_bytes())
        return made
