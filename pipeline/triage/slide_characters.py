"""What was typed, made comparable: `shown` for people, `folded` for the grammar.

`shown` only takes out what nobody can see (tags, zero-width characters, control characters, line ends). `folded`
also makes all digits 0-9, all dashes one, all letters small and without accents.
"""

from __future__ import annotations

import html
import re
import unicodedata

# Only tags that editors write: "<x>" in a description is an average, not a tag.
_TAG = re.compile(
    r"</?(?:a|b|i|u|s|p|br|hr|em|strong|small|span|div|font|su[bp]|[uo]l|li|code|pre|table|tr|t[dh]|h[1-6]|o:p|img|html|body)"
    r"(?:\s[^<>]{0,300})?/?>|<!--[^<>]{0,300}-->",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s+")
_RAISED = str.maketrans(
    {mark: f"^{digit}" for marks in ("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉") for digit, mark in enumerate(marks)}
)
_ONE_SIGN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹘﹣－→⇒➔⟶", "-"),
        **dict.fromkeys("’‘ʼ`´′", "'"),
        **dict.fromkeys("，、،﹐", ","),
        **dict.fromkeys("；؛", ";"),
        **dict.fromkeys("∕／", "/"),
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "…": "...",
        "№": "#",
        "º": "°",
        "。": ".",
        "⁄": "^",
    },
)
_ARROW = re.compile(r"[-=]{1,2}>|-{2,}")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s?(?:\.{2,}|[~〜～])\s?(?=\d)")
_NUMERO = re.compile(r"\bn ?[°.] ?(?=\d)")
_SHORT_BEFORE_APOSTROPHE = re.compile(r"\b(\w{1,2}|dell|nell|all|sull|dall|quest|jusqu|quell)'(?=[^\W\d_]{2})")
_APOSTROPHE_INSIDE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def shown(text: str) -> str:
    """Return the text on one line, without tags and invisible characters, spelled as the participant did."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", text))
    kept = "".join(" " if _is_control(char) else char for char in text if not _is_invisible(char))
    return _BLANKS.sub(" ", kept).strip()


def folded(text: str) -> str:
    """Return a text that was `shown` in the form the tables are compared with."""
    if text.isascii():
        plain = text.lower()
    else:
        wide = unicodedata.normalize("NFKC", text.translate(_RAISED).translate(_ONE_SIGN)).casefold()
        plain = "".join(map(_plain, unicodedata.normalize("NFD", wide.translate(_ONE_SIGN))))
    plain = _ARROW.sub("-", plain)
    plain = _NUMERO.sub("#", plain)
    plain = _BETWEEN_DIGITS.sub("-", plain)
    if "'" in plain:
        plain = _APOSTROPHE_INSIDE.sub("", _SHORT_BEFORE_APOSTROPHE.sub(r"\1 ", plain))
    return plain


def _is_control(char: str) -> bool:
    """Tell whether this is a control character or a line end."""
    return unicodedata.category(char) in {"Cc", "Zl", "Zp"}


def _is_invisible(char: str) -> bool:
    """Tell whether this is a zero-width character, a direction mark, or half of a broken pair."""
    return unicodedata.category(char) in {"Cf", "Cs"}


def _plain(char: str) -> str:
    """Return the digit 0-9 for any decimal digit, nothing for an accent, else the character."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return "" if unicodedata.category(char) == "Mn" else char
