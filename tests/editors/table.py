"""The table of editors, with a line for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.editors.measuring import Score

_HEAD = ("editor or habit", "answers", "wrong", "rich things", "untold", "noise")


def table(scores: Sequence[Score], *, is_wordy: bool = False) -> str:
    """Return the table as text; wordy with each miss below its line."""
    lines = [_line(_HEAD)]
    family = ""
    for score in scores:
        if score.editor.family != family:
            family = score.editor.family
            lines.append(f"\n{family}")
        lines.append(_line(_cells(score)))
        if is_wordy:
            lines += [f"      {remark}" for remark in _remarks(score)]
    return "\n".join([*lines, "", _total(scores), ""])


def _cells(score: Score) -> tuple[str, ...]:
    return (
        f"  {score.editor.name}",
        f"{score.recovered}/{score.typed}",
        _count(score.wrong),
        f"{score.kept}/{score.things}",
        _count(score.unreported),
        _count(score.noise),
    )


def _count(found: Sequence[object]) -> str:
    return str(len(found)) if found else "-"


def _line(cells: Sequence[str]) -> str:
    first, *rest = cells
    return f"{first:44}" + "".join(f"{cell:>13}" for cell in rest)


def _remarks(score: Score) -> list[str]:
    """Return everything that is not as it should be."""
    return [
        *(f"missed      {one}" for one in score.misses),
        *(f"WRONG       {one}" for one in score.wrong),
        *(f"lost        {kind}: {words}" for kind, words in score.lost),
        *(f"UNREPORTED  {one}" for one in score.unreported),
        *(f"noise       {one}" for one in score.noise),
    ]


def _total(scores: Sequence[Score]) -> str:
    typed, recovered = sum(one.typed for one in scores), sum(one.recovered for one in scores)
    lost = sum(one.things - one.kept for one in scores)
    return (
        f"{len(scores)} editors and habits: {recovered} of {typed} answers came back ({ratio(scores):.2%}), "
        f"{sum(len(one.wrong) for one in scores)} at the wrong question, {lost} of {sum(one.things for one in scores)} "
        f"rich things lost, {sum(len(one.unreported) for one in scores)} misses untold."
    )


def ratio(scores: Sequence[Score]) -> float:
    """Return which part of all answers came back."""
    return sum(one.recovered for one in scores) / max(1, sum(one.typed for one in scores))
