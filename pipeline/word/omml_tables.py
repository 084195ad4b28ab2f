"""What Office Math Markup calls the signs of MathML: accents, n-ary operators, fences, spaces. Tables only."""

from __future__ import annotations

APPLY = "\u2061"  # stands between the name of a function and its argument
NO_FENCE = "\u2063"  # what `\\left.` leaves
INVISIBLE = frozenset("\u2061\u2062\u2063\u2064")

# `\\mathcal` letters carry a selector for their style of script, which Word's own fonts show as a box.
VARIATION_SELECTORS = {0xFE00: None, 0xFE01: None}

# Signs over a letter → the combining character that Word draws as an accent.
ACCENTS = {
    "ˆ": "\u0302",
    "\u0302": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "\u0303": "\u0303",
    "¯": "\u0305",
    "ˇ": "\u030c",
    "\u030c": "\u030c",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "\u20db": "\u20db",
    "\u20dc": "\u20dc",
    "´": "\u0301",
    "`": "\u0300",
    "˚": "\u030a",
    "\u20d7": "\u20d7",
    "→": "\u20d7",
    "←": "\u20d6",
    "↔": "\u20e1",
}
BARS = frozenset("\u0332\u0305‾_")
# Braces and arrows that stretch over or under an expression.
GROUP_SIGNS = frozenset("⏞⏟⏜⏝⎴⎵→←↔⇒⇐")

# An arrow with words on it stretches; Word's arrows in a line do not, so the long one stands there.
LONG_ARROWS = {"→": "⟶", "←": "⟵", "↔": "⟷", "⇒": "⟹", "⇐": "⟸", "⇔": "⟺", "↦": "⟼"}

INTEGRALS = frozenset("∫∬∭⨌∮∯∰∱∲∳")
NARY = INTEGRALS | frozenset("∑∏∐⋃⋂⋁⋀⨁⨂⨀⨄⨃⨆⨅")

FENCES = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉⟦⟧⟮⟯⎰⎱⌜⌝⌞⌟/\\↑↓↕⇑⇓⇕" + NO_FENCE)

# LibreOffice reads a run as its own formula language, where these are commands; in a literal run they are signs.
COMMANDS = frozenset('&|#%^_~`"\\')

PARTNERS = {"(": ")", "[": "]", "{": "}"}
OPENING = frozenset("([{⟨⌊⌈⟦")
CLOSING = frozenset(")]}⟩⌋⌉⟧")
# What an n-ary operator stands before ends at one of these.
OPERAND_ENDS = frozenset(
    "=<>≤≥≠≈≡∼≃≅≐≔≕∝≪≫≲≳≺≻→←↔⇒⇐⇔⟶⟵⟷⟹⟸⟺↦∈∉∋⊂⊃⊆⊇⊄⊈⊢⊨,;:.+−-±∓",
)

# What needs something on both sides.
BINARY = (OPERAND_ENDS - frozenset(",;.")) | frozenset("×⋅·∘∗*⊗⊕⊙†‡∧∨∩∪∖÷⋆•∣∥⊥/")

# Widths in em, ascending, and the space that comes nearest.
SPACES = ((0.05, ""), (0.195, "\u2009"), (0.25, "\u205f"), (0.3, "\u2005"), (0.42, "\u2004"), (0.75, "\u2002"))
EM_SPACE = "\u2003"
WIDEST = 8  # em; more is layout, not mathematics

# `\\cancel` and its kin: which edges of a box are hidden and which stroke goes through it.
_NO_EDGES = ("hideTop", "hideBot", "hideLeft", "hideRight")
ENCLOSURES = {
    "box": (),
    "updiagonalstrike": (*_NO_EDGES, "strikeBLTR"),
    "downdiagonalstrike": (*_NO_EDGES, "strikeTLBR"),
    "updiagonalstrike downdiagonalstrike": (*_NO_EDGES, "strikeBLTR", "strikeTLBR"),
    "horizontalstrike": (*_NO_EDGES, "strikeH"),
}
