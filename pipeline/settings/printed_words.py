"""[words]: the built-in words of the language, each replaced where the settings say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from pipeline.model.words import Words, words_for
from pipeline.settings.faults import Faults, did_you_mean
from pipeline.settings.options import options_of
from pipeline.settings.overlay import word_keys
from pipeline.settings.schema import DocumentsBlock, heading
from pipeline.settings.toml_values import in_toml, shown
from pipeline.settings.values import placeholders


def read_words(given: object, language: str, faults: Faults) -> Words:
    """Return the words in force; patterns keep the {placeholders} of the built-in ones."""
    built_in = words_for(language)
    if not isinstance(given, dict):
        faults.add(("words",), f'is {shown(given)}; it must be a section, [words], with keys such as slide = "Slide"')
        return built_in
    known = word_keys()
    usual = asdict(built_in)
    replaced: dict[str, str] = {}
    for key, value in given.items():
        if key not in known:
            faults.add(("words", key), f"is not known{_hint(key)}")
        elif wrong := _wrong(value, usual[known[key]]):
            faults.add(("words", key), f"{wrong}, for instance {key} = {in_toml(usual[known[key]])}")
        else:
            replaced[known[key]] = value
    return replace(built_in, **replaced)


def _hint(key: str) -> str:
    if key in options_of(DocumentsBlock):
        return f"; it belongs under {heading(('documents',))}"
    return did_you_mean(key, word_keys()) or "; docs/settings.md lists them all"


def _wrong(value: object, usual: str) -> str:
    """Return what is wrong with a word, or ""."""
    if not isinstance(value, str):
        return f"is {shown(value)}; it must be text in quotes"
    if not value.strip():
        return "is empty; every word is printed somewhere"
    wanted = placeholders(usual)
    if not wanted:
        return ""
    try:
        found = placeholders(value)
    except ValueError as error:
        return str(error)
    lost = [f"{{{name}}}" for name in sorted(wanted - found)]
    if lost:
        return f"has lost {' and '.join(lost)}, where a number or text is put in"
    extra = [f"{{{name}}}" for name in sorted(found - wanted)]
    return f"has the unknown placeholder {extra[0]}" if extra else ""


def words_in_force(words: Words) -> Mapping[str, str]:
    """Return all words by their keys in the settings."""
    return {key: getattr(words, field) for key, field in word_keys().items()}
