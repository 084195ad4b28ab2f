"""Checks one section against its schema and says each fault in our words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pydantic_core import ErrorDetails, SchemaValidator, ValidationError

from pipeline.settings.faults import Faults, KeyPath, did_you_mean
from pipeline.settings.options import Block, options_of, shape_of
from pipeline.settings.schema import BLOCKS, REPEATED, SECTIONS, example_of, heading
from pipeline.settings.toml_values import in_toml, shown
from pipeline.settings.values import WholeSentenceError

_VALIDATORS = {block: SchemaValidator(shape_of(block)) for block in BLOCKS.values()}
BlockT = TypeVar("BlockT", bound=Block)

LATER = "is not part of this version"
_LATER_KEY = f"{LATER}; take it out for now"

# Sections, keys and values that are known but come with a later version.
LATER_SECTIONS = frozenset({"google", "notices", "privacy"})
_LATER_KEYS: dict[tuple[str, ...], frozenset[str]] = {
    ("lectures",): frozenset({"deck", "slides_url", "recording_url", "email"}),
    ("sources",): frozenset({"form_id", "spreadsheet_id", "worksheet"}),
    ("triage",): frozenset({"word_list", "proposals", "thumbnails"}),
    ("publish",): frozenset(
        {"when", "unanswered", "formats", "url", "public_introduction", "folder", "drive_folder", "pdf"}
    ),
}
_LATER_VALUES: dict[tuple[str, ...], frozenset[str]] = {
    ("lectures", "answers_in"): frozenset({"google-sheet", "google-doc"}),
    ("sources", "kind"): frozenset({"google-form", "google-sheet"}),
}

_MISSING: dict[tuple[str, ...], str] = {
    ("sources", "fields"): (
        'is missing; add the lines [[sources.fields]] and question = "…" with the title of the column that holds '
        "the question, as in the first row of the file (also slide and lecture, if it has them)"
    )
}
_EXPECTED = {
    "string_type": "must be text in quotes",
    "list_type": "must be a text or a list of texts",
}


def check(block: type[BlockT], given: object, path: KeyPath, faults: Faults) -> BlockT | None:
    """Return a section that fits its schema; otherwise tell every fault and return None."""
    try:
        return block(**_VALIDATORS[block].validate_python(given))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            where = (*path, *detail["loc"])
            sentence = _sentence(detail, where, block)
            if not (sentence.startswith("is missing") and _is_of_a_later_kind(given)):
                faults.add(where, sentence)
        return None


def sound_part(block: type[BlockT], given: object) -> BlockT:
    """Return a section without its faulty keys, so that what is left can be compared with other sections.

    A required key that is missing or faulty is empty.
    """
    blank = {key: "" if known.example else () for key, known in options_of(block).items() if known.required}
    keys = dict(given) if isinstance(given, dict) else {}
    lenient = SchemaValidator(shape_of(block, partial=True))  # made for bad settings only: it takes its time
    while True:
        try:
            return block(**(blank | lenient.validate_python(keys)))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                keys.pop(detail["loc"][0], None)


def unknown_key(section: tuple[str, ...], key: str) -> str:
    """Return what is said of a key that its section does not know."""
    if key in _LATER_KEYS.get(section, ()):
        return _LATER_KEY
    known = list(options_of(BLOCKS[section]))
    return f"is not known{did_you_mean(key, known) or _home(key) or f'; {heading(section)} has {_listed(known)}'}"


def unknown_section(name: str) -> str:
    """Return what is said of a section, or of a key above the first section, that does not exist."""
    if name in LATER_SECTIONS:
        return _LATER_KEY
    return f"is not known{did_you_mean(name, SECTIONS) or _home(name) or f'; the sections are {_listed(SECTIONS)}'}"


def _home(key: str) -> str:
    """Return where a key belongs that stands in a section without it, or ""."""
    homes = [section for section, block in BLOCKS.items() if key in options_of(block)]
    return f"; it belongs under {heading(homes[0])}" if homes else ""


def _sentence(detail: ErrorDetails, path: KeyPath, block: type[Block]) -> str:
    """Return what is said of one fault, behind the key's name."""
    section = _section_of(path, block)
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    kind = detail["type"]
    example = example_of(section, key)
    such_as = "" if example is None else f"{key} = {in_toml(example)}"
    if kind == "extra_forbidden":
        return unknown_key(section, str(path[-1]))
    if kind == "missing":
        return _MISSING.get((*section, key)) or f"is missing; add {such_as} under {heading(section)}"
    if kind == "literal_error":
        return _not_a_choice(detail, section, key)
    if kind == "value_error":
        error = detail["ctx"]["error"]
        said = str(error)
        return (
            said if said.endswith("?") or isinstance(error, WholeSentenceError) else f"{said}; for instance {such_as}"
        )
    return _of_another_type(detail, path, such_as)


def _of_another_type(detail: ErrorDetails, path: KeyPath, such_as: str) -> str:
    """Return what is said of a number where a text belongs, or of a text where a section belongs."""
    kind, given = detail["type"], detail["input"]
    names = tuple(part for part in path if isinstance(part, str))
    if names in REPEATED:
        return f"must be a block that begins with {heading(names)}, with two brackets on each side"
    if names in BLOCKS:
        return f"is {shown(given)}; it must be a section that begins with {heading(names)}"
    return f"is {shown(given)}; it {_EXPECTED.get(kind, 'does not fit')}, for instance {such_as}"


def _not_a_choice(detail: ErrorDetails, section: tuple[str, ...], key: str) -> str:
    """Return what is said of a value that is none of a few words."""
    choices = options_of(BLOCKS[section])[key].choices
    given = detail["input"]
    if isinstance(given, str) and given in _LATER_VALUES.get((*section, key), ()):
        return f'is "{given}", which {LATER}; write {key} = {in_toml(choices[0])}'
    near = did_you_mean(given, choices, 0.75) if isinstance(given, str) else ""
    quoted = " or ".join(f'"{word}"' for word in choices)
    return f"is {shown(given)}; it may be {quoted}{near}"


def _section_of(path: KeyPath, block: type[Block]) -> tuple[str, ...]:
    """Return the section a key stands in: of `sources[1].fields[2].slide` it is (sources, fields)."""
    names = tuple(part for part in path if isinstance(part, str))
    if names[:-1] in BLOCKS:
        return names[:-1]
    return next(section for section, known in BLOCKS.items() if known is block)


def _is_of_a_later_kind(given: object) -> bool:
    """Tell whether a block asks for a kind that comes later, which needs other keys than those we miss."""
    return isinstance(given, dict) and str(given.get("kind")) in _LATER_VALUES["sources", "kind"]


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
