"""The looks and number formats of cells: styles.xml, read as far as an answer needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS

from pipeline.documents.sheet_file import SheetFile, child, local
from pipeline.documents.sheet_text import PLAIN
from pipeline.rich_text.rich_text import Raised, Run

_BLACK = "000000"
_CODE_FACES = ("courier", "consolas", "menlo", "monaco", "mono", "cascadia code", "source code")
_RAISED = {"subscript": Raised.SUB, "superscript": Raised.SUPER}
# Themes list dark before light, cells count light before dark.
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_USUAL_THEME_COLOURS = 2


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell shows what is in it: `look` is a run without words, `format` the code of its number format."""

    look: Run = PLAIN
    format: str = "General"


_NO_STYLE = CellStyle()


class Styles:
    """The styles of a workbook by their number."""

    def __init__(self, file: SheetFile) -> None:
        self._theme = _theme_colours(file)
        parts = file.related(file.main, "styles")
        root = file.tree(parts[0]) if parts else None
        formats = {number: code for number, code in BUILTIN_FORMATS.items() if isinstance(code, str)}
        formats |= {_number(one.get("numFmtId")): one.get("formatCode", "") for one in _children(root, "numFmts")}
        looks = [self.look(font) for font in _children(root, "fonts")]
        looks = [PLAIN if look == PLAIN else look for look in looks]
        styles = [
            CellStyle(_at(looks, one.get("fontId")), formats.get(_number(one.get("numFmtId")), "General"))
            for one in _children(root, "cellXfs")
        ]
        self._styles = {str(number): style for number, style in enumerate(styles)}

    def of(self, number: str | None) -> CellStyle:
        """Return a style by the number that stands at a cell."""
        return self._styles.get(number or "0") or self._styles.get(str(_number(number)), _NO_STYLE)

    def look(self, font: etree._Element | None) -> Run:
        """Return a font, or the properties of a run, as a run without words."""
        found = {local(one): one for one in font} if font is not None else {}
        face = found.get("name", found.get("rFont"))
        letters = (face.get("val") or "").lower() if face is not None else ""
        height = found.get("vertAlign")
        return Run(
            "",
            bold=_is_on(found.get("b")),
            italic=_is_on(found.get("i")),
            underline=_is_on(found.get("u")),
            strike=_is_on(found.get("strike")),
            code=any(one in letters for one in _CODE_FACES),
            raised=_RAISED.get(height.get("val") or "", Raised.NO) if height is not None else Raised.NO,
            colour=self._colour(found["color"]) if "color" in found else "",
        )

    def _colour(self, colour: etree._Element) -> str:
        """Return a colour as RRGGBB, "" for the one that letters usually have."""
        found = ""
        if colour.get("rgb"):
            found = colour.get("rgb", "")[-6:].upper()
        elif colour.get("theme"):
            index = _number(colour.get("theme"))
            found = self._theme.get(index, "") if index >= _USUAL_THEME_COLOURS else ""
        elif colour.get("indexed"):
            index = _number(colour.get("indexed"))
            found = COLOR_INDEX[index][-6:] if index < len(COLOR_INDEX) else ""
        return "" if found == _BLACK or not _is_colour(found) else found


def _theme_colours(file: SheetFile) -> dict[int, str]:
    """Return the colours of the theme by the numbers that fonts use."""
    parts = file.related(file.main, "theme")
    scheme = next((one for one in file.tree(parts[0]).iter() if local(one) == "clrScheme"), None) if parts else None
    named = {
        local(one): (one[0].get("val") or "") if local(one[0]) == "srgbClr" else (one[0].get("lastClr") or "")
        for one in (scheme if scheme is not None else ())
        if len(one)
    }
    return {number: named.get(name, "").upper() for number, name in enumerate(_THEME_ORDER)}


def _children(root: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the entries of one table of the styles."""
    table = child(root, name)
    if table is not None:
        yield from table


def _is_on(switch: etree._Element | None) -> bool:
    """Tell whether a property of a font is there and not switched off."""
    return switch is not None and switch.get("val") not in {"0", "false", "none"}


def _at(looks: list[Run], number: str | None) -> Run:
    """Return the look of this number."""
    index = _number(number)
    return looks[index] if index < len(looks) else PLAIN


def _number(text: str | None) -> int:
    """Return a number of a list; what is none becomes the first."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _is_colour(text: str) -> bool:
    """Tell whether this is a colour as RRGGBB."""
    return len(text) == 6 and all(letter in "0123456789ABCDEF" for letter in text)
