"""A run of numbers among tokens, and how one looks at tokens near it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.triage.slide_tokens import Token
from pipeline.triage.slide_words import NO_ROLES, Role

_NOTHING = Token(" ", NO_ROLES)


@dataclass(slots=True)
class NumberRun:
    """One run of numbers: tokens `start` to `end` (exclusive).

    Attributes:
        anchor: SLIDE, PAGE, BACKUP, or None for bare numbers.
        behind: the slide word stands behind the numbers.
        ranges: in the order given.
        open_end: "31 ff."
        doubts: what makes the reading unsure.
        hints: numbers that are not the slide but may help.
        spelled: all of its numbers are words.
        between: "between 14 and 18".
    """

    start: int
    end: int
    anchor: Role | None = None
    behind: bool = False
    ranges: list[tuple[int, int]] = field(default_factory=list)
    open_end: bool = False
    doubts: list[str] = field(default_factory=list)
    hints: list[int] = field(default_factory=list)
    spelled: bool = True
    between: bool = False


def token_at(tokens: list[Token], at: int) -> Token:
    """Return the token, or a blank one outside of the list."""
    return tokens[at] if 0 <= at < len(tokens) else _NOTHING


def anchor_of(token: Token) -> Role | None:
    """Return what kind of slide word this is."""
    if Role.BACKUP in token.roles:
        return Role.BACKUP
    if Role.SLIDE in token.roles:
        return Role.SLIDE
    return Role.PAGE if Role.PAGE in token.roles else None
