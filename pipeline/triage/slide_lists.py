"""The items of a run of numbers: single slides, ranges, open ranges, "n of N", and what joins them to a list."""

from __future__ import annotations

from pipeline.triage.slide_runs import NumberRun, anchor_of, token_at
from pipeline.triage.slide_tokens import Token
from pipeline.triage.slide_words import Role

_SEPARATORS = frozenset(",;&+/.)]")


def read_list(tokens: list[Token], at: int, run: NumberRun, *, plural: bool) -> int:
    """Read numbers and ranges as long as they follow one another; return where they end."""
    at = _member(tokens, at, run)
    while not run.open_end:
        following = _next_number(tokens, at, run, plural=plural)
        if following is None:
            break
        at = _member(tokens, following, run)
    return at


def _next_number(tokens: list[Token], at: int, run: NumberRun, *, plural: bool) -> int | None:
    """Return where the next number of the list stands, after separators, or None if the list is over."""
    here, joined = at, set[str]()
    while True:
        token = token_at(tokens, here)
        if token.text in _SEPARATORS:
            joined.add(token.text)
        elif joined and Role.HEDGE in token.roles and token.value is None and Role.AND not in token.roles:
            joined.add("or")
        elif token.roles & {Role.AND, Role.OR} and token.value is None:
            joined.add("or" if Role.OR in token.roles and Role.AND not in token.roles else "and")
        else:
            break
        here += 1
    again = here
    while (token := token_at(tokens, here)).value is None and (
        (joined and _continues(anchor_of(token), run))
        or (joined and Role.FILLER in token.roles and token_at(tokens, here + 1).value is not None)
        or (joined and (Role.SIGN in token.roles or (here > again and token.text in {".", ":", "-"})))
    ):
        here += 1
    token = token_at(tokens, here)
    if token.value is None or (Role.ORDINAL in token.roles and Role.SPELLED in token.roles and not joined):
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
    if not plural and (after.is_plain_word or (after.roles & {Role.UNIT, Role.TIME} and after.value is None)):
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


def _member(tokens: list[Token], at: int, run: NumberRun) -> int:
    """Read one number, range, open range or "n of N"; return where it ends."""
    token = tokens[at]
    low = token.value or 0
    run.spelled = run.spelled and Role.SPELLED in token.roles
    at = _part_letter(tokens, at + 1, run)
    here = at + 1 if token_at(tokens, at).text in {".", ")"} and token_at(tokens, at + 1).text != "." else at
    if anchor_of(token_at(tokens, here)) is not None and Role.TO in token_at(tokens, here + 1).roles:
        here += 1  # "3rd slide to 5th slide"
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
        if not (anchor_of(token) == (run.anchor or Role.NAMED) or Role.SIGN in token.roles or token.text in {".", "-"}
                or Role.FILLER in token.roles or (run.anchor is None and anchor_of(token))):  # fmt: skip
            return None
        if run.anchor is None:
            run.anchor = anchor_of(token)
        here += 1
    return here if token_at(tokens, here).value is not None else None


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
    like_a_date = run.anchor is None and high <= 12
    if high != low + 1 or like_a_date or token_at(tokens, end).text == "/":
        run.doubts.append(f"{low}/{high}: slide {low} of {high}, two slides, or a lecture and a slide")
    return end
