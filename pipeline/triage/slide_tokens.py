"""Words, numbers and signs of a slide field, each with its roles.

A number inside a name or a quantity ("ResNet-50", "2D", "k=5", "0.05", "50 %", "2012") gets the role NAMED and no
value, so that no later step can take it for a slide.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.triage.slide_number_words import CARDINALS, ORDINAL_ENDINGS, ORDINALS
from pipeline.triage.slide_words import LIKELY_TYPOS, NO_ROLES, PHRASES, ROLES, TYPOS, Role

_PIECE = re.compile(r"(?P<digits>\d+)|(?P<letters>[一-鿿]|[^\W\d_一-鿿]+)|\S")
_LONGEST_PHRASE = 5
_TYPO = frozenset({Role.SLIDE})
_LIKELY_TYPO = frozenset({Role.SLIDE, Role.HEDGE})
_MAY_TOUCH_DIGITS = frozenset({
    Role.SLIDE, Role.PAGE, Role.SIGN, Role.TO, Role.AND, Role.OR, Role.BACKUP, Role.NEXT, Role.ONWARDS, Role.HEDGE,
    Role.FROM, Role.END, Role.LECTURE, Role.SECTION, Role.PART, Role.TIME, Role.LAST, Role.OF,
})  # fmt: skip
_SINGLE_LETTER_MAY_TOUCH = frozenset("spf")
_YEARS = range(1900, 2100)


class Token(NamedTuple):
    """One word, number or sign.

    Attributes:
        text: folded.
        roles: what it can do.
        value: of a number that may be a slide; None for everything else.
        glued: it follows the token before it without a blank.
    """

    text: str
    roles: frozenset[Role] = NO_ROLES
    value: int | None = None
    glued: bool = False

    @property
    def is_digits(self) -> bool:
        """Tell whether it is a number in digits, whatever it counts."""
        return self.text[0].isdigit()

    @property
    def is_sign(self) -> bool:
        """Tell whether it is punctuation or a symbol."""
        return not self.text[0].isalnum()

    @property
    def is_plain_word(self) -> bool:
        """Tell whether it is a word no table knows."""
        return not self.roles and not self.is_digits and not self.is_sign


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a folded text."""
    return _named(_joined(_pieces(text)))


def _pieces(text: str) -> list[Token]:
    """Cut the text; each word gets its roles, each short number its value."""
    tokens = []
    end = 0
    for match in _PIECE.finditer(text):
        piece, glued = match.group(), match.start() == end and end > 0
        end = match.end()
        if match.lastgroup == "digits":
            tokens.append(Token(piece, NO_ROLES, int(piece) if len(piece) <= 5 else None, glued))
        else:
            tokens.append(Token(piece, _roles_of(piece), None, glued))
    return tokens


def _roles_of(piece: str) -> frozenset[Role]:
    """Return the roles of one word or sign."""
    roles = ROLES.get(piece)
    if roles is not None:
        return roles
    if piece in TYPOS:
        return _TYPO
    return _LIKELY_TYPO if piece in LIKELY_TYPOS else NO_ROLES


def _joined(pieces: list[Token]) -> list[Token]:
    """Join phrases, number words and ordinals ("3rd", "twenty-one", "and following") to one token each."""
    tokens: list[Token] = []
    at = 0
    while at < len(pieces):
        token, length = _ordinal(pieces, at) or _phrase(pieces, at) or _number_words(pieces, at) or (pieces[at], 1)
        tokens.append(token)
        at += length
    return tokens


def _ordinal(pieces: list[Token], at: int) -> tuple[Token, int] | None:
    """Read digits with an ordinal ending: 3rd, 5-th, 5:e."""
    token = pieces[at]
    if token.value is None or at + 1 >= len(pieces) or not pieces[at + 1].glued:
        return None
    skip = 2 if pieces[at + 1].text in {"-", ":", "'", "."} else 1
    ending = pieces[at + skip] if at + skip < len(pieces) else token
    after = pieces[at + skip + 1] if at + skip + 1 < len(pieces) else None
    if (
        not ending.glued
        or ending.text not in ORDINAL_ENDINGS
        or (after is not None and after.glued and after.is_digits)
    ):
        return None
    if len(ending.text) == 1 and ending.text in "oaem" and after is not None and Role.SLIDE not in after.roles:
        return None  # "31a" is a part of slide 31; "3a diapositiva" is the third
    if len(ending.text) == 1 and ending.text in "oam" and after is None:
        return None
    roles = frozenset({Role.ORDINAL, Role.FIRST}) if token.value == 1 else frozenset({Role.ORDINAL})
    return Token(token.text, roles, token.value, token.glued), skip + 1


def _words_from(pieces: list[Token], at: int) -> list[tuple[str, int]]:
    """Return the next few words with how many pieces they take; a hyphen inside a word counts as a blank."""
    words: list[tuple[str, int]] = []
    here = at
    while here < len(pieces) and len(words) < _LONGEST_PHRASE:
        piece = pieces[here]
        if (
            piece.text in {"-", "/", "."}
            and piece.glued
            and words
            and here + 1 < len(pieces)
            and pieces[here + 1].glued
        ):
            here += 1
            continue
        if piece.is_sign or piece.is_digits:
            break
        words.append((piece.text, here + 1 - at))
        here += 1
    return words


def _number_words(pieces: list[Token], at: int) -> tuple[Token, int] | None:
    """Read the longest number in words that begins here."""
    first = pieces[at].text
    if first not in CARDINALS and first not in ORDINALS:
        return None
    words = _words_from(pieces, at)
    for count in range(len(words), 0, -1):
        key = tuple(word for word, _ in words[:count])
        for table, role in ((CARDINALS, Role.SPELLED), (ORDINALS, Role.ORDINAL)):
            value = table.get(first, {}).get(key)
            if value is not None:
                known = ROLES.get(first, NO_ROLES) if count == 1 else NO_ROLES
                return Token(" ".join(key), known | {role, Role.SPELLED}, value, pieces[at].glued), words[count - 1][1]
    return None


def _phrase(pieces: list[Token], at: int) -> tuple[Token, int] | None:
    """Read the longest phrase of the table that begins here."""
    phrases = PHRASES.get(pieces[at].text)
    if phrases is None:
        return None
    words = _words_from(pieces, at)
    for count in range(len(words), 1, -1):
        key = tuple(word for word, _ in words[:count])
        if key in phrases:
            return Token(" ".join(key), phrases[key], None, pieces[at].glued), words[count - 1][1]
    return None


def _named(tokens: list[Token]) -> list[Token]:
    """Take the value from every number that belongs to a name or a quantity."""
    padded = [Token(" "), Token(" "), *tokens, Token(" "), Token(" ")]
    return [
        Token(token.text, token.roles | {Role.NAMED}, None, token.glued)
        if token.is_digits and _is_named(padded, at + 2)
        else token
        for at, token in enumerate(tokens)
    ]


def _is_named(around: list[Token], at: int) -> bool:
    """Decide by the neighbours that touch the number; `around` has two blanks at either end."""
    before_that, before, token, after, after_that = around[at - 2 : at + 3]
    if token.value is not None and token.value in _YEARS and len(token.text) == 4 and not _anchors(before):
        return True
    if token.glued and before.text in _SINGLE_LETTER_MAY_TOUCH and after.is_plain_word:
        return True  # p53 pathway, F1 score
    if _is_product(before_that, before) or _is_product(after_that, after):
        return True
    if _anchors(before) or (before.text in {".", ":", "#"} and _anchors(before_that)):
        return after.glued and after.text == "%"  # "slide 31^2", "slide 2.31": doubtful, but a slide
    if token.glued and _names_from_left(before_that, before):
        return True
    return after.glued and _names_from_right(token, after, after_that)


def _is_product(far: Token, sign: Token) -> bool:
    """Tell whether this is one side of "25 x 75"."""
    return sign.text in {"x", "×"} and far.is_digits


def _anchors(token: Token) -> bool:
    """Tell whether a number right behind this word is a slide, whatever it looks like."""
    return Role.SLIDE in token.roles or Role.PAGE in token.roles or Role.SIGN in token.roles


def _is_word_for_a_name(token: Token) -> bool:
    """Tell whether letters that touch a number make a name of the two."""
    if token.is_sign or token.is_digits or token.text == " ":
        return False
    if len(token.text) == 1 and token.text.isascii():
        return token.text not in _SINGLE_LETTER_MAY_TOUCH and Role.SIGN not in token.roles
    return _MAY_TOUCH_DIGITS.isdisjoint(token.roles)


def _names_from_left(before_that: Token, before: Token) -> bool:
    """Tell whether what touches the number on its left makes it part of a name: VGG16, ResNet-50, k=5, 0.05."""
    if before.text in {"^", "$", "€", "<", "*", "\\"}:
        return True
    if before.text == "=":
        return not _anchors(before_that) and before_that.text not in {" ", ":", "."}
    if before.glued and before.text in {"-", "_", "."}:
        return _is_word_for_a_name(before_that) or (before.text == "." and before_that.is_digits)
    if before.glued and before.text == ":":
        return before_that.is_digits
    return _is_word_for_a_name(before)


def _names_from_right(token: Token, after: Token, after_that: Token) -> bool:
    """Tell whether what touches the number on its right makes it part of a name: 2D, 3-body, 50%, 10:35."""
    if after.text in {"%", "^", "=", "°", "$", "€", "*"}:
        return True
    if not after_that.glued or after.text not in {"-", ".", ":", "_"}:
        return _is_word_for_a_name(after) and not (len(after.text) == 1 and after.text in "abce" and token.value != 2)
    if after_that.is_digits:
        return after.text in {".", ":"}
    return after.text in {"-", "_"} and _is_word_for_a_name(after_that)
