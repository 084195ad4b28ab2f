"""What Google Docs makes of a file that was opened there and downloaded again as a Word file (facts read, not run)."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

from lxml.etree import _Element

from tests.documents.editing import elements, w
from tests.editors.editor import Editor, after_typing
from tests.editors.rich_items import QUOTED
from tests.editors.word_file import WordFile

_FAMILY = "Google-like"
_KEPT_STYLES = re.compile(r"Title|Heading\d")
_CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="{0}"/><w:tag w:val="goog_rdk_{0}"/>{1}</w:sdtPr><w:sdtContent here="1"/></w:sdt>'
)
_LOCKED = '<w:lock w:val="contentLocked"/>'


def _flattened(file: WordFile) -> None:
    """Drop the custom styles, and put what they looked like on each run; rename bookmarks and make them points."""
    sheet = file.parts["word/styles.xml"].decode()
    looks = {
        key: "".join(re.findall(r"<w:rPr>(.*?)</w:rPr>", style))
        for key, style in re.findall(r'<w:style [^>]*w:styleId="(\w+)"[^>]*>(.*?)</w:style>', sheet)
    }
    for node in file.body.iter(w("p")):
        style = node.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and not _KEPT_STYLES.fullmatch(str(style.get(w("val")))):
            _looks_on_runs(node, looks.get(str(style.get(w("val"))), ""))
            file.remove(style)
    file.remove(*file.body.iter(w("rStyle")))
    file.parts["word/styles.xml"] = re.sub(
        r'<w:style [^>]*"(?:QA\w+|Quote|SourceCode|Hyperlink)".*?</w:style>', "", sheet
    ).encode()
    _points(file)
    _zero_revisions(file)


def _looks_on_runs(node: _Element, look: str) -> None:
    """Write the looks of a paragraph's style on each of its runs, those of the run itself winning."""
    for run in node.iter(w("r")):
        properties = run.find(w("rPr"))
        if properties is None:
            run.insert(0, elements("<w:rPr/>")[0])
            properties = run[0]
        own = {child.tag for child in properties}
        properties.extend(one for one in elements(look) if one.tag not in own)


def _points(file: WordFile) -> None:
    """Rename the bookmarks, and let each end where it begins."""
    for number, start in enumerate(file.body.iter(w("bookmarkStart"))):
        start.set(w("name"), f"bookmark=id.{number:06x}ya")
        ends = [one for one in file.body.iter(w("bookmarkEnd")) if one.get(w("id")) == start.get(w("id"))]
        for end in ends:
            start.addnext(end)


def _zero_revisions(file: WordFile) -> None:
    for number, node in enumerate(file.body.iter(w("p"), w("r"), w("tr"))):
        node.set(w("rsidR"), "00000000")
        if node.tag == w("p"):
            node.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"{number + 1:08X}")


def _controlled(*names: str) -> Callable[[WordFile], None]:
    """Return what wraps every element of these names into one of Google's own controls."""

    def change(file: WordFile) -> None:
        _flattened(file)
        numbers = count()
        for name in names:
            for node in list(file.body.iter(w(name))):
                # A control holds no row's or cell's properties, and none stands in another's run.
                file.wrap(_CONTROL.format(next(numbers), _LOCKED if name == "tc" else ""), node)

    return change


def _suggestions(file: WordFile) -> None:
    """Suggest the answers instead of editing: downloaded as insertions."""
    _flattened(file)
    for number, node in enumerate(list(file.body.iter(w("r")))):
        if number % 2:
            file.wrap(
                f'<w:ins w:id="{number}" w:author="LH" w:date="2023-08-09T10:00:00Z" here="1"/>',
                node,
            )


def _direction_added(file: WordFile) -> None:
    """Say of every paragraph that it runs as it does, and of every run which font and size it has."""
    _flattened(file)
    for node in file.body.iter(w("rPr")):
        fonts = '<w:rFonts w:ascii="Arial" w:cs="Arial" w:eastAsia="Arial" w:hAnsi="Arial"/>'
        if node.find(w("rFonts")) is None:
            node.insert(0, elements(fonts)[0])
        node.extend(elements('<w:sz w:val="22"/><w:rtl w:val="0"/>'))
    for node in file.body.iter(w("p")):
        properties = node.find(w("pPr"))
        if properties is None:
            node.insert(0, elements("<w:pPr/>")[0])
        elif properties.find(w("bidi")) is not None:
            continue
        node[0].extend(elements('<w:bidi w:val="0"/>'))


def _everything(file: WordFile) -> None:
    """Do all of this at once."""
    _direction_added(file)
    numbers = count()
    for name in ("r", "p", "tc"):
        for node in list(file.body.iter(w(name)))[::2]:
            file.wrap(_CONTROL.format(next(numbers), ""), node)
    file.after(file.body[0], _CONTROL.format(999, "").replace(' here="1"/>', "><w:p/></w:sdtContent>", 1))


_KINDS: dict[str, Callable[[WordFile], None]] = {
    "styles gone, bookmarks renamed to points": _flattened,
    "controls around runs": _controlled("r"),
    "controls around paragraphs": _controlled("p"),
    "controls around paragraphs and cells": _controlled("p", "tc"),
    "controls around runs, paragraphs, tables": _controlled("r", "p", "tbl"),
    "suggested, not edited": _suggestions,
    "direct fonts and directions": _direction_added,
    "all of these": _everything,
}
# Paragraphs of a quotation or of code have no style there, only the looks.
EDITORS = tuple(
    Editor(name, _FAMILY, after_typing(change), cannot=frozenset({QUOTED})) for name, change in _KINDS.items()
)
