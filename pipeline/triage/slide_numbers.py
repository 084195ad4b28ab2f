"""Numbers, ranges and lists among the tokens of a slide field: `found_lists` finds every run of them.

A run is anchored if a slide word stands before it ("Folien 12 bis 14") or right behind it ("the 31st slide").
Whatever can be read in two ways leaves a doubt in the run.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.triage.slide_tokens import Token
from pipeline.triage.slide_words import NO_ROLES, Role

_LEAD_SIGNS = frozenset(".:#=-_([{\"'~")
_SEPARATORS = frozenset(",;&+/.)]")
_LONGEST_LEAD = 12
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


def found_lists(tokens: list[Token]) -> list[NumberRun]:
    """Return all runs of numbers, from left to right; every token is looked at a bounded number of times."""
    runs: list[NumberRun] = []
    at = 0
    while at < len(tokens):
        run = _run_at(tokens, at)
        if run is None:
            at += 1
        else:
            runs.append(run)
            at = run.end
    return runs


def token_at(tokens: list[Token], at: int) -> Token:
    """Return the token, or a blank one outside of the list."""
    return tokens[at] if 0 <= at < len(tokens) else _NOTHING


def _anchor(token: Token) -> Role | None:
    """Return what kind of slide word this is."""
    if Role.BACKUP in token.roles:
        return Role.BACKUP
    if Role.SLIDE in token.roles:
        return Role.SLIDE
    return Role.PAGE if Role.PAGE in token.roles else None


def _run_at(tokens: list[Token], start: int) -> NumberRun | None:
    """Read the run that begins exactly here, if one does."""
    first = tokens[start]
    opens = first.value is not None or _anchor(first) or first.roles & {Role.SIGN, Role.FROM, Role.UNTIL}
    if not opens:
        return None
    run = NumberRun(start, start)
    at, leads = _lead(tokens, start, run)
    if token_at(tokens, at).value is None:
        return None
    at = _items(tokens, at, run, plural=Role.MANY in leads)
    run.end = at
    _leading_words(leads, run, tokens)
    _word_behind(tokens, run)
    return run


def _lead(tokens: list[Token], at: int, run: NumberRun) -> tuple[int, set[Role]]:
    """Skip slide words, number signs and small words before a number; return where it may stand and what was met."""
    leads: set[Role] = set()
    limit = at + _LONGEST_LEAD
    while at < limit and ((token := token_at(tokens, at)).value is None or (Role.FILLER in token.roles and not leads)):
        anchor = _anchor(token)
        if anchor and (run.anchor is None or anchor == run.anchor or run.anchor is Role.BACKUP):
            run.anchor = run.anchor or anchor
        elif anchor is Role.BACKUP:
            run.anchor = anchor
        elif not (leads and (_is_lead_sign(tokens, at) or _may_lead(token))) and not token.roles & {
            Role.SIGN,
            Role.FROM,
            Role.UNTIL,
        }:
            break
        leads |= token.roles if token.roles else {Role.FILLER}
        at += 1
    return at, leads


def _is_lead_sign(tokens: list[Token], at: int) -> bool:
    """Tell whether a sign may stand before the number; "p = 5" and "f(2)" are formulas, "slide (31)" is none."""
    token = token_at(tokens, at)
    return token.text in _LEAD_SIGNS and not (token.text in "=(" and len(token_at(tokens, at - 1).text) == 1)


def _may_lead(token: Token) -> bool:
    """Tell whether this small word may stand between the slide word and its number."""
    return bool(token.roles & {Role.SIGN, Role.FROM, Role.UNTIL, Role.HEDGE}) or (
        Role.FILLER in token.roles and Role.ABOUT not in token.roles
    )


def _leading_words(leads: set[Role], run: NumberRun, tokens: list[Token]) -> None:
    """Apply "from" and "until" before the numbers."""
    if Role.HEDGE in leads:
        run.doubts.append("the participant was not sure")
    if len(run.ranges) != 1 or run.ranges[0][0] != run.ranges[0][1] or run.open_end:
        return
    number = run.ranges[0][0]
    clear = any(token.text in {"ab", "vanaf", "desde", "depuis"} for token in tokens[run.start : run.end])
    long_from = any(
        Role.FROM in token.roles and (" " in token.text or token.text.startswith("start"))
        for token in tokens[run.start : run.end]
    )
    if clear or long_from:
        run.open_end = True
    elif Role.UNTIL in leads:
        run.ranges = [(min(1, number), number)]
        run.doubts.append(f"up to slide {number}: the first one is not said")
    elif Role.FROM in leads and any(token.text == "from" for token in tokens[run.start : run.end]):
        run.doubts.append(f"slide {number}, or from slide {number} on")


def _items(tokens: list[Token], at: int, run: NumberRun, *, plural: bool) -> int:
    """Read numbers and ranges as long as they follow one another; return where they end."""
    at = _item(tokens, at, run)
    while not run.open_end:
        following = _next_number(tokens, at, run, plural=plural)
        if following is None:
            break
        at = _item(tokens, following, run)
    return at


def _next_number(tokens: list[Token], at: int, run: NumberRun, *, plural: bool) -> int | None:
    """Return where the next number of the list stands, after separators, or None if the list is over."""
    here, joined = at, set[str]()
    while True:
        token = token_at(tokens, here)
        if token.text in _SEPARATORS:
            joined.add(token.text)
        elif token.roles & {Role.AND, Role.OR} and token.value is None:
            joined.add("or" if Role.OR in token.roles and Role.AND not in token.roles else "and")
        else:
            break
        here += 1
    again = here
    while (token := token_at(tokens, here)).value is None and (
        (joined and _continues(_anchor(token), run))
        or (joined and (Role.SIGN in token.roles or (here > again and token.text in {".", ":", "-"})))
    ):
        here += 1
    token = token_at(tokens, here)
    if token.value is None or Role.ORDINAL in token.roles and Role.SPELLED in token.roles and not joined:
        return None
    return here if _belongs(tokens, here, joined, run, plural=plural or here > again) else None


def _continues(anchor: Role | None, run: NumberRun) -> bool:
    """Tell whether a slide word inside a list is of the kind it began with: "12, 13, slide 14"."""
    if run.anchor is None and anchor is Role.SLIDE and len(run.ranges) > 1:
        run.anchor = anchor
    return anchor is not None and anchor is run.anchor


def _belongs(tokens: list[Token], here: int, joined: set[str], run: NumberRun, *, plural: bool) -> bool:
    """Decide whether the number after these separators goes on with the list, and note what is unsure about it."""
    token, after = tokens[here], token_at(tokens, here + 1)
    if token.text in {"un", "une", "una", "uno", "um", "uma", "een", "ein", "one"} and not after.is_sign:
        return False
    if not plural and (after.is_plain_word or after.roles & {Role.UNIT, Role.TIME} and after.value is None):
        counted = not (after.roles & {Role.AND, Role.OR, Role.TO, Role.PAGE})
        if counted and (not joined & {"/"}) and after.text not in {"f", "ff"}:
            run.doubts.append(f"{token.text} may count something else")
            return "and" in joined and (token.value or 0) > run.ranges[-1][1]
    if not joined:
        if run.anchor is None or not plural:
            run.doubts.append("numbers stand side by side without a comma")
    elif "or" in joined:
        run.doubts.append("the participant was not sure")
    elif joined == {"."}:
        run.doubts.append("a full stop stands between the numbers")
    return True


def _item(tokens: list[Token], at: int, run: NumberRun) -> int:
    """Read one number, range, open range or "n of N"; return where it ends."""
    token = tokens[at]
    low = token.value or 0
    run.spelled = run.spelled and Role.SPELLED in token.roles
    at = _part_letter(tokens, at + 1, run)
    here = at + 1 if token_at(tokens, at).text in {".", ")"} and token_at(tokens, at + 1).text != "." else at
    after = token_at(tokens, here)
    if Role.NEXT in after.roles:
        run.ranges.append((low, low + 1))
        return here + (2 if token_at(tokens, here + 1).text == "." else 1)
    if _goes_on(tokens, here):
        if after.text == "-" and Role.END not in token_at(tokens, here + 1).roles:
            run.doubts.append("a range without its end")
        run.ranges.append((low, low))
        run.open_end = True
        return _after_onwards(tokens, here)
    reach = _range_end(tokens, here, run)
    if reach is not None:
        return _close_range(tokens, low, reach, run)
    if (after.text == "/" or Role.OF in after.roles) and token_at(tokens, here + 1).value is not None:
        return _fraction(tokens, low, here, run)
    run.ranges.append((low, low))
    return at


def _part_letter(tokens: list[Token], at: int, run: NumberRun) -> int:
    """Skip the letter of "31a", with a doubt."""
    token = token_at(tokens, at)
    if token.glued and token.text in {"a", "b", "c", "e"} and not token_at(tokens, at + 1).glued:
        run.doubts.append(f"a letter stands behind the number: {token.text}")
        return at + 1
    return at


def _goes_on(tokens: list[Token], at: int) -> bool:
    """Tell whether an open end stands here: ff, "onwards", "+", "...", "- end", or "on" with nothing behind it."""
    token, after = token_at(tokens, at), token_at(tokens, at + 1)
    if Role.ONWARDS in token.roles and token.value is None:
        return True
    if token.text == "+":
        return after.value is None
    if token.text == "." and after.text == ".":
        return True
    if Role.TO in token.roles:
        end = token_at(tokens, at + 2) if Role.FILLER in after.roles else after
        if end.roles & {Role.END, Role.LAST}:
            return True
    if token.text == "on":
        return after.text in {" ", ".", ",", ")", ":", "?", "!", ";"}
    return token.text == "-" and token.glued and after.text in {" ", ")", ",", "?"}


def _after_onwards(tokens: list[Token], at: int) -> int:
    """Return where an open end is over."""
    at += 1
    while token_at(tokens, at).text == "." or token_at(tokens, at).roles & {Role.END, Role.LAST, Role.ONWARDS}:
        at += 1
    return at


def _range_end(tokens: list[Token], at: int, run: NumberRun) -> int | None:
    """Return where the upper end of a range stands, if a word or dash for "to" and a number follow."""
    if Role.TO not in token_at(tokens, at).roles:
        return None
    here = at + 1
    for _ in range(4):
        token = token_at(tokens, here)
        if token.value is not None:
            break
        if not (_anchor(token) == (run.anchor or Role.NAMED) or Role.SIGN in token.roles or token.text in {".", "-"}
                or Role.FILLER in token.roles or (run.anchor is None and _anchor(token))):  # fmt: skip
            return None
        if run.anchor is None:
            run.anchor = _anchor(token)
        here += 1
    token = token_at(tokens, here)
    return (
        here
        if token.value is not None
        and Role.ORDINAL not in token.roles - {Role.SPELLED}
        or (token.value is not None and Role.ORDINAL in tokens[at - 1].roles)
        or (token.value is not None and Role.ORDINAL in token.roles)
        else None
    )


def _close_range(tokens: list[Token], low: int, reach: int, run: NumberRun) -> int:
    """Add the range that ends at token `reach`, with doubts where its ends make no sense as they stand."""
    high = tokens[reach].value or 0
    run.spelled = run.spelled and Role.SPELLED in tokens[reach].roles
    if high < low:
        run.doubts.append(f"the range runs backwards: {low}-{high}")
        scale = 10 ** len(str(high))
        longer = low - low % scale + high
        low, high = (low, longer) if longer > low else (high, low)
    run.ranges.append((low, high))
    at = _part_letter(tokens, reach + 1, run)
    chained = token_at(tokens, at).text == "-" and token_at(tokens, at + 1).value is not None
    if chained:
        run.doubts.append("three numbers joined by dashes")
        number = tokens[at + 1].value or 0
        run.ranges.append((number, number))
        return at + 2
    return at


def _fraction(tokens: list[Token], low: int, at: int, run: NumberRun) -> int:
    """Read "31 of 72", "31/72", "31/32": n of N where N is far above n, two slides where they are neighbours."""
    high = tokens[at + 1].value or 0
    worded = tokens[at].text != "/"
    end = at + 2
    while Role.SLIDE in token_at(tokens, end).roles and worded:
        end += 1
    if worded or high >= low + 8:
        run.ranges.append((low, low))
        if high < low:
            run.doubts.append(f"slide {low} of only {high}")
        if not worded and run.anchor is None:
            run.doubts.append(f"{low}/{high}: slide {low} of {high}, two slides, or a lecture and a slide")
            run.hints.append(high)
        return end
    run.ranges += [(low, low), (high, high)]
    if high != low + 1 or token_at(tokens, end).text == "/":
        run.doubts.append(f"{low}/{high}: slide {low} of {high}, two slides, or a lecture and a slide")
    return end


def _word_behind(tokens: list[Token], run: NumberRun) -> None:
    """Let a slide word right behind the numbers anchor them: "31st slide", "5. Folie", "third and fourth slides"."""
    if run.anchor is not None:
        return
    at = run.end + 1 if token_at(tokens, run.end).text == "." else run.end
    word = token_at(tokens, at)
    if Role.SLIDE not in word.roles and not (
        Role.PAGE in word.roles and len(word.text) > 2 or word.text in {"页", "頁"}
    ):
        return
    after = token_at(tokens, at + 1)
    if after.value is not None or Role.SIGN in after.roles or after.text in {":", "#"}:
        return
    last = tokens[run.end - 1]
    ordinal = Role.ORDINAL in last.roles or at > run.end
    run.anchor, run.behind, run.end = Role.SLIDE if Role.SLIDE in word.roles else Role.PAGE, True, at + 1
    single = len(run.ranges) == 1 and run.ranges[0][0] == run.ranges[0][1]
    if ordinal and after.roles & {Role.ABOUT, Role.OF}:
        run.doubts.append("counted among some slides only?")
    if single and not ordinal and (Role.MANY in word.roles or Role.SPELLED in last.roles):
        run.doubts.append("this may count slides")
