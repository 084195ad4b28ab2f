"""Partial answers: the `fields` parameter, such as `sheets(properties(title,sheetId)),spreadsheetUrl`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.google.wire import Json, RefusedError, Value

Mask = dict[str, "Mask"]
_TOKEN = re.compile(r"[\w*$-]+|[(),/.]")


def read_mask(text: str) -> Mask:
    """Return a mask as nested names; an empty one below a name means all of it."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise RefusedError(400, f"Invalid field selection {text}", "invalidParameter")
    mask, rest = _selection(tokens)
    if rest:
        raise RefusedError(400, f"Invalid field selection {text}", "invalidParameter")
    return mask


def _selection(tokens: list[str]) -> tuple[Mask, list[str]]:
    """Read names up to a closing bracket or the end."""
    mask: Mask = {}
    while tokens:
        tokens = _one_path(tokens, mask)
        if not tokens or tokens[0] != ",":
            break
        tokens = tokens[1:]
    return mask, tokens


def _one_path(tokens: list[str], mask: Mask) -> list[str]:
    """Read `a/b(c,d)` into the mask and return what follows."""
    below = mask.setdefault(tokens[0], {})
    tokens = tokens[1:]
    while tokens and tokens[0] in {"/", "."}:
        below = below.setdefault(tokens[1], {})
        tokens = tokens[2:]
    if tokens and tokens[0] == "(":
        inner, tokens = _selection(tokens[1:])
        below.update(inner)
        tokens = tokens[1:]
    return tokens


def paths(text: str) -> list[str]:
    """Return a mask as names with points: `a(b,c)` is a.b and a.c."""
    return list(_paths(read_mask(text)))


def _paths(mask: Mask) -> Iterator[str]:
    """Yield the ends of a mask."""
    for name, below in mask.items():
        yield from (f"{name}.{inner}" for inner in _paths(below)) if below else (name,)


def check_mask(mask: Mask, schemas: Json, declared: Json, place: str = "") -> None:
    """Refuse a mask that names what the answer cannot hold.

    Raises:
        RefusedError: the way Google does, with the name.
    """
    for step in ("$ref", "items", "$ref"):
        inner = declared.get(step)
        declared = schemas[inner] if isinstance(inner, str) else inner or declared
    properties = declared.get("properties", {})
    for name, below in mask.items():
        if name == "*" or "additionalProperties" in declared:
            continue
        if name not in properties:
            raise RefusedError(400, f"Invalid field selection {place}{name}", "invalidParameter")
        check_mask(below, schemas, properties[name], f"{place}{name}.")


def masked(mask: Mask, value: Value) -> Value:
    """Return only what the mask names."""
    if isinstance(value, list):
        return [masked(mask, entry) for entry in value]
    if not mask or not isinstance(value, dict):
        return value
    if "*" in mask:
        return {name: masked(mask.get(name, mask["*"]), inner) for name, inner in value.items()}
    return {name: masked(below, value[name]) for name, below in mask.items() if name in value}
