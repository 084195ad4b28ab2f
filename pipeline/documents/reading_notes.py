"""The remark of ours behind a question, `asked by 3; also: Slide 33`: it is nobody's answer."""

from __future__ import annotations

import re

from pipeline.model.words import BUILT_IN

_LABEL = r"[^\W\d_][^\n;,\d]{0,40}\d+(?:[–-]\d+)?(?:(?:, | and | und | et | y | e )\d+(?:[–-]\d+)?)*"


def _patterns() -> str:
    """Return a pattern for each remark in each language."""
    found: list[str] = []
    for words in BUILT_IN.values():
        found.append(re.escape(words.asked_by).replace(re.escape("{count}"), r"\d+"))
        found.append(re.escape(words.late))
        found.append(re.escape(words.slide_as_typed).replace(re.escape("{text}"), r"[^\n]*?"))
        slides = re.escape(words.also_on)
        # Labels with numbers end where the numbers do, even if initials were moved up right behind them; others are
        # free text and reach to the end of the line.
        found.append(slides.replace(re.escape("{slides}"), rf"(?:{_LABEL}(?:, {_LABEL})*(?=[\sA-Z;]|$)|[^\n;]*)"))
    return "|".join(dict.fromkeys(found))


_REMARK = re.compile(rf"\s*(?:{_patterns()})(?:; (?:{_patterns()}))*")


def note_length(text: str, note: str = "") -> int:
    """Return how many characters at the beginning of what follows a question are our remark.

    Args:
        text: what follows the question.
        note: the remark as the question would get it now, whatever words the settings give it; "" for none.
    """
    blank = len(text) - len(text.lstrip())
    if note and text.startswith(note, blank):
        return blank + len(note)
    found = _REMARK.match(text)
    return found.end() if found else 0
