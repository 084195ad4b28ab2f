"""Values as they are written in TOML, for files we write and for examples in messages."""

from __future__ import annotations

from datetime import date, datetime

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def in_toml(value: object) -> str:
    """Return a text, whole number, boolean, date, instant or list of them as TOML."""
    if isinstance(value, str):
        return f'"{"".join(_escaped(char) for char in value)}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(in_toml(one) for one in value)}]"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def shown(value: object) -> str:
    """Return a value as a message quotes it: short, on one line."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list) and len(value) > 3:
        return "a list"
    text = in_toml(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\u{ord(char):04x}" if ord(char) < 0x20 or ord(char) == 0x7F else char
