"""Copies in formats that are not read here, made into Word files and workbooks by LibreOffice.

It runs without a window, in a folder and with a profile of its own that are gone afterwards. Files come from
outside: no macro is run, no link is followed, nothing is fetched, and what takes too long is ended.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from pipeline.documents.copies_kinds import kind_of
from pipeline.documents.libreoffice_guard import PROFILE, without_inclusions
from pipeline.errors import DocumentError
from pipeline.model.copies import CopyKind
from pipeline.word.package import FileKind, open_package

_PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck")
_PROFILE_PART = "user/registrymodifications.xcu"
_LARGEST = 64 << 20
_ZIPPED = frozenset({CopyKind.ODT, CopyKind.ODS})
_OPEN_DOCUMENT = FileKind(
    noun="an OpenDocument file",
    old="is an old Office file",
    macros=".odt, .ods",
    save_again="Open it in LibreOffice and save it again, as a Word document (.docx) or an Excel workbook (.xlsx).",
)
_SAVED_AS = {CopyKind.DOCX: "a Word document (.docx)", CopyKind.XLSX: "an Excel workbook (.xlsx)"}
# A proxy where nobody listens: what would be fetched after all is not.
_NOWHERE = "http://127.0.0.1:9"
_PROXIES = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")
_OWN_FOLDERS = ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")


class Converter(Protocol):
    """Makes Word files and workbooks of files that cannot be read otherwise."""

    def convert(self, files: Sequence[tuple[str, bytes]]) -> tuple[bytes | DocumentError, ...]:
        """Return for each (name, content) what it became, or why it could not be read."""

    def is_there(self) -> bool:
        """Tell whether it can be used on this computer."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A file to be made into another: its place among all, the name in messages, and what it is."""

    place: int
    name: str
    kind: CopyKind
    content: bytes

    @property
    def file_name(self) -> str:
        return f"{self.place}.{self.kind}"

    @property
    def advice(self) -> str:
        return f"Open it in the program it was written with, save it as {_SAVED_AS[self.kind.becomes]}, and send that."


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """Converts files with the LibreOffice of this computer.

    Attributes:
        program: its path; "" to look for it in the usual places.
        seconds: after which it is ended, for one batch; if it was, each file of the batch gets as much for itself.
    """

    program: str = ""
    seconds: float = 90.0

    def convert(self, files: Sequence[tuple[str, bytes]]) -> tuple[bytes | DocumentError, ...]:
        """Return for each (name, content) what it became, or why it could not be read.

        `.odt`, `.doc` and `.rtf` become Word files, `.ods` and `.xls` workbooks; what needs no conversion stays as
        it is. LibreOffice is started at most once for all Word files and once for all workbooks, unless a file
        brings it down.
        """
        results: dict[int, bytes | DocumentError] = {}
        waiting: dict[CopyKind, list[_Source]] = {}
        for place, (name, content) in enumerate(files):
            try:
                kind = _checked(content, name)
            except DocumentError as error:
                results[place] = error
                continue
            if kind.becomes is kind:
                results[place] = content
            else:
                waiting.setdefault(kind.becomes, []).append(_Source(place, name, kind, content))
        for sources in waiting.values():
            results |= self._converted(sources)
        return tuple(results[place] for place in range(len(files)))

    def is_there(self) -> bool:
        """Tell whether LibreOffice is installed where it is looked for."""
        return bool(_found(self.program))

    def _converted(self, sources: Sequence[_Source]) -> dict[int, bytes | DocumentError]:
        """Return what becomes of files that become the same kind, by their places."""
        program = _found(self.program)
        if not program:
            return {one.place: _missing(one, self.program) for one in sources}
        try:
            with TemporaryDirectory(prefix="qa-pipeline-", ignore_cleanup_errors=True) as folder:
                ended_well = self._run(program, sources, Path(folder))
                made = {one.place: _result(one, Path(folder)) for one in sources if ended_well}
        except OSError as error:
            return {one.place: _failed(one, f"LibreOffice could not be started ({error.strerror})") for one in sources}
        if ended_well:
            return made
        if len(sources) > 1:
            # One of them brought it down; the others shall not suffer for that.
            return {place: result for one in sources for place, result in self._converted([one]).items()}
        return {sources[0].place: _failed(sources[0], f"LibreOffice broke off, or took over {self.seconds:g} seconds")}

    def _run(self, program: str, sources: Sequence[_Source], folder: Path) -> bool:
        """Run LibreOffice on files; tell whether it came to its end."""
        profile = folder / "profile"
        settings = profile / _PROFILE_PART
        settings.parent.mkdir(parents=True)
        settings.write_text(PROFILE, encoding="utf-8")
        paths = [folder / one.file_name for one in sources]
        for path, one in zip(paths, sources, strict=True):
            path.write_bytes(without_inclusions(one.content, one.kind))
        own_profile = f"-env:UserInstallation={profile.as_uri()}"
        to = ("--convert-to", sources[0].kind.becomes, "--outdir", str(_made(folder)))
        running = subprocess.Popen(  # noqa: S603 - a fixed command; people's words are not in it
            [program, *_OPTIONS, own_profile, *to, *map(str, paths)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(folder),
            cwd=folder,
            start_new_session=True,
        )
        try:
            return running.wait(self.seconds) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(running)


def _checked(content: bytes, name: str) -> CopyKind:
    """Return the kind of a file.

    Raises:
        DocumentError: it is of no kind that can be read, or is not safe to be opened.
    """
    kind = kind_of(content, name)
    if kind.becomes is not kind and len(content) > _LARGEST:
        raise DocumentError(f"{name} is larger than {_LARGEST >> 20} MB. Take out its pictures and try again.")
    if kind in _ZIPPED:
        open_package(content, name, _OPEN_DOCUMENT)
    return kind


def _found(program: str) -> str:
    """Return the path of LibreOffice, "" if there is none."""
    return next((path for one in ([program] if program else _PROGRAMS) if (path := shutil.which(one))), "")


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment LibreOffice runs in: no home, no secrets of ours, no way out."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QA_")}
    kept |= dict.fromkeys(_OWN_FOLDERS, str(folder))
    return (
        kept | {one: _NOWHERE for name in _PROXIES for one in (name, name.upper())} | {"no_proxy": "", "NO_PROXY": ""}
    )


def _made(folder: Path) -> Path:
    return folder / "made"


def _result(source: _Source, folder: Path) -> bytes | DocumentError:
    """Return what a file became."""
    path = _made(folder) / f"{source.place}.{source.kind.becomes}"
    if not path.is_file():
        return _failed(source, "LibreOffice cannot read it; it may be damaged or protected with a password")
    return path.read_bytes()


def _end(running: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with all that it started, if it has not ended."""
    if running.poll() is not None:
        return
    if sys.platform == "win32":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)  # its first program only waits for the real one
    running.wait()


def _missing(source: _Source, program: str) -> DocumentError:
    """Return what to say where there is no LibreOffice."""
    where = f"at {program}" if program else "on this computer"
    return _failed(source, f"it is read with the help of LibreOffice, which is not installed {where}")


def _failed(source: _Source, reason: str) -> DocumentError:
    return DocumentError(f"{source.name} (.{source.kind}) could not be read: {reason}. {source.advice}")
