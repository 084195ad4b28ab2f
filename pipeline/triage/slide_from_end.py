"""Slides counted from the end: "third to last", "vorletzte Folie", "the last three". A person must always look."""

from __future__ import annotations

from pipeline.model.slide_reference import SlideKind, SlideReference
from pipeline.triage.slide_characters import folded
from pipeline.triage.slide_runs import token_at
from pipeline.triage.slide_tokens import Token
from pipeline.triage.slide_words import Role

DOUBT = "counted from the end"

_NAMES = frozenset(
    folded(name.replace("_", " "))
    for name in """
    penultimate antepenultimate second_to_last second_last next_to_last
    vorletzte vorletzten vorletzter vorletztes zweitletzte zweitletzten drittletzte drittletzten vorvorletzte
    viertletzte avant_dernière avant_dernier avantdernière antépénultième pénultième
    penúltima penúltimo antepenúltima antepenúltimo penultima penultimo terzultima terzultimo
    voorlaatste eennalaatste przedostatni przedostatnia przedostatnim przedostatniego
    предпоследний предпоследняя предпоследнем предпоследнего näst_sista
    """.split()
)
_TO = frozenset({"to", "-", "the", "from"})
_FEW = frozenset("few couple several paar wenigen einigen quelques pocas pocos poche pochi poucas poucos".split())
_MOST = 10  # "31st to last" is a range


def without_end_counts(tokens: list[Token]) -> tuple[list[Token], bool]:
    """Take out what counts one slide from the end; return the other tokens and whether there was any."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        length = _named(tokens, at) or _ordinal_to_last(tokens, at)
        if not length:
            kept.append(tokens[at])
        at += length or 1
    return kept, len(kept) < len(tokens)


def _named(tokens: list[Token], at: int) -> int:
    """Return how many tokens a word for such a slide takes; what it was typed with a hyphen may be two."""
    if tokens[at].text in _NAMES:
        return 1
    pair = f"{tokens[at].text} {token_at(tokens, at + 1).text}"
    return 2 if pair in _NAMES else 0


def _ordinal_to_last(tokens: list[Token], at: int) -> int:
    """Return how many tokens "third to last" or "3rd last" takes; "from the third to the last" takes none."""
    token = tokens[at]
    if Role.ORDINAL not in token.roles or token.value is None or not 1 < token.value <= _MOST:
        return 0
    if any(Role.FROM in token_at(tokens, at - back).roles for back in (1, 2)):
        return 0
    here = at + 1
    while here < at + 5 and token_at(tokens, here).text in _TO:
        here += 1
    return here + 1 - at if Role.LAST in token_at(tokens, here).roles else 0


def read_last_few(tokens: list[Token]) -> SlideReference | None:
    """Read "the last three", "last 2 slides", "les 3 dernières diapos", "last few slides"."""
    for at in range(len(tokens) - 1):
        one, other = tokens[at], tokens[at + 1]
        count = other if Role.LAST in one.roles else one if Role.LAST in other.roles else None
        if count is None or not _counts(count) or not _slides_or_nothing(tokens, at + 2, after_count=count is other):
            continue
        if not any(Role.SLIDE in token_at(tokens, at - back).roles for back in (1, 2)):
            return SlideReference(SlideKind.LAST, review=f"the last {count.value or 'few'} slides")
    return None


def _counts(token: Token) -> bool:
    """Tell whether the token says how many."""
    return token.text in _FEW or (token.value is not None and token.value > 1 and Role.ORDINAL not in token.roles)


def _slides_or_nothing(tokens: list[Token], at: int, *, after_count: bool) -> bool:
    """Tell whether "slides" follows; or nothing, if the number stood last: "3 last" alone may be slide 3."""
    while Role.OF in token_at(tokens, at).roles:
        at += 1
    rest = tokens[at:]
    ends = after_count and all(token.is_sign or token.roles == {Role.FILLER} for token in rest)
    return ends or bool(token_at(tokens, at).roles & {Role.SLIDE, Role.PAGE})
