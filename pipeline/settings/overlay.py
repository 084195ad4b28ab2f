"""Flag before environment before file: single values may come from `QA_<SECTION>_<KEY>` or the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from pipeline.model.words import Words
from pipeline.settings.faults import Faults, Place, nearest
from pipeline.settings.options import options_of
from pipeline.settings.schema import BLOCKS

_SECTIONS = ("series", "documents", "triage", "publish")  # each of their keys holds a single text
_OURS = tuple(f"QA_{section}_".upper() for section in (*_SECTIONS, "words"))
_ALIKE = 0.8  # of 1: a variable of another program, QA_ENV, is less like any of ours


def word_keys() -> dict[str, str]:
    """Return the keys of [words] and the field each one sets.

    `and` is a reserved word in Python only; the introduction has its one place under [documents].
    """
    return {field.name.rstrip("_"): field.name for field in fields(Words) if field.name != "introduction"}


def single_keys() -> tuple[tuple[str, str], ...]:
    """Return (section, key) of everything that the environment and flags may set."""
    in_blocks = [(section, key) for section in _SECTIONS for key in options_of(BLOCKS[section,])]
    return (*in_blocks, *(("words", key) for key in word_keys()))


def variable(section: str, key: str) -> str:
    """Return the environment variable of a key."""
    return f"QA_{section}_{key}".upper()


def overlay(
    given: Mapping[str, object], environ: Mapping[str, str], flags: Mapping[str, str], faults: Faults
) -> dict[str, object]:
    """Return the sections with environment and flags laid over them, and note where each such value came from.

    Args:
        given: the sections of the file.
        environ: all variables; only those that begin with `QA_`, or seem to be meant so, count.
        flags: `section.key` → value, from the command line.
        faults: learns of unknown names, and of the places of the values.
    """
    laid = dict(given)
    by_variable = {variable(*pair): pair for pair in single_keys()}
    for rank, (name, value) in enumerate(sorted(environ.items())):
        if _is_meant_for_us(name, by_variable):
            _lay(laid, by_variable, name, value, Place(2, rank, "environment", "environment", name), faults)
    by_flag = {".".join(pair): pair for pair in single_keys()}
    for rank, (name, value) in enumerate(flags.items()):
        _lay(laid, by_flag, name, value, Place(3, rank, "flag", "command line", name), faults)
    return laid


def _is_meant_for_us(name: str, known: Mapping[str, tuple[str, str]]) -> bool:
    """Tell whether a variable is ours or a misspelt one of ours; other programs may have a QA_… of their own."""
    return name.startswith(_OURS) or (name.startswith("QA_") and bool(nearest(name, known, _ALIKE)))


def _lay(
    laid: dict[str, object],
    known: Mapping[str, tuple[str, str]],
    name: str,
    value: str,
    place: Place,
    faults: Faults,
) -> None:
    """Put one value over the file's, or tell that there is no such name."""
    if name not in known:
        near = nearest(name, known)
        hint = f"; did you mean {near}?" if near else "; see docs/settings.md for the names there are"
        faults.add_at(place, f"{name} is not known{hint}")
        return
    section, key = known[name]
    before = laid.get(section, {})
    if isinstance(before, dict):
        laid[section] = {**before, key: value}
        faults.elsewhere[section, key] = place
