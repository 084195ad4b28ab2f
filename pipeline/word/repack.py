"""A package written again with some parts changed: what is not changed is copied as it lies, still compressed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_NAME_LENGTHS = struct.Struct("<2H")
_LENGTHS_AT = 26  # in a local header: of the name, then of what follows it

_UTF8_NAME = 0x800
_KEPT_FLAGS = _UTF8_NAME | 0x6  # also how hard the compressor tried, which is for information only
_VERSION = 20  # of the format: deflated entries, no more
_FIRST_YEAR = 1980
_EFFORT = 3  # half the time of zlib's own 6, for a tenth more bytes


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry, ready to be written."""

    info: zipfile.ZipInfo
    name: bytes
    body: bytes


def repacked(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return the package with these parts in place of its own; parts it does not have come at the end.

    Args:
        content: a package that `open_package` has opened.
        changed: parts by name.
    """
    target, rows = io.BytesIO(), []
    for entry in _entries(content, changed):
        rows.append(_central(entry, target.tell()))
        target.write(_local(entry))
        target.write(entry.body)
    start = target.tell()
    for row in rows:
        target.write(row)
    size = target.tell() - start
    target.write(_END.pack(b"PK\5\6", 0, 0, len(rows), len(rows), size, start, 0))
    return target.getvalue()


def _entries(content: bytes, changed: Mapping[str, bytes]) -> Iterator[_Entry]:
    """Yield every entry, the old ones in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        infos = package.infolist()
    for info in infos:
        name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8_NAME else "cp437")
        if info.filename in changed:
            yield _compressed(info, name, changed[info.filename])
        else:
            yield _Entry(info, name, _raw(content, info))
    known = {info.filename for info in infos}
    for part, new in changed.items():
        if part not in known:
            info = zipfile.ZipInfo(part)
            info.create_system = 0
            info.flag_bits = 0 if part.isascii() else _UTF8_NAME
            yield _compressed(info, part.encode(), new)


def _raw(content: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return an entry's bytes as they lie in the file."""
    lengths = _LOCAL_NAME_LENGTHS.unpack_from(content, info.header_offset + _LENGTHS_AT)
    start = info.header_offset + _LOCAL.size + sum(lengths)
    return content[start : start + info.compress_size]


def _compressed(info: zipfile.ZipInfo, name: bytes, content: bytes) -> _Entry:
    """Return an entry with new content under its old name and date."""
    deflate = zlib.compressobj(_EFFORT, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(content) + deflate.flush()
    info.compress_type = zipfile.ZIP_DEFLATED
    info.CRC, info.file_size, info.compress_size = zlib.crc32(content), len(content), len(body)
    return _Entry(info, name, body)


def _described(entry: _Entry) -> tuple[int, ...]:
    """Return what both headers say of an entry, from its flags to its sizes."""
    info = entry.info
    year, month, day, hour, minute, second = info.date_time
    date = (year - _FIRST_YEAR) << 9 | month << 5 | day
    time = hour << 11 | minute << 5 | second // 2
    sizes = (info.CRC, info.compress_size, info.file_size)
    return (info.flag_bits & _KEPT_FLAGS, info.compress_type, time, date, *sizes, len(entry.name))


def _local(entry: _Entry) -> bytes:
    """Return the header in front of an entry."""
    return _LOCAL.pack(b"PK\3\4", _VERSION, *_described(entry), 0) + entry.name


def _central(entry: _Entry, offset: int) -> bytes:
    """Return the row of the directory for an entry."""
    info = entry.info
    versions = (_VERSION, info.create_system, _VERSION, 0)
    described = _described(entry)
    row = _CENTRAL.pack(b"PK\1\2", *versions, *described, 0, 0, 0, info.internal_attr, info.external_attr, offset)
    return row + entry.name
