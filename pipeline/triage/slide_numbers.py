"""Numbers, ranges and lists among the tokens of a slide field: `found_lists` finds every run of them.

A run is anchored if a slide word stands before it ("Folien 12 bis 14") or right behind it ("the 31st slide").
Whatever can be read in two ways leaves a doubt in the run.
"""

from __future__ import annotations

from pipeline.triage.slide_lists import read_list
from pipeline.triage.slide_runs import NumberRun, anchor_of, token_at
from pipeline.triage.slide_tokens import Token
from pipeline.triage.slide_words import Role

_LEAD_SIGNS = frozenset(".:#=-_([{\"'~")
_FROM_ALONE = frozenset({"ab", "vanaf", "desde", "depuis", "od", "fran"})
_LONGEST_LEAD = 12


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


def _run_at(tokens: list[Token], start: int) -> NumberRun | None:
    """Read the run that begins exactly here, if one does."""
    first = tokens[start]
    opens = first.value is not None or anchor_of(first) or first.roles & {Role.SIGN, Role.FROM, Role.UNTIL}
    if not opens:
        return None
    run = NumberRun(start, start)
    at, leads = _lead(tokens, start, run)
    if token_at(tokens, at).value is None:
        return None
    at = read_list(tokens, at, run, plural=Role.MANY in leads)
    run.end = at
    _leading_words(leads, run, tokens)
    _between(tokens, run)
    _word_behind(tokens, run)
    return run


def _lead(tokens: list[Token], at: int, run: NumberRun) -> tuple[int, set[Role]]:
    """Skip slide words, number signs and small words before a number; return where it may stand and what was met."""
    leads: set[Role] = set()
    limit = at + _LONGEST_LEAD
    while at < limit and ((token := token_at(tokens, at)).value is None or (Role.FILLER in token.roles and not leads)):
        anchor = anchor_of(token)
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
        leads |= token.roles or {Role.FILLER}
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
    if Role.FROM in leads and token_at(tokens, run.end).text == "on":
        run.open_end = True
        run.end += 1
        return
    clear = any(token.text in _FROM_ALONE for token in tokens[run.start : run.end])
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


def _between(tokens: list[Token], run: NumberRun) -> None:
    """Make a range of "between 14 and 18"."""
    near = (token_at(tokens, run.start - 1), token_at(tokens, run.start - 2))
    if not any(Role.BETWEEN in token.roles for token in near) or len(run.ranges) != 2:
        return
    low, high = run.ranges[0][0], run.ranges[1][1]
    if low < high:
        run.ranges = [(low, high)]
        run.between = True
        if high == low + 1 or (run.anchor is not None and not any(Role.MANY in token.roles for token in tokens)):
            run.doubts.append("between two slides, or both?")


def _word_behind(tokens: list[Token], run: NumberRun) -> None:
    """Let a slide word right behind the numbers anchor them: "31st slide", "5. Folie", "third and fourth slides"."""
    if run.anchor is not None:
        return
    at = run.end + 1 if token_at(tokens, run.end).text == "." else run.end
    word = token_at(tokens, at)
    if Role.SLIDE not in word.roles and not (
        (Role.PAGE in word.roles and len(word.text) > 2) or word.text in {"页", "頁"}
    ):
        return
    after = token_at(tokens, at + 1)
    if after.value is not None or Role.SIGN in after.roles or after.text in {":", "#"}:
        return
    last = tokens[run.end - 1]
    ordinal = Role.ORDINAL in last.roles or at > run.end
    run.anchor, run.behind, run.end = Role.SLIDE if Role.SLIDE in word.roles else Role.PAGE, True, at + 1
    single = len(run.ranges) == 1 and run.ranges[0][0] == run.ranges[0][1]
    if ordinal and after.roles & {Role.ABOUT, Role.OF, Role.FROM, Role.BESIDE}:
        run.doubts.append("counted among some slides only?")
    if single and not ordinal and (Role.MANY in word.roles or Role.SPELLED in last.roles):
        run.doubts.append("this may count slides")
