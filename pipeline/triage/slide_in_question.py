"""Slide numbers in the text of a question: only where a slide word stands before the number."""

from __future__ import annotations

from pipeline.model.slide_reference import SlideReference
from pipeline.triage.slide_characters import folded, shown
from pipeline.triage.slide_decision import reading_of
from pipeline.triage.slide_numbers import found_lists
from pipeline.triage.slide_parts import without_parts
from pipeline.triage.slide_runs import NumberRun, token_at
from pipeline.triage.slide_strangers import without_strangers
from pipeline.triage.slide_tokens import Token, tokens_of
from pipeline.triage.slide_words import Role

_LONGEST = 20_000


def read_question(question: str) -> SlideReference | None:
    """Return the slide a question text names, or None."""
    if not any(map(str.isdecimal, question)) and not _may_spell(question):
        return None
    cell, _ = without_strangers(folded(shown(question[:_LONGEST])))
    remainder = without_parts(tokens_of(cell))
    runs = [run for run in found_lists(remainder.tokens) if _is_named_by_word(remainder.tokens, run)]
    chosen = [run for run in runs if run.anchor is Role.SLIDE] or runs
    if not chosen:
        return None
    doubts = [doubt for run in chosen for doubt in run.doubts]
    if len({tuple(run.ranges) for run in chosen}) > 1:
        doubts.append("the question names several slides")
    if any(run.anchor is not Role.SLIDE for run in chosen):
        doubts.append("a page in the question's text: perhaps not of the slides")
    if remainder.lecture or remainder.section:
        doubts.append("the question names another lecture or part")
    doubts += _doubts_before(remainder.tokens, chosen)
    return reading_of(chosen, doubts, [])


def _is_named_by_word(tokens: list[Token], run: NumberRun) -> bool:
    """Tell whether a slide word stands before the number; "p53" is a name."""
    first = tokens[run.start]
    single = len(first.text) == 1 and Role.SLIDE not in first.roles and token_at(tokens, run.start + 1).glued
    return run.anchor is not None and not run.behind and not (single and token_at(tokens, run.start + 1).is_digits)


def _may_spell(question: str) -> bool:
    """Tell whether a slide word is in a text without digits, so that "slide three" may be there."""
    return any(stem in question.casefold() for stem in ("slide", "foli", "diapo", "slajd", "слайд", "dia "))


def _doubts_before(tokens: list[Token], chosen: list[NumberRun]) -> list[str]:
    """Return a doubt where the text says "after slide 12", "not slide 12", "slide 12?"."""
    for run in chosen:
        near = [token_at(tokens, run.start - back) for back in (1, 2)]
        if any(token.roles & {Role.BESIDE, Role.HEDGE} and Role.ABOUT not in token.roles for token in near):
            return ["near a slide, not on it, or not sure"]
        if run.spelled and tokens[run.start].text != "slide":
            return ["a number in words"]
    return []
