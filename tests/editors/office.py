"""LibreOffice at work: all files of all editors in one start, with a profile of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

OFFICE = shutil.which("soffice")
_MACRO = Path(__file__).with_name("office.bas")
_PATIENCE = 120  # seconds
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0'
    '//EN" "module.dtd"><script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{}</script:module>'
)
# kind of file → name of the filter, its options
_FILTERS = {
    "docx": ("MS Word 2007 XML", ""),
    "odt": ("writer8", ""),
    "doc": ("MS Word 97", ""),
    "rtf": ("Rich Text Format", ""),
    "xlsx": ("Calc MS Excel 2007 XML", ""),
    "ods": ("calc8", ""),
    "xls": ("MS Excel 97", ""),
    "csv": ("Text - txt - csv (StarCalc)", "44,34,76"),  # commas, quotes, UTF-8
}


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be opened and saved.

    Attributes:
        content, kind: the file.
        route: kinds as which it is saved, one after the other, opened anew each time.
        manner: how answers are typed when it is first opened, "" for not.
        lines: the answers to be typed, as `office.bas` takes them.
    """

    content: bytes
    kind: str
    route: tuple[str, ...]
    manner: str = ""
    lines: tuple[str, ...] = ()


def saved_by_office(tasks: Sequence[Task], folder: Path) -> list[bytes]:
    """Return the last file of each task."""
    jobs, last = [], []
    for number, task in enumerate(tasks):
        steps = list(_steps(task, folder / str(number)))
        jobs += ["\t".join(step) for step in steps]
        last.append(Path(steps[-1][1]))
    (folder / "jobs.txt").write_text("\n".join(jobs), encoding="utf-8")
    _prepare_profile(folder)
    _office(folder, f'macro:///Standard.Module1.Main("{folder}")')
    trouble = folder / "trouble.txt"
    if trouble.exists():
        raise RuntimeError(trouble.read_text(encoding="utf-8", errors="replace"))
    return [path.read_bytes() for path in last]


def _steps(task: Task, folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a task, and put down what they need."""
    folder.mkdir()
    source, typed = folder / f"given.{task.kind}", folder / "typed.txt"
    source.write_bytes(task.content)
    typed.write_text("\n".join(task.lines), encoding="utf-8")
    for number, kind in enumerate(task.route):
        target = folder / f"{number}.{kind}"
        yield str(source), str(target), *_FILTERS[kind], "" if number else task.manner, str(typed)
        source = target


def _prepare_profile(folder: Path) -> None:
    """Let LibreOffice make its profile, then put the macro where its first module is."""
    _office(folder, "--terminate_after_init")
    place = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    place.write_text(_MODULE.format(escape(_MACRO.read_text(encoding="utf-8"))), encoding="utf-8")


def _office(folder: Path, order: str) -> None:
    """Start LibreOffice and wait until it has ended; it is ended if it waits for somebody to press a button."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", "--norestore", profile, order]
    environment = os.environ | {"HOME": str(folder)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as office:
        try:
            office.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(office.pid, signal.SIGKILL)
            raise
