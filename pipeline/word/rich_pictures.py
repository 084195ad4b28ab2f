"""Pictures, text boxes and other drawings of a Word file: what can be held, and the names of what cannot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from lxml.etree import _Element

from pipeline.rich_text.rich_text import Image
from pipeline.word.relations import Relation
from pipeline.word.rich_names import BOX_CONTENT, DRAWING, PICTURE, VML, WP, r

_POINT = 12_700  # English Metric Units
_NOT_A_PICTURE = "a picture in a format that web pages do not show"
_LINKED = "a picture that lies outside the file"
_SHAPE = "a drawing"
_OTHERS = (
    ("http://schemas.openxmlformats.org/drawingml/2006/chart", "a chart"),
    ("http://schemas.microsoft.com/office/drawing/2014/chartex", "a chart"),
    ("http://schemas.openxmlformats.org/drawingml/2006/diagram", "a diagram (SmartArt)"),
    ("http://schemas.microsoft.com/office/word/2010/wordprocessingInk", "ink"),
    ("http://schemas.microsoft.com/office/drawing/2017/model3d", "a 3D model"),
)
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_TITLE = "{urn:schemas-microsoft-com:office:office}title"
_RULE = "{urn:schemas-microsoft-com:office:office}hr"
_LENGTH = re.compile(r"(width|height)\s*:\s*(\d+(?:\.\d+)?)\s*(pt|px|in|cm|mm|)")
_POINTS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "": 0.75}


@dataclass(slots=True)
class Drawn:
    """What a drawing holds: pictures, the content of text boxes, and names of the rest."""

    pictures: list[Image] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class PictureBook:
    """The pictures that one part of a file shows; `images` collects the bytes by their SHA-256."""

    def __init__(self, parts: Mapping[str, bytes], links: Mapping[str, Relation], images: dict[str, bytes]) -> None:
        self._parts = parts
        self._links = links
        self._images = images
        self._known: dict[str, tuple[str, str]] = {}

    def drawn(self, node: _Element) -> Drawn:
        """Return what a `w:drawing`, a `w:pict` or a `w:object` holds."""
        found = Drawn(boxes=[box for box in node.iter(BOX_CONTENT) if not _within_box(box, node)])
        if found.boxes:
            found.lost.append("a text box (its words are kept)")
        for blip in node.iter(f"{{{DRAWING}}}blip"):
            self._take(found, blip, _size(node), _alt(node, blip))
        for picture in node.iter(f"{{{VML}}}imagedata"):
            self._take(found, picture, _vml_size(picture), _vml_alt(picture))
        kinds = {str(one.get("uri")) for one in node.iter(f"{{{DRAWING}}}graphicData")}
        found.lost += [name for kind, name in _OTHERS if kind in kinds]
        is_rule = any(shape.get(_RULE) for shape in node.iter(f"{{{VML}}}rect"))
        if not (found.pictures or found.lost or is_rule):
            found.lost.append(_SHAPE)
        return found

    def _take(self, found: Drawn, node: _Element, size: tuple[float, float], alt: str) -> None:
        """Add the picture that an element points to, or the name of what it is."""
        relation = self._links.get(str(node.get(r("embed")) or node.get(r("id")) or node.get(r("link")) or ""))
        if relation is None:
            return
        if relation.external or relation.target not in self._parts:
            found.lost.append(_LINKED)
            return
        key, media_type = self._identity(relation.target)
        if not media_type:
            found.lost.append(_NOT_A_PICTURE)
            return
        self._images[key] = self._parts[relation.target]
        found.pictures.append(Image(key, media_type, alt, *size))

    def _identity(self, part: str) -> tuple[str, str]:
        """Return the hash and the media type of a part, "" if it is no picture that a page can show."""
        if part not in self._known:
            content = self._parts[part]
            kind = next((kind for start, kind in _SIGNATURES if content.startswith(start)), "")
            if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
                kind = "image/webp"
            self._known[part] = (sha256(content).hexdigest(), kind)
        return self._known[part]


def _within_box(box: _Element, top: _Element) -> bool:
    """Tell whether a text box stands in another one, with whose words it comes."""
    parent = box.getparent()
    while parent is not None and parent is not top:
        if parent.tag == BOX_CONTENT:
            return True
        parent = parent.getparent()
    return False


def _size(node: _Element) -> tuple[float, float]:
    """Return width and height of a drawing in points."""
    extent = next(node.iter(f"{{{WP}}}extent"), None)
    if extent is None:
        return 0.0, 0.0
    return _points(str(extent.get("cx"))), _points(str(extent.get("cy")))


def _points(units: str) -> float:
    return round(int(units) / _POINT, 2) if units.isdecimal() else 0.0


def _alt(node: _Element, blip: _Element) -> str:
    """Return the alternative text of a picture: its own in a group of several, else that of the drawing."""
    own = [one for one in node.iter(f"{{{PICTURE}}}pic") if any(inner is blip for inner in one.iter(blip.tag))]
    names = [one for picture in own for one in picture.iter(f"{{{PICTURE}}}cNvPr")]
    several = len(list(node.iter(f"{{{PICTURE}}}pic"))) > 1
    whole = list(node.iter(f"{{{WP}}}docPr"))
    for one in names + whole if several else whole + names:
        said = str(one.get("descr") or one.get("title") or "").strip()
        if said:
            return said
    return ""


def _vml_size(picture: _Element) -> tuple[float, float]:
    """Return width and height that the style of an old shape gives."""
    shape = picture.getparent()
    style = "" if shape is None else str(shape.get("style", ""))
    sizes = {name: round(float(number) * _POINTS[unit], 2) for name, number, unit in _LENGTH.findall(style)}
    return sizes.get("width", 0.0), sizes.get("height", 0.0)


def _vml_alt(picture: _Element) -> str:
    """Return the alternative text of an old shape."""
    shape = picture.getparent()
    said = "" if shape is None else str(shape.get("alt", ""))
    return said.strip() or str(picture.get(_TITLE, "")).strip()
