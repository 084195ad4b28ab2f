"""The runs of Word's equations as MathML: letters, numbers, signs, words and spaces."""

from __future__ import annotations

import re
import unicodedata

from lxml.etree import _Element

from pipeline.word.omml_read_grid import MARK
from pipeline.word.omml_read_tables import element, on, sign, value
from pipeline.word.omml_tables import EM_SPACE, FENCES, SPACES
from pipeline.word.xml_parts import M, W, escape

_NOTHING = "\u200b"
_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_][\u0300-\u036f\u20d0-\u20ff]*|\s|.", re.DOTALL)
_NAMES = re.compile(r"[^\W\d_]+")
_WIDTHS = {space: f"{round(limit - 0.02, 4)}em" for limit, space in SPACES if space} | {EM_SPACE: "1em"}
_A_BLANK = "0.2222em"

# m:scr and m:sty → how Unicode calls such letters; a letter it has no such form of stays as it is.
_SCRIPTS = {
    "double-struck": ("DOUBLE-STRUCK", "DOUBLE-STRUCK"),
    "script": ("SCRIPT", "BOLD SCRIPT"),
    "fraktur": ("FRAKTUR", "BOLD FRAKTUR"),
    "sans-serif": ("SANS-SERIF", "SANS-SERIF BOLD"),
    "monospace": ("MONOSPACE", "MONOSPACE"),
}
_BOLD = {"b": "BOLD", "bi": "BOLD ITALIC"}


def run(node: _Element) -> str:
    """Return a run as the elements of its letters."""
    text = "".join(child.text or "" for child in node.iter(f"{{{M}}}t", f"{{{W}}}t")).replace(_NOTHING, "")
    if not text:
        return ""
    if on(node, "r", "nor"):
        return _words(node, text)
    style, script = value(node, "r", "sty", "i"), value(node, "r", "scr")
    alphabet = _SCRIPTS[script][style in _BOLD] if script in _SCRIPTS else _BOLD.get(style, "")
    if alphabet:
        text = "".join(_styled(letter, alphabet) for letter in text)
    marks = not on(node, "r", "lit")
    return "".join(_tokens(text, upright=style == "p" and not alphabet, marks=marks))


def _words(node: _Element, text: str) -> str:
    """Return text between formulas, bold or slanted where Word's own properties say so."""
    inside = escape(text)
    for tag in ("i", "b"):
        found = node.find(f"{{{W}}}rPr/{{{W}}}{tag}")
        if found is not None and found.get(f"{{{W}}}val", "1") not in {"0", "false", "off"}:
            inside = f"<{tag}>{inside}</{tag}>"
    return element("mtext", inside)


def _tokens(text: str, *, upright: bool, marks: bool) -> list[str]:
    """Return the elements of a text; upright letters side by side are a name."""
    found: list[str] = []
    done = 0
    while done < len(text):
        match = (_NAMES.match(text, done) if upright else None) or _TOKENS.match(text, done)
        if match is None:
            break
        found.append(_token(match.group(), upright=upright, marks=marks))
        done = match.end()
    return found


def _token(text: str, *, upright: bool, marks: bool) -> str:
    if text in _WIDTHS or text.isspace():
        return f'<mspace width="{_WIDTHS.get(text, _A_BLANK)}"/>'
    if text[0].isdigit():
        return element("mn", escape(text))
    if text[0].isalpha():
        plain = _without_slant(text)
        return element("mi", escape(plain), mathvariant="normal" if upright and len(plain) == 1 else "")
    if text == "&" and marks:
        return MARK
    return sign("−" if text == "-" else text, stretchy="false" if text in FENCES else "")


def _without_slant(text: str) -> str:
    """Return a letter that Unicode slants as the plain one, which MathML slants by itself."""
    if "MATHEMATICAL ITALIC" in unicodedata.name(text[0], "") or text[0] == "\u210e":
        return unicodedata.normalize("NFKC", text[0]) + text[1:]
    return text


def _styled(letter: str, alphabet: str) -> str:
    """Return a letter or digit in another alphabet of mathematics, or as it is."""
    name = unicodedata.name(letter, "").replace(" LETTER", "").replace("LATIN ", "").replace("GREEK ", "")
    upright = alphabet.replace("FRAKTUR", "BLACK-LETTER")
    for wanted in (f"MATHEMATICAL {alphabet} {name}", f"{upright} {name}", f"MATHEMATICAL {alphabet[:4]} {name}"):
        try:
            return unicodedata.lookup(wanted)
        except KeyError:
            continue
    return letter
