"""What a style sheet says about reading: headings, quotes, code, and how runs look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element

from pipeline.rich_text.rich_text import Raised
from pipeline.word.rich_names import PPR, RPR, VAL, is_on, value, w

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo) ?([1-9])")
_QUOTE = re.compile(r"\bquot(?:e|es|ation|ations)\b|block text|\bzitat\b|\bcitation\b|\bcita\b|\bcitazione\b")
_CODE = re.compile(r"\bcode\b|\bverbatim\b|preformatted|source (?:text|code)|teletype|typewriter|\blisting\b|^macro$")
_MONOSPACED = re.compile(
    r"\bmono\b|\bcode\b|courier|typewriter|consol|menlo|monaco|inconsolata|fixedsys|terminal|letter gothic|cascadia|"
    r"lucida sans typewriter|ocr a|^hack$|^iosevka",
    re.IGNORECASE,
)
# Styles whose looks mean nothing: ours, and those that every link and every mark of a note has.
_NEUTRAL = re.compile(
    r"qa |.*hyperlink|internet link|visited|.*(?:footnote|endnote|comment|annotation)|default |page number"
)
_WORDY = frozenset((w("rFonts"), w("shd")))  # what says more than one value
_LAST_LEVEL = 6
_LONGEST_CHAIN = 20
_USUAL_SIZE = 20  # half points, if nothing says otherwise
# In words from right to left, and others of complex scripts, these say what b and i say elsewhere.
_COMPLEX = {w("bCs"): "bold", w("iCs"): "italic"}
_COMPLEX_SCRIPT = frozenset((w("rtl"), w("cs")))
_USUAL_COLOURS = frozenset({"", "AUTO", "000000", "WINDOWTEXT"})
_NO_FILL = frozenset({"", "auto", "ffffff", "white", "none", "clear"})


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; `shifted` words stand lower or higher than the others, by a number of points."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    code: bool = False
    raised: Raised = Raised.NO
    colour: str = ""
    hidden: bool = False
    marked: bool = False
    shifted: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style means; `name` is in small letters, `number` and `depth` are those of its list."""

    name: str = ""
    level: int = 0
    quote: bool = False
    code: bool = False
    number: str = ""
    depth: int = 0
    rtl: bool = False


class StyleBook:
    """The styles of one document, each looked up once."""

    def __init__(self, root: _Element | None) -> None:
        self._styles = {} if root is None else {str(one.get(w("styleId"))): one for one in root.iterfind(w("style"))}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._looks: dict[str, Look] = {}
        self._run_looks: dict[tuple[object, ...], Look] = {}
        self._default = next((key for key, one in self._styles.items() if _is_default(one)), "")
        normal = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._all_monospaced = look_of(normal, PLAIN).code
        self._size = _size(normal) or _USUAL_SIZE

    def paragraph(self, key: str) -> ParagraphStyle:
        """Return what the style of this id means; "" is the default one."""
        key = key or self._default
        if key not in self._paragraphs:
            self._paragraphs[key] = self._paragraph(key)
        return self._paragraphs[key]

    def character(self, key: str) -> Look:
        """Return how runs in the character style of this id look."""
        if key not in self._looks:
            chain = list(self._chain(key))
            look = PLAIN
            for style in reversed(chain):
                look = look_of(style.find(RPR), look)
            names = [_name(style) for style in chain]
            is_neutral = bool(names) and _NEUTRAL.match(names[0]) is not None
            code = (look.code or any(map(_CODE.search, names))) and not self._all_monospaced
            self._looks[key] = PLAIN if is_neutral else replace(look, code=code)
        return self._looks[key]

    def look(self, properties: _Element) -> Look:
        """Return how a run with these properties, one at least, looks."""
        first = properties[0]
        if len(properties) == 1 and first.tag not in _WORDY:
            signature: tuple[object, ...] = (first.tag, first.get(VAL))
        else:
            signature = tuple(
                (one.tag, one.get(VAL), *(one.values() if one.tag in _WORDY else ())) for one in properties
            )
        if signature not in self._run_looks:
            look = look_of(properties, self.character(value(properties, "rStyle")))
            self._run_looks[signature] = replace(look, code=False) if self._all_monospaced and look.code else look
        return self._run_looks[signature]

    def size(self, paragraph: str, character: str = "") -> int:
        """Return how large words in these styles are, by their ids, in half points."""
        chain = (*self._chain(character), *self._chain(paragraph or self._default))
        return next((size for style in chain if (size := _size(style.find(RPR)))), self._size)

    def _paragraph(self, key: str) -> ParagraphStyle:
        """Return what a paragraph style means, with what it inherits."""
        chain = list(self._chain(key))
        names = [_name(style) for style in chain]
        is_ours = bool(names) and names[0].startswith("qa ")
        runs, numbers, rtl = PLAIN, ("", 0), False
        for style in reversed(chain):
            runs = look_of(style.find(RPR), runs)
            numbers = _numbers(style.find(PPR)) or numbers
            direction = style.find(f"{PPR}/{w('bidi')}")
            rtl = rtl if direction is None else is_on(direction)
        return ParagraphStyle(
            name=names[0] if names else "",
            level=0 if is_ours else _level(chain, names),
            quote=any(map(_QUOTE.search, names)),
            code=(runs.code or any(map(_CODE.search, names))) and not self._all_monospaced,
            number=numbers[0],
            depth=numbers[1],
            rtl=rtl,
        )

    def _chain(self, key: str) -> Iterator[_Element]:
        """Yield a style and those it is based on."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            key = value(style, "basedOn")


def look_of(properties: _Element | None, base: Look) -> Look:
    """Return a look changed by run properties."""
    if properties is None:
        return base
    changes: dict[str, object] = {}
    for node in properties:
        read = _PROPERTIES.get(str(node.tag))
        if read is not None:
            changes.update(read(node))
    if any(node.tag in _COMPLEX_SCRIPT and is_on(node) for node in properties):
        changes |= {_COMPLEX[str(node.tag)]: is_on(node) for node in properties if node.tag in _COMPLEX}
    return replace(base, **changes) if changes else base  # type: ignore[arg-type]  # names and types are the table's


def outline_level(properties: _Element | None) -> int:
    """Return the level that paragraph properties put a paragraph on, 0 for none."""
    said = value(properties, "outlineLvl")
    return min(int(said) + 1, _LAST_LEVEL) if said.isdecimal() and int(said) < 9 else 0  # 9 is body text


def _level(chain: list[_Element], names: list[str]) -> int:
    """Return the level of a heading style, 0 if it is none."""
    for style, name in zip(chain, names, strict=True):
        numbered = _HEADING.fullmatch(name)
        if numbered:
            return min(int(numbered[1]), _LAST_LEVEL)
        level = 1 if name == "title" else outline_level(style.find(PPR))
        if level:
            return level
    return 0


def _numbers(properties: _Element | None) -> tuple[str, int] | None:
    """Return the list and the depth in it that paragraph properties name, None if they name none."""
    numbering = None if properties is None else properties.find(w("numPr"))
    if numbering is None:
        return None
    depth = value(numbering, "ilvl")
    return value(numbering, "numId"), int(depth) if depth.isdecimal() else 0


def _size(properties: _Element | None) -> int:
    """Return the size of letters that run properties name, 0 if they name none."""
    said = value(properties, "sz")
    return int(said) if said.isdecimal() else 0


def _name(style: _Element) -> str:
    return value(style, "name").strip().lower()


def _is_default(style: _Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default"), "0") in {"1", "true", "on"}


def _raised(node: _Element) -> dict[str, object]:
    return {"raised": {"subscript": Raised.SUB, "superscript": Raised.SUPER}.get(str(node.get(VAL)), Raised.NO)}


def _colour(node: _Element) -> dict[str, object]:
    said = str(node.get(VAL, "")).upper()
    return {"colour": said if re.fullmatch("[0-9A-F]{6}", said) and said not in _USUAL_COLOURS else ""}


def _font(node: _Element) -> dict[str, object]:
    fonts = [str(node.get(w(name))) for name in ("ascii", "hAnsi") if node.get(w(name))]
    return {"code": all(map(_MONOSPACED.search, fonts))} if fonts else {}


_PROPERTIES: dict[str, Callable[[_Element], dict[str, object]]] = {
    w("b"): lambda node: {"bold": is_on(node)},
    w("i"): lambda node: {"italic": is_on(node)},
    w("strike"): lambda node: {"strike": is_on(node)},
    w("dstrike"): lambda node: {"strike": True} if is_on(node) else {},
    w("u"): lambda node: {"underline": node.get(VAL, "single") != "none"},
    w("vanish"): lambda node: {"hidden": is_on(node)},
    w("vertAlign"): _raised,
    w("position"): lambda node: {"shifted": node.get(VAL, "0") != "0"},
    w("color"): _colour,
    w("rFonts"): _font,
    w("highlight"): lambda node: {"marked": str(node.get(VAL, "")).lower() not in _NO_FILL},
    w("shd"): lambda node: {"marked": str(node.get(w("fill"), "")).lower() not in _NO_FILL},
}
