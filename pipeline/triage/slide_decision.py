"""Which of the numbers in a slide field is the slide: the decision over all runs of numbers."""

from __future__ import annotations

from itertools import chain

from pipeline.model.slide_reference import SlideKind, SlideReference
from pipeline.triage.slide_nothing import is_about_not_knowing
from pipeline.triage.slide_numbers import found_lists
from pipeline.triage.slide_parts import Remainder
from pipeline.triage.slide_runs import NumberRun, token_at
from pipeline.triage.slide_tokens import Token
from pipeline.triage.slide_words import Role

HIGHEST = 2000
"""No deck has more slides; a higher number is something else."""

_WIDEST = 80
_SILENT = frozenset({
    Role.FILLER, Role.PLACE, Role.SLIDE, Role.PAGE, Role.SIGN, Role.HEDGE, Role.END, Role.AND, Role.BESIDE, Role.SPARE,
    Role.PDF, Role.BETWEEN,
})  # fmt: skip


def read_numbers(remainder: Remainder) -> SlideReference | None:
    """Return the slides that are named by number, or None if no number can be trusted to be one."""
    tokens = remainder.tokens
    runs = found_lists(tokens)
    if not runs:
        return None
    chosen = _chosen(tokens, runs)
    if not chosen:
        return None
    doubts = list(chain.from_iterable(run.doubts for run in chosen))
    doubts += _doubts_around(tokens, chosen)
    if remainder.section:
        doubts.append("numbers may start again in each part")
    if remainder.lecture and all(run.anchor is None for run in chosen):
        doubts.append("a lecture and a bare number")
    if chosen[0].anchor is Role.BACKUP and any(token.text == "and slide" for token in tokens):
        doubts.append("backup slides and others")
    if len(chosen) > 1:
        doubts.append("numbers in more than one place")
    hints = _hints(tokens, runs, chosen)
    if hints:
        doubts.append("another number is mentioned: " + ", ".join(map(str, hints)))
    hints += [hint for run in chosen for hint in run.hints]
    return reading_of(chosen, doubts, hints)


def reading_of(chosen: list[NumberRun], doubts: list[str], hints: list[int]) -> SlideReference:
    """Return the reading of the chosen runs, with a doubt where the numbers are not sane."""
    ranges = tuple(dict.fromkeys(chain.from_iterable(run.ranges for run in chosen)))
    kind = SlideKind.NUMBERS
    if chosen[0].anchor is Role.BACKUP:
        kind = SlideKind.BACKUP
    elif any(run.open_end for run in chosen):
        kind = SlideKind.OPEN_RANGE
        if len(ranges) > 1:
            doubts.append("open only at its end")
            ranges = ((ranges[0][0], ranges[0][0]),)
    if all(low > 9999 for low, _ in ranges):
        return SlideReference(SlideKind.UNSPECIFIED, review="no slide has so high a number")
    if any(low < 1 or high > HIGHEST for low, high in ranges):
        doubts.append("no such slide number")
    if any(high - low > _WIDEST for low, high in ranges):
        doubts.append("a very wide range")
    return SlideReference(kind, ranges, review="; ".join(dict.fromkeys(doubts)), hints=tuple(dict.fromkeys(hints)))


def _chosen(tokens: list[Token], runs: list[NumberRun]) -> list[NumberRun]:
    """Return the runs that are the slide: behind the strongest word, else bare ones that stand where a slide would."""
    bare = [run for run in runs if run.anchor is None and not run.spelled]
    pdf_pages = any(run.anchor is Role.PAGE for run in runs) and any(Role.PDF in token.roles for token in tokens)
    if pdf_pages and bare and not any(run.anchor in {Role.BACKUP, Role.SLIDE} for run in runs):
        return bare[:1]
    for anchor in (Role.BACKUP, Role.SLIDE, Role.PAGE):
        anchored = [run for run in runs if run.anchor is anchor]
        if anchored:
            return [run for run in runs if run in anchored or (run.start > anchored[0].end and _adds(tokens, run))]
    return _bare(tokens, runs)


def _adds(tokens: list[Token], run: NumberRun) -> bool:
    """Tell whether a bare number further on goes on with the list: "slide 26 (transformers), 28 (BERT)"."""
    before, after = token_at(tokens, run.start - 1), token_at(tokens, run.end)
    joined = before.text == "," or Role.AND in before.roles
    return (
        run.anchor is None and not run.spelled and joined and (after.text in {" ", ",", "("} or run.end == len(tokens))
    )


def _bare(tokens: list[Token], runs: list[NumberRun]) -> list[NumberRun]:
    """Choose among numbers without a slide word."""
    taken = set(chain.from_iterable(range(run.start, run.end) for run in runs))
    rest = [token for at, token in enumerate(tokens) if at not in taken]
    unknowing = [token for token in rest if not (token.is_sign or token.roles & _SILENT)]
    if all(is_about_not_knowing(token.text) for token in unknowing):
        first = runs[0]
        if _is_ordinal(tokens, first) and any(Role.PLACE in token.roles for token in rest):
            return []  # "first half"
        if unknowing:
            first.doubts.append("the participant was not sure")
        if any(token.text == "%" or (len(token.text) == 1 and Role.PAGE in token.roles) for token in rest):
            first.doubts.append("a formula, or a share?")
        return _alone(tokens, runs)
    return _leading(tokens, runs) or _bracketed(tokens, runs)


def _is_ordinal(tokens: list[Token], run: NumberRun) -> bool:
    """Tell whether the run is an ordinal without a slide word."""
    return any(Role.ORDINAL in token.roles for token in tokens[run.start : run.end])


def _alone(tokens: list[Token], runs: list[NumberRun]) -> list[NumberRun]:
    """Take all numbers where nothing else is said; "31 but the pdf says 45" keeps the first."""
    if len(runs) > 1 and any(token.roles & {Role.PDF, Role.HEDGE} for token in tokens):
        return runs[:1]
    runs = [run for run in runs if not run.spelled] or runs
    if all(run.spelled and run.ranges == [(11, 11)] for run in runs):
        runs[0].doubts.append("a word of two languages")
    return runs


def _leading(tokens: list[Token], runs: list[NumberRun]) -> list[NumberRun]:
    """Take the number the field begins with: "31: why …", "12 (the loss plot)"; in doubt where it may count."""
    run = runs[0]
    if any(not (token.is_sign or token.roles & {Role.FILLER, Role.HEDGE}) for token in tokens[: run.start]):
        return []
    if run.spelled or Role.UNIT in token_at(tokens, run.end).roles:
        return []
    after = token_at(tokens, run.end)
    if after.text not in {":", ",", "(", ";", "["} or (
        after.glued and token_at(tokens, run.end + 1).glued and after.text != ":"
    ):
        run.doubts.append("a number before words: a slide, or does it count something?")
    return [run]


def _bracketed(tokens: list[Token], runs: list[NumberRun]) -> list[NumberRun]:
    """Take a number in brackets or behind a dash at the end: "Gradient descent (31)", "Gradient descent - 31"."""
    for run in runs:
        before, after = token_at(tokens, run.start - 1), token_at(tokens, run.end)
        bracket = before.text in {"(", "["} and not before.glued and after.text in {")", "]"}
        dash = before.text in {"-", ":", ",", "#"} and run.end >= len(tokens)
        if (bracket or dash) and not run.spelled:
            run.doubts.append("a number behind words")
            return [run]
    return []


def _doubts_around(tokens: list[Token], chosen: list[NumberRun]) -> list[str]:
    """Return what stands beside the numbers and makes them unsure: "after", "maybe", "?", "pdf", a minus."""
    doubts = []
    run = chosen[0]
    before = [token_at(tokens, run.start - back) for back in (1, 2, 3)]
    after = token_at(tokens, run.end)
    inside = tokens[run.start : run.end]
    if not run.between and any(
        Role.BESIDE in token.roles for token in [*before[:2], after, token_at(tokens, run.end + 1)]
    ):
        doubts.append("near a slide, not on it")
    if any(Role.HEDGE in token.roles and not token.roles & {Role.AND} for token in tokens if token not in inside):
        doubts.append("the participant was not sure")
    if after.text == "?" or (after.text in {")", "."} and token_at(tokens, run.end + 1).text == "?"):
        doubts.append("the participant was not sure")
    if before[0].text in {"-", "<", ">", "="} and run.start <= 2 and run.anchor is None:
        doubts.append(f"what does {before[0].text} mean?")
    if after.glued and after.text in {".", ":"} and Role.NAMED in token_at(tokens, run.end + 1).roles:
        doubts.append("a number with two parts")
    if after.glued and after.text in {"'", '"'} and before[0].text != after.text:
        doubts.append("minutes?")
    if after.text == "^" or any(token.text == "^" for token in inside):
        doubts.append("a raised number")
    if run.anchor is not Role.SLIDE and any(Role.PDF in token.roles for token in tokens):
        doubts.append("a page of the PDF, perhaps not the printed number")
    if run.anchor is not Role.BACKUP and any(token.roles & {Role.BACKUP, Role.SPARE} for token in tokens):
        doubts.append("in the backup slides?")
    return doubts


def _hints(tokens: list[Token], runs: list[NumberRun], chosen: list[NumberRun]) -> list[int]:
    """Return the numbers of other runs that may be slides: not those that count something ("3 layers")."""
    hints: list[int] = []
    for run in runs:
        if run in chosen or (run.spelled and run.anchor is None):
            continue
        after = token_at(tokens, run.end)
        if run.anchor is None and (after.is_plain_word or after.roles & {Role.UNIT, Role.PART}):
            continue
        hints += [low for low, _ in run.ranges]
    return hints
