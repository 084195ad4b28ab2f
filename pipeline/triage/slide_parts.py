"""What stands beside a slide number and has a number of its own: lectures, equations, bullets, times.

They are taken out before numbers are read, so that "Lecture 2, slide 31, eq. (5)" is slide 31.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.triage.slide_runs import token_at
from pipeline.triage.slide_tokens import Token
from pipeline.triage.slide_words import Role


@dataclass(frozen=True, slots=True)
class Remainder:
    """The tokens that are left, and what was taken out."""

    tokens: list[Token]
    lecture: bool = False
    section: bool = False
    part: bool = False
    time: bool = False


def without_parts(tokens: list[Token]) -> Remainder:
    """Take lectures, sections, parts of slides and times out of the tokens."""
    kept: list[Token] = []
    taken: set[Role] = set()
    at = 0
    while at < len(tokens):
        found = _part_at(tokens, at)
        if found is None:
            kept.append(tokens[at])
            at += 1
        else:
            role, length = found
            taken.add(role)
            at += length
    return Remainder(
        kept, Role.LECTURE in taken, Role.SECTION in taken, Role.PART in taken, Role.TIME in taken,
    )  # fmt: skip


def _part_at(tokens: list[Token], at: int) -> tuple[Role, int] | None:
    """Return what part begins here and how many tokens it takes."""
    return _word_then_number(tokens, at) or _number_then_word(tokens, at) or _clock(tokens, at)


def _word_then_number(tokens: list[Token], at: int) -> tuple[Role, int] | None:
    """Read "lecture 2", "L2 …", "eq. (5)", "figure 3.2", "minute 12"."""
    token = tokens[at]
    role = next((role for role in (Role.PART, Role.LECTURE, Role.SECTION, Role.TIME) if role in token.roles), None)
    if role is None or token.value is not None or token.roles & {Role.SLIDE}:
        return None
    here = at + 1
    while token_at(tokens, here).text in {".", "(", "#", "-", ":", "["} or _is_number_sign(token_at(tokens, here)):
        here += 1
    if not _is_number(token_at(tokens, here)):
        return None
    end = _after_number(tokens, here, role)
    if len(token.text) <= 2 and role is Role.LECTURE and not _slide_follows(tokens, end):
        return None
    return role, end - at


def _is_number_sign(token: Token) -> bool:
    """Tell whether this is "no.", "nr" between a part and its number."""
    return Role.SIGN in token.roles and Role.SLIDE not in token.roles


def _is_number(token: Token) -> bool:
    """Tell whether this is a number of any sort."""
    return token.value is not None or token.is_digits


def _after_number(tokens: list[Token], at: int, role: Role) -> int:
    """Return where the number of a part is over, with its decimals, letter and closing bracket."""
    at += 1
    while token_at(tokens, at).text in {".", ":"} and token_at(tokens, at).glued and _glued_number(tokens, at + 1):
        if role is Role.LECTURE:
            break  # "Lecture 2.31" is slide 31 of lecture 2
        at += 2
    if token_at(tokens, at).glued and len(token_at(tokens, at).text) == 1 and token_at(tokens, at).text in "abcd":
        at += 1
    if token_at(tokens, at).text in {")", "]"}:
        at += 1
    return at


def _glued_number(tokens: list[Token], at: int) -> bool:
    """Tell whether a number stands here without a blank before it."""
    token = token_at(tokens, at)
    return token.glued and token.is_digits


def _slide_follows(tokens: list[Token], at: int) -> bool:
    """Tell whether a slide number follows "L2", after at most two signs; else L2 may be a norm or a name."""
    here = at
    while here < at + 2 and token_at(tokens, here).is_sign and token_at(tokens, here).text != " ":
        here += 1
    token = token_at(tokens, here)
    return token.is_digits or (bool(token.roles & {Role.SLIDE, Role.PAGE}) and _is_number_soon(tokens, here))


def _is_number_soon(tokens: list[Token], at: int) -> bool:
    """Tell whether a number stands within three tokens."""
    return any(_is_number(token_at(tokens, here)) for here in range(at + 1, at + 4))


def _number_then_word(tokens: list[Token], at: int) -> tuple[Role, int] | None:
    """Read "2nd bullet", "last plot", "second lecture", "12 min"."""
    token, word = tokens[at], token_at(tokens, at + 1)
    if token.text == "." or Role.SLIDE in word.roles:
        return None
    if token.roles & {Role.ORDINAL, Role.LAST, Role.FIRST}:
        role = next((role for role in (Role.PART, Role.LECTURE, Role.SECTION) if role in word.roles), None)
        return (role, 2) if role else None
    if token.value is not None and word.text == "." and token_at(tokens, at + 2).roles & {Role.LECTURE, Role.SECTION}:
        return Role.LECTURE, 3  # 2. Vorlesung
    clock = _is_number(token) and Role.TIME in word.roles and word.text not in {"h", "am", "a"}
    return (Role.TIME, 2) if clock else None


def _clock(tokens: list[Token], at: int) -> tuple[Role, int] | None:
    """Read "10:35" and "00:12:45"."""
    if not tokens[at].is_digits or token_at(tokens, at + 1).text != ":" or not _glued_number(tokens, at + 2):
        return None
    longer = token_at(tokens, at + 3).text == ":" and _glued_number(tokens, at + 4)
    return Role.TIME, 5 if longer else 3
