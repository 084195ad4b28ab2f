"""Descriptions: what is left to print after "Slide about", in the participant's own words."""

from __future__ import annotations

from itertools import pairwise

from pipeline.model.slide_reference import SlideKind, SlideReference
from pipeline.triage.slide_characters import folded
from pipeline.triage.slide_nothing import is_not_knowing
from pipeline.triage.slide_tokens import Token
from pipeline.triage.slide_words import NO_ROLES, ROLES, TYPOS, Role

_TRAILING = ".,;:!?…。、 -–—"
_LEADING = ".,;:!?…。、) -–—*•"
_ARTICLES = frozenset(
    "the a an that this i think it's its on in at der die das den dem auf bei zur zum im le la les l' sur à dans el "
    "los las en il lo gli nella sulla alla o a os as no na de het een op bij na в на det den på".split(),
)
_PRONOUNS = frozenset(
    "one ones celle celui quella quello diejenige derjenige aquella aquel aquela aquele degene".split()
)


def words_to_print(text: str) -> str:
    """Return the description without "slide about", "Folie über", "the … slide" and trailing punctuation."""
    words = text.lstrip(_LEADING).rstrip(_TRAILING).split(" ")
    words = _without_lead(words)
    words = _without_tail(words)
    return " ".join(words).lstrip(_LEADING).rstrip(_TRAILING)


def _plain(word: str) -> str:
    """Return the word folded, without punctuation round it."""
    return folded(word).strip(".,;:!?\"'()[]-#")


def _roles(word: str) -> frozenset[Role]:
    """Return the roles of a word as typed."""
    plain = _plain(word)
    return frozenset({Role.SLIDE}) if plain in TYPOS else ROLES.get(plain, NO_ROLES)


def _without_lead(words: list[str]) -> list[str]:
    """Drop "the slide about", "Folie über", "about"."""
    at = 0
    while at < len(words) and _plain(words[at]) in _ARTICLES:
        at += 1
    slide = at < len(words) and bool(_roles(words[at]) & {Role.SLIDE, Role.PAGE}) and len(_plain(words[at])) > 2
    pronoun = at + 1 < len(words) and _plain(words[at]) in _PRONOUNS
    slide = slide or (pronoun and _is_about(words[at + 1], leading=True, first=True))
    if slide:
        at += 1
    elif at < len(words) and folded(words[at]) != "about" and at > 0:
        return words
    first = at
    while at < len(words) and _is_about(words[at], leading=slide, first=at == first):
        at += 1
    return words[at:] if at < len(words) else words[first:] if slide else words


def _is_about(word: str, *, leading: bool, first: bool) -> bool:
    """Tell whether the word only says that the description begins."""
    if not leading:
        return folded(word).strip(":") in {"about", "uber"}
    plain = _plain(word)
    if not plain:
        return True
    return Role.ABOUT in ROLES.get(plain, NO_ROLES) or (not first and plain in {"to", "do", "is", "topic", "title"})


def _without_tail(words: list[str]) -> list[str]:
    """Drop the slide word of "the GAN slide", and its article."""
    if len(words) < 2 or Role.SLIDE not in _roles(words[-1]):
        return words
    kept = words[:-1]
    article = len(kept) > 1 and _plain(kept[0]) in {"the", "die", "der", "la", "le", "el", "il", "de", "het", "on"}
    return kept[1:] if article else kept


def read_description(text: str, tokens: list[Token], doubts: list[str]) -> SlideReference | None:
    """Return the text as a description if it has letters enough to mean something."""
    words = words_to_print(text)
    letters = sum(map(str.isalpha, words))
    dense = any(char.isalpha() and ord(char) >= 0x2E80 for char in words)
    if letters < 2 and not (letters and any(map(str.isdigit, words))):
        return None
    reasons = [*doubts, *_number_doubts(tokens)]
    if any(Role.BACKUP in token.roles for token in tokens):
        reasons.append("in the backup slides?")
    if is_not_knowing(token.text for token in tokens):
        reasons.append("the participant does not know the slide?")
    if any(Role.BESIDE in token.roles for token in tokens) and any(Role.SLIDE in token.roles for token in tokens):
        reasons.append("near a slide, not on it")
    if sum(map(str.isalnum, words)) < 4 and not dense:
        reasons.append("too short to be sure")
    hints = tuple(dict.fromkeys(token.value for token in tokens if token.value is not None and token.is_digits))
    return SlideReference(SlideKind.DESCRIPTION, text=words, review="; ".join(reasons), hints=hints)


def _number_doubts(tokens: list[Token]) -> list[str]:
    """Return a doubt for a number that may be a slide after all: at either end, or before punctuation."""
    for letter, number in pairwise(tokens):
        if number.glued and Role.NAMED in number.roles and len(letter.text) == 1 and Role.PAGE in letter.roles:
            return [f"{letter.text}{number.text} may be the slide"]
    for at, token in enumerate(tokens):
        if token.value is None or not token.is_digits:
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        before = tokens[at - 1] if at else None
        counts = after is not None and (Role.UNIT in after.roles or (at > 0 and not after.is_sign))
        named = before is not None and Role.NAMED in before.roles
        if not counts and not named:
            return [f"{token.text} may be the slide"]
    return []
