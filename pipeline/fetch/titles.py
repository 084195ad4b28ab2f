"""What counts of a column title (pure)."""

from __future__ import annotations

import unicodedata

_LOOK_ALIKE = str.maketrans("‘’ʼ´`“”„«»–—‐‑−", "'''''" + '"""""' + "-----")
_UNSPLIT = {
    ord("ł"): "l",
    ord("ø"): "o",
    ord("đ"): "d",
    ord("ı"): "i",
    ord("æ"): "ae",
    ord("œ"): "oe",
}  # no accents to Unicode
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_AT_THE_END = " :*?!.…¿"
_LONGEST = 2_000  # characters that count: a cell of a megabyte is compared as fast as a title


def spaced(title: str) -> str:
    """Return a title with its white space, of any kind, as single blanks."""
    return " ".join(title[:_LONGEST].translate(_INVISIBLE).split())


def normalised(title: str) -> str:
    """Return what counts of a title: no case, accents, kinds of quotes and dashes, nor a mark at its end."""
    plain = unicodedata.normalize("NFKD", spaced(title).translate(_LOOK_ALIKE)).casefold()
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return spaced(bare.translate(_UNSPLIT)).rstrip(_AT_THE_END)
