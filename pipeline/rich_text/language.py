"""The language of a question, where it is certain: by its script, or by its small words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

# Only the beginning is looked at: enough to be sure, and cheap for a text of any length.
_WORDS_LOOKED_AT = 16

# A foreign language is believed if this many small words speak for it and none for the document's.
_ENOUGH = 3

# Words that are common in one language and (nearly) unknown in the others of this table.
_SMALL_WORDS = {
    "en": "the and of to that this what why how with which are does do you there when would could from not it",
    "de": "der die das und ist nicht wie warum was sie ein eine wird kann für mit auf zu den dem von wenn auch werden",
    "fr": "le les des et est pas que qui pourquoi comment dans une pour avec sur vous nous ce cette quelle quel du au",
    "es": "el los las y es por qué cómo una para con usted se del cuál puede pueden esta este en más hay como",
    "it": "il lo gli e è perché come una per con della del che non nella quale si può questa questo di sono",
    "pt": "o os as e é por que não uma para com você do da dos das como qual pode isso esta este em mais são",
    "nl": "de het een en niet wat waarom hoe van voor met op dat deze dit wordt kan zijn ook als naar u",
}

_LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(language for language, words in _SMALL_WORDS.items() if word in words.split())
    for words in _SMALL_WORDS.values()
    for word in words.split()
}
_KNOWN = frozenset(_LANGUAGES_OF)

# The commonest words of each language, to be sure at a glance that a text is not foreign.
_GLANCE = {
    "en": (" the ", " of ", " and ", " to ", " does "),
    "de": (" der ", " die ", " das ", " und ", " ist "),
    "fr": (" les ", " des ", " est ", " et ", " que "),
    "es": (" los ", " las ", " y ", " el ", " por "),
    "it": (" il ", " che ", " del ", " per ", " è "),
    "pt": (" os ", " não ", " do ", " da ", " é "),
    "nl": (" het ", " een ", " van ", " en ", " dat "),
}


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages a text is in, as Word wants them: one for each family of scripts; "" for the document's.

    Attributes:
        latin: of Latin, Greek, Cyrillic and all scripts without a place of their own.
        east_asian: of Chinese, Japanese and Korean characters.
        complex_script: of right-to-left and Indic scripts and Thai.
    """

    latin: str = ""
    east_asian: str = ""
    complex_script: str = ""


NOTHING_FOREIGN = Languages()

# The first entry that is found wins. A Greek letter is often a formula: only a word of four is Greek.
_EAST_ASIAN = (
    ("[\u3040-\u30ff]", "ja-JP"),
    ("[\u1100-\u11ff\uac00-\ud7af]", "ko-KR"),
    ("[\u3105-\u312f]", "zh-TW"),
    ("[\u4e00-\u9fff]", "zh-CN"),
)
_COMPLEX = (
    ("[\u0590-\u05ff]", "he-IL"),
    ("[\u0679\u0688\u0691\u06d2]", "ur-PK"),
    ("[\u067e\u0686\u0698\u06af\u06cc]", "fa-IR"),
    ("[\u0600-\u06ff]", "ar-SA"),
    ("[\u0e00-\u0e7f]", "th-TH"),
    ("[\u0900-\u097f]", "hi-IN"),
    ("[\u0980-\u09ff]", "bn-BD"),
    ("[\u0b80-\u0bff]", "ta-IN"),
    ("[\u0c00-\u0c7f]", "te-IN"),
)
_OTHER = (
    ("[\u03ac-\u03ce]{4}", "el-GR"),
    ("[ЇїЄєҐґ]", "uk-UA"),
    ("[ЫыЭэЁё]", "ru-RU"),
    ("[\u10d0-\u10ff]", "ka-GE"),
    ("[\u0531-\u0587]", "hy-AM"),
)
_TABLES = tuple(
    tuple((re.compile(script), language) for script, language in table) for table in (_OTHER, _EAST_ASIAN, _COMPLEX)
)


def languages_of(text: str, document_language: str) -> Languages:
    """Return the languages of a text where they are certain and not the document's."""
    own = document_language.split("-", maxsplit=1)[0].lower()
    if text.isascii():
        latin = small_word_language(text, own)
        return Languages(latin=latin) if latin else NOTHING_FOREIGN
    other, east_asian, complex_script = (_by_script(text, table, own) for table in _TABLES)
    return Languages(other or small_word_language(text, own), east_asian, complex_script)


def small_word_language(text: str, own: str) -> str:
    """Return the foreign language that the small words of a text speak for, or "" if they leave a doubt.

    Args:
        text: in Latin letters.
        own: the document's language without its region; one of its words is enough to stay with it.
    """
    for common in _GLANCE.get(own, ()):
        if common in text:
            return ""
    # Words with a punctuation mark on them have no vote: there are enough others.
    found = _KNOWN.intersection(text.lower().split(None, _WORDS_LOOKED_AT)[:_WORDS_LOOKED_AT])
    if len(found) < _ENOUGH or own not in _SMALL_WORDS:
        return ""
    votes = Counter(language for word in found for language in _LANGUAGES_OF[word])
    ranked = sorted((-count, language) for language, count in votes.items())
    best, language = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0
    clear = -best >= _ENOUGH and best <= 2 * second and not votes[own]
    return language if clear else ""


def _by_script(text: str, table: tuple[tuple[re.Pattern[str], str], ...], own: str) -> str:
    """Return the language of the first script of the table that occurs, or ""."""
    for script, language in table:
        if script.search(text):
            return "" if language.startswith(own) else language
    return ""
