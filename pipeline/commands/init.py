"""`init`: a new series, from nothing, from a download, or from an old series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from pipeline.commands.call import Call, DryRun, call_of
from pipeline.commands.proposed_lectures import propose_lectures
from pipeline.errors import ExitCode, UsageError
from pipeline.fetch import open_download
from pipeline.model.download import Download
from pipeline.model.series import Lecture
from pipeline.model.source import SourceSpec
from pipeline.settings import load_settings, sample_settings, write_settings
from pipeline.store import make_folder, write_whole

_MOST_LECTURES = 100  # more different values than this are no menu but free text

Folder = Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder of the new series.")]
File = Annotated[
    Path | None, typer.Argument(metavar="[FILE]", help="Responses you downloaded: .csv, .zip, .tsv or .xlsx.")
]
Old = Annotated[Path | None, typer.Option("--from", metavar="OLD", help="Take the settings of an old series over.")]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Files to make, by their path below the series' folder, and what to say afterwards."""

    files: dict[str, bytes]
    words: tuple[str, ...]


def init_command(
    context: typer.Context,
    folder: Folder = Path(),
    file: File = None,
    *,
    old: Old = None,
    dry_run: DryRun = False,
) -> ExitCode:
    """Make a series: a folder with config/ and output/.

    Example: qa-pipeline init my-school "Questions (Responses).zip"
    """
    call = call_of(context, None, dry_run=dry_run)
    root = call.surroundings.folder / folder
    if root.is_file() and file is None:
        raise UsageError(
            f"{folder} is a file. Name the folder of the new series first: qa-pipeline init my-school {folder}"
        )
    if (root / "config" / "pipeline.toml").exists():
        raise UsageError(f"{root} is a series already: change its config/pipeline.toml, or name another folder.")
    if file is not None and old is not None:
        raise UsageError("Give either a downloaded file or --from OLD, not both.")
    if old is not None:
        plan = _from_old(call.surroundings.folder / old)
    elif file is not None:
        plan = _from_download(call, root, call.surroundings.folder / file)
    else:
        plan = _from_nothing(call)
    _carry_out(call, root, plan)
    return ExitCode.DONE


def _from_nothing(call: Call) -> _Plan:
    text = sample_settings(timezone=call.surroundings.zone)
    return _Plan(
        {"config/pipeline.toml": text.encode()},
        (
            "Now write your title, lectures and sources into it.",
            "If you have downloaded responses already, this is quicker: qa-pipeline init DIR FILE",
        ),
    )


def _from_download(call: Call, root: Path, file: Path) -> _Plan:
    download = open_download(str(file))
    if not download.fields:
        titles = ", ".join(f'"{title}"' for title in download.header)
        raise UsageError(
            f"{file.name}: no column looks like the question. Its columns are {titles}. Make the series with "
            "`qa-pipeline init DIR` and name the column there: question = …"
        )
    title = " ".join(root.resolve().name.replace("_", " ").replace("-", " ").split()).title() or "Our school"
    lectures, fixed = _lectures(file, download)
    path = f"responses/{file.name}"
    spec = SourceSpec(
        name=path, kind="file", path=path, fields=download.fields, timezone=call.surroundings.zone, lecture=fixed
    )
    text = write_settings(title, call.surroundings.zone, "en", lectures, [spec])
    files = {"config/pipeline.toml": text.encode(), f"config/{path}": file.read_bytes()}
    return _Plan(files, tuple(_found(download, lectures)))


def _lectures(file: Path, download: Download) -> tuple[tuple[Lecture, ...], str]:
    """Return the lectures, and the one that all responses belong to if the form has no lecture field."""
    if 0 < len(download.lectures) <= _MOST_LECTURES:
        return propose_lectures(download.lectures), ""
    only = propose_lectures([file.name.partition(".")[0] or "Lecture 1"])
    return only, only[0].id


def _found(download: Download, lectures: Sequence[Lecture]) -> list[str]:
    lectures_found = "1 lecture" if len(lectures) == 1 else f"{len(lectures)} lectures"
    lines = [f"{len(download.rows)} responses, {lectures_found}. The fields it found:"]
    for fields in download.fields:
        roles = ("lecture", "slide", "question", "name", "email", "notify", "may_publish")
        lines += [f"  {role}: {getattr(fields, role)}" for role in roles if getattr(fields, role)]
    parted = [lecture for lecture in lectures if lecture.lecturers]
    lines += [f"  lecturer {lecture.lecturers[0]}: {lecture.title}" for lecture in parted]
    lines.append("Look them over in config/pipeline.toml, correct the title and the time zone, and name the lecturers.")
    return lines


def _from_old(old: Path) -> _Plan:
    path = old if old.is_file() else old / "config" / "pipeline.toml"
    settings = load_settings(path, {})
    files = {"config/pipeline.toml": path.read_bytes()}
    beside = [settings.documents.template, settings.timetable]
    for wanted in beside:
        if wanted is not None and wanted.is_relative_to(path.parent):
            files[f"config/{wanted.relative_to(path.parent).as_posix()}"] = wanted.read_bytes()
    return _Plan(
        files,
        (
            "Settings, template and timetable were taken over; responses, questions and documents were not.",
            "Now change the title, the dates and the paths of the sources.",
        ),
    )


def _carry_out(call: Call, root: Path, plan: _Plan) -> None:
    for name, content in plan.files.items():
        if not call.dry_run:
            _write(root / name, content)
        print(f"{'would write' if call.dry_run else 'wrote'} {root / name}", file=call.surroundings.out)
    if not call.dry_run:
        make_folder(root / "output")
    settings_file = quote(str(root / "config" / "pipeline.toml"))
    steps = (f"Next: qa-pipeline check --config {settings_file}", "Then the same with run instead of check.")
    print("\n".join((*plan.words, *steps)), file=call.surroundings.out)


def _write(path: Path, content: bytes) -> None:
    make_folder(path.parent)
    write_whole(path, content)
