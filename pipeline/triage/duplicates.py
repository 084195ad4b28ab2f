"""When two texts are the same question: equal after careful normalisation, and not about "this" on another slide.

Only what cannot change the meaning is folded. Traps that stay apart: "What is N?" / "What is n?",
"p < 0.05" / "p > 0.05", "mW" / "MW", "α" / "β", and "What does the dashed line mean?" on two slides.
"""

from __future__ import annotations

import re
import unicodedata

_FORMULA = re.compile(r"\$[^$]{1,2000}\$")
_WORD = re.compile(r"[^\W\d_]+")
# A word that folding may change: one that has any letter but a to z.
_FOLDABLE = re.compile(r"(?<![^\W\d_])[a-z]*+(?![a-z])[^\W\d_]++")
_SHORT = 3  # letters; shorter words are often symbols or units, where case carries the meaning
_SAME_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-", "\u00a0": " "}
)
_EDGES = " \t\n.,;:!?…？！。¿¡\"'"
_POLITE_START = re.compile(
    r"(?i)^(?:(?:hi|hello|hey|dear all|good (?:morning|afternoon)|hallo|bonjour|hola|ciao)\b[\s,!.]*"
    r"|(?:please|bitte|s'il vous plaît|por favor|per favore)\b[\s,]+"
    r"|(?:sorry|excuse me|quick question|question|frage)\b\s*[,:!]+\s*)+"
)
_POLITE_END = re.compile(
    r"(?i)[\s,.!?;-]*\b(?:thanks?(?: you)?(?: (?:a lot|very much|so much|in advance|again))?|many thanks|cheers|"
    r"please|danke(?: schön| im voraus)?|vielen dank|merci(?: beaucoup| d'avance)?|(?:muchas )?gracias|"
    r"grazie(?: mille)?)"
    r"[\s.!:)]*$"
)
# One of these is in every polite end; looking for them is ten times as fast as looking for the end.
_POLITE = ("thank", "please", "dank", "merci", "gracias", "grazie", "cheers")
_DEICTIC = frozenset(
    "this that these those here there it its he she they above below left right top bottom "  # en
    "dies diese dieser dieses diesem diesen hier dort oben unten links rechts "
    "ce cet cette ces ceci cela ça ici là dessus dessous gauche droite "
    "este esta esto estos estas ese esa eso aquí ahí arriba abajo izquierda derecha "
    "questo questa questi queste qui qua lì sopra sotto sinistra destra "
    "isto isso aqui acima abaixo dit deze hier daar to ten ta tutaj".split()
)
_SHOWN = frozenset(
    "line lines curve curves plot plots figure fig graph diagram equation eq formula table arrow arrows axis axes "
    "slide slides picture image box boxes colour color colours colors red green blue grey gray dashed dotted shaded "
    "linie kurve bild abbildung grafik gleichung formel tabelle pfeil achse folie "
    "ligne courbe graphique équation tableau flèche axe diapo diapositive "
    "línea curva gráfica gráfico ecuación fórmula tabla flecha eje diapositiva figura imagen "
    "linea grafico equazione tabella freccia asse immagine".split()
)
_POINTING = _DEICTIC | _SHOWN


def normal_text(text: str) -> str:
    """Return the text with all that cannot change its meaning folded away; equal results are equal questions."""
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_SAME_SIGNS).split())
    polite = _POLITE_START.sub("", plain)
    folded = polite.casefold()
    if any(word in folded for word in _POLITE):
        polite = _POLITE_END.sub("", polite)
    polite = polite.strip(_EDGES)
    return _folded(polite or plain.strip(_EDGES) or plain)


def _folded(text: str) -> str:
    """Fold case outside formulas, word by word."""
    pieces: list[str] = []
    end = 0
    for formula in _FORMULA.finditer(text):
        pieces += [_FOLDABLE.sub(_fold_word, text[end : formula.start()]), formula.group()]
        end = formula.end()
    pieces.append(_FOLDABLE.sub(_fold_word, text[end:]))
    return "".join(pieces)


def _fold_word(found: re.Match[str]) -> str:
    word = found.group()
    if len(word) > _SHORT or (len(word) > 1 and word.istitle() and _starts_sentence(found)):
        return word.casefold()
    return word


def _starts_sentence(found: re.Match[str]) -> bool:
    return found.string[: found.start()].rstrip(" ([\"'")[-1:] in {"", ".", "!", "?", ":"}


def is_deictic(text: str) -> bool:
    """Tell whether the text points at something on a slide, so that it means another thing on another slide."""
    return not _POINTING.isdisjoint(map(str.casefold, _WORD.findall(text)))
