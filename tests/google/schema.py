"""Requests and answers are held to the discovery documents that come inside google-api-python-client."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import googleapiclient

from tests.google.clock import instant
from tests.google.wire import Json, Value

DOCUMENTS = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
APIS = {
    "forms.googleapis.com": "forms.v1",
    "sheets.googleapis.com": "sheets.v4",
    "www.googleapis.com": "drive.v3",
    "docs.googleapis.com": "docs.v1",
}
_PLACE = re.compile(r"\{\+?(\w+)\}")
_PYTHON: dict[str, Value] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": int | float,
    "object": dict,
    "array": list,
}
# gspread asks Drive for one file with a parameter of the list; Drive lets it pass.
_PASSES_UNDECLARED = {("drive.files.get", "includeItemsFromAllDrives")}


@dataclass(frozen=True, slots=True)
class Method:
    """One method of an interface and what its discovery document says about it."""

    api: str
    name: str
    verb: str
    pattern: re.Pattern[str]
    declared: Json

    @property
    def scopes(self) -> set[str]:
        """Return the scopes of which one is enough."""
        return set(self.declared.get("scopes", []))


@cache
def document(api: str) -> Json:
    """Return a discovery document, read once."""
    content: Json = json.loads((DOCUMENTS / f"{api}.json").read_text(encoding="utf-8"))
    return content


@cache
def methods(api: str) -> tuple[Method, ...]:
    """Return the methods of an interface, uploads included."""
    whole = document(api)
    return tuple(method for declared in _declared(whole) for method in _as_methods(api, whole, declared))


def _declared(resource: Json) -> Iterator[Json]:
    """Yield the declarations of a resource and of those below it."""
    yield from resource.get("methods", {}).values()
    for below in resource.get("resources", {}).values():
        yield from _declared(below)


def _as_methods(api: str, whole: Json, declared: Json) -> Iterator[Method]:
    """Yield a method at its usual address and at that for uploads."""
    addresses = [f"/{whole['servicePath']}{declared['path']}"]
    if "mediaUpload" in declared:
        addresses.append(declared["mediaUpload"]["protocols"]["simple"]["path"])
    for address in addresses:
        pieces = _PLACE.split(address)
        places = {name: r"[^:]+" if name == "range" else r"[^/:]+" for name in pieces[1::2]}
        pattern = "".join(
            f"(?P<{piece}>{places[piece]})" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)
        )
        yield Method(api, declared["id"], declared["httpMethod"], re.compile(pattern), declared)


def find(host: str, verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """Return the method that a request means, with the parameters of its path."""
    for method in methods(APIS[host]):
        found = method.pattern.fullmatch(path) if method.verb == verb else None
        if found:
            return method, {name: unquote(value) for name, value in found.groupdict().items()}
    return None


def read_parameters(method: Method, query: dict[str, list[str]]) -> tuple[Json, list[str]]:
    """Return the query in Python's types, and every fault of it."""
    known = document(method.api)["parameters"] | method.declared.get("parameters", {})
    read: Json = {}
    faults = []
    for name, values in query.items():
        if name in known:
            read[name], wrong = _read_parameter(known[name], values)
            faults += [f"parameter {name}: {why}" for why in wrong]
        elif name != "upload_id" and (method.name, name) not in _PASSES_UNDECLARED:
            faults.append(f"there is no parameter {name!r}")
    missing = [name for name, known_as in known.items() if known_as.get("required") and known_as["location"] == "query"]
    return read, faults + [f"parameter {name} is missing" for name in missing if name not in query]


def _read_parameter(declared: Json, values: list[str]) -> tuple[Value, list[str]]:
    """Return one parameter in its type, and what is wrong with it."""
    kind = declared.get("type", "string")
    readers: dict[str, Callable[[str], Value]] = {
        "integer": int,
        "boolean": lambda text: {"true": True, "false": False}[text.lower()],
        "string": str,
    }
    try:
        read = [readers[kind](value) for value in values]
    except (KeyError, ValueError):
        return None, [f"{values} is not {kind}"]
    strange = [value for value in read if "enum" in declared and value not in declared["enum"]]
    if len(read) > 1 and not declared.get("repeated"):
        strange.append(f"given {len(read)} times")
    return (read if declared.get("repeated") else read[-1]), [f"{value!r} is not allowed" for value in strange]


def body_faults(api: str, reference: Json | None, body: object) -> list[str]:
    """Return where a body breaks its schema; no schema means that there is no body."""
    if reference is None:
        return [] if body is None else [f"there should be no body: {body!r:.80}"]
    return list(_faults(document(api)["schemas"], reference, body, reference["$ref"]))


def _faults(schemas: Json, declared: Json, value: Value, place: str) -> Iterator[str]:
    """Yield each place where a value is unknown or of the wrong type."""
    declared = schemas[declared["$ref"]] if "$ref" in declared else declared
    kind = declared.get("type", "any")
    if kind == "any":
        return
    if not isinstance(value, _PYTHON[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield f"{place} should be {kind}, is {value!r:.80}"
    elif kind == "array":
        for at, entry in enumerate(value):
            yield from _faults(schemas, declared["items"], entry, f"{place}[{at}]")
    elif kind == "object":
        yield from _object_faults(schemas, declared, value, place)
    elif wrong := _text_fault(declared, value):
        yield f"{place}: {wrong}"


def _object_faults(schemas: Json, declared: Json, value: Json, place: str) -> Iterator[str]:
    """Yield the faults of an object's fields."""
    properties, other = declared.get("properties", {}), declared.get("additionalProperties")
    for name, inner in value.items():
        expected = properties.get(name, other)
        if expected is None:
            yield f"{place} has no field {name!r}"
        else:
            yield from _faults(schemas, expected, inner, f"{place}.{name}")


def _text_fault(declared: Json, value: object) -> str:
    """Return what is wrong with a text that must be a word of a list, a time or a whole number."""
    if "enum" in declared and value not in declared["enum"]:
        return f"{value!r} is not one of {declared['enum']}"
    if declared.get("format") == "int64" and not re.fullmatch(r"-?\d+", str(value)):
        return f"{value!r} is no whole number"
    if declared.get("format") in {"google-datetime", "date-time"}:
        try:
            instant(str(value))
        except ValueError as error:
            return str(error)
    return ""
