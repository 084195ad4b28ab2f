"""What counts of a column title (pure)."""

from __future__ import annotations

import re
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
_AT_THE_END = re.compile(r"[\s:*?!.…¿]+\Z")


def spaced(title: str) -> str:
    """Return a title with its white space, of any kind, as single blanks."""
    return " ".join(title.translate(_INVISIBLE).split())


def normalised(title: str) -> str:
    """Return what counts of a title: no case, accents, kinds of quotes and dashes, nor a mark at its end."""
    plain = unicodedata.normalize("NFKD", spaced(title).translate(_LOOK_ALIKE)).casefold()
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return _AT_THE_END.sub("", spaced(bare.translate(_UNSPLIT)))
