"""Bytes of a delimited file → the same text in UTF-8, whatever the program that saved it preferred."""

from __future__ import annotations

import codecs

from pipeline.errors import ExitCode, Problem, SourceError

_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_AGAIN = "save it again as CSV UTF-8, or download it again"


def to_utf8(content: bytes, name: str) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the text as UTF-8 without a byte order mark, and a remark if the encoding had to be guessed.

    Raises:
        SourceError: there is no reading of the bytes; the message names the row.
    """
    remarks: tuple[Problem, ...] = ()
    if content.startswith(_UTF16_BOMS):
        text = _decode(content, "utf-16", name).encode()
    elif content.startswith(codecs.BOM_UTF8):
        text = _decode(content.removeprefix(codecs.BOM_UTF8), "utf-8", name).encode()
    else:
        text, remarks = _without_mark(content, name)
    if b"\0" in text:
        raise SourceError(
            f"{_place(text, text.index(0), name)}: there is a NUL character, so this is no table: {_AGAIN}."
        )
    return text, remarks


def _without_mark(content: bytes, name: str) -> tuple[bytes, tuple[Problem, ...]]:
    """Read UTF-8 if it is, else the Windows code page; a file that is nearly all UTF-8 is damaged, not Windows."""
    try:
        content.decode()
    except UnicodeDecodeError as fault:
        lenient = content.decode(errors="surrogateescape")
        damaged = sum("\udc80" <= character <= "\udcff" for character in lenient)
        foreign = sum(character > "\x7f" for character in lenient) - damaged
        if foreign > damaged:
            raise SourceError(f"{_place(content, fault.start, name)}: not valid UTF-8 here: {_AGAIN}.") from None
        return _decode(content, "cp1252", name).encode(), (_guessed(name),)
    return content, ()


def _decode(content: bytes, encoding: str, name: str) -> str:
    """Decode, or say in which row it fails."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode(encoding, errors="ignore").encode()
        raise SourceError(f"{_place(before, len(before), name)}: not valid {encoding} here: {_AGAIN}.") from None


def _place(content: bytes, position: int, name: str) -> str:
    """Return `responses.csv, row 12`; line breaks within quotes do not count."""
    before = content[:position]
    outside = b"".join(before.split(b'"')[::2])
    lines = outside.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    row = lines.count(b"\n") + 1
    return f"{name}, row {row}"


def _guessed(name: str) -> Problem:
    """Return the remark about a file that says nothing about its encoding."""
    return Problem(
        where=name,
        message="The file is not UTF-8; it was read in the Windows encoding (cp1252).",
        next_step='If letters with accents look wrong, save it as "CSV UTF-8".',
        exit_code=ExitCode.DONE,
        key="encoding",
    )
