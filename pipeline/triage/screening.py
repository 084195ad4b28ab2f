"""What is no question at all: blank and pure test submissions. They are held for a person, never dropped."""

from __future__ import annotations

import re
import unicodedata

from pipeline.model.question import HoldReason

_ENOUGH_LETTERS = 3
_WIDE = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")  # one character is a syllable or a word

# Anchored at both ends: "test set", "test beam" and "A/B test" are science.
_TEST = re.compile(
    r"""(?xi) (?: (?:this\ is\ )? (?:just\ |only\ )? (?:a\ |my\ )?
        (?: test(?:ing)? | testing\ testing | test\ (?:question|submission|entry|response|form|message|run)
          | testfrage | testeintrag | probe | das\ ist\ (?:nur\ )?ein\ test | nur\ ein\ test
          | essai | (?:ceci\ est\ un\ )test | question\ test | prueba | (?:esto\ es\ una\ )prueba
          | pregunta\ de\ prueba | prova | (?:questa\ è\ una\ )prova | domanda\ di\ prova | teste | próba | тест )
        (?: [\s,.!-]* (?: \d{1,3} | test | testing | one\ two(?:\ three)? | please\ ignore(?:\ (?:this|me))?
          | ignore(?:\ (?:this|me))? | do\ not\ publish | bitte\ ignorieren ) ){0,4}
      | (?:please\ )?ignore(?:\ (?:this|me))? ) [\s.!…]*"""
)


def screen(question: str) -> HoldReason | None:
    """Return why the text of a question needs a person before it is shown to a lecturer, or None."""
    text = unicodedata.normalize("NFC", question).strip()
    if _is_blank(text):
        return HoldReason.BLANK
    if len(text) < 80 and _TEST.fullmatch(" ".join(text.split())):
        return HoldReason.TEST
    return None


def _is_blank(text: str) -> bool:
    """Tell whether nothing is asked: fewer than three letters, unless a "?" or a symbol makes it a question."""
    letters = 0
    for character in text:
        if character.isalpha():
            letters += _ENOUGH_LETTERS if unicodedata.name(character, "").startswith(_WIDE) else 1
        if letters >= _ENOUGH_LETTERS:
            return False
    asks = "?" in text or "？" in text or any(unicodedata.category(character) == "Sm" for character in text)
    return not (letters and asks)
