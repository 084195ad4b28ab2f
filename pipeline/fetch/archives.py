"""Zip archives, opened with bounds: a download or a workbook, never a bomb, and no name in it is ever a path."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from pipeline.errors import SourceError

MAX_ENTRIES = 1_000
MAX_UNPACKED = 400_000_000
MAX_RATIO = 200
_RATIO_COUNTS_FROM = 1_000_000  # a small entry of equal characters packs very well and does no harm
_ENCRYPTED = 0x1
_NESTED = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class Archive:
    """A zip archive whose directory was found harmless; entries are unpacked in memory, counted as they grow."""

    def __init__(self, content: bytes, name: str) -> None:
        """Read the directory.

        Raises:
            SourceError: it is damaged, encrypted, or over a bound.
        """
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGED:
            raise SourceError(f"{name} is a damaged or half-downloaded archive: download it again.") from None
        self._entries = [info for info in self._zip.infolist() if not info.is_dir()]
        self._check_directory()

    def names(self) -> list[str]:
        """Return the entries in the order of the directory, without folders."""
        return [info.filename for info in self._entries]

    def unpack(self, wanted: str = "") -> Iterator[tuple[str, bytes]]:
        """Yield (name, bytes) of the entries whose name ends in `wanted`, sorted by name.

        Raises:
            SourceError: an entry is damaged or larger than the directory says.
        """
        chosen = [info for info in self._entries if info.filename.lower().endswith(wanted)]
        for info in sorted(chosen, key=lambda info: info.filename):
            yield info.filename, self._unpack_one(info)

    def refuse_nested(self) -> None:
        """Raise SourceError if an archive lies within the archive: tables are sought one level deep only."""
        for info in self._entries:
            if info.filename.lower().endswith(_NESTED):
                raise SourceError(f"{self._name} holds another archive, {info.filename}: unpack it and use that file.")

    def _check_directory(self) -> None:
        """Hold the directory against the bounds."""
        if len(self._entries) > MAX_ENTRIES:
            raise SourceError(f"{self._name} has {len(self._entries)} entries; at most {MAX_ENTRIES} are read.")
        if len(set(self.names())) < len(self._entries):
            raise SourceError(f"{self._name} holds two entries of one name: unpack it and use the right one.")
        if sum(info.file_size for info in self._entries) > MAX_UNPACKED:
            raise SourceError(f"{self._name} would unpack to more than {MAX_UNPACKED // 1_000_000} MB; it is not read.")
        for info in self._entries:
            if info.flag_bits & _ENCRYPTED:
                raise SourceError(f"{self._name} is protected by a password: unpack it and use the file inside.")
            if info.file_size > _RATIO_COUNTS_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
                raise SourceError(
                    f"{self._name}: {info.filename} unpacks to over {MAX_RATIO} times its size; it is not read."
                )

    def _unpack_one(self, info: zipfile.ZipInfo) -> bytes:
        """Unpack an entry; its real size is counted, whatever the directory said."""
        try:
            with self._zip.open(info) as stream:
                content = stream.read(info.file_size + 1)
        except _DAMAGED:
            raise SourceError(f"{self._name}: {info.filename} is damaged: download the file again.") from None
        if len(content) > info.file_size:
            raise SourceError(f"{self._name}: {info.filename} is larger than it says: download the file again.")
        return content
