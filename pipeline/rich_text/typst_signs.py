"""What the signs of MathML are called in typst: fences, accents, braces, arrows. Tables only."""

from __future__ import annotations

APPLY = "\u2061"  # stands between the name of a function and its argument
INVISIBLE = frozenset("\u200b\u2061\u2062\u2063\u2064")
FENCES = frozenset("()[]{}|‖∣∥⟨⟩⌊⌋⌈⌉⟦⟧⟮⟯⎰⎱⌜⌝⌞⌟/\\↑↓↕⇑⇓⇕\u2063")  # the last is what `\\left.` leaves

# What a keyboard has for signs of mathematics.
TYPED = {"-": "−", "*": "∗"}
PRIMES = {"′": 1, "'": 1, "″": 2, "‴": 3, "⁗": 4}

# Operators whose limits stand above and below in display style, and beside it else.
MOVABLE = frozenset("∑∏∐⋃⋂⋁⋀⨁⨂⨀⨄⨃⨆⨅")

# Signs over a letter → the combining character by which typst knows the accent.
ACCENTS = {
    **dict.fromkeys("ˆ^\u0302", "\u0302"),
    **dict.fromkeys("˜~\u0303", "\u0303"),
    **dict.fromkeys("¯\u0304", "\u0304"),
    **dict.fromkeys("ˇ\u030c", "\u030c"),
    **dict.fromkeys("˘\u0306", "\u0306"),
    **dict.fromkeys("˙\u0307", "\u0307"),
    **dict.fromkeys("¨\u0308", "\u0308"),
    **dict.fromkeys("´\u0301", "\u0301"),
    **dict.fromkeys("`\u0300", "\u0300"),
    **dict.fromkeys("˚\u030a", "\u030a"),
    **dict.fromkeys("⃛\u20db", "\u20db"),
    **dict.fromkeys("⃜\u20dc", "\u20dc"),
    **dict.fromkeys("→\u20d7", "\u20d7"),
    **dict.fromkeys("←\u20d6", "\u20d6"),
    **dict.fromkeys("↔\u20e1", "\u20e1"),
}
# Lines, braces and brackets as long as what they stand over or under → the function of typst that draws them.
OVER = {
    **dict.fromkeys("\u0332\u0305‾_", "overline"),
    "⏞": "overbrace",
    "⎴": "overbracket",
    "⏜": "overparen",
    "⏠": "overshell",
}
UNDER = {
    **dict.fromkeys("\u0332\u0305‾_¯", "underline"),
    "⏟": "underbrace",
    "⎵": "underbracket",
    "⏝": "underparen",
    "⏡": "undershell",
}
# What grows in breadth, written long or short → the sign that typst can stretch.
ARROWS = {sign: sign for sign in "→←↔⇒⇐⇔↦↠↪↩⇀⇁↼↽⇌⇋"} | {
    "⟶": "→",
    "⟵": "←",
    "⟷": "↔",
    "⟹": "⇒",
    "⟸": "⇐",
    "⟺": "⇔",
    "⟼": "↦",
}

# MathML's alphabets → the functions of typst, the outermost first.
VARIANTS = {
    "normal": ("upright",),
    "italic": ("italic",),
    "bold": ("bold", "upright"),
    "bold-italic": ("bold", "italic"),
    "double-struck": ("bb",),
    "script": ("cal",),
    "bold-script": ("bold", "cal"),
    "fraktur": ("frak",),
    "bold-fraktur": ("bold", "frak"),
    "sans-serif": ("sans", "upright"),
    "bold-sans-serif": ("bold", "sans", "upright"),
    "sans-serif-italic": ("sans", "italic"),
    "sans-serif-bold-italic": ("bold", "sans", "italic"),
    "monospace": ("mono",),
}
# What may mark words inside a formula.
MARKS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "code": "mono",
    "span": "sans",
    "u": "underline",
    "s": "strike",
}

# `\\cancel` and its kin.
STROKES = {
    "updiagonalstrike": "up",
    "downdiagonalstrike": "down",
    "updiagonalstrike downdiagonalstrike": "cross",
    "horizontalstrike": "through",
}
