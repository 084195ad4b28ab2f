"""Pages of formulas set by typst, the way the program will set them: a constant template, and data."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import typst

from pipeline.rich_text.equations import latex_to_mathml
from pipeline.rich_text.typst_formula import FORMULA
from pipeline.rich_text.typst_leaves import Tree
from pipeline.rich_text.typst_math import typst_tree

TEMPLATE = (
    FORMULA
    + """
#set document(title: "Formulas")
#set text(lang: "en")
#for (alt, tree) in json(bytes(sys.inputs.trees)) {
  math.equation(block: true, alt: alt, formula(tree))
  [A word and #math.equation(alt: alt, formula(tree)).]
}
"""
)
_SOURCE = TEMPLATE.encode()
_COMPILER = typst.Compiler(ignore_system_fonts=True)
_SVG = "{http://www.w3.org/2000/svg}"


def tree(latex: str) -> Tree:
    """Return what a formula becomes; it has to be one."""
    mathml = latex_to_mathml(latex, display=True)
    assert mathml is not None, latex
    return typst_tree(mathml)


def pdf(*trees: Tree, strict: bool = True) -> bytes:
    """Return the page; strict ones lack no letter and no alternative text."""
    made = _COMPILER.compile(_SOURCE, format="pdf", sys_inputs=_inputs(trees), pdf_standards=["ua-1"] if strict else [])
    assert isinstance(made, bytes)
    return made


def glyphs(one: Tree) -> int:
    """Return how many glyphs a formula shows on the page."""
    return _drawn(one) - _drawn(["row"])


def _drawn(one: Tree) -> int:
    made = _COMPILER.compile(_SOURCE, format="svg", sys_inputs=_inputs([one]))
    pages = made if isinstance(made, list) else [made]
    found = [ET.fromstring(page) for page in pages if page is not None]  # noqa: S314 - drawn by typst
    return sum(1 for page in found for _ in page.iter(f"{_SVG}use")) // 2


def _inputs(trees: list[Tree] | tuple[Tree, ...]) -> dict[str, str]:
    return {"trees": json.dumps([["a formula", one] for one in trees])}
