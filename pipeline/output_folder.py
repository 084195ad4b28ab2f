"""The `output/` folder of a series: where things lie, and the few words that explain it to a person."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path, PurePath
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.errors import AccessError, DocumentError, TryLaterError
from pipeline.inbox_folder import InboxFolder, printable
from pipeline.store import clean_leftovers, files_in, make_folder, run_lock, touch, write_whole

_README = """\
# What lies here

| folder | what it is | may it be deleted? |
| --- | --- | --- |
| `documents/` | one document per lecture, for the lecturers to fill in | no: answers may be typed in them |
| `inbox/` | for copies that lecturers send back, under any name; the next run reads them | in `read/`: yes |
| `state/` | the memory of the pipeline: every submission, answer and version of a document | no: keep a backup |
| `reports/` | one file per run that did something | yes, at any time |

`state/last-look` is empty; its time tells when the pipeline last looked for something new.
"""
_LARGEST = 256 << 20  # bytes
_LOCK_MARKS = ("~$", ".~lock.")
_WORD_MARK_CUTS = 2  # Word's mark replaces the first two letters of longer names: "~$estions.docx"


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """The folder that stands beside `config/`."""

    root: Path

    @property
    def state(self) -> Path:
        """The store's own folder."""
        return self.root / "state"

    @property
    def documents(self) -> Path:
        """The working documents."""
        return self.root / "documents"

    @property
    def inbox(self) -> InboxFolder:
        """Where copies come in."""
        return InboxFolder(self.root / "inbox")

    @property
    def reports(self) -> Path:
        """What past runs did."""
        return self.root / "reports"

    @property
    def has_store(self) -> bool:
        """Tell whether anything was ever stored."""
        return (self.state / "pipeline.db").is_file()

    @property
    def seal(self) -> Path:
        """What a run that left nothing to do leaves behind."""
        return self.state / "settled.json"

    def document_names(self) -> list[str]:
        """Return the names of all Word files and workbooks in `documents/`."""
        return [name for name in self.file_names() if PurePath(name).suffix.lower() in {".docx", ".xlsx"}]

    def file_names(self) -> list[str]:
        """Return the names of all files in `documents/`, other programs' marks and hidden ones left out.

        Raises:
            AccessError, DocumentError: it is no folder that can be read.
        """
        return [name for name in files_in(self.documents) if not name.startswith((*_LOCK_MARKS, "."))]

    def read_document(self, name: str) -> bytes:
        """Return the bytes of a working document; raises as `read_copy` does."""
        return self.read_copy(self.documents / name)

    def read_copy(self, path: Path) -> bytes:
        """Return the bytes of a file that a person put somewhere.

        Raises:
            AccessError: it may not be read.
            TryLaterError: it cannot be read now.
            DocumentError: it is no file, or too large to be a document.
        """
        name = printable(path.name)
        try:
            if not path.is_file():
                raise DocumentError(f"{name} is not there, or is no file.")
            if path.stat().st_size > _LARGEST:
                raise DocumentError(f"{name} is larger than {_LARGEST >> 20} MB. Look which file was meant.")
            return path.read_bytes()
        except PermissionError as error:
            raise AccessError(f"{name} may not be read. Let the account that runs qa-pipeline read it.") from error
        except OSError as error:
            raise TryLaterError(f"{name} cannot be read now ({error.strerror}); the next run tries again.") from error

    def changed_at(self, path: Path) -> datetime | None:
        """Return when the file system says that a file was changed last, None if it is not there."""
        try:
            return datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except OSError:
            return None

    def open_mark(self, name: str) -> Path | None:
        """Return the file by which Word or LibreOffice says that it has a document open, None if there is none."""
        marks = (f"~${name}", f"~${name[_WORD_MARK_CUTS:]}", f".~lock.{name}#")
        paths = (self.documents / mark for mark in marks)
        return next((path for path in paths if os.path.lexists(path)), None)  # raises nothing for names too long

    def writable_place(self) -> Path | None:
        """Return None if the folder may be written (or made), else the place that may not."""
        place = next(folder for folder in (self.state, self.root, *self.root.parents) if folder.is_dir())
        return None if os.access(place, os.W_OK | os.X_OK) else place

    def last_look(self) -> float | None:
        """Return when the pipeline last looked, in seconds since 1970, or None."""
        mark = self.state / "last-look"
        return mark.stat().st_mtime if mark.exists() else None

    def looked(self, now: datetime) -> None:
        """Remember that the pipeline has looked; the file stays empty."""
        touch(self.state / "last-look", now)

    def explain(self) -> None:
        """Write the README of the folder unless it is there as it should be, and make the inbox."""
        self.inbox.make()
        readme = self.root / "README.md"
        if not readme.is_file() or readme.read_bytes() != _README.encode():
            write_whole(readme, _README.encode())

    def tidy(self) -> None:
        """Remove what a run that was killed left half written; documents are looked after by the store."""
        for folder in (self.root, self.state, self.reports):
            clean_leftovers(folder)

    def keep_report(self, command: str, started: datetime, report: dict[str, Any]) -> Path:
        """Write a report as JSON; its name tells when the run started."""
        stem = f"{started:%Y-%m-%dT%H-%M-%SZ}-{command}"
        names = chain([f"{stem}.json"], (f"{stem}-{number}.json" for number in count(2)))
        path = next(path for name in names if not (path := self.reports / name).exists())
        make_folder(path.parent)
        write_whole(path, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
        return path

    @contextmanager
    def rehearsal(self) -> Iterator[OutputFolder]:
        """Lend a copy of store and documents that is thrown away: on it a dry run does all that a run would."""
        with TemporaryDirectory(prefix="qa-pipeline-") as folder:
            copy = OutputFolder(Path(folder) / "output")
            with run_lock(self.state) if self.has_store else nullcontext():
                self._copy_to(copy)
            yield copy

    def _copy_to(self, copy: OutputFolder) -> None:
        try:
            for folder in ("state", "documents", "inbox"):
                if (self.root / folder).is_dir():
                    copytree(self.root / folder, copy.root / folder, ignore=_no_files)
        except OSError as error:
            raise TryLaterError(
                f"A dry run works on a copy, which could not be made: {error}. Free some space."
            ) from error


def _no_files(folder: str, names: list[str]) -> list[str]:
    """Return what cannot be copied: pipes, and links that lead nowhere."""
    return [name for name in names if not (path := Path(folder, name)).is_dir() and not path.is_file()]


def read_template(path: Path) -> bytes:
    """Return the bytes of the organiser's template.

    Raises:
        DocumentError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"The template {path} cannot be read ({error.strerror}). Correct template = … under [documents]."
        ) from error
